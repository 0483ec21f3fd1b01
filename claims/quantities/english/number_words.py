"""English numerals in words: a sum of groups under a thousand, each with a smaller scale.

    words = two hundred and three | twenty-one | a hundred | half a million
          | one and a half million | nine point nought four | two dozen

"and" joins only what is smaller than what stands before it: "two million and three hundred" is one
number, "two and three" are two.
"""

from decimal import Decimal

from claims.quantities import digits
from claims.quantities.english.scales import (
    DOZENS,
    GREATEST,
    SCALES,
    TENS,
    UNITS,
    Numeral,
    with_scale,
)
from claims.quantities.tokens import Tokens

# "two millions" is said, "five hundred thousands" is not: these count by themselves.
_LOOSE = frozenset({"thousands", "millions", "billions", "trillions"})


def read_words(tokens: Tokens, place: int) -> Numeral | None:
    """Words: a sum of products, read from left to right."""
    low = tokens.low(place)
    if low in ("a", "an"):
        following = tokens.low(place + 1)
        if following in SCALES and not following.endswith("s"):
            return _sum(tokens, place + 1, Decimal(1))
        if following in ("dozen", "score"):
            return Numeral(
                Decimal(DOZENS[following]), Decimal(DOZENS[following]), 0, place + 2, True
            )
        return _part(tokens, place) if following in ("half", "quarter") else None
    if low in ("half", "quarter"):
        return _part(tokens, place)
    return _sum(tokens, place, None)


def _part(tokens: Tokens, place: int) -> Numeral | None:
    """ "half a million", "quarter of a million", "a half million"."""
    at = place + 1 if tokens.low(place) in ("a", "an") else place
    part = Decimal("0.5") if tokens.low(at) == "half" else Decimal("0.25")
    at += 1
    if tokens.low(at) == "of":
        at += 1
    if tokens.low(at) in ("a", "-"):
        at += 1
    if tokens.low(at) in SCALES:
        return with_scale(tokens, part, at, words=True)
    if tokens.low(at) == "dozen":
        return Numeral(part * 12, part * 12, 0, at + 1, True)
    return None


def _sum(tokens: Tokens, place: int, one: Decimal | None) -> Numeral | None:
    """Groups under a thousand, each with a smaller scale than the one before it."""
    parts: list[tuple[Decimal, int]] = []
    at = place
    while True:
        group = _group(tokens, at, one)
        if group is None:
            break
        (amount, at), one, scale = group, None, 0
        while tokens.low(at) in SCALES and scale <= GREATEST and tokens.low(at) not in _LOOSE:
            scale, at = scale + SCALES[tokens.low(at)], at + 1
        if scale > GREATEST:
            return None
        if parts and scale >= parts[-1][1]:
            break
        parts.append((amount, scale))
        place = at
        if scale == 0:
            break
        half = _and_a_half(tokens, at)
        if half:
            parts[-1], place = (amount + half[0], scale), half[1]
            break
        if tokens.low(at) == "and":
            at += 1
    if not parts:
        return None
    if tokens.low(place) == "dozen" and len(parts) == 1 and parts[0][1] == 0:
        return Numeral(parts[0][0] * 12, parts[0][0] * 12, 0, place + 1, True)
    value = sum((digits.scaled(amount, scale) for amount, scale in parts), Decimal(0))
    mantissa, scale = parts[0] if len(parts) == 1 else (value, 0)
    return Numeral(value, mantissa, scale, place, True)


def _group(tokens: Tokens, place: int, one: Decimal | None) -> tuple[Decimal, int] | None:
    """A number under a thousand: "two hundred and three", "twenty-one", "one and a half"."""
    if one is None:
        below = _below(tokens, place)
        if below is None:
            return None
        amount, place = Decimal(below[0]), below[1]
    else:
        amount = one
    if tokens.low(place) == "hundred":
        amount, place = amount * 100, place + 1
        below = _below(tokens, place + 1 if tokens.low(place) == "and" else place)
        if below:
            amount, place = amount + below[0], below[1]
    fraction = _point(tokens, place) or _and_a_half(tokens, place)
    return (amount + fraction[0], fraction[1]) if fraction else (amount, place)


def _below(tokens: Tokens, place: int) -> tuple[int, int] | None:
    """A number under a hundred, and the token after it."""
    low = tokens.low(place)
    if low in TENS:
        at = place + 1
        if tokens.low(at) == "-":
            at += 1
        unit = UNITS.get(tokens.low(at), 0)
        return (TENS[low] + unit, at + 1) if 0 < unit < 10 else (TENS[low], place + 1)
    return (UNITS[low], place + 1) if low in UNITS else None


def _point(tokens: Tokens, place: int) -> tuple[Decimal, int] | None:
    """The places of "nine point nought four"."""
    if tokens.low(place) != "point":
        return None
    written, at = "", place + 1
    while tokens.low(at) in UNITS or tokens.low(at) in TENS:
        below = _below(tokens, at)
        if below is None or len(written) > digits.PLACES:
            break
        written, at = written + str(below[0]), below[1]
    return (Decimal("0." + written), at) if written else None


def _and_a_half(tokens: Tokens, place: int) -> tuple[Decimal, int] | None:
    """The end of "two and a half"."""
    if tokens.low(place) == "and" and tokens.low(place + 1) in ("a", "one"):
        if tokens.low(place + 2) == "half":
            return Decimal("0.5"), place + 3
        if tokens.low(place + 2) == "quarter":
            return Decimal("0.25"), place + 3
    if tokens.low(place) == "and" and tokens.low(place + 1) == "half":
        return Decimal("0.5"), place + 2
    if (tokens.low(place), tokens.low(place + 2), tokens.low(place + 4)) == ("-", "-", "-"):
        joined = tokens.low(place + 1), tokens.low(place + 3), tokens.low(place + 5)
        if joined == ("and", "a", "half"):
            return Decimal("0.5"), place + 6
    return None
