"""Read the brackets of a text: which are markers, which were meant as one, which are in doubt."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

MAX_NUMBER = 99_999
MAX_RANGE = 100
# Seven characters can stand for a hundred markers: ten megabytes of them would fill the memory.
MAX_RANGED = 100_000

CLOSING = {"[": "]", "【": "】", "［": "］"}
_BRACKET = re.compile(r"([\[【［])([^\[\]【】［］]*+)([\]】］])")
_SPACE = r"[^\S\r\n\v\f\x1c-\x1e\x85\u2028\u2029]*+"
# Possessive on single characters only: before Python 3.11.5 a possessive group may match wrongly.
_ITEM = re.compile(rf"([0-9０-９]++)(?:{_SPACE}[-‐‑–—−－]{_SPACE}([0-9０-９]++))?")
_LIST = rf"{_ITEM.pattern}(?:{_SPACE}[,，、;；]{_SPACE}{_ITEM.pattern})*"
_INSIDE = re.compile(
    rf"{_SPACE}(?:(?P<slug>[a-z0-9][a-z0-9-]*+){_SPACE}[:：]{_SPACE})?(?P<list>{_LIST})?{_SPACE}"
)
_NUMERIC = re.compile(r"[\s\d.,，、;；:：\-‐‑–—−－]*+")
_LATIN = re.compile(r"[A-Za-z0-9_ªºÀ-ÖØ-öø-ɏḀ-ỿ]")
_WHY_TEXT = {
    "bracket_after_word": "This bracket is glued to what stands before it and stays text.",
    "bracket_in_brackets": "This bracket stands in double brackets and stays text.",
    "bracket_in_link": "This bracket reads as part of a Markdown link and stays text.",
    "bracket_not_understood": "This bracket does not read as a marker and stays text.",
    "bracket_with_year": "This bracket reads as a year and stays text.",
}


@dataclass(frozen=True, slots=True)
class Marker:
    """One paragraph pointed to, and where in the text; `source` is a slug, None for one's own."""

    number: int
    source: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong at a span of the text: a code for programs, a sentence for people."""

    code: str
    detail: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Notice:
    """What an editor should look at, at a span of the text; it stops nothing."""

    code: str
    detail: str
    start: int
    end: int


Found = Marker | Fault | Notice


class MarkerError(ValueError):
    """The text holds what was meant as a marker but cannot be one; `faults` tells all of it."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(" ".join(fault.detail for fault in faults[:5]))
        self.faults = tuple(faults)


def find_markers(text: str) -> list[Marker]:
    """The markers of `text`, in reading order; a repeated number is listed each time."""
    return [found for found in read_brackets(text) if isinstance(found, Marker)]


def find_faults(text: str) -> list[Fault]:
    """What was meant as a marker but cannot be one, in reading order."""
    return pick_faults(read_brackets(text))


def find_doubts(text: str) -> list[Notice]:
    """The brackets with a number that were left as text, in reading order."""
    return [found for found in read_brackets(text) if isinstance(found, Notice)]


def pick_faults(found: Iterable[Found]) -> list[Fault]:
    """The faults among `found`, and each paragraph that is named more than once, once."""
    faults: list[Fault] = []
    times: dict[tuple[str | None, int], int] = {}
    for item in found:
        if isinstance(item, Fault):
            faults.append(item)
        elif isinstance(item, Marker):
            key = (item.source, item.number)
            times[key] = times.get(key, 0) + 1
            if times[key] == 2:
                detail = f"Paragraph {item.number} is named twice."
                faults.append(Fault("marker_repeated", detail, item.start, item.end))
    return faults


def read_brackets(text: str) -> Iterator[Found]:
    """Everything in brackets that is a marker, was meant as one, or holds a number."""
    marked = -1  # where the last marker ends: what is glued to it is a marker too
    ranged = 0
    for match in _BRACKET.finditer(text):
        start, end = match.span()
        opening, between, closing = match.groups()
        # The cache is for the many short ones; a long one would only fill it.
        inside = (_read_inside if len(between) < 32 else _read_inside.__wrapped__)(between)
        if inside.meant and CLOSING[opening] == closing:
            why = _why_text(text, match, years=inside.years, marked=marked)
        else:
            why = "bracket_not_understood"
        if why:
            if inside.numeric:
                yield Notice(why, _WHY_TEXT[why], start, end)
            continue
        marked = end
        ranged += inside.ranged
        if ranged > MAX_RANGED and inside.ranged:
            yield Fault("marker_too_many", "The ranges name too many paragraphs.", start, end)
        elif inside.wrong:
            yield from (Fault(code, detail, start, end) for code, detail in inside.wrong)
        else:
            for numbers in inside.numbers:
                yield from (Marker(number, inside.slug, start, end) for number in numbers)


@dataclass(frozen=True, slots=True)
class _Inside:
    """What stands between two brackets, whatever stands around them."""

    meant: bool = False  # as a marker
    numeric: bool = False  # a number is in it
    years: bool = False  # and nothing else
    slug: str | None = None
    numbers: tuple[range, ...] = ()
    ranged: int = 0
    wrong: tuple[tuple[str, str], ...] = ()


@lru_cache(maxsize=4096)
def _read_inside(between: str) -> _Inside:
    match = _INSIDE.fullmatch(between)
    if not match:
        return _Inside(numeric=bool(_NUMERIC.fullmatch(between) and re.search(r"\d", between)))
    slug, listed = match["slug"], match["list"]
    items = [(item[1], item[2] or item[1]) for item in _ITEM.finditer(listed or "")]
    spans = [_span(item) for item in items]
    wrong = tuple(span for span in spans if not isinstance(span, range))
    numbers = tuple(span for span in spans if isinstance(span, range))
    return _Inside(
        # A "slug" of digits alone is a time of day or a ratio.
        meant=not (slug and slug.isdecimal()),
        numeric=bool(items),
        years=not slug
        and bool(items)
        and all(is_year(digits) for item in items for digits in item),
        slug=slug,
        numbers=numbers,
        ranged=sum(len(span) - 1 for span in numbers),
        wrong=wrong if items else (("marker_without_number", "A marker needs a number."),),
    )


def _why_text(text: str, match: re.Match[str], *, years: bool, marked: int) -> str | None:
    """Why a bracket that could be a marker is text after all; None if it is a marker."""
    start, end = match.span()
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    if start == marked:
        before, years = "", False
    if match[1] == "[":
        if before == "]" or after == "(":
            return "bracket_in_link"
        if before and _LATIN.match(before):
            return "bracket_after_word"
        if before == "!" and (start == 1 or text[start - 2].isspace()):
            return "bracket_in_link"
        if after == ":" and (start == 0 or text[start - 1] in "\r\n"):
            return "bracket_in_link"
        if before == "[" and after == "]":
            return "bracket_in_brackets"
    if years:
        while start and text[start - 1].isspace():
            start -= 1
        if start and start != marked and (text[start - 1].isalnum() or text[start - 1] in "_]】］"):
            return "bracket_with_year"
    return None


def is_year(digits: str) -> bool:
    """Does a number written like this read as a year? `[02024]` does not."""
    return len(digits) == 4 and 1500 <= int(digits) <= 2100


def _span(item: tuple[str, str]) -> range | tuple[str, str]:
    """The numbers from the first to the last, or the code and sentence of what is wrong."""
    # A number of a million digits is not worth converting.
    digits = [written.lstrip("0０") for written in item]
    if not all(digits):
        return "marker_zero", "Paragraphs are counted from 1."
    if max(map(len, digits)) > len(str(MAX_NUMBER)):
        return "marker_too_large", f"The highest paragraph number is {MAX_NUMBER}."
    first, last = map(int, digits)
    if first > last:
        return "marker_reversed", f"The range runs backwards, from {first} to {last}."
    if last - first >= MAX_RANGE:
        return "marker_too_wide", f"A range names at most {MAX_RANGE} paragraphs."
    return range(first, last + 1)
