"""English number words and scales, and the numeral that is read from them."""

from dataclasses import dataclass
from decimal import Decimal

from claims.quantities import digits, mixed
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
GREATEST = 30  # power of ten
_AFTER_DIGITS = mixed.SCALES | SCALES
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


def with_scale(
    tokens: Tokens, number: Decimal, place: int, *, words: bool = False, money: bool = False
) -> Numeral | None:
    """The number with the scale words that follow it; None if they make no number."""
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
    known = SCALES if words else _AFTER_DIGITS
    while tokens.low(place) in known and scale <= GREATEST:
        scale, place = scale + known[tokens.low(place)], place + 1
    if scale > GREATEST:
        return None  # a trillion trillion trillion
    return Numeral(digits.scaled(number, scale), number, scale, place, words)
