"""Russian numerals in digits: decimal comma, groups apart, scales in words.

numeral = digits *( " " 3digits ) [ "," digits ] [ scale ]      1 200 000; 4,5 млн; 700 млрд
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from claims.quantities import digits

SCALES = re.compile(
    r"\s?(?:(?P<k>тыс(?:яч[аиу]?)?\b\.?)|(?P<m>млн\b\.?|миллион(?:а|ов)?\b)"
    r"|(?P<b>млрд\b\.?|миллиард(?:а|ов)?\b)|(?P<t>трлн\b\.?|триллион(?:а|ов)?\b))"
)
_POWERS = {"k": 3, "m": 6, "b": 9, "t": 12}
NUMBER = re.compile(r"\d{1,3}(?: \d{3})+(?:,\d+)?(?!\d)|\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number, how it is written, and where it ends."""

    value: Decimal
    mantissa: Decimal
    scale: int
    end: int


def read_numeral(folded: str, match: re.Match[str]) -> Numeral | None:
    """The numeral whose digits `match` found, with the scale word after them."""
    number = digits.read(match[0].replace(" ", ""), comma=True)
    if number is None:
        return None
    scale = SCALES.match(folded, match.end())
    if scale is None or scale.lastgroup is None:
        return Numeral(number, number, 0, match.end())
    power = _POWERS[scale.lastgroup]
    return Numeral(digits.scaled(number, power), number, power, scale.end())
