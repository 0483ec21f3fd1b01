"""Find a quoted span in a text, and find it again when the text has changed (pure).

A selector keeps what somebody chose: the words, up to 32 characters on either side, and where
they stood (W3C Web Annotation: TextQuoteSelector and TextPositionSelector; all in code points).
It never changes; where it stands in another text is looked for in this order:

exact    the very words at their place, or anywhere with their whole neighbourhood
context  the very words elsewhere: the most of their neighbourhood, then the nearest
fuzzy    other words between the two neighbours they had; else similar words (at most a quarter
         of the characters differ), the most alike, then the nearest
orphan   nowhere

Words are at most 5 000 characters. Then time is in proportion to the length of the text: a search
stops after a fixed number of places, and similar words are found by Myers' bit vectors (1999).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Literal

Kind = Literal["exact", "context", "fuzzy", "orphan"]

NEIGHBOURHOOD = 32
LONGEST = 5_000
_MOST_PLACES = 100
# Neighbours of fewer characters than this say nothing about what stands between them.
_TELLING = 8


@dataclass(frozen=True, slots=True)
class Selector:
    """Chosen words, their neighbourhood, and where they stood."""

    quote: str
    prefix: str
    suffix: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.quote)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a selector stands in a text; an orphan stands nowhere."""

    kind: Kind
    start: int | None = None
    end: int | None = None


class NotThere(Exception):
    """The words to be chosen are not in the text, or not in one place only.

    `field` says which part of what was given is wrong: quote, prefix, suffix, start or end.
    """

    def __init__(self, field: str, code: str, detail: str) -> None:
        super().__init__(detail)
        self.field, self.code, self.detail = field, code, detail


def select(
    text: str,
    *,
    quote: str = "",
    prefix: str = "",
    suffix: str = "",
    start: int | None = None,
    end: int | None = None,
) -> Selector:
    """The selector of a span of `text`, given by its place, by its words, or by both.

    Of a place one end is enough beside the words. Words that stand in the text more than once
    are told apart by prefix and suffix. Raises NotThere.
    """
    if start is None and end is None:
        start = _only_place(text, quote, prefix, suffix)
        end = start + len(quote)
    elif quote and end is None and start is not None:
        end = start + len(quote)
    elif quote and start is None and end is not None:
        start = end - len(quote)
    missing = "start" if start is None else "end"
    if start is None or end is None:
        detail = f"Give {missing} too, or the words of the span."
        raise NotThere(missing, "required", detail)
    if not 0 <= start < end <= len(text):
        detail = f"start and end lie between 0 and {len(text)}, start before end."
        raise NotThere("start", "span_outside_text", detail)
    if end - start > LONGEST:
        detail = f"A span has at most {LONGEST} characters; the whole text needs no span."
        raise NotThere("end", "span_too_long", detail)
    words = text[start:end]
    if quote and quote != words:
        raise NotThere("quote", "no_such_words", f"The text has {words[:100]!r} there.")
    if prefix and not text.endswith(prefix, 0, start):
        raise NotThere("prefix", "no_such_words", "These words do not stand before the quote.")
    if suffix and not text.startswith(suffix, end):
        raise NotThere("suffix", "no_such_words", "These words do not stand after the quote.")
    return Selector(
        quote=words,
        prefix=text[max(0, start - NEIGHBOURHOOD) : start],
        suffix=text[end : end + NEIGHBOURHOOD],
        start=start,
    )


def place(selector: Selector, text: str, *, near: int | None = None) -> Place:
    """Where the selector stands in `text`; `near` is where it stood last."""
    hint = selector.start if near is None else near
    found = _same_words(selector, text, hint)
    return found or _between(selector, text, hint) or _similar(selector, text, hint)


def _only_place(text: str, quote: str, prefix: str, suffix: str) -> int:
    if not quote:
        raise NotThere("quote", "no_quote", "Give the words of the span, or start and end.")
    whole = prefix + quote + suffix
    places = list(islice(_forward(whole, text, 0), 2))
    if not places:
        raise NotThere("quote", "no_such_words", "The text has no such words.")
    if len(places) > 1:
        detail = "These words stand in the text more than once: give start and end."
        raise NotThere("quote", "ambiguous_words", detail)
    return places[0] + len(prefix)


def _same_words(selector: Selector, text: str, hint: int) -> Place | None:
    size = len(selector.quote)
    whole = selector.prefix + selector.quote + selector.suffix
    before = len(selector.prefix)
    starts = [at + before for at in _around(whole, text, hint - before, most=1)]
    if starts:
        start = min(starts, key=lambda at: abs(at - hint))
        return Place("exact", start, start + size)
    starts = _around(selector.quote, text, hint, most=_MOST_PLACES)
    if not starts:
        return None
    start = min(starts, key=lambda at: (-kept(selector, text, at), abs(at - hint), at))
    return Place("exact" if start == selector.start else "context", start, start + size)


def kept(selector: Selector, text: str, start: int) -> int:
    """How many characters of the neighbourhood stand around the quote at `start`."""
    before = text[max(0, start - len(selector.prefix)) : start]
    end = start + len(selector.quote)
    after = text[end : end + len(selector.suffix)]
    return _common(before[::-1], selector.prefix[::-1]) + _common(after, selector.suffix)


def _common(one: str, other: str) -> int:
    """How many characters two texts have in common from their beginning."""
    same = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        same += 1
    return same


def _between(selector: Selector, text: str, hint: int) -> Place | None:
    """What stands between the two neighbours, if both are there and not far from each other."""
    prefix, suffix = selector.prefix, selector.suffix
    if min(len(prefix), len(suffix)) == 0 or len(prefix) + len(suffix) < _TELLING:
        return None
    farthest = 2 * len(selector.quote) + NEIGHBOURHOOD
    found = []
    for at in _around(prefix, text, hint - len(prefix), most=_MOST_PLACES):
        start = at + len(prefix)
        end = text.find(suffix, start, start + farthest + len(suffix))
        if end > start and text[start:end].strip():
            found.append((start, end))
    if not found:
        return None
    start, end = min(found, key=lambda span: (abs(span[0] - hint), span))
    return Place("fuzzy", start, end)


def _similar(selector: Selector, text: str, hint: int) -> Place:
    quote = selector.quote
    least = len(quote) // 4
    if len(quote) > LONGEST or not least:
        return Place("orphan")
    ends: list[int] = []
    for end, errors in _distances(quote, text, anywhere=True):
        if errors < least or (errors == least and not ends):
            ends = [end]
            least = errors
        elif errors == least:
            ends.append(end)
    if not ends:
        return Place("orphan")
    end = min(ends, key=lambda at: (abs(at - len(quote) - hint), at))
    return Place("fuzzy", _start_of(quote, text, end, least), end)


def _start_of(quote: str, text: str, end: int, errors: int) -> int:
    """Where the words that end at `end` with `errors` begin: read backwards from there."""
    back = text[max(0, end - len(quote) - errors) : end][::-1]
    lengths = [n for n, e in _distances(quote[::-1], back, anywhere=False) if e == errors]
    return end - min(lengths, key=lambda n: (abs(n - len(quote)), n))


def _distances(quote: str, text: str, *, anywhere: bool) -> Iterator[tuple[int, int]]:
    """Each end in `text`, with the edit distance of `quote` to the text that ends there.

    With `anywhere` that text may begin anywhere (the best is told), else at the very beginning.
    """
    top = 1 << (len(quote) - 1)
    mask = (top << 1) - 1
    where: dict[str, int] = {}
    for index, character in enumerate(quote):
        where[character] = where.get(character, 0) | 1 << index
    plus, minus, errors = mask, 0, len(quote)
    for end, character in enumerate(text, start=1):
        same = where.get(character, 0)
        vertical = same | minus
        horizontal = (((same & plus) + plus) ^ plus) | same
        rises = minus | (~(horizontal | plus) & mask)
        falls = plus & horizontal
        if rises & top:
            errors += 1
        elif falls & top:
            errors -= 1
        rises = (rises << 1 | (not anywhere)) & mask
        falls = falls << 1 & mask
        plus = falls | (~(vertical | rises) & mask)
        minus = rises & vertical
        yield end, errors


def _around(words: str, text: str, hint: int, *, most: int) -> list[int]:
    """At most `most` places of `words` from `hint` on, and as many before it."""
    hint = max(0, min(hint, len(text)))
    after = list(islice(_forward(words, text, hint), most))
    # str.rfind takes time in proportion to the product of the lengths; str.find does not.
    head = text[: hint + len(words) - 1][::-1]
    before = islice(_forward(words[::-1], head, 0), most)
    return after + [len(head) - at - len(words) for at in before]


def _forward(words: str, text: str, begin: int) -> Iterator[int]:
    at = text.find(words, begin)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)
