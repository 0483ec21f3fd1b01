"""Numbers written in digits: separators, and what does not fit a figure's column.

    1,234,567.89   12,34,567 (Indian groups)   .08   4.800   1 200 000,5 (comma style)

`read` answers None for what is no number: `3.11.2`, or more digits than the column
numeric(60,20) takes.
"""

import re
from decimal import Context, Decimal

WHOLE_DIGITS, PLACES = 40, 20
_LIMIT = Decimal(10) ** WHOLE_DIGITS
_WIDE = Context(prec=150, Emin=-9_999, Emax=9_999)
_LAST = Decimal(1).scaleb(-PLACES)
_PLAIN = re.compile(r"\d{1,40}(?:\.\d{1,20})?\Z")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d{1,20})?\Z")
_INDIAN = re.compile(r"\d{1,3}(?:,\d{2})+,\d{3}(?:\.\d{1,20})?\Z")
_COMMA = re.compile(r"\d{1,40}(?:,\d{1,20})?\Z")
_DOT_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d{1,20})?\Z")


def read(written: str, *, comma: bool = False) -> Decimal | None:
    """The number written with a decimal point, or with a decimal `comma`; None if it is none."""
    if len(written) > 80:
        return None
    if comma:
        if _COMMA.match(written):
            return Decimal(written.replace(",", "."))
        if _DOT_GROUPED.match(written):
            return Decimal(written.replace(".", "").replace(",", "."))
    if _PLAIN.match(written):
        return Decimal(written)
    if _GROUPED.match(written) or _INDIAN.match(written):
        return Decimal(written.replace(",", ""))
    # `3,5` in an English text is a decimal written the continental way.
    return Decimal(written.replace(",", ".")) if _COMMA.match(written) else None


def fits(number: Decimal | None) -> bool:
    """Does the column numeric(60,20) take the number?"""
    return number is None or (number.is_finite() and abs(number) < _LIMIT)


def scaled(mantissa: Decimal, scale: int) -> Decimal:
    """mantissa · 10^scale, exactly."""
    return _WIDE.scaleb(mantissa, scale)


def product(left: Decimal, right: Decimal) -> Decimal:
    """The product, exactly."""
    return _WIDE.multiply(left, right)


def inverse(number: Decimal) -> Decimal:
    """One over the number, to six places: three times less is a third."""
    return settle(_WIDE.divide(Decimal(1), number).quantize(Decimal("0.000001")).normalize())


def settle(number: Decimal) -> Decimal:
    """The number written out, with no more places than the column takes and none for show."""
    rounded = _WIDE.quantize(number, _LAST) if _places(number) > PLACES else number
    if rounded == rounded.to_integral_value():
        return _WIDE.quantize(rounded, Decimal(1)) if rounded else Decimal(0)
    return rounded


def share(num: int, den: int) -> Decimal:
    """A fraction in percent, to six places: the written fraction is kept beside it."""
    return settle(_WIDE.divide(Decimal(num) * 100, Decimal(den)).quantize(Decimal("0.000001")))


def _places(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0
