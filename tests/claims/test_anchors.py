"""Spans are chosen in a text, and found again in another."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.anchors import NotThere, Place, Selector, place, select
from tests.growth import assert_linear

TEXT = "The harbour moved 412 containers in May, and 8% more than in May of the year before."
WORDS = st.text("ab c", min_size=1, max_size=12)
LONG = st.text("abc d.", max_size=80)


def words_at(found: Place, text: str) -> str:
    return "" if found.start is None else text[found.start : found.end]


@pytest.mark.parametrize(
    ("given", "words", "start"),
    [
        ({"quote": "412 containers"}, "412 containers", 18),
        ({"start": 18, "end": 21}, "412", 18),
        ({"quote": "May", "start": 36, "end": 39}, "May", 36),
        ({"quote": "May", "start": 61}, "May", 61),
        ({"quote": "May", "end": 39}, "May", 36),
        ({"quote": "May", "suffix": " of"}, "May", 61),
        ({"quote": "May", "prefix": "containers in "}, "May", 36),
    ],
)
def test_a_span_is_given_by_place_or_by_words(given: dict, words: str, start: int) -> None:  # type: ignore[type-arg]
    selector = select(TEXT, **given)

    assert (selector.quote, selector.start) == (words, start)
    assert selector.prefix == TEXT[max(0, start - 32) : start]
    assert selector.suffix == TEXT[selector.end : selector.end + 32]


@pytest.mark.parametrize(
    ("given", "field", "code"),
    [
        ({"quote": "June"}, "quote", "no_such_words"),
        ({"quote": "May"}, "quote", "ambiguous_words"),
        ({}, "quote", "no_quote"),
        ({"quote": "May", "start": 0, "end": 3}, "quote", "no_such_words"),
        ({"start": 3}, "end", "required"),
        ({"end": 3}, "start", "required"),
        ({"quote": "May", "end": 2}, "start", "span_outside_text"),
        ({"quote": "May", "start": 84}, "start", "span_outside_text"),
        ({"start": 80, "end": 200}, "start", "span_outside_text"),
        ({"start": 5, "end": 5}, "start", "span_outside_text"),
        ({"start": 0, "end": 3, "suffix": "x"}, "suffix", "no_such_words"),
        ({"start": 4, "end": 7, "prefix": "x"}, "prefix", "no_such_words"),
    ],
)
def test_a_span_that_is_not_there_is_refused(given: dict, field: str, code: str) -> None:  # type: ignore[type-arg]
    with pytest.raises(NotThere) as refused:
        select(TEXT, **given)

    assert (refused.value.field, refused.value.code) == (field, code)


@pytest.mark.parametrize(
    ("quote", "text", "kind", "words"),
    [
        ("412 containers", TEXT, "exact", "412 containers"),
        ("412 containers", "Yesterday. " + TEXT, "exact", "412 containers"),
        ("412 containers", "412 containers were moved.", "context", "412 containers"),
        ("412", TEXT.replace("412", "421"), "fuzzy", "421"),
        (
            "moved 412 containers",
            "It is said it moves 412 containers.",
            "fuzzy",
            "moves 412 containers",
        ),
        ("412 containers", "Nothing of the kind.", "orphan", ""),
        ("412", "", "orphan", ""),
        ("8%", "9%", "orphan", ""),
    ],
)
def test_a_span_is_found_again(quote: str, text: str, kind: str, words: str) -> None:
    found = place(select(TEXT, quote=quote), text)

    assert (found.kind, words_at(found, text)) == (kind, words)


def test_of_two_places_the_one_with_the_old_neighbours_wins() -> None:
    selector = select(TEXT, quote="May", start=61, end=64)

    found = place(selector, "May! " + TEXT.replace("the year before", "2024"))

    assert found == Place("context", 66, 69)


def test_a_span_whose_words_come_back_is_exact() -> None:
    selector = select(TEXT, quote="containers")

    assert place(selector, "Gone.").kind == "orphan"
    assert place(selector, TEXT).kind == "exact"


@given(LONG, WORDS, LONG, LONG, LONG)
def test_what_is_added_around_a_span_does_not_lose_it(
    before: str, quote: str, after: str, head: str, tail: str
) -> None:
    text = before + quote + after
    selector = select(text, start=len(before), end=len(before) + len(quote))

    found = place(selector, head + text + tail)

    assert found.kind in {"exact", "context"}
    assert words_at(found, head + text + tail) == quote


@given(LONG, LONG, st.data())
def test_a_place_is_a_span_of_the_text(old: str, new: str, data: st.DataObject) -> None:
    text = old + "x"
    start = data.draw(st.integers(0, len(text) - 1))
    selector = select(text, start=start, end=data.draw(st.integers(start + 1, len(text))))

    found = place(selector, new)

    if found.kind == "orphan":
        assert (found.start, found.end) == (None, None)
        assert selector.quote not in new
    else:
        assert found.start is not None
        assert found.end is not None
        assert 0 <= found.start < found.end <= len(new)


def edit_distance(one: str, other: str) -> int:
    row = list(range(len(other) + 1))
    for i, mine in enumerate(one, start=1):
        last, row[0] = row[0], i
        for j, theirs in enumerate(other, start=1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (mine != theirs))
    return row[-1]


@settings(max_examples=200)
@given(st.text("abcd", min_size=4, max_size=16), st.text("abcd", max_size=40))
def test_similar_words_are_the_most_alike(quote: str, text: str) -> None:
    found = place(Selector(quote=quote, prefix="", suffix="", start=0), text)

    best = min(
        edit_distance(quote, text[i:j])
        for i in range(len(text) + 1)
        for j in range(i, len(text) + 1)
    )
    if best > len(quote) // 4:
        assert found.kind == "orphan"
    else:
        assert edit_distance(quote, words_at(found, text)) == best


@pytest.mark.parametrize("quote", ["ab", "a" * 3000, "b" + "a" * 2999, "nowhere to be found here"])
def test_time_is_in_proportion_to_the_text(quote: str) -> None:
    selector = Selector(quote=quote, prefix="x" * 32, suffix="", start=0)

    assert_linear(lambda text: place(selector, text), lambda size: "a" * size, 25_000)
