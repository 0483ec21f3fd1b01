"""What a Chinese amount is per, and which of two units a name means in its sentence.

    rate = unit "/" unit | unit 每 unit | 每吨38万元 | 每秒52米 | 年产120万吨 | 时速80公里

Both ends of a change share the rate: 每吨38万元涨至56万元. A count is per second, minute or hour
only (每天喝8杯水 counts cups).
"""

import re
from itertools import pairwise

from claims.quantities.chinese.units import rate, unit_at
from claims.quantities.quantity import Draft
from claims.quantities.units import kind_of

_EACH = re.compile(r"每(?:一|1)?(?=[^\d\s,，])")
_YEARLY = re.compile(
    r"(?<![全今去明本当上前次后每\d〇零一二三四五六七八九十])(?P<per>年|日|月)(?:产能?|处理能?力?|加工能?力?|产量|发电量?|供气量?|供水量?|供应量?|输送能?力?|吞吐能?力?|消耗量?|耗|输量)"
    r"[^\d,，]{0,6}\Z"
)
_PERIOD = {"年": "a", "日": "d", "月": "mo"}
_HOURLY = re.compile(r"时速[^\d,，]{0,4}\Z")
_REACH = 14
# 每天 at a distance says how often something is done, not what an amount is per.
_NEAR = {"d": 3, "wk": 3, "mo": 3, "s": 6, "min": 6, "h": 6}
_WARM = re.compile(r"温|℃|热|冷|寒|摄氏|烧")
_POWER = re.compile(r"电")
_PRECIOUS = re.compile(r"金|银|铂|钯|盎司黄")
_SPEED = re.compile(r"航速|风速|时速|速度|航行")


def settle_unit(folded: str, code: str) -> str:
    """The unit that a name with several meanings has in its segment."""
    if code == "deg":
        if _WARM.search(folded):
            return "Cel"
        return "kW.h" if _POWER.search(folded) else code
    if code == "[oz_av]" and _PRECIOUS.search(folded):
        return "[oz_tr]"
    if code == "[kn_i]" and not _SPEED.search(folded):
        return "1"
    return code


def set_rate(text: str, folded: str, draft: Draft) -> None:
    """Add to the unit what it is per."""
    if draft.unit in ("%", "pp", "bp", "x", "rank"):
        return
    if folded[draft.end : draft.end + 1] in ("/", "每") and draft.unit != "1":
        per = unit_at(text, draft.end + 1)
        if per:
            joined = rate(draft.unit, per[0].code)
            if joined != draft.unit:
                draft.unit, draft.end = joined, per[1]
        return
    before = max(0, draft.start - _REACH)
    if _HOURLY.search(folded, before, draft.start) and draft.unit in ("km", "m"):
        draft.unit = rate(draft.unit, "h")
        return
    kind = kind_of(draft.unit)
    yearly = _YEARLY.search(folded, before, draft.start)
    if yearly and kind == "measure":
        draft.unit = rate(draft.unit, _PERIOD[yearly["per"]])
        return
    for match in _EACH.finditer(folded, before, draft.start):
        _each(text, folded, draft, match, kind)


def _each(text: str, folded: str, draft: Draft, match: re.Match[str], kind: str) -> None:
    per, end = _per(text, folded, match.end())
    between = folded[end : draft.start]
    if not per or any(sign in ",，、:：" or sign.isdigit() for sign in between):
        return
    if kind == "duration" or per == draft.unit:
        return
    if kind in ("measure", "count") and len(between) > _NEAR.get(per, _REACH):
        return
    if kind == "count" and per not in ("s", "min", "h"):
        return
    draft.unit = rate(draft.unit, per)


def _per(text: str, folded: str, place: int) -> tuple[str, int]:
    """The unit that stands behind 每, which takes no 个: 每月, 每小时."""
    unit = unit_at(text, place)
    if unit:
        return settle_unit(folded, unit[0].code), unit[1]
    unit = unit_at("个" + text[place : place + 4], 0)
    return (unit[0].code, place + unit[1] - 1) if unit else ("", place)


def share_rates(folded: str, drafts: list[Draft]) -> None:
    """Give the rate of one end of a change to the other."""
    for left, right in pairwise(drafts):
        one = "/" in left.unit and left.unit.split("/")[0] == right.unit
        if one and ("from" in (left.role, right.role) or right.role == "to"):
            right.unit = left.unit
