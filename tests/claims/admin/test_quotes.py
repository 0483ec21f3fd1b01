"""Quoted words are found as they were written."""

import pytest

from claims.admin.quotes import Piece, find_quote, pieces
from claims.drafting.citations import occurs

CASES = [
    ("We moved 412 containers.", "412 containers", "412 containers"),
    ("We  moved\n412 containers.", "moved 412", "moved\n412"),
    ("Costs\u00a0rose", "Costs rose", "Costs\u00a0rose"),
    ("Cafe\u0301 closed", "Café closed", "Cafe\u0301 closed"),
    ("The ﬁrst ship", "first", "ﬁrst"),
    ("共４１２个集装箱", "412个", "４１２个"),
    ("  Leading words", "Leading", "Leading"),
    ("\u1112\u1161\u11ab국", "한국", "\u1112\u1161\u11ab국"),
]


@pytest.mark.parametrize(("text", "quote", "words"), CASES)
def test_a_quote_is_found_in_the_words_of_the_paragraph(text, quote, words):
    found = find_quote(text, quote)

    assert found is not None
    assert text[slice(*found)] == words
    assert occurs(quote, text)


@pytest.mark.parametrize("quote", ["413 containers", "", "   "])
def test_what_is_not_there_marks_nothing(quote):
    assert pieces("We moved 412 containers.", quote) == [Piece("We moved 412 containers.")]


def test_the_pieces_are_the_text():
    cut = pieces("We moved 412 containers.", "412")

    assert cut == [Piece("We moved "), Piece("412", quoted=True), Piece(" containers.")]


def test_a_long_paragraph_is_searched_quickly():
    text = "word " * 20_000 + "the end"

    assert find_quote(text, "the  end") == (100_000, 100_007)
