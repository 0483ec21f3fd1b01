"""Which brackets are markers, which are faults, which are doubts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.markers import Marker, find_doubts, find_faults, find_markers
from tests.growth import assert_linear

BRACKETS = st.text(alphabet="[]【】［］0123459-–,: a中!(\n_s", max_size=30)


def numbers(text):
    return [marker.number for marker in find_markers(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("by December [1]", [1]),
        ("by December [1][3]", [1, 3]),
        ("by December [1] [3]", [1, 3]),
        ("by December [1, 3]", [1, 3]),
        ("by December [ 1,3 ; 5 ]", [1, 3, 5]),
        ("by December [1-3]", [1, 2, 3]),
        ("by December [1–3, 7]", [1, 2, 3, 7]),
        ("by December [5-5]", [5]),
        ("到2030年【1】", [1]),
        ("到2030年［１２］", [12]),
        ("到2030年【1、3】", [1, 3]),
        ("[99999]", [99999]),
        ("[007]", [7]),
        ("储量居前[3]。", [3]),
        ("It fell.[3]", [3]),
        ("it fell,[3] then", [3]),
        ("(it fell)[3]", [3]),
        ("by 40%[3]", [3]),
        ("“it fell”[3]", [3]),
        ("Wow![3]", [3]),
        ("GDP【3】", [3]),
        ("[1][2024]", [1, 2024]),
        ("x [1] [2024]", [1, 2024]),
        ("Smith [02024]", [2024]),
        ("[2024] begins", [2024]),
        ("It fell. [2024]", [2024]),
        ("see [the note [4]]", [4]),
        ("[[1] and more]", [1]),
        ("as in [4]: three", [4]),
        ("слово[4]", [4]),
    ],
)
def test_a_marker_is_found(text, expected):
    assert numbers(text) == expected
    assert find_faults(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "he said so [sic]",
        "and so on [...]",
        "list[]",
        "- [x] done",
        "a [b] c",
        "[p. 3]",
        "1] and [2",
        "[^1]",
        "x[]",
        "[text][]",
        "[](https://example.org)",
    ],
)
def test_other_brackets_are_text_without_a_word(text):
    assert find_markers(text) == find_faults(text) == find_doubts(text) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("arr[0]", "bracket_after_word"),
        ("x_[1]", "bracket_after_word"),
        ("é[1]", "bracket_after_word"),
        ("arr[0][1]", "bracket_after_word"),
        ("Smith [2024]", "bracket_with_year"),
        ("the war [1939-1945]", "bracket_with_year"),
        ("国发［2024］5号", "bracket_with_year"),
        ("Smith [1990] [1991]", "bracket_with_year"),
        ("[1](https://example.org)", "bracket_in_link"),
        ("![1]", "bracket_in_link"),
        ("[text][1]", "bracket_in_link"),
        ("[1]: https://example.org", "bracket_in_link"),
        ("[[1]]", "bracket_in_brackets"),
        ("at [12:30]", "bracket_not_understood"),
        ("about [1.5]", "bracket_not_understood"),
        ("about [-1]", "bracket_not_understood"),
        ("about [1,]", "bracket_not_understood"),
        ("about ［1]", "bracket_not_understood"),
        ("about [1,\n2]", "bracket_not_understood"),
    ],
)
def test_a_bracket_with_a_number_that_stays_text_is_a_doubt(text, code):
    assert find_markers(text) == find_faults(text) == []
    assert find_doubts(text)[0].code == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("so []", "marker_without_number"),
        ("so [ ]", "marker_without_number"),
        ("so 【】", "marker_without_number"),
        ("so [other:]", "marker_without_number"),
        ("so [0]", "marker_zero"),
        ("so [00]", "marker_zero"),
        ("so [0-3]", "marker_zero"),
        ("so [100000]", "marker_too_large"),
        ("so [99999999999]", "marker_too_large"),
        ("so [3-1]", "marker_reversed"),
        ("so [1-101]", "marker_too_wide"),
        ("so [1][2][1]", "marker_repeated"),
        ("so [1] and [1, 3]", "marker_repeated"),
        ("so [1-3][2]", "marker_repeated"),
    ],
)
def test_what_was_meant_as_a_marker_but_cannot_be_one_is_a_fault(text, code):
    assert [fault.code for fault in find_faults(text)] == [code]


def test_all_faults_are_told_with_their_spans():
    text = "one [] two [0] three [9-1]"

    faults = find_faults(text)

    assert [text[fault.start : fault.end] for fault in faults] == ["[]", "[0]", "[9-1]"]


def test_the_same_number_of_two_sources_is_no_repetition():
    text = "so [1][other-2:1]"

    assert find_markers(text) == [Marker(1, None, 3, 6), Marker(1, "other-2", 6, 17)]
    assert find_faults(text) == []


def test_two_markers_in_one_bracket_share_its_span():
    assert find_markers("so [1, 3]") == [Marker(1, None, 3, 9), Marker(3, None, 3, 9)]


def test_a_range_of_a_hundred_is_the_widest():
    assert numbers("so [1-100]") == list(range(1, 101))


def test_ranges_do_not_fill_the_memory():
    text = "".join(f"[s{n}:1-100]" for n in range(2000))

    assert len(find_markers(text)) < 110_000
    assert find_faults(text)[0].code == "marker_too_many"


@given(BRACKETS)
def test_every_span_is_a_bracket(text):
    for found in [*find_markers(text), *find_faults(text), *find_doubts(text)]:
        assert text[found.start] in "[【［"
        assert text[found.end - 1] in "]】］"


@given(st.text())
def test_any_text_is_read(text):
    find_markers(text)
    find_faults(text)
    find_doubts(text)


@pytest.mark.parametrize(
    "unit",
    [
        "[",
        "[1",
        "[1]",
        "[1-",
        "【",
        "[[1]]",
        "[1,",
        "1,",
        "[ ",
        " [2024]",
        "] ",
        "![1]",
        "[a:",
        "［１］(",
    ],
)
@pytest.mark.parametrize("opening", ["", "[", "[1"])
def test_time_grows_with_the_text_and_no_faster(unit, opening):
    def work(text):
        find_faults(text)
        find_doubts(text)

    assert_linear(work, lambda size: opening + unit * (size // len(unit)), 100_000)


def test_ten_megabytes_of_digits_are_one_fault():
    text = "[" + "9" * 10_000_000 + "]"

    assert [fault.code for fault in find_faults(text)] == ["marker_too_large"]
