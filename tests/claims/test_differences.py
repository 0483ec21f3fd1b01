"""What changed between two texts, word by word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.differences import LARGEST, Difference, differences
from tests.growth import assert_linear


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("", "", []),
        ("The same.", "The same.", [("equal", "The same.")]),
        ("", "New", [("insert", "New")]),
        ("Old", "", [("delete", "Old")]),
        (
            "moved 412 containers",
            "moved 415 containers",
            [("equal", "moved "), ("delete", "412"), ("insert", "415"), ("equal", " containers")],
        ),
        (
            "出口下降了三成",
            "出口下降了四成",
            [("equal", "出口下降了"), ("delete", "三"), ("insert", "四"), ("equal", "成")],
        ),
        (
            "упал на 3 %",
            "упал почти на 3 %",
            [("equal", "упал "), ("insert", "почти "), ("equal", "на 3 %")],
        ),
    ],
)
def test_texts_are_compared_by_words(before, after, shown):
    assert differences(before, after) == [Difference(*each) for each in shown]


@given(st.text("ab 中文.\n", max_size=40), st.text("ab 中文.\n", max_size=40))
def test_both_texts_can_be_read_from_the_differences(before, after):
    found = differences(before, after)

    assert "".join(d.text for d in found if d.operation != "insert") == before
    assert "".join(d.text for d in found if d.operation != "delete") == after


def test_texts_with_little_in_common_are_one_replacement():
    before, after = "a " * LARGEST, "b " * LARGEST

    assert [d.operation for d in differences(before, after)] == ["delete", "insert", "equal"]


def test_the_time_grows_with_the_text():
    assert_linear(
        lambda text: differences(text, text.replace("a", "b")), lambda n: "a " * n, 50_000
    )
