"""Periods: EDTF text (ISO 8601-2) to its first and last day, and the stretches that dates name.

A `Stretch` is a period by itself: `2024`, `2025-10`, `2025-33` (first quarter), `2025-40` (first
half), `2015/2020`, `2012/..`, `198X`. A `Period` is one that a text names, with its place there
and how it is meant (in, by, since, until, as_of).
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from time import struct_time

from edtf import EDTFObject, parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException

_SIMPLE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d\d)?)?")
_DATED = re.compile(r"\d{4}(?:-\d\d)?")


class UnknownPeriod(ValueError):
    """The text is not EDTF, or reaches outside the years 1 to 9999."""


def days_of(text: str) -> tuple[date | None, date | None]:
    """The first and last day of the period; None where it is open or not known.

    `2024` → 2024-01-01, 2024-12-31; `2025-33` (first quarter) → 2025-01-01, 2025-03-31;
    `2012/..` → 2012-01-01, None. Raises UnknownPeriod.
    """
    try:
        period: EDTFObject = parse_edtf(text)
        first, last = _day(period.lower_strict()), _day(period.upper_strict())
    except (EDTFParseException, ValueError, AttributeError, TypeError, OverflowError) as error:
        raise UnknownPeriod(text) from error
    # Of an end that is not known edtf makes ten years.
    return None if text.startswith("/") else first, None if text.endswith("/") else last


def _day(moment: object) -> date | None:
    if not isinstance(moment, struct_time):
        return None  # edtf's marks for "open" and "unknown" are infinities
    return date(moment.tm_year, moment.tm_mon, moment.tm_mday)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A period by itself: its EDTF text, and its first and last day (None where open)."""

    edtf: str
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Period:
    """A period that a segment names between `start` and `end`.

    `stretch` is None where the words name a time that nothing dates ("in October" of a text
    without a publication date): it is no figure all the same. `basis` marks a period that
    something is compared with ("than in 2023"), not the one that the figure is about.
    """

    start: int
    end: int
    stretch: Stretch | None
    rel: str = "in"
    basis: bool = False


def year(number: int) -> Stretch:
    """A calendar year, 1 to 9999."""
    return Stretch(f"{number:04d}", date(number, 1, 1), date(number, 12, 31))


def decade(number: int) -> Stretch:
    """The ten years from `number`, which ends in 0."""
    return Stretch(f"{number // 10:03d}X", date(number, 1, 1), date(number + 9, 12, 31))


def month(number: int, which: int) -> Stretch:
    """A month of a year; `which` may run over into other years."""
    number, which = number + (which - 1) // 12, (which - 1) % 12 + 1
    last = monthrange(number, which)[1]
    return Stretch(f"{number:04d}-{which:02d}", date(number, which, 1), date(number, which, last))


def day(when: date) -> Stretch:
    """One day."""
    return Stretch(when.isoformat(), when, when)


def quarter(number: int, which: int) -> Stretch:
    """A quarter of a year; `which` may run over into other years."""
    number, which = number + (which - 1) // 4, (which - 1) % 4 + 1
    first, last = month(number, which * 3 - 2), month(number, which * 3)
    return Stretch(f"{number:04d}-{32 + which}", first.first, last.last)


def half(number: int, which: int) -> Stretch:
    """A half of a year, 1 or 2."""
    first, last = month(number, which * 6 - 5), month(number, which * 6)
    return Stretch(f"{number:04d}-{39 + which}", first.first, last.last)


def span(first: Stretch, last: Stretch) -> Stretch:
    """From the first day of one to the last day of the other; the other way round if need be."""
    if first.first and last.first and first.first > last.first:
        first, last = last, first
    return Stretch(f"{_begin(first)}/{_finish(last)}", first.first, last.last)


def since(first: Stretch) -> Stretch:
    """From its first day on."""
    return Stretch(f"{_begin(first)}/..", first.first, None)


def _begin(stretch: Stretch) -> str:
    """The first day as the end of an interval, which takes no quarters, halves or decades."""
    if _SIMPLE.fullmatch(stretch.edtf):
        return stretch.edtf
    if stretch.first is None:
        return ".."
    day_one = stretch.first.isoformat()
    return day_one.removesuffix("-01").removesuffix("-01") if stretch.first.day == 1 else day_one


def _finish(stretch: Stretch) -> str:
    """The last day, likewise."""
    if _SIMPLE.fullmatch(stretch.edtf):
        return stretch.edtf
    if stretch.last is None:
        return ".."
    ends_month = (stretch.last + timedelta(days=1)).day == 1
    return stretch.last.isoformat()[:7] if ends_month else stretch.last.isoformat()


def week(when: date) -> Stretch:
    """The week, Monday to Sunday, that a day is in."""
    monday = when - timedelta(days=when.weekday())
    return span(day(monday), day(monday + timedelta(days=6)))


def shifted(stretch: Stretch, years: int) -> Stretch:
    """The same part of another year; a stretch of other shape by its days, of February's by 28."""
    if not _DATED.fullmatch(stretch.edtf) or stretch.first is None or stretch.last is None:
        return stretch
    first, last = _moved(stretch.first, years), _moved(stretch.last, years)
    return Stretch(f"{first.year:04d}{stretch.edtf[4:]}", first, last)


def _moved(when: date, years: int) -> date:
    ends_month = (when + timedelta(days=1)).day == 1
    length = monthrange(when.year + years, when.month)[1]
    return date(when.year + years, when.month, length if ends_month else min(when.day, length))


def latest(which: int, as_of: date, *, ahead: bool) -> Stretch:
    """A month named without its year: the last one begun by `as_of`, or the next one `ahead`."""
    if ahead:
        return month(as_of.year + (which < as_of.month), which)
    return month(as_of.year - (which > as_of.month), which)
