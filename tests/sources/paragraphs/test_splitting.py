"""A text as paragraphs."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.paragraphs import split_paragraphs
from tests.growth import assert_linear


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("", []),
        (" \n\n ", []),
        ("one", ["one"]),
        ("one\n\ntwo", ["one", "two"]),
        ("one\r\n\r\ntwo", ["one", "two"]),
        ("one\n \t\n\n\ntwo", ["one", "two"]),
        ("one\ntwo\n\nthree", ["one two", "three"]),
        ("one\ntwo\n", ["one", "two"]),
        ("  one \u00a0 two\t", ["one two"]),
        ("\ufeffone", ["one"]),
        ("one\u2029two", ["one", "two"]),
        ("cafe\u0301", ["café"]),
        ("第一段\n\n第二段", ["第一段", "第二段"]),
    ],
)
def test_paragraphs_are_parted_by_blank_lines_or_else_by_lines(text, paragraphs):
    assert split_paragraphs(text) == paragraphs


@pytest.mark.parametrize(
    "text",
    [
        "[1] one\n\n[2] two",
        "1. one\n2. two",
        "1) one\n2) two",
        "（1）one\n（2）two",
        "1、one\n2、two",
    ],
)
def test_numbers_that_count_the_paragraphs_are_taken_off(text):
    assert split_paragraphs(text) == ["one", "two"]


@pytest.mark.parametrize(
    "text",
    [
        "1. one",
        "1. one\n3. two",
        "[1] one\n2. two",
        "1. one\ntwo",
        "[1] one\n[2]",
        "1.5 one\n2.5 two",
    ],
)
def test_other_numbers_are_text(text):
    assert " ".join(split_paragraphs(text)) == text.replace("\n", " ")


@given(st.text())
def test_every_paragraph_is_one_tidy_line(text):
    for paragraph in split_paragraphs(text):
        assert paragraph
        assert paragraph == " ".join(unicodedata.normalize("NFC", paragraph).split())


@given(st.lists(st.text(alphabet="ab. 中", min_size=1).map(lambda text: " ".join(text.split()))))
def test_paragraphs_written_with_blank_lines_come_back(paragraphs):
    paragraphs = [paragraph for paragraph in paragraphs if paragraph]

    assert split_paragraphs("\n\n".join(paragraphs)) == paragraphs


@pytest.mark.parametrize("unit", ["\n", " \n", "a\n", "a\n\n", "[1]", "1. a\n"])
def test_time_grows_with_the_text_and_no_faster(unit):
    assert_linear(split_paragraphs, lambda size: unit * (size // len(unit)), 100_000)
