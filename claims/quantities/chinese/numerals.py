"""Chinese numerals, in digits, in characters, and mixed.

    numeral = ( digits | character ) *( character | digits ) [ "点" characters ] *scale
    scale   = 十 | 百 | 千 | 万 | 亿 | 兆              1.2万亿, 7万5千4百, 三千五百万
    about   = 七八百万 (7 to 8 million) | 几十万, 数十万 (100,000 to a million)
    more    = 十几万, 80多万, 五百余万                 a little over the number

A last digit counts one place below the scale before it: 一万三 is 13,000, 一百五 is 150. Digits
without a scale are read one by one (二〇二五). Financial characters (壹贰) read as the plain ones.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from claims.quantities import digits

DIGITS = {
    **{character: value for value, character in enumerate("零一二三四五六七八九")},
    **{character: value for value, character in enumerate("零壹贰叁肆伍陆柒捌玖")},
    "〇": 0, "○": 0, "两": 2, "俩": 2,
}  # fmt: skip
SMALL = {"十": 1, "拾": 1, "百": 2, "佰": 2, "千": 3, "仟": 3}
LARGE = {"万": 4, "亿": 8, "兆": 12}
SCALES = SMALL | LARGE
_LONGEST = 60
_PLAIN = "".join(sorted(set(DIGITS) - {"两", "俩"}))
_SCALE = "".join(SCALES)
_DIGITAL = r"\d+(?:,\d{3}(?!\d))*(?:\.\d+)?"
# 数 begins a number (数百万) unless it ends a word: 人数 is the number of people.
_SEVERAL = rf"(?<![人户总次个件例辆指基系倍少多半参函字岁票无])数(?=[{_SCALE}])"
NUMERAL = (
    rf"(?>(?:{_DIGITAL}|[{_PLAIN}两俩{_SCALE}]|几(?=[{_SCALE}])|{_SEVERAL})"
    rf"(?:[{_PLAIN}{_SCALE}]|[两俩](?=[{_SCALE}])|[多余来](?=[{_SCALE}])|个(?=[亿兆])"
    rf"|几(?![乎个])|(?<=[{_SCALE}]几)个(?=亿)|(?<=[{_SCALE}零]){_DIGITAL}){{0,40}}"
    rf"(?:点[{_PLAIN}]{{1,20}}(?![十百千分刻钟])[万亿兆]{{0,3}})?)"
)
_PART = re.compile(rf"{_DIGITAL}|点[{_PLAIN}]+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number, and how it is written: value = mantissa · 10^scale.

    `upper` is the other end of 七八百 and 几十; `more` says that the number is a little over.
    """

    value: Decimal
    mantissa: Decimal
    scale: int
    upper: Decimal | None = None
    more: bool = False


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a numeral: a number, its decimals, or the exponent of a scale."""

    kind: str  # n, f or s
    number: Decimal
    single: bool = False


@lru_cache(maxsize=4_096)  # each finder asks for the same numerals
def read_numeral(written: str) -> Numeral | None:
    """The number that `written` (all of it) stands for; None if it is none."""
    if not 0 < len(written) <= _LONGEST:
        return None
    if written[0] in "几数":
        return _several(written)
    pair = _pair(written)
    if pair:
        lower, upper = (read_numeral(end) for end in pair)
        if lower and upper and lower.value < upper.value:
            return Numeral(lower.value, lower.mantissa, lower.scale, upper.value)
        return None
    bare = re.sub("[多余来几个]", "", written)
    parts = _parts(bare)
    value = _total(parts) if parts and _bearable(parts) else None
    if value is None:
        return None
    more = len(bare) < len(written) and any(sign in written for sign in "多余几")
    return _written(parts, value, more)


def _several(written: str) -> Numeral | None:
    """几十万: from one to ten of the first scale, times the others."""
    lower = read_numeral("一" + written[1:])
    upper = digits.scaled(lower.value, 1) if lower else None
    return Numeral(lower.value, lower.value, 0, upper) if lower and written[1:] else None


def _pair(written: str) -> tuple[str, str] | None:
    """The two ends of 七八百, 三四十, 十五六: neighbours among digits, once in a numeral."""
    found = None
    for place in range(len(written) - 1):
        left, right = DIGITS.get(written[place]), DIGITS.get(written[place + 1])
        if left is None or right is None:
            continue
        if found or not left or (right != left + 1 and (left, right) != (3, 5)):
            return None
        found = written[: place + 1] + written[place + 2 :], written[:place] + written[place + 1 :]
    return found


def _parts(written: str) -> list[_Part]:
    found: list[_Part] = []
    for match in _PART.finditer(written):
        part = match[0]
        if part[0].isascii():
            number = digits.read(part)
            if number is None:
                return []
            found.append(_Part("n", number, len(part) == 1 and number > 0))
        elif part in SCALES:
            found.append(_Part("s", Decimal(SCALES[part])))
        elif part in DIGITS:
            found.append(_Part("n", Decimal(DIGITS[part]), DIGITS[part] > 0))
        elif part[0] == "点" and len(part) > 1:
            places = "".join(str(DIGITS[character]) for character in part[1:])
            found.append(_Part("f", Decimal(f"0.{places}")))
        else:
            return []
    return found


def _bearable(parts: list[_Part]) -> bool:
    """Do the scales stay within what a number has? 亿亿亿亿亿亿 does not."""
    return (
        sum(part.number for part in parts if part.kind == "s" and part.number >= 4)
        <= digits.WHOLE_DIGITS
    )


def _total(parts: list[_Part]) -> Decimal | None:
    """The number that the parts add up to: the largest scale divides them."""
    large, at = 0, 0
    for place, part in enumerate(parts):
        if part.kind == "s" and part.number >= max(large, 4):
            large, at = int(part.number), place
    if not large:
        return _section(parts)
    left, right = parts[:at], parts[at + 1 :]
    over = _total(left) if left else Decimal(1)
    rest = _total(right) if right else Decimal(0)
    if over is None or rest is None or large + len(str(over)) > digits.WHOLE_DIGITS:
        return None
    if len(right) == 1 and right[0].single:
        rest = digits.scaled(rest, large - 1)
    return digits.scaled(over, large) + rest


def _section(parts: list[_Part]) -> Decimal | None:
    """A number below ten thousand in characters, or digits one by one."""
    total = Decimal(0)
    pending: Decimal | None = None
    last, lone = 0, False
    for part in parts:
        if part.kind == "n":
            lone = pending is None and part.single
            if pending and (pending >= 10**30 or part.number >= 10):
                return None
            pending = pending * 10 + part.number if pending else part.number
        elif part.kind == "s":
            last = int(part.number)
            total += digits.scaled(pending or Decimal(1), last)
            pending, lone = None, False
        else:
            pending, lone = (pending or Decimal(0)) + part.number, False
    if pending is not None and lone and last >= 2:
        pending = digits.scaled(pending, last - 1)
    return total + (pending or Decimal(0))


def _written(parts: list[_Part], value: Decimal, more: bool) -> Numeral:
    """The scales at the end are the scale, unless there are others before them."""
    scale, head = 0, parts
    while len(head) > 1 and head[-1].kind == "s" and (head[-1].number >= 4 or len(parts) == 2):
        scale, head = scale + int(head[-1].number), head[:-1]
    mantissa = _total(head)
    if mantissa is None or digits.scaled(mantissa, scale) != value:
        return Numeral(value, value, 0, None, more)
    return Numeral(value, mantissa, scale, None, more)
