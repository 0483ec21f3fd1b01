"""Periods: EDTF text (ISO 8601-2) to its first and last day."""

from datetime import date
from time import struct_time

from edtf import EDTFObject, parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException


class UnknownPeriod(ValueError):
    """The text is not EDTF, or reaches outside the years 1 to 9999."""


def days_of(text: str) -> tuple[date | None, date | None]:
    """The first and last day of the period; None where it is open or not known.

    `2024` → 2024-01-01, 2024-12-31; `2025-33` (first quarter) → 2025-01-01, 2025-03-31;
    `2012/..` → 2012-01-01, None. Raises UnknownPeriod.
    """
    try:
        period: EDTFObject = parse_edtf(text)
        return _day(period.lower_strict()), _day(period.upper_strict())
    except (EDTFParseException, ValueError, AttributeError, TypeError, OverflowError) as error:
        raise UnknownPeriod(text) from error


def _day(moment: object) -> date | None:
    if not isinstance(moment, struct_time):
        return None  # edtf's marks for "open" and "unknown" are infinities
    return date(moment.tm_year, moment.tm_mon, moment.tm_mday)
