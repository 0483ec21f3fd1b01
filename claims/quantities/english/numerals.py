"""English numerals, in digits and in words.

    numeral  = ( digits [ mixed ] | words ) [ scales ]
    mixed    = "½" | digits "/" digits                   10 1/2
    scales   = "hundred" | "thousand" | "million" … | "lakh" | "crore" | "dozen"
               and glued to digits: k, mn, m (with money), bn, b, tn, t (with money)
    words    = two hundred and three | twenty-one | a hundred | half a million
             | one and a half million | nine point nought four | two dozen

"and" joins only what is smaller than what stands before it: "two million and three hundred" is one
number, "two and three" are two. `mantissa` and `scale` are what is written: 1.2 and 9 for 1.2bn.
"""

from dataclasses import dataclass
from decimal import Decimal

from claims.quantities import digits
from claims.quantities.tokens import Tokens

UNITS = {
    name: value
    for value, name in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
        fifteen sixteen seventeen eighteen nineteen""".split()
    )
} | {"nought": 0, "naught": 0}
TENS = {
    name: value
    for value, name in zip(
        range(20, 100, 10),
        "twenty thirty forty fifty sixty seventy eighty ninety".split(),
        strict=True,
    )
}
SCALES = {
    "hundred": 2, "thousand": 3, "thousands": 3,
    "lakh": 5, "lakhs": 5, "lac": 5, "million": 6, "millions": 6,
    "mln": 6, "mn": 6, "mio": 6, "crore": 7, "crores": 7, "billion": 9, "billions": 9, "bn": 9,
    "bln": 9, "trillion": 12, "trillions": 12, "trn": 12, "tn": 12, "quadrillion": 15,
    "quintillion": 18,
}  # fmt: skip
# "two millions" is said, "five hundred thousands" is not: these count by themselves.
_LOOSE = frozenset({"thousands", "millions", "billions", "trillions"})
GLUED = {"k": 3, "mn": 6, "mln": 6, "mm": 6, "bn": 9, "bln": 9, "b": 9, "tn": 12, "trn": 12}
MONEYED = {"k": 3, "m": 6, "b": 9, "t": 12}
DOZENS = {"dozen": 12, "dozens": 12, "dzs": 12, "dozs": 12, "doz": 12, "score": 20}
VULGAR = {
    "½": "0.5", "¼": "0.25", "¾": "0.75", "⅛": "0.125", "⅜": "0.375", "⅝": "0.625", "⅞": "0.875",
    "⅕": "0.2", "⅖": "0.4", "⅗": "0.6", "⅘": "0.8",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number, how it is written, the token after it, and whether it is in words."""

    value: Decimal
    mantissa: Decimal
    scale: int
    last: int
    words: bool

    @property
    def plain(self) -> bool:
        """Is it a bare whole number in digits, as an id or a year would be?"""
        return not self.words and self.scale == 0 and self.value == self.value.to_integral_value()


def read_numeral(tokens: Tokens, place: int, *, money: bool = False) -> Numeral | None:
    """The numeral that begins at a token; None if none does. With `money` before it, `m` after
    digits is a million."""
    token = tokens[place]
    if token.kind == "n":
        return _in_digits(tokens, place, money)
    if token.kind == "f" and token.low in VULGAR:
        part = Decimal(VULGAR[token.low])
        return _scaled(tokens, part, place + 1, words=False, money=money)
    if token.low == "." and tokens.glued(place + 1) and not tokens.glued(place):
        found = digits.read("0." + tokens.low(place + 1)) if tokens[place + 1].kind == "n" else None
        return None if found is None else _scaled(tokens, found, place + 2, money=money)
    return _in_words(tokens, place) if token.kind == "w" else None


def _in_digits(tokens: Tokens, place: int, money: bool) -> Numeral | None:
    number = digits.read(tokens.low(place))
    if number is None:
        return None
    after = place + 1
    if tokens[after].kind == "f" and tokens.low(after) in VULGAR:
        return _scaled(tokens, number + Decimal(VULGAR[tokens.low(after)]), after + 1, money=money)
    mixed = _mixed(tokens, after)
    if mixed is not None and number == number.to_integral_value():
        return _scaled(tokens, number + mixed, after + 3, money=money)
    power = _exponent(tokens, after)
    if power is not None:
        exponent, after = power
        value = digits.scaled(number, exponent)
        return Numeral(value, number, exponent, after, words=False)
    return _scaled(tokens, number, after, money=money)


def _mixed(tokens: Tokens, place: int) -> Decimal | None:
    """The fraction of `10 1/2`, after its whole number."""
    over, under = tokens.low(place), tokens.low(place + 2)
    if tokens.low(place + 1) != "/" or not (len(over) == 1 and over.isdecimal()):
        return None
    if tokens.glued(place) or not (tokens.glued(place + 1) and tokens.glued(place + 2)):
        return None
    if len(under) > 2 or not under.isdecimal() or int(under) <= int(over):
        return None
    return Decimal(over) / Decimal(under)


def _exponent(tokens: Tokens, place: int) -> tuple[int, int] | None:
    """The power of ten of `1.3e6` and `12e-3`, and the token after it."""
    if tokens.low(place) != "e" or not tokens.glued(place):
        return None
    sign, at = 1, place + 1
    if tokens.low(at) in ("+", "-") and tokens.glued(at):
        sign, at = (-1 if tokens.low(at) == "-" else 1), at + 1
    power = tokens.low(at)
    if not (tokens.glued(at) and tokens[at].kind == "n" and power.isdecimal() and len(power) < 3):
        return None
    return (sign * int(power), at + 1) if int(power) <= digits.WHOLE_DIGITS else None


def _scaled(
    tokens: Tokens, number: Decimal, place: int, *, words: bool = False, money: bool = False
) -> Numeral:
    """The number with the scale words that follow it."""
    scale, low = 0, tokens.low(place)
    glued = tokens.glued(place)
    if glued and not words and low in GLUED and not (low == "b" and tokens.capital(place + 1)):
        scale, place = GLUED[low], place + 1
    elif money and low in MONEYED and (glued or tokens.capital(place)):
        scale, place = MONEYED[low], place + 1
    elif low in DOZENS and low != "score":
        return Numeral(number * DOZENS[low], number * DOZENS[low], 0, place + 1, words)
    hyphened = low == "-" and tokens.glued(place) and tokens.low(place + 1) in SCALES
    if hyphened and tokens.glued(place + 1):
        place += 1  # 1-million
    if (
        tokens.low(place) == "("
        and tokens.low(place + 1) in SCALES
        and tokens.low(place + 2) == ")"
    ):
        # An editor put in what the speaker left out: "8.5 (million) letters".
        scale, place = scale + SCALES[tokens.low(place + 1)], place + 3
    while tokens.low(place) in SCALES and scale <= 15:
        scale, place = scale + SCALES[tokens.low(place)], place + 1
    return Numeral(digits.scaled(number, scale), number, scale, place, words)


def _in_words(tokens: Tokens, place: int) -> Numeral | None:
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
        return _scaled(tokens, part, at, words=True)
    if tokens.low(at) == "dozen":
        return Numeral(part * 12, part * 12, 0, at + 1, True)
    return None


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


def _sum(tokens: Tokens, place: int, one: Decimal | None) -> Numeral | None:
    """Groups under a thousand, each with a smaller scale than the one before it."""
    parts: list[tuple[Decimal, int]] = []
    at = place
    while True:
        group = _group(tokens, at, one)
        if group is None:
            break
        (amount, at), one, scale = group, None, 0
        while tokens.low(at) in SCALES and scale <= 15 and tokens.low(at) not in _LOOSE:
            scale, at = scale + SCALES[tokens.low(at)], at + 1
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
