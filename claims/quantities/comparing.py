"""Whether two figures of the same measure disagree, and why: intervals, periods, wording.

A written number stands for everything that would be rounded to it, so 75 % and "about three
quarters" agree. Figures of different times, of a plan and a fact, or of a level and a change
are not compared; neither are shares that complete each other to the whole.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any

from claims.quantities.dimensions import Bounds, decimal_of, scale_of
from claims.quantities.display import display
from claims.quantities.measures import Measure, same_measure
from claims.quantities.units import PLAIN

_ABOUT = Fraction(1, 20)
_FRACTION = Fraction(1, 10)
_BESIDE = Fraction(1, 10)
# Zeros at the end of a whole number may be rounding, up to this part of it.
_ZEROS = Fraction(1, 40)
_SCALES = 40
# Statements without a period speak of the time they were made: a year apart, of another one.
_SAME_TIME = timedelta(days=366)
_INTENSIVE = frozenset({"share", "point", "rank", "temperature", "multiple"})
_OWN = frozenset({"own", "domestic", "self", "local", "home", "inland"})
_FOREIGN = frozenset({"relianc", "dependenc", "dependency", "import", "foreign", "abroad", "hold"})


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure as a claim states it: its normal form, measure and bounds, and when."""

    figure: Mapping[str, Any]
    measure: Measure
    bounds: Bounds
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Why two figures disagree: a code for programs, a sentence for people, and the widest
    bounds of each in the base unit."""

    code: str
    detail: str
    unit: str
    one: tuple[str | None, str | None]
    other: tuple[str | None, str | None]


def disagreement(one: Stated, other: Stated) -> Disagreement | None:
    """Why the two disagree beyond the rounding of their digits; None when they do not, or when
    they are not of the same thing."""
    if not comparable(one, other):
        return None
    reach, across = reach_of(one), reach_of(other)
    if one.figure["role"] == "delta" and one.figure["direction"] != other.figure["direction"]:
        code, why = "directions_differ", "one says that it went up, the other that it went down"
    elif _meet(reach, across) or _complete(one, other, reach, across):
        return None
    else:
        code, why = _gap(one, other, reach, across)
    words = f"“{one.figure['text']}” and “{other.figure['text']}” are given for the same measure"
    return Disagreement(code, f"{words}: {why}.", one.bounds.unit, _texts(reach), _texts(across))


def comparable(one: Stated, other: Stated) -> bool:
    """Whether both speak of the same measure at the same time, in the same way."""
    a, b = one.figure, other.figure
    changes = {a["role"] == "delta", b["role"] == "delta"}
    return (
        (one.bounds.dimension, one.bounds.unit) == (other.bounds.dimension, other.bounds.unit)
        and len(changes) == 1
        and (a["modality"] or "") == (b["modality"] or "")
        and (changes == {False} or (a["basis"] or "") == (b["basis"] or ""))
        and _same_time(one, other)
        and _same_thing(one, other)
    )


def reach_of(stated: Stated) -> tuple[Fraction | None, Fraction | None]:
    """The numbers that the figure may stand for: its bounds, widened by rounding and hedge."""
    figure, bounds = stated.figure, stated.bounds
    width = rounding(figure)
    low = None if bounds.low is None else Fraction(bounds.low) - width
    high = None if bounds.high is None else Fraction(bounds.high) + width
    if figure["hedge"] == "under" and low is not None:
        low -= abs(Fraction(bounds.low or 0)) * _BESIDE
    if figure["hedge"] == "over" and high is not None:
        high += abs(Fraction(bounds.high or 0)) * _BESIDE
    return low, high


def rounding(figure: Mapping[str, Any]) -> Fraction:
    """Half a unit of the last digit that was written, in the base unit; a whole one where it is
    followed by zeros, more where the words are vaguer (`about`, `a quarter`), and nothing for a
    plain count or place."""
    if figure["op"] == "range":
        numbers = [Decimal(figure["lower"]), Decimal(figure["upper"])]
        return min(_width(figure, number, 0) for number in numbers) * _factor(figure)
    value = Decimal(figure["value"])
    written, scale = value, 0
    if figure["mantissa"] is not None and figure["den"] is None and abs(figure["scale"]) < _SCALES:
        written, scale = Decimal(figure["mantissa"]), figure["scale"]
    width = _width(figure, written, scale)
    if value:
        # Digits that do not make the value say nothing of it.
        width = min(width, abs(Fraction(value)))
    if figure["hedge"] == "about":
        width = max(width, abs(Fraction(value)) * _ABOUT)
    if figure["den"] is not None:
        width = max(width, abs(Fraction(value)) * _FRACTION)
    return width * _factor(figure)


def _width(figure: Mapping[str, Any], written: Decimal, scale: int) -> Fraction:
    written = written.normalize()
    exponent = written.adjusted() - len(written.as_tuple().digits) + 1
    ten = Fraction(10)
    if exponent > 0:
        # 700 may be 700 exactly; in a share no zero is for nothing.
        # Cut off or rounded, 41,000 is what is written of 41,507.
        zeros = ten**exponent
        exact = Fraction(1, 2)
        if figure["kind"] not in _INTENSIVE:
            exact = max(exact, min(zeros, abs(Fraction(written)) * _ZEROS))
        return exact * ten**scale
    plain = figure["kind"] in {"count", "rank"} and scale == 0 and exponent == 0
    return Fraction(0) if plain else ten ** (exponent + scale) / 2


def _factor(figure: Mapping[str, Any]) -> Fraction:
    return scale_of(figure["unit"]).factor


def _same_thing(one: Stated, other: Stated) -> bool:
    """Whether the measures are the same; whose share it is may differ where both make a whole."""
    measures = [one.measure, other.measure]
    if _opposite(one, other):
        measures = [replace(each, words=each.words - _OWN - _FOREIGN) for each in measures]
    return same_measure(*measures)


def _same_time(one: Stated, other: Stated) -> bool:
    """Whether the periods overlap; a total of a month is no total of its year."""
    if not one.figure["period"] and not other.figure["period"]:
        return one.on is None or other.on is None or abs(one.on - other.on) <= _SAME_TIME
    if not one.figure["period"] or not other.figure["period"]:
        return False
    (start, end), (first, last) = _days(one.figure), _days(other.figure)
    shared = (min(end, last) - max(start, first)).days + 1
    if shared <= 0:
        return False
    if one.figure["kind"] in _INTENSIVE or _is_moment(one.figure) or _is_moment(other.figure):
        return True
    return 2 * shared >= (max(end, last) - min(start, first)).days + 1


def _is_moment(figure: Mapping[str, Any]) -> bool:
    return figure["period_rel"] in {"by", "as_of"}


def _days(figure: Mapping[str, Any]) -> tuple[date, date]:
    start, end = figure["period_start"], figure["period_end"]
    return (
        date.fromisoformat(start) if start else date.min,
        date.fromisoformat(end) if end else date.max,
    )


def _meet(
    one: tuple[Fraction | None, Fraction | None], other: tuple[Fraction | None, Fraction | None]
) -> bool:
    return _not_above(one[0], other[1]) and _not_above(other[0], one[1])


def _not_above(low: Fraction | None, high: Fraction | None) -> bool:
    return low is None or high is None or low <= high


def _complete(
    one: Stated,
    other: Stated,
    reach: tuple[Fraction | None, Fraction | None],
    across: tuple[Fraction | None, Fraction | None],
) -> bool:
    """Shares of two sides that make up the whole: 75 % from abroad, a quarter of one's own."""
    if not _opposite(one, other) or None in (*reach, *across):
        return False
    rest = tuple(None if end is None else 100 - end for end in reversed(across))
    return _meet(reach, (rest[0], rest[1]))


def _opposite(one: Stated, other: Stated) -> bool:
    """Whether one is the share from at home, the other that from abroad."""
    own, foreign = (
        [bool(each.measure.words & words) for each in (one, other)] for words in (_OWN, _FOREIGN)
    )
    sides = (own[0] and foreign[1]) or (own[1] and foreign[0])
    return one.figure["kind"] == "share" and sides


def _gap(
    one: Stated,
    other: Stated,
    reach: tuple[Fraction | None, Fraction | None],
    across: tuple[Fraction | None, Fraction | None],
) -> tuple[str, str]:
    a, b = one.bounds, other.bounds
    if None in (a.low, a.high, b.low, b.high):
        return "bound_broken", "one lies outside the bound that the other names"
    small, large = sorted((Fraction(a.number), Fraction(b.number)), key=abs)
    power = _power_of_ten(small, large)
    if power:
        return "scale_differs", f"the digits agree, the size differs by a factor of {10**power}"
    low, high = (across[0], reach[1]) if a.number < b.number else (reach[0], across[1])
    gap = _apart(abs((low or Fraction(0)) - (high or Fraction(0))), one.figure["unit"])
    return "values_differ", f"they are {gap} apart beyond what rounding explains"


def _apart(gap: Fraction, unit: str) -> str:
    """A difference in the base unit, told in the unit of the figure, to three digits."""
    if scale_of(unit).base == "%":
        unit = "pp"
    told = gap / scale_of(unit).factor
    with localcontext(prec=3):
        value = Decimal(told.numerator) / Decimal(told.denominator)
    shown = {"value": value, "unit": "1" if unit in PLAIN else unit, "op": "eq", "hedge": None}
    return display(shown, "en")


def _power_of_ten(small: Fraction, large: Fraction) -> int:
    """Which power of ten, from the second on, leads from one number to the other; 0 if none."""
    if not small:
        return 0
    ratio = large / small
    return next((power for power in range(2, 13) if ratio == 10**power), 0)


def _texts(ends: tuple[Fraction | None, Fraction | None]) -> tuple[str | None, str | None]:
    low, high = (None if end is None else f"{decimal_of(end):f}" for end in ends)
    return low, high
