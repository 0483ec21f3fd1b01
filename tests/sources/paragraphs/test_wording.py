"""How two texts differ, word by word."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.paragraphs import word_diff
from sources.paragraphs.wording import similarity, words_of

TEXTS = st.text(alphabet="ab cd中文字. \n") | st.text()


def longest_common(old, new):
    """The textbook table, to check the fast one."""
    row = [0] * (len(new) + 1)
    for word in old:
        diagonal = 0
        for place, other in enumerate(new, start=1):
            diagonal, row[place] = (
                row[place],
                (diagonal + 1 if word == other else max(row[place], row[place - 1])),
            )
    return row[-1]


def test_words_are_compared_as_wholes():
    assert word_diff("Output rose by 10%.", "Output fell by 10%.") == [
        ("equal", "Output "),
        ("delete", "rose"),
        ("insert", "fell"),
        ("equal", " by 10%."),
    ]


def test_chinese_is_compared_by_character():
    assert word_diff("产量上升", "产量下升") == [
        ("equal", "产量"),
        ("delete", "上"),
        ("insert", "下"),
        ("equal", "升"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "diff"),
    [
        ("", "", []),
        ("", "one", [("insert", "one")]),
        ("one", "", [("delete", "one")]),
        ("one", "one", [("equal", "one")]),
    ],
)
def test_an_empty_text_has_nothing_in_common(old, new, diff):
    assert word_diff(old, new) == diff


@given(TEXTS, TEXTS)
def test_both_texts_can_be_put_together_again(old, new):
    diff = word_diff(old, new)

    assert "".join(text for kind, text in diff if kind != "insert") == old
    assert "".join(text for kind, text in diff if kind != "delete") == new
    assert all(text for _, text in diff)


@given(st.text(alphabet="abc"), st.text(alphabet="abc"))
def test_similarity_counts_what_is_common_in_order(old, new):
    common = longest_common(old, new)

    expected = 2 * common / (len(old) + len(new)) if old and new else 0.0
    assert similarity(old, new) == expected


def test_case_and_punctuation_make_no_difference():
    assert words_of("Output ROSE, by 10%!") == words_of("output rose by 10")


def test_repetitive_texts_are_compared_as_fast_as_others():
    began = process_time()
    similarity(["a", "b"] * 5000, ["b", "a", "a"] * 3000)
    word_diff("a b " * 100_000, "b a a " * 100_000)

    assert process_time() - began < 10
