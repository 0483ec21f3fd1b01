"""Lines, and what can end a claim in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.digests.lines import escape, find_escapes, read_lines, read_tokens


@given(st.text(alphabet="ab \r\n\u2028\t\u00a0") | st.text())
def test_every_line_stands_where_it_says(text):
    for line in read_lines(text):
        assert text[line.start : line.end] == line.text == line.text.strip()


def test_the_breaks_of_all_systems_are_line_breaks():
    lines = [line.text for line in read_lines("a\nb\r\nc\rd\u2028e\n\nf")]

    assert lines == ["a", "b", "c", "d", "e", "", "f"]


def test_bullets_headings_and_markers_are_told_in_order():
    tokens = list(read_tokens("a - b [1]. - c Group 2: d", 0))

    assert [(token.kind, token.adjacent, token.group) for token in tokens] == [
        ("bullet", False, None),
        ("marker", False, None),
        ("bullet", True, None),
        ("heading", False, 2),
    ]


@pytest.mark.parametrize(
    ("line", "escaped"),
    [
        ("a - b", "a - b"),
        ("a [1] - b", "a [1] \\- b"),
        ("a [1]. - b", "a [1]. \\- b"),
        ("a [1] \\- b", "a [1] \\\\- b"),
        ("a [1] Group 2: b", "a [1] \\Group 2: b"),
        ("a [sic] - b", "a [sic] - b"),
        ("a [1] -b", "a [1] -b"),
        ("a [1] -", "a [1] \\-"),
        ("a [1] b - c", "a [1] b - c"),
    ],
)
def test_only_what_would_end_a_claim_is_escaped(line, escaped):
    assert escape(line) == escaped


@given(
    st.lists(st.sampled_from(["[1]", "[2]", " ", "- ", "\\", "Group 1:", "a", ".", "* "])).map(
        "".join
    )
)
def test_escapes_are_found_where_they_were_put(line):
    escaped = escape(line)

    for place in reversed(find_escapes(escaped)):
        escaped = escaped[:place] + escaped[place + 1 :]
    assert escaped == line
