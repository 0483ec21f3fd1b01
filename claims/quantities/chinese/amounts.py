"""Chinese amounts: a numeral with its unit or measure word, fractions, multiples, ranks, ranges.

    amount   = numeral [ 多 | 余 ] [ unit | measure ] [ "/" unit ]       rate before: 每吨38万元
    share    = 百分之七十 | 三分之一 | 七成五 | 一半
    multiple = 3.4倍 | 翻一番 | 腰斩           rank = 前五 | 第二 | 第172位
    range    = numeral [ unit ] ( "-" | 至 | 到 ) numeral unit

Not figures: a numeral of characters without a unit or a measure word behind it (一方面), ids
(5G, 国道318线, 2号楼, 第9条), phone numbers.
"""

import re
from decimal import Decimal
from functools import cache

from claims.quantities import digits
from claims.quantities.chinese.numerals import NUMERAL, read_numeral
from claims.quantities.quantity import Draft
from claims.quantities.unit_names import Unit, names
from claims.quantities.units import UnknownUnit, kind_of

MEASURES = """人次 个 名 人 位 家 户 件 辆 架 艘 例 起 次 间 座 所 条 只 头 匹 张 枚 支 颗 台 部
套 批 笔 份 项 种 类 款 届 场 杯 瓶 盒 包 袋 箱 棵 株 片 块 层 幢 栋 门 队 组 对 双 册
本 篇 首 封 票 席 处 岁""".split()
_SHARE = re.compile(
    rf"(?P<of>百|千|万)分之(?P<percent>{NUMERAL})|(?P<den>{NUMERAL})分之(?P<num>{NUMERAL})"
    rf"|(?P<tenths>{NUMERAL})成(?P<more>[一二三四五六七八九半]?)(?![为立员就功长都分本交])|(?P<half>一半|半数)"
    rf"|(?P<doubled>翻(?:了)?(?P<times>[一两二三])?番|翻倍)|(?P<halved>腰斩|减半)|(?P<multiple>{NUMERAL})倍"
    rf"|前(?P<top>[一二三四五六七八九十]|\d{{1,3}})(?![次日天年月周个期])|第(?P<rank>{NUMERAL})(?P<place>[位名])?"
)
_AMOUNT = re.compile(
    rf"(?P<minus>零下|负|-)?(?P<before>HK\$|NT\$|US\$|[$€£¥])?(?P<left>{NUMERAL})(?P<more>多|余|来)?"
    rf"(?P<mid>[^\s\d,，。;；、]{{0,4}}?)(?:(?P<joint>-|~|至|到)(?P<right>{NUMERAL}))?(?P<rest>)",
    re.IGNORECASE,
)
_BARE = re.compile(r"\d")
_ID = re.compile(r"[A-Za-z]-?\Z|(?:国道|省道|第|高速|拨打|热线|电话|车次|编号|房间|双|“双)\Z")
_ID_AFTER = re.compile(
    r"[A-Za-z]*(?:号|线|热线|室|g\b|条款|章|节课|级)|[条款章](?!.)", re.IGNORECASE
)
_RANKED = re.compile(
    r"(?:居|排|列|位|占|全球|世界|全国|名次|排名|升至|跌至|降至|为)[\u4e00-\u9fff]{0,3}\Z"
)


@cache
def _lengths() -> tuple[int, ...]:
    listed = names("zh")
    return tuple(sorted({len(name) for name in (*listed.words, *listed.signs)}, reverse=True))


def unit_at(text: str, place: int) -> tuple[Unit, int] | None:
    """The unit whose name begins at a character, longest first, and where it ends."""
    listed = names("zh")
    for length in _lengths():
        written = text[place : place + length]
        if len(written) == length:
            found = listed.words.get(written) or listed.signs.get(written)
            if found:
                return found, place + length
    return None


def find_shares(folded: str) -> list[Draft]:
    """The fractions, multiples and ranks of a folded segment."""
    found = []
    for match in _SHARE.finditer(folded):
        draft = _share(folded, match)
        if draft:
            found.append(draft)
    return found


def _made(match: re.Match[str], rule: str, value: Decimal, unit: str) -> Draft:
    return Draft(match.start(), match.end(), f"zh.{rule}", value=value, unit=unit)


def _share(folded: str, match: re.Match[str]) -> Draft | None:
    if match["half"]:
        return _fraction(match, 1, 2)
    if match["doubled"]:
        times = {"两": 2, "二": 2, "三": 3}.get(match["times"] or "", 1)
        return _moved(_made(match, "multiple", Decimal(2**times), "x"))
    if match["halved"]:
        return _moved(_made(match, "multiple", Decimal("0.5"), "x"))
    group = next(
        name for name in ("percent", "num", "tenths", "multiple", "top", "rank") if match[name]
    )
    numeral = read_numeral(match[group])
    if numeral is None:
        return None
    value = numeral.value
    if group == "percent":
        part = {"百": 2, "千": 3, "万": 4}[match["of"]]
        if part > 2 and value == value.to_integral_value():
            return _fraction(match, int(value), 10**part)
        return _made(match, "percent", digits.scaled(value, 2 - part), "%")
    if group == "num":
        den = read_numeral(match["den"])
        whole = den and value == value.to_integral_value() and den.value < 10**9
        return (
            _fraction(match, int(value), int(den.value))
            if den and whole and value < den.value
            else None
        )
    if group == "tenths":
        more = read_numeral(match["more"].replace("半", "五")) if match["more"] else None
        tenths = value * 10 + (more.value if more else 0)
        return _made(match, "tenths", tenths, "%") if value <= 10 else None
    if group == "multiple":
        made = _made(match, "multiple", value, "x")
        made.mantissa, made.scale = numeral.mantissa, numeral.scale
        return made
    return _rank(folded, match, value)


def _moved(draft: Draft) -> Draft:
    draft.moves = True
    return draft


def _fraction(match: re.Match[str], num: int, den: int) -> Draft | None:
    if not 0 < num < den:
        return None
    made = _made(match, "fraction", digits.share(num, den), "%")
    made.num, made.den = num, den
    return made


def _rank(folded: str, match: re.Match[str], value: Decimal) -> Draft | None:
    made = _made(match, "rank", value, "rank")
    if match["top"]:
        made.op = "le"
        return made
    ranked = match["place"] or _RANKED.search(folded, max(0, match.start() - 8), match.start())
    after = folded[match.end() : match.end() + 1]
    return (
        made if ranked and after not in ("次", "届", "季", "天", "条", "章", "款", "号") else None
    )


def find_amounts(text: str, folded: str, taken: bytearray) -> list[Draft]:
    """The numerals of a segment that are figures, outside what is `taken`."""
    found = []
    place = 0
    for match in re.finditer(NUMERAL, folded):
        if match.start() < place or any(taken[match.start() : match.end()]):
            continue
        draft = _amount(text, folded, match, taken)
        if draft:
            found.append(draft)
            place = draft.end
    return found


def _amount(text: str, folded: str, match: re.Match[str], taken: bytearray) -> Draft | None:
    start, end = match.span()
    if _ID.search(folded, max(0, start - 4), start) or _ID_AFTER.match(folded, end):
        return None
    numeral = read_numeral(match[0])
    if numeral is None:
        return None
    draft = Draft(start, end, "zh.amount", value=numeral.value, mantissa=numeral.mantissa)
    draft.scale = numeral.scale
    _sign(folded, draft)
    _joined(text, folded, draft, taken)
    if folded[draft.end : draft.end + 1] in ("多", "余") and draft.op == "eq":
        draft.op = "gt"
        end = draft.end + 1
    else:
        end = draft.end
    return _united(text, folded, draft, end)


def _sign(folded: str, draft: Draft) -> None:
    before = folded[max(0, draft.start - 2) : draft.start]
    width = 2 if before == "零下" else 1 if before[-1:] in ("负", "-") else 0
    if width and draft.value is not None and draft.mantissa is not None:
        if before[-1:] == "-" and before[:1].isalnum():
            return
        draft.start -= width
        draft.value, draft.mantissa = -draft.value, -draft.mantissa


def _joined(text: str, folded: str, draft: Draft, taken: bytearray) -> None:
    """The second end of a range, with the unit that may stand after the first."""
    first = unit_at(text, draft.end)
    at = first[1] if first else draft.end
    joint = re.compile(rf"\s*(?:--?|~|至|到)\s*({NUMERAL})").match(folded, at)
    if not joint or draft.value is None or any(taken[at : joint.end()]):
        return
    right = read_numeral(joint[1])
    second = unit_at(text, joint.end())
    if right is None or (first and second and first[0].code != second[0].code):
        return
    if folded[max(0, draft.start - 1) : draft.start] in ("从", "由"):
        return
    lower = draft.value
    if not first and draft.scale == 0 and lower < right.mantissa:
        lower = digits.scaled(lower, right.scale)
    if lower < right.value:
        draft.lower, draft.upper, draft.op, draft.value = lower, right.value, "range", None
        draft.mantissa, draft.scale, draft.rule = None, 0, "zh.range"
        draft.end = joint.end()


def _united(text: str, folded: str, draft: Draft, end: int) -> Draft | None:
    while folded[end : end + 1] == " ":
        end += 1
    found = unit_at(text, end)
    if found is None:
        return _counted(folded, draft, end)
    unit, draft.end = found
    draft.unit, draft.unit_inferred = unit.code, unit.inferred
    for field in ("value", "lower", "upper", "mantissa"):
        number = getattr(draft, field)
        if number is not None and unit.factor != 1:
            setattr(draft, field, digits.product(number, unit.factor))
    if folded[draft.end : draft.end + 1] == "/":
        per = unit_at(text, draft.end + 1)
        if per and _rated(draft, per[0].code):
            draft.end = per[1]
            return draft
    before = re.compile(r"每(?:一)?([^\d\s]{1,4}?)(?:[\u4e00-\u9fff]{0,6})\Z")
    lead = before.search(folded, max(0, draft.start - 10), draft.start)
    if lead:
        per = unit_at(text, lead.start(1))
        if per and kind_of(draft.unit) != "duration":
            _rated(draft, per[0].code)
    return draft


def _rated(draft: Draft, per: str) -> bool:
    try:
        kind_of(f"{draft.unit}/{per}")
    except UnknownUnit:
        return False
    draft.unit = f"{draft.unit}/{per}"
    return True


def _counted(folded: str, draft: Draft, end: int) -> Draft | None:
    measure = next((word for word in MEASURES if folded.startswith(word, end)), "")
    draft.counted = measure
    digital = _BARE.search(folded, draft.start, draft.end)
    if measure or draft.scale:
        return draft
    return (
        draft
        if digital and draft.top() >= 1 and not folded[draft.end : draft.end + 1].isascii()
        else None
    )
