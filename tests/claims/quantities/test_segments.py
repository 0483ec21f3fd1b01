"""Segments: sentences, scripts, and offsets that stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.quantities.segments import LONGEST, fold, segments
from claims.quantities.tokens import Tokens


@given(st.text(max_size=300))
def test_folding_keeps_every_offset(text):
    assert len(fold(text)) == len(text)


@given(st.text(max_size=300))
def test_segments_are_pieces_of_the_text_in_order(text):
    end = 0
    for segment in segments(text):
        assert segment.start >= end
        end = segment.start + len(segment.text)
        assert text[segment.start : end] == segment.text
        assert len(segment.folded) == len(segment.text)
        assert segment.language in ("en", "zh", "ru")


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("It rained. It snowed.", [("It rained", "en"), (" It snowed.", "en")]),
        ("Mr. Hall paid Rs. 20 in Oct. 2020.", [("Mr. Hall paid Rs. 20 in Oct. 2020.", "en")]),
        ("雨很大。雪很小。", [("雨很大", "zh"), ("雪很小", "zh")]),
        ("Дождь идёт! Снег тает", [("Дождь идёт", "ru"), (" Снег тает", "ru")]),
        ("小米手机 and other phones are sold", [("小米手机 ", "zh"), ("and other phones are sold", "en")]),
        ("使用 USB 接口的设备", [("使用 USB 接口的设备", "zh")]),
    ],
)  # fmt: skip
def test_a_text_is_cut_by_sentence_and_script(text, pieces):
    assert [(one.text, one.language) for one in segments(text)] == pieces


def test_what_has_no_letters_is_read_in_the_language_named():
    assert [one.language for one in segments("75%", "ru")] == ["ru"]
    assert [one.language for one in segments("75%", "tlh")] == ["en"]


def test_a_segment_is_of_bearable_length():
    for unit in ("word ", "字", "a1", "x"):
        assert all(len(one.text) <= 3 * LONGEST for one in segments(unit * 9 * LONGEST))


def test_tokens_know_what_they_touch():
    tokens = Tokens("$1.2bn or 68-year-old", "$1.2bn or 68-year-old")

    assert [tokens.low(place) for place in range(len(tokens))] == [
        "$", "1.2", "bn", "or", "68", "-", "year", "-", "old",
    ]  # fmt: skip
    assert tokens.glued(2)
    assert not tokens.glued(3)
    assert tokens.low(99) == tokens.low(-1) == ""
