"""People named in a remark."""

import pytest

from claims.mentions import MOST, find_mentions


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("@ada, see this", ["ada"]),
        ("Ask @ada.", ["ada.", "ada"]),
        ("ada@example.org and a.@b", []),
        ("(@ada-l)@", ["ada-l"]),
        ("@Зоя和@李", ["Зоя和@李"]),
        ("@ada @ada", ["ada"]),
        ("no one @ all", []),
    ],
)
def test_a_name_after_an_at_sign_is_a_mention(text: str, named: list[str]) -> None:
    assert [name for names in find_mentions(text) for name in names] == named


def test_mentions_are_bounded() -> None:
    assert len(find_mentions(" ".join(f"@p{n}" for n in range(1000)))) == MOST
