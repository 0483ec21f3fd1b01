"""Chinese amounts: what a numeral measures or counts, ranges of them, and rates.

    amount = measured                                    range = measured 至 measured | 3到5天
    range  = 20和30之间 | 大于10小于20                    rate  = 元/吨 | 每吨…元 | 年产…吨

Not figures: a numeral of characters without a unit or a measure word (三峡), except after a
comparator (超过三千); 一 with a measure word that is no more than an article (一个, 一种); a bare
hundred or ten thousand without a modifier (万元); a bare year.
"""

import re
from decimal import Decimal

from claims.quantities import digits
from claims.quantities.chinese.measured import Measured
from claims.quantities.chinese.measuring import measured_at
from claims.quantities.chinese.numerals import NUMERAL, SCALES
from claims.quantities.chinese.rates import set_rate, settle_unit
from claims.quantities.opening import APART
from claims.quantities.quantity import Draft

_START = re.compile(
    rf"{NUMERAL}|(?<![\d\u3400-\u9fff])米(?=[一二三四五六七八九](?![\d一二三四五六七八九十百千万]))|(?<![上下前后大小多过各对夜])半(?=[个年天小周公斤米升加吨里品磅盎英毫])"
)
_JOINT = re.compile(
    rf"\s*(?:--?|~|至|到|和|与|或)\s*(?:零下|负|-)?(?=({NUMERAL}|米(?=[一二三四五六七八九])))"
)
_BETWEEN = re.compile(r"之?间")
_VARIED = re.compile(r"不等|之间|间")
# 从2020年的85增至2024年的91亿元: the times of both ends stand between.
_WHEN = r"(?:(?:\d{4}年|[去今前]年|上年)(?:\d{1,2}月)?[底末初]?的?)"
_FROM = re.compile(rf"[从由自]{_WHEN}?(?:[^\d,，]{{0,6}})\Z")
_TURNING = re.compile(rf"[^\d,，、;；]{{0,6}}[至到为成]了?{_WHEN}?(?:约|近|超过)?")
_ONES = frozenset("名 人 例 艘 架 辆 枚 户 头 岁 人次 架次".split())
_COUNTED_ONE = re.compile(r"(?:每[^,，]{1,12}有|仅有?|只有?|各|共|约)\Z")
_MODIFIED = re.compile(
    r"(?:上|近|超|逾|过|约|不足|达|不到|超过|突破|将近|接近|至少|高于|低于|以|破)\Z"
)
_COMPARED = re.compile(
    r"(?:超过|超|不[大小高低少多]于|[大小高低多少]于|等于|或者等于|至少|至少[是有]|最[多少](?:[是为有])?|比|位于|介于"
    r"|达到?|接近|将近|大约|约|不足|不到|突破|逾|在)(?:了|是|有|为)?\Z"
)
_QUAKE = re.compile(r"震")
_ZERO = re.compile(r"[的为是到至]")
_YEAR = re.compile(r"(?:19|20)\d\d\Z")
_PURE = frozenset(SCALES)
_SCALED = re.compile(f"[{''.join(SCALES)}]")


def find_amounts(text: str, folded: str, taken: bytearray) -> list[Draft]:
    """The numerals of a segment that are figures, outside what is `taken`."""
    found: list[Draft] = []
    place = 0
    opening: Measured | None = None
    for match in _START.finditer(folded):
        start, end = match.span()
        if start < place or any(taken[start:end]):
            continue
        one = measured_at(text, folded, start, end)
        if one is None:
            continue
        other = _other_end(text, folded, one, taken)
        if opening and found and not other and _TURNING.fullmatch(folded, opening.end, one.start):
            _open(found[-1], opening, one)
        opening = one if _opens(folded, one) and not other else None
        draft = _ranged(folded, one, other) if other else _single(folded, one)
        if draft is None:
            continue
        leading = other or one
        if leading.unit:
            draft.unit_inferred = leading.unit.inferred
            draft.unit = settle_unit(folded, leading.unit.code)
        elif leading.measure == "级" and _QUAKE.search(folded):
            draft.unit, draft.end = "{magnitude}", draft.end + 1
        else:
            draft.counted = leading.measure
        set_rate(text, folded, draft)
        found.append(draft)
        place = draft.end
    return found


def _opens(folded: str, one: Measured) -> bool:
    """Is it the bare start of a change, that leaves its unit to the end: 从4增至6亿元?"""
    bare = one.unit is None and not one.measure and one.upper is None
    return bare and bool(_FROM.search(folded, max(0, one.start - 18), one.start))


def _open(draft: Draft, one: Measured, end: Measured) -> None:
    """Give the start of a change the unit and the scale of its end."""
    if end.mantissa is None or draft.value is None:
        return
    factor = end.unit.factor if end.unit else Decimal(1)
    draft.value = digits.product(one.value, factor)
    draft.mantissa = None if one.mantissa is None else digits.product(one.mantissa, factor)
    if not one.scale and abs(one.value) < APART * abs(end.mantissa):
        draft.value, draft.scale = digits.scaled(draft.value, end.scale), end.scale
    if end.unit:
        draft.unit, draft.unit_inferred = end.unit.code, end.unit.inferred
    else:
        draft.counted = end.measure


def _other_end(text: str, folded: str, one: Measured, taken: bytearray) -> Measured | None:
    """The other end of a range that begins with `one`."""
    at = one.end + len(one.measure) if one.measure else one.end
    joint = _JOINT.match(folded, at)
    if joint is None or one.upper is not None or any(taken[joint.start() : joint.end() + 1]):
        return None
    other = measured_at(text, folded, *joint.span(1))
    if other is None or other.upper is not None:
        return None
    if any(sign in joint[0] for sign in "和与或"):
        if "或" in joint[0]:
            return None
        if _BETWEEN.match(folded, other.end):
            other.measure = ""
        elif not _BETWEEN.match(folded, other.end + len(other.measure)):
            return None
    elif _FROM.search(folded, max(0, one.start - 18), one.start) and not _VARIED.match(
        folded, other.end + len(other.measure)
    ):
        return None
    if one.unit and (other.unit is None or other.unit.code != one.unit.code):
        return None
    if one.measure and other.measure != one.measure:
        return None
    return other


def _ranged(folded: str, one: Measured, other: Measured) -> Draft | None:
    lower, upper = one.value, other.value
    if one.unit is None and other.unit:
        lower = digits.product(lower, other.unit.factor)
    shares = not one.scale and other.mantissa is not None and abs(lower) < abs(other.mantissa)
    if one.unit is None and shares:
        lower = digits.scaled(lower, other.scale)  # 50至60万吨
    elif shares and other.scale:
        return None
    if lower > upper and (lower < 0 or upper < 0):
        lower, upper = upper, lower
    plain = one.numeral.isalpha() and not other.unit and not other.measure
    plain = plain and not _SCALED.search(one.numeral)
    if lower >= upper or (plain and not _compared(folded, one)):
        return _single(folded, one)
    return Draft(one.start, other.end, "zh.range", lower=lower, upper=upper, op="range")


def _single(folded: str, one: Measured) -> Draft | None:
    if not _figure(folded, one):
        return None
    draft = Draft(one.start, one.end, "zh.amount", value=one.value)
    if one.upper is not None:
        draft.value, draft.lower, draft.upper = None, one.value, one.upper
        draft.op, draft.hedge, draft.rule = "range", "about", "zh.range"
        return draft
    draft.mantissa, draft.scale = one.mantissa, one.scale
    if one.more == "gt":
        draft.op = "gt"
    elif one.more:
        draft.hedge = one.more
    return draft


def _figure(folded: str, one: Measured) -> bool:
    """Is the numeral a figure, and not a word or a name?"""
    written = one.numeral
    digital = written[0].isdigit() and written[0].isascii()
    before = folded[max(0, one.start - 8) : one.start]
    if written[0] in _PURE and all(character in _PURE for character in written):
        if len(written) == 1 and written != "十":
            return bool(_MODIFIED.search(before)) and bool(one.unit or one.measure)
        if not (one.unit or one.measure):
            return bool(_MODIFIED.search(before))
    if one.unit:
        return _measures(folded, one, digital)
    if one.measure:
        if written == "一" and one.measure not in _ONES:
            return bool(_COUNTED_ONE.search(folded, max(0, one.start - 16), one.start))
        return True
    if digital:
        return _bare(folded, one)
    if any(character in "万亿兆" for character in written[1:]):
        return True
    return bool(one.scale) or (len(written) > 1 and _compared(folded, one))


def _measures(folded: str, one: Measured, digital: bool) -> bool:
    code = one.unit.code if one.unit else ""
    if code == "{point}":
        return (digital and (one.value >= 100 or "." in one.numeral)) or "点" in one.numeral
    if code == "deg" and not digital:
        return len(one.numeral) > 1
    if folded[one.end - 1] == "角" and len(one.numeral) == one.end - one.start - 1:
        return digital or len(folded.strip()) == one.end - one.start
    return True


def _bare(folded: str, one: Measured) -> bool:
    written = one.numeral
    if one.scale or "," in written or one.value < 0:
        return True
    if _YEAR.match(written) or len(written) > 12 or re.match(r"0\d", written):
        return False
    following = folded[one.end : one.end + 1]
    latin = following.isascii() and following.isalpha()
    if not one.value and not _ZERO.search(folded, max(0, one.start - 1), one.start):
        return False
    return not latin and following not in ("/", "_", "#")


def _compared(folded: str, one: Measured) -> bool:
    return bool(_COMPARED.search(folded, max(0, one.start - 8), one.start))


def between(folded: str, drafts: list[Draft]) -> list[Draft]:
    """Two bounds on one thing, one after the other, made one range: 大于10小于20."""
    found: list[Draft] = []
    for draft in drafts:
        last = found[-1] if found else None
        if last and _bounds(folded, last, draft):
            lower, upper = sorted((last.top(), draft.top()))
            joined = Draft(last.start, draft.end, "zh.range", lower=lower, upper=upper, op="range")
            joined.unit, joined.counted = draft.unit, draft.counted
            found[-1] = joined
        else:
            found.append(draft)
    return found


def _bounds(folded: str, left: Draft, right: Draft) -> bool:
    gap = folded[left.end : right.start]
    if len(gap) > 8 or left.value is None or right.value is None or left.value == right.value:
        return False
    if left.unit not in (right.unit, "1"):
        return False
    low, high = ("gt", "ge"), ("lt", "le")
    rising = left.op in low and right.op in high and left.value < right.value
    falling = left.op in high and right.op in low and left.value > right.value
    plain = re.fullmatch(
        r"(?:以上|以下|大|小|[个人元岁]|,|,?\s*(?:并且?|且|而且?|但|同时)?[不]?(?:[大小高低多少]于|超过|比|不足|至多|至少))+",
        gap.strip(),
    )
    return (rising or falling) and bool(plain)
