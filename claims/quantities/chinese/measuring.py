"""One Chinese numeral with the unit or measure word behind it, and with what a smaller unit adds.

    measured = [ 负 | 零下 | "-" ] [ currency | 摄氏 ] numeral [ 多 | 余 | 来 ] [ unit | measure ]
    half     = 两天半 | 三个半月 | 半年            more = 3年多 | 两个多月 | 80多万
    compound = 三美元又二十美分 | 八元五角 | 3斤5两 | 2小时30分钟 | 一米八 | 五块六

Money, lengths and weights in two units are told in the larger one, times in the smaller one.
"""

import re
from decimal import Decimal

from claims.quantities import digits, mixed
from claims.quantities.chinese.measured import Measured
from claims.quantities.chinese.numerals import DIGITS, NUMERAL, Numeral, read_numeral
from claims.quantities.chinese.units import measure_at, numeral_end, unit_at
from claims.quantities.powers import power_at, ten_at
from claims.quantities.unit_names import Unit, names
from claims.quantities.units import kind_of

_NUMERAL = re.compile(NUMERAL)
_HALF_OF = re.compile(r"半(?![径导岛数价夜载决球场路月周分成折])")
_PIECES_HALF = re.compile(r"个(半|多)(?=月|小时|钟头|星期|礼拜|世纪|百分点)")
_MINUS = re.compile(r"(?:零下|负|(?<![\da-z%)])-)\Z")
_DEGREES = re.compile(r"(?:摄氏|华氏)(?:温度)?\Z")
_THOUSAND = re.compile(r"k(?=个?百分点|元|美元|$)")
_TAIL = re.compile(
    r"(?:([一二三四五六七八九]{1,2})|(\d{1,2}))(?![\d.一二三四五六七八九十百千万亿半个多余])"
)
_TAILED = frozenset({"CNY", "HKD", "TWD", "m", "x:jin"})
# The smaller unit, and how much of the larger (or, for times, of the smaller) one it is.
_SMALLER = {
    ("x:jin", "x:liang"): Decimal("0.1"), ("kg", "g"): Decimal("0.001"),
    ("t", "kg"): Decimal("0.001"),
    ("m", "cm"): Decimal("0.01"), ("km", "m"): Decimal("0.001"), ("L", "mL"): Decimal("0.001"),
    ("m", "mm"): Decimal("0.001"), ("cm", "mm"): Decimal("0.1"), ("kg", "x:jin"): Decimal("0.5"),
}  # fmt: skip
_LONGER = {("h", "min"): 60, ("min", "s"): 60, ("a", "mo"): 12, ("d", "h"): 24, ("h", "s"): 3600}
_AND = re.compile(r"[又零]")


def measured_at(text: str, folded: str, start: int, end: int) -> Measured | None:
    """What the numeral between `start` and `end` measures; None if it is no numeral."""
    end = numeral_end(text, start, end)
    numeral = _numeral(folded, start, end)
    if numeral is None:
        return None
    found = Measured(
        start, end, numeral.value, numeral.mantissa, numeral.scale, numeral.upper,
        "gt" if numeral.more else "", None, "", folded[start:end],
    )  # fmt: skip
    if _THOUSAND.match(folded, end) and numeral.scale == 0:
        found.value, found.scale, found.end = digits.scaled(numeral.value, 3), 3, end + 1
    elif numeral.scale == 0 and numeral.upper is None and folded[start].isdecimal():
        _foreign_scale(folded, found)
    _unit(text, folded, found)
    _prefix(text, folded, found)
    return found


def _foreign_scale(folded: str, found: Measured) -> None:
    """The scale of another script: 7 billion, 7 млрд; a power of ten: 1.5e12."""
    alone = ten_at(folded, found.start) if found.numeral == "10" else None
    power = alone or power_at(folded, found.end)
    if power:
        found.mantissa = Decimal(1) if alone else found.mantissa
        found.value = Decimal(1) if alone else found.value
        found.scale, found.end = power
        found.value = digits.scaled(found.value, found.scale)
        return
    at = found.end + (folded[found.end : found.end + 1] == " ")
    scale = mixed.scale_at(folded, at)
    if scale:
        found.scale, found.end = scale
        found.value = digits.scaled(found.value, found.scale)


def _numeral(folded: str, start: int, end: int) -> Numeral | None:
    if folded[start:end] == "半":
        return Numeral(Decimal("0.5"), Decimal("0.5"), 0)
    if folded[start:end] == "米":
        return Numeral(Decimal(1), Decimal(1), 0)
    return read_numeral(folded[start:end])


def _unit(text: str, folded: str, found: Measured) -> None:
    at = found.start if found.numeral == "米" else found.end  # 米九 leaves the one metre out
    while folded[at : at + 1] == " ":
        at += 1
    if folded[at : at + 1] in ("多", "余", "来") and folded[at : at + 2] not in ("来自", "来源"):
        if unit_at(text, at + 1) or measure_at(folded, at + 1):
            found.more = "about" if folded[at] == "来" else "gt"
            at += 1
        elif folded[at] != "来":
            found.more = "gt"
    added = _PIECES_HALF.match(folded, at)
    if added:
        at = added.end()
        if added[1] == "半":
            found.grow(Decimal("0.5"))
        else:
            found.more = "gt"
        unit = unit_at("个" + text[at : at + 4], 0)
        found.unit = unit[0] if unit else None
        found.end = at + unit[1] - 1 if unit else at
        return
    unit = unit_at(text, at)
    if unit is None and folded[at : at + 1] in ("个", "枚"):
        unit = unit_at(text, at + 1)  # 六个加仑, 20个比特币
        unit = unit if unit and kind_of(unit[0].code) in ("money", "measure") else None
    unit = unit or _signed(folded, found, at)
    if unit is None:
        found.measure = measure_at(folded, at)
        return
    found.unit, found.end = unit
    found.scaled(found.unit.factor)
    if not _smaller(text, folded, found):
        _behind(text, folded, found)


def _signed(folded: str, found: Measured, at: int) -> tuple[Unit, int] | None:
    """Feet and inches in signs, unless the sign closes a quotation; 分 of money by itself."""
    sign = folded[at : at + 1]
    if sign and sign in "'\"" and found.numeral[0].isdigit() and folded.count(sign, 0, at) % 2 == 0:
        return Unit("[ft_i]" if sign == "'" else "[in_i]"), at + 1
    if sign == "分" and folded.strip() == folded[found.start : at + 1]:
        return Unit("CNY", Decimal("0.01"), True), at + 1
    return None


def _behind(text: str, folded: str, found: Measured) -> None:
    """Half a unit more, a little more, or the digits of the next smaller unit."""
    unit, end = found.unit, found.end
    if unit is None:
        return
    if _HALF_OF.match(folded, end):
        found.grow(digits.product(Decimal("0.5"), unit.factor))
        found.end += 1
    elif folded[end : end + 1] == "多" and not _NUMERAL.match(folded, end + 1):
        found.more = found.more or "gt"
    elif unit.code in _TAILED and folded[end - 1] in "块米斤元毛":
        tail = _TAIL.match(folded, end)
        free = tail and not (unit_at(text, tail.end()) or measure_at(folded, tail.end()))
        if tail and free and (folded[end - 1] != "元" or tail[1]):
            digit = "".join(str(DIGITS[one]) for one in tail[1]) if tail[1] else tail[2]
            found.grow(digits.product(Decimal(f"0.{digit}"), unit.factor))
            found.end = tail.end()


def _smaller(text: str, folded: str, found: Measured) -> bool:
    """Add what a smaller unit behind it measures."""
    added = False
    while found.unit is not None and found.upper is None:
        joint = _AND.match(folded, found.end)
        at = joint.end() if joint else found.end
        match = _NUMERAL.match(folded, at)
        numeral = read_numeral(match[0]) if match else None
        if match is None or numeral is None or numeral.upper:
            break
        unit = unit_at(text, match.end())
        if unit is None and folded.startswith("分", match.end()) and _counts_fen(folded, match):
            unit = (Unit(found.unit.code, Decimal("0.01")), match.end() + 1)
            if found.unit.code in ("h", "min"):
                unit = (Unit("min"), match.end() + 1)
        if unit is None or not _add(found, unit[0], numeral.value):
            break
        found.end, added = unit[1], True
        _tenths(folded, found, unit[0])
    return added


def _tenths(folded: str, found: Measured, smaller: Unit) -> None:
    """The last digit after a smaller unit: 五块七毛八, 三斤六两半."""
    last = folded[found.end : found.end + 1]
    if found.unit and found.unit.code == smaller.code and last in DIGITS and smaller.factor < 1:
        found.grow(digits.product(smaller.factor, Decimal(DIGITS[last]) / 10))
        found.end += 1


def _counts_fen(folded: str, match: re.Match[str]) -> bool:
    return folded[match.end() + 1 : match.end() + 2] not in ("之", "钟")


def _add(found: Measured, smaller: Unit, number: Decimal) -> bool:
    unit = found.unit
    if unit is None:
        return False
    pair = (unit.code, smaller.code)
    if unit.code == smaller.code and smaller.factor < 1 and number < 100:
        if kind_of(unit.code) != "money":
            return False
        found.grow(digits.product(number, smaller.factor))
    elif pair in _SMALLER:
        found.grow(digits.product(number, _SMALLER[pair]))
    elif pair in _LONGER:
        found.scaled(Decimal(_LONGER[pair]))
        found.grow(number)
        found.unit = smaller
    else:
        return False
    return True


def _prefix(text: str, folded: str, found: Measured) -> None:
    """Signs before the numeral: below zero, a currency, a scale of temperature."""
    start = found.start
    while folded[start - 1 : start] == " " and start:
        start -= 1
    degrees = _DEGREES.search(folded, max(0, start - 4), start)
    if degrees and (found.unit is None or found.unit.code in ("deg", "Cel")):
        found.unit = Unit("Cel" if degrees[0].startswith("摄") else "[degF]")
        found.start = degrees.start()
        if folded.startswith("°", found.end):
            found.end += 1
    elif found.unit is None or found.unit.code == "CNY":
        money = _money(text, start)
        if money:
            found.unit, found.start = money
            found.measure = ""
    minus = _MINUS.search(folded, max(0, found.start - 2), found.start)
    if minus and found.upper is None:
        found.start, found.value = minus.start(), -found.value
        found.mantissa = None if found.mantissa is None else -found.mantissa


def _money(text: str, end: int) -> tuple[Unit, int] | None:
    """The currency whose sign, code or name ends at `end`."""
    listed = names("zh")
    for length in range(min(6, end), 0, -1):
        name, before = text[end - length : end], text[end - length - 1 : end - length]
        if name[0].isascii() and name[0].isalpha() and before.isascii() and before.isalpha():
            continue
        found = listed.before.get(name)
        if name in ("¥", "￥"):
            found = Unit("CNY", inferred=True)
        if found is None and length > 1:
            found = listed.words.get(name)
            if found and (found.factor != 1 or kind_of(found.code) != "money"):
                found = None
        if found:
            return found, end - length
    return None
