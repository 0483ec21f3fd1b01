"""English fractions and ratios: shares of a whole, kept with `num` and `den`.

    fraction = "a quarter" "of" | two-thirds | half of | 1/3 of
    ratio    = one in five | nine out of ten | 17 of 60 | only three of the 40
    part     = half a mile | 1/4 mile | three quarters of a million    a number, not a share

Not figures: "first half", "half-brother", "half a century", "a quarter earlier", "the third
quarter", "one of the two".
"""

from decimal import Decimal

from claims.quantities import digits
from claims.quantities.english.numerals import read_numeral
from claims.quantities.english.ranks import ORDINALS, made
from claims.quantities.english.scales import GREATEST, SCALES
from claims.quantities.english.units import rate_after, unit_after
from claims.quantities.quantity import Draft
from claims.quantities.tokens import Tokens

_PARTS = {"half": 2, "halves": 2, "quarter": 4, "quarters": 4} | {
    name + plural: value for name, value in ORDINALS.items() if value > 2 for plural in ("", "s")
}
_AFTER_FRACTION = frozenset(
    """of more less lower higher below above fewer off from to in and or but since by as , . ; : )
    were are is was have had said say over""".split()
)
_SIZED = frozenset("by about nearly only than over almost roughly just under".split())
_NOT_HALVES = frozenset(
    "first second third fourth latter other better this that each next last".split()
)
_NOT_AFTER_HALF = frozenset(
    """- hour hours century day year decade time way marathon brother sister life dozen term
    an past""".split()
)
_RATIO = frozenset({2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 25, 50, 100, 1_000, 10_000, 100_000})


def read_ratio(tokens: Tokens, place: int) -> tuple[Draft, int] | None:
    """ "one in five", "nine out of ten", "17 of 60 towns", "three of the 40 wells"."""
    left = read_numeral(tokens, place)
    if left is None or left.scale > 2 or left.value != left.value.to_integral_value():
        return None
    at, joint = left.last, tokens.low(left.last)
    if joint == "out" and tokens.low(at + 1) == "of":
        at += 2
    elif joint in ("in", "of") or (joint == "-" and tokens.low(at + 1) == "in"):
        at += 2 if joint == "-" else 1
    else:
        return None
    if tokens.low(at) in ("every", "the", "all", "its", "their") and joint != "-":
        at += 1
    right = read_numeral(tokens, at)
    if right is None or right.value != right.value.to_integral_value():
        return None
    num, den = int(left.value), int(right.value)
    if tokens.low(right.last) in ("%", "percent", "per") or not 0 < num < den < 10**12:
        return None
    if joint in ("in", "-") and den not in _RATIO and tokens.low(place) != "one":
        return None
    if joint == "of" and (unit_after(tokens, right.last) or den > 100_000):
        return None
    if joint == "of" and num == 1 and tokens.low(place - 1) not in ("only", "just", "but"):
        return None
    return _share(tokens, place, right.last, num, den)


def read_fraction(tokens: Tokens, place: int) -> tuple[Draft, int] | None:
    tokens_low = tokens.low(place)
    if tokens_low == "half":
        return _half(tokens, place)
    if tokens_low == "a" and tokens.low(place - 1) == "and":
        return None  # "an hour and a half"
    num, at = 1, place
    if tokens_low in ("a", "an", "one"):
        at += 1
    else:
        numeral = read_numeral(tokens, place)
        if numeral is None or numeral.scale or numeral.value != numeral.value.to_integral_value():
            return None
        if not 0 < numeral.value < 1000 or (
            tokens[place].kind == "n" and tokens.low(place + 1) != "/"
        ):
            return None
        num, at = int(numeral.value), numeral.last
    if tokens.low(at) == "/":
        return _slashed(tokens, place, num, at)
    if tokens.low(at) == "-":
        at += 1
    den = _PARTS.get(tokens.low(at))
    if den is None or (num > 1) != tokens.low(at).endswith("s") or num >= den:
        return None
    return _whole_or_part(tokens, place, at, num, den)


def _whole_or_part(
    tokens: Tokens, place: int, at: int, num: int, den: int
) -> tuple[Draft, int] | None:
    """A share of a whole, or a part of a unit: "a quarter of a mile"."""
    last, after = at + 1, tokens.low(at + 1)
    united = _part_of_unit(tokens, place, last, num, den)
    if united:
        return united
    sized = tokens.low(place - 1) in _SIZED
    timely = den == 4 and num == 1 and tokens.low(place) == "a"
    if timely and not sized and after not in ("of", "more", "less"):
        return None
    if num == 1 and not sized and after and after not in _AFTER_FRACTION:
        return None
    if num > 1 and after == "-" and tokens.low(at + 2) != "majority":
        return None
    return _share(tokens, place, last, num, den)


def _part_of_unit(
    tokens: Tokens, place: int, last: int, num: int, den: int
) -> tuple[Draft, int] | None:
    at = last
    if tokens.low(at) == "of" and tokens.low(at + 1) in ("a", "an"):
        at += 2
    elif tokens.low(at) in ("-", "a", "an"):
        at += 1
    if at == last and tokens.low(at) in ("a", "an"):
        return None
    scale = 0
    while tokens.low(at) in SCALES and scale <= GREATEST:
        scale, at = scale + SCALES[tokens.low(at)], at + 1
    if scale > GREATEST:
        return None
    found = unit_after(tokens, at)
    value = digits.scaled(Decimal(num) / Decimal(den), scale)
    if found is None or found[0].code == "x":
        return made(tokens, place, at, "en.part", value=value, mantissa=Decimal(num) / den,
                     scale=scale) if scale else None  # fmt: skip
    if found[0].code == "a" and (found[0].factor != 1 or tokens.low(found[1]) == "ago"):
        return None
    unit, last = found[0].code, found[1]
    rate = rate_after(tokens, last, unit)
    if rate:
        unit, last = rate
    value = value * found[0].factor
    return made(tokens, place, last, "en.part", value=value, mantissa=value, unit=unit,
                 unit_inferred=found[0].inferred)  # fmt: skip


def _slashed(tokens: Tokens, place: int, num: int, at: int) -> tuple[Draft, int] | None:
    """ "1/4 mile" is a length, "1/3 of voters" a share; anything else is left alone."""
    under = tokens.low(at + 1)
    if not (tokens.glued(at) and tokens.glued(at + 1) and under.isdecimal() and len(under) < 4):
        return None
    den = int(under)
    if not num < den or tokens.low(at + 2) == "/":
        return None
    united = _part_of_unit(tokens, place, at + 2, num, den)
    if united or tokens.low(at + 2) != "of":
        return united
    return _share(tokens, place, at + 2, num, den)


def _half(tokens: Tokens, place: int) -> tuple[Draft, int] | None:
    before, after = tokens.low(place - 1), tokens.low(place + 1)
    if before in _NOT_HALVES or (before == "a" and tokens.low(place - 2) in ("and", "in")):
        return None
    united = _part_of_unit(tokens, place, place + 1, 1, 2)
    if united:
        return united
    at = place + 1 if after in ("a", "an") else place
    if (
        tokens.low(at + 1) in _NOT_AFTER_HALF
        or tokens.low(at + 1) in SCALES
        or (before == "-" and tokens.glued(place))
    ):
        return None
    if before in ("at", "in") and after in ("-", "time"):
        return None
    return _share(tokens, place, place + 1, 1, 2)


def _share(tokens: Tokens, first: int, last: int, num: int, den: int) -> tuple[Draft, int]:
    value = digits.share(num, den)
    return made(tokens, first, last, "en.fraction", value=value, unit="%", num=num, den=den)
