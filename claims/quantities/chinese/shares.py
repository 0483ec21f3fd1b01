"""Chinese shares: percentages in words, tenths, discounts, fractions.

    percent  = 百分之七十 | 千分之三 | 百万分之五          ten thousandths keep their fraction
    tenths   = 三成 | 七成五 | 两成半 | 六七成 | 半成      discount = 八折 | 七五折 | 9.9折 | 对折
    fraction = 三分之一 | 四分一 | 1/3 | 一半 | 半数 | 过半

A fraction of a unit of measure is an amount: 四分之一公升 is 0.25 L.
"""

import re
from decimal import Decimal

from claims.quantities import digits
from claims.quantities.chinese.numerals import NUMERAL, read_numeral
from claims.quantities.chinese.units import unit_at
from claims.quantities.quantity import Draft
from claims.quantities.units import kind_of

_TENTHS_NOT = "[立员就功长都分本交果品绩型形熟效人语群家亲见]"
_SHARE = re.compile(
    rf"(?P<of>百万|千万|百|佰|千|仟|万)分之(?P<percent>[负-]?(?:{NUMERAL}))(?P<k>k(?![a-z]))?"
    rf"|(?P<den>{NUMERAL})分(?:之(?P<num>{NUMERAL})|(?P<one>一))"
    rf"|(?:(?P<low>{NUMERAL})成?(?:至|到|-|~))?(?P<tenths>{NUMERAL}|半)成(?P<more>半|[一二三四五六七八九](?![十百千万亿成]))?(?!{_TENTHS_NOT})"
    rf"|(?P<discount>{NUMERAL})折(?![叠戟线磨腾断扣本服射旧算现回返屏])|(?P<off>对折)"
    r"|(?P<over>过半|超半|逾半)(?:数)?(?!百)|(?P<half>[一大]半|半数|各半)(?!以?[径夜])"
    r"|(?<![\d/.])(?P<up>\d{1,3})/(?P<down>\d{1,4})(?![\d/])(?P<said>的|以上|强|左右|以下)?|(?P<all>百分(?:之)?百)(?!之)"
    # What begins no share as a whole does not begin one in its middle.
    rf"|{NUMERAL}"
)
_SAID = re.compile(r"[占约近超过有少到足达为逾仅]\Z")
_PARTS = {"百": 2, "佰": 2, "千": 3, "仟": 3, "万": 4, "百万": 6, "千万": 7}


def find_shares(text: str, folded: str) -> list[Draft]:
    """The shares of a segment, with the amounts that are written as a fraction of a unit."""
    found = (_share(text, folded, match) for match in _SHARE.finditer(folded))
    return [draft for draft in found if draft]


def _made(match: re.Match[str], rule: str, value: Decimal) -> Draft:
    return Draft(match.start(), match.end(), f"zh.{rule}", value=value, unit="%")


def _share(text: str, folded: str, match: re.Match[str]) -> Draft | None:
    if match["of"]:
        return _percent(match)
    if match["den"]:
        return _fraction(text, match)
    if match["tenths"]:
        return _tenths(match)
    if match["discount"]:
        return _discount(match)
    if match["off"]:
        return _made(match, "discount", Decimal(50))
    if match["all"]:
        return _made(match, "percent", Decimal(100))
    if match["over"] or match["half"]:
        if match["half"] and match["half"][0] == "大":
            return None
        draft = _part(match, 1, 2)
        if draft and match["over"]:
            draft.op, draft.start = "gt", draft.start + 1
        return draft
    if not match["up"]:
        return None
    said = match["said"] or _SAID.search(folded, max(0, match.start() - 2), match.start())
    draft = _part(match, int(match["up"]), int(match["down"])) if said else None
    if draft:
        draft.end = match.end("down")
    return draft


def _percent(match: re.Match[str]) -> Draft | None:
    written = match["percent"]
    numeral = read_numeral(written.lstrip("负-"))
    if numeral is None:
        return None
    power = _PARTS[match["of"]]
    value = -numeral.value if written[0] in "负-" else numeral.value
    if match["k"]:
        value = digits.scaled(value, 3)
    if power > 3 and value == value.to_integral_value() and 0 < value < 10**power:
        return _part(match, int(value), 10**power)
    made = _made(match, "percent", digits.scaled(value, 2 - power))
    if numeral.upper is not None and not match["k"]:
        made.lower, made.upper = made.value, digits.scaled(numeral.upper, 2 - power)
        made.value, made.op, made.hedge, made.rule = None, "range", "about", "zh.range"
    elif numeral.more:
        made.op = "gt"
    else:
        made.mantissa, made.scale = value, 2 - power
    return made


def _part(match: re.Match[str], num: int, den: int) -> Draft | None:
    if not 0 < num < den:
        return None
    made = _made(match, "fraction", digits.share(num, den))
    made.num, made.den = num, den
    return made


def _fraction(text: str, match: re.Match[str]) -> Draft | None:
    den, num = read_numeral(match["den"]), read_numeral(match["num"] or "一")
    if den is None or num is None or den.upper or num.upper or den.value >= 10**9:
        return None
    if any(number.value != number.value.to_integral_value() for number in (den, num)):
        return None
    draft = _part(match, int(num.value), int(den.value))
    unit = unit_at(text, match.end())
    if draft and unit and kind_of(unit[0].code) == "measure":
        draft.value = digits.product(num.value / den.value, unit[0].factor)
        draft.unit, draft.end = unit[0].code, unit[1]
    elif match["one"]:
        return None
    return draft


def _tenths(match: re.Match[str]) -> Draft | None:
    if match["tenths"] == "半":
        return _made(match, "tenths", Decimal(5))
    numeral = read_numeral(match["tenths"])
    if numeral is None or numeral.value > 10:
        return None
    more = read_numeral(match["more"].replace("半", "五")) if match["more"] else None
    made = _made(match, "tenths", numeral.value * 10 + (more.value if more else 0))
    low = read_numeral(match["low"]) if match["low"] else None
    if low and made.value is not None and low.value * 10 < made.value and not numeral.upper:
        made.lower, made.upper, made.value = low.value * 10, made.value, None
        made.op, made.rule = "range", "zh.range"
    elif match["low"]:
        made.start = match.start("tenths")
    if numeral.upper is not None:
        made.value, made.lower, made.upper = None, numeral.value * 10, numeral.upper * 10
        made.op, made.hedge, made.rule = "range", "about", "zh.range"
    elif numeral.more:
        made.op = "gt"
    return made


def _discount(match: re.Match[str]) -> Draft | None:
    """八折 and 8.5折 count tenths, 七五折 and 75折 hundredths."""
    numeral = read_numeral(match["discount"])
    if numeral is None or not 0 < numeral.value < 100 or numeral.value == 10:
        return None
    if numeral.upper is not None:
        if numeral.upper >= 10:
            return None
        value = numeral.value * 10 + numeral.upper  # 七八折 is written like 七五折
        return _made(match, "discount", value)
    return _made(match, "discount", numeral.value * (10 if numeral.value < 10 else 1))
