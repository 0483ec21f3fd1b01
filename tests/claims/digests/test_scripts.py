"""The scripts of a text."""

import pytest

from claims.digests.scripts import main_script, scripts_in


@pytest.mark.parametrize(
    ("text", "scripts"),
    [
        ("", set()),
        ("2025!", set()),
        ("Ore", {"latin"}),
        ("稀土 and ore", {"han", "latin"}),
        ("レアアース", {"kana"}),
        ("희토류", {"hangul"}),
        ("руда", {"cyrillic"}),
    ],
)
def test_every_script_is_named(text, scripts):
    assert scripts_in(text) == scripts


@pytest.mark.parametrize(
    ("text", "script"), [("", ""), ("1", ""), ("稀土矿 ab", "han"), ("ore 土", "latin")]
)
def test_the_main_script_has_most_letters(text, script):
    assert main_script(text) == script
