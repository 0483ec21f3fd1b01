"""Markers out of a text and back into it."""

from collections import Counter

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from claims.markers import (
    MarkerError,
    Reference,
    Referenced,
    find_markers,
    join_references,
    split_references,
    trim_references,
)
from tests.growth import assert_linear

MARKERS = [
    "[1]",
    "[2, 3]",
    "【4】",
    "［５］",
    "[s:6]",
    "[1990]",
    "[1991, 1992]",
    "【1993】",
    "[7-9]",
]
MARKS = [
    "[sic]",
    "[2024]",
    "x[3]",
    "[0",
    "0]",
    "[",
    "]",
    "【",
    "】",
    "(",
    ")",
    ":",
    "!",
    "_",
    "-",
    ". ",
    "。",
]
LETTERS = [
    "a",
    "word",
    "Smith ",
    "Ω",
    "中",
    "か",
    "한",
    "5",
    "٣",
    "🙂",
    "\u0301",
    "\u200f",
    " ",
    "\u00a0",
    "\n",
]
PIECES = st.sampled_from([*MARKERS, *MARKS, *LETTERS])
MARKED = st.lists(PIECES, max_size=12).map("".join) | st.text()


def split_or_skip(text):
    try:
        return split_references(text)
    except MarkerError:
        assume(False)


def test_markers_leave_the_text_with_the_space_before_them():
    assert split_references("It is due by December [1][3]") == Referenced(
        "It is due by December", (Reference(1, None, 21), Reference(3, None, 21))
    )


@pytest.mark.parametrize(
    ("text", "bare", "offsets"),
    [
        ("one [1] two [2]", "one two", [3, 7]),
        ("one [1].", "one.", [3]),
        ("one [1] [2] two", "one two", [3, 3]),
        ("one. [1]Two", "one. Two", [4]),
        ("储量[1]居前 [2]。", "储量居前。", [2, 4]),
        ("[1] one", " one", [0]),
        ("[1]", "", [0]),
        ("no marker  at all ", "no marker  at all ", []),
    ],
)
def test_offsets_are_in_the_text_without_markers(text, bare, offsets):
    referenced = split_references(text)

    assert referenced.text == bare
    assert [reference.offset for reference in referenced.references] == offsets


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("by December[ 1, 3 ]", "by December[ 1, 3 ]"),
        ("by December  [1, 3]", "by December [1][3]"),
        ("到12月【1】［３］", "到12月 [1][3]"),
        ("by December. [2-4] Then", "by December. [2][3][4] Then"),
        ("see [other:2]", "see [other:2]"),
        ("by Smith [1990, 7]", "by Smith [01990][7]"),
        ("中文【1】(note)", "中文 【1】(note)"),
        ("【1】: so", "【1】: so"),
        ("GDP【1】growth", "GDP【1】growth"),
    ],
)
def test_markers_are_written_in_one_way(text, written):
    assert join_references(split_references(text)) == written


def test_references_are_written_in_the_order_of_their_places():
    references = (Reference(2, None, 7), Reference(1, None, 3), Reference(3, None, 7))

    assert join_references(Referenced("one two", references)) == "one [1] two [2][3]"


def test_every_fault_of_a_text_is_told():
    with pytest.raises(MarkerError) as refusal:
        split_references("one [] two [0] three [1][1]")

    codes = [fault.code for fault in refusal.value.faults]
    assert codes == ["marker_without_number", "marker_zero", "marker_repeated"]


def test_a_marker_inside_a_marker_is_refused():
    with pytest.raises(MarkerError) as refusal:
        split_references("so [1【2】3] it is")

    [fault] = refusal.value.faults
    assert (fault.code, fault.start, fault.end) == ("marker_nested", 3, 10)


def test_trimming_moves_the_references_along():
    referenced = trim_references(split_references("[1]  one [2] "))

    assert referenced == Referenced("one", (Reference(1, None, 0), Reference(2, None, 3)))


@settings(max_examples=500)
@given(MARKED)
@example("中【1】(x")
@example("a【1990】")
@example("![【1】]")
@example("one [1]two")
@example(" [1]b")
def test_what_was_split_is_joined_and_split_again_to_the_same(text):
    referenced = split_or_skip(text)

    assert split_references(join_references(referenced)) == referenced


@settings(max_examples=300)
@given(MARKED)
def test_a_trimmed_text_is_joined_and_split_again_to_the_same(text):
    # `[1] ![2]` is the exception: without the space, `[1]![2]` holds two markers.
    assume("![" not in text)
    trimmed = trim_references(split_or_skip(text))

    assert trimmed.text == trimmed.text.strip()
    assert split_references(join_references(trimmed)) == trimmed


@settings(max_examples=200)
@given(MARKED)
def test_no_marker_is_left_behind(text):
    assert find_markers(split_or_skip(text).text) == []


@settings(max_examples=200)
@given(MARKED)
def test_nothing_disappears_but_markers_and_space(text):
    bare = split_or_skip(text).text

    unmarked, cursor = [], 0
    for start, end in sorted({(marker.start, marker.end) for marker in find_markers(text)}):
        unmarked.append(text[cursor:start])
        cursor = end
    left = "".join([*unmarked, text[cursor:]])
    assert bare.split() == left.split() or "".join(bare.split()) == "".join(left.split())
    assert not Counter(bare) - Counter(left)


@given(st.text())
def test_a_text_without_markers_comes_back_to_the_letter(text):
    assume(not find_markers(text))

    assert split_or_skip(text) == Referenced(text)


@given(MARKED)
def test_references_keep_their_order(text):
    referenced = split_or_skip(text)

    offsets = [reference.offset for reference in referenced.references]
    assert offsets == sorted(offsets)
    assert [(item.number, item.source) for item in referenced.references] == [
        (marker.number, marker.source) for marker in find_markers(text)
    ]


def test_time_grows_with_the_text_and_no_faster():
    def text_of(size):
        return " ".join(f"word [{n % 90000 + 1}][s{n}:2]" for n in range(size // 20))

    assert_linear(lambda text: join_references(split_references(text)), text_of, 100_000)
