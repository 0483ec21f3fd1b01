"""Chinese numerals, in digits, in characters, and mixed.

    numeral = digits [ scales ] | characters [ "点" characters ] [ scales ]
    scales  = *( 十 | 百 | 千 | 万 | 亿 | 兆 )            1.2万亿, 7000亿, 三千五百万

A numeral without a scale in it is read digit by digit (二〇二五); financial characters (壹贰) and
full-width digits read as the plain ones.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from claims.quantities import digits

DIGITS = {
    **{character: value for value, character in enumerate("零一二三四五六七八九")},
    **{character: value for value, character in enumerate("零壹贰叁肆伍陆柒捌玖")},
    "〇": 0, "两": 2, "俩": 2, "貳": 2, "參": 3, "陸": 6,
}  # fmt: skip
SMALL = {"十": 1, "拾": 1, "百": 2, "佰": 2, "千": 3, "仟": 3}
LARGE = {"万": 4, "萬": 4, "亿": 8, "億": 8, "兆": 12}
_HAN = "".join(DIGITS) + "".join(SMALL) + "".join(LARGE)
NUMERAL = (
    rf"(?:\d+(?:,\d{{3}})*(?:\.\d+)?[十百千万萬亿億]{{0,4}}"
    rf"|[{_HAN}]{{1,24}}(?:点[{_HAN}]{{1,20}})?)"
)
_DIGITAL = re.compile(r"(\d[\d,]*(?:\.\d+)?)(.*)\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number, and how it is written: value = mantissa · 10^scale."""

    value: Decimal
    mantissa: Decimal
    scale: int


def read_numeral(written: str) -> Numeral | None:
    """The number that `written` (all of it) stands for; None if it is none."""
    match = _DIGITAL.match(written)
    if match:
        number = digits.read(match[1].rstrip(","))
        scale = sum((SMALL | LARGE).get(character, 99) for character in match[2])
        if number is None or scale > digits.WHOLE_DIGITS:
            return None
        return Numeral(digits.scaled(number, scale), number, scale)
    if len(written) > 40:
        return None
    whole, _, places = written.partition("点")
    value = _whole(whole)
    if value is None:
        return None
    if not places:
        return _with_scale(whole, value)
    scale = 0
    while places and places[-1] in LARGE:
        scale, places = scale + LARGE[places[-1]], places[:-1]
    if not places or any(character not in DIGITS for character in places):
        return None
    part = Decimal(f"{value}." + "".join(str(DIGITS[character]) for character in places))
    return Numeral(digits.scaled(part, scale), part, scale)


def _with_scale(written: str, value: int) -> Numeral:
    """The large scales at the end are the scale: 三千万 is 3000 and 4."""
    scale, rest = 0, written
    while rest and rest[-1] in LARGE:
        scale, rest = scale + LARGE[rest[-1]], rest[:-1]
    mantissa = digits.scaled(Decimal(value), -scale)
    if mantissa != mantissa.to_integral_value():
        return Numeral(Decimal(value), Decimal(value), 0)
    return Numeral(Decimal(value), mantissa, scale)


def _whole(written: str) -> int | None:
    """The whole number that characters stand for."""
    if not written or written in LARGE:
        return None  # 万 alone is a name or a word more often than a number
    if all(character in DIGITS for character in written):
        return int("".join(str(DIGITS[character]) for character in written))
    total = section = 0
    pending: int | None = None
    last = 1
    for character in written:
        if character in DIGITS:
            pending = DIGITS[character]
            if pending == 0:
                last = 1
        elif character in SMALL:
            section += (1 if pending is None else pending) * 10 ** SMALL[character]
            pending, last = None, 10 ** SMALL[character]
        else:
            power = 10 ** LARGE[character]
            section += pending or 0
            # 万亿: a scale over what was already scaled.
            total = (
                (total + section) * power
                if section == 0 or power > last
                else total + section * power
            )
            if section == 0 and total == 0:
                total = power
            section, pending, last = 0, None, power
    if pending is not None:
        # 一万三 is 13,000: a last digit stands one place below the scale before it.
        section += pending * (last // 10 if last >= 100 and len(written) > 2 else 1)
    return total + section
