"""Times told by a length and the day of publication: 5天前, 最近三年, 未来两周.

    ago   = length ( 前 | 之前 ) | length ( 后 | 之后 )       last  = ( 过去 | 近 | 前 ) length
    next  = ( 未来 | 今后 | 后 ) length

Such a length is a duration among the figures; here it is the stretch that it reaches over.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from claims.quantities import periods as p
from claims.quantities.chinese.calendar import number
from claims.quantities.periods import Period, Stretch

_N = r"(?:\d{1,3}|[一二两三四五六七八九十]{1,3})"
_LENGTH = rf"(?P<count>{_N})(?P<unit>天|日|周|个?星期|个?礼拜|个月|年)"
_TIMES = re.compile(
    rf"(?P<lead>过去的?|最近的?|近|前|上|未来的?|今后的?|接下来的?|后|下)?(?<!第){_LENGTH}"
    r"(?P<tail>(?:之|以)?前(?![后\d])|(?:之|以)?后(?!续))?"
)
_BACK = ("过", "最", "近", "前", "上")


def find_relative(folded: str, as_of: date | None) -> Iterator[Period]:
    """The stretches that lengths of time reach over; none without a day of publication."""
    if as_of is None:
        return
    for match in _TIMES.finditer(folded):
        if not (match["lead"] or match["tail"]):
            continue
        try:
            stretch = _stretch(match, as_of)
        except (ValueError, OverflowError):
            continue
        if stretch:
            yield Period(match.start(), match.end(), stretch)


def _stretch(match: re.Match[str], as_of: date) -> Stretch | None:
    unit, count = match["unit"], number(match["count"])
    lead, tail = match["lead"], match["tail"]
    if lead:
        if lead.startswith(_BACK):
            return p.span(p.day(_shifted(as_of, unit, -count)), p.day(as_of))
        first = as_of + timedelta(days=1)
        return p.span(p.day(first), p.day(_shifted(as_of, unit, count)))
    when = _shifted(as_of, unit, -count if tail and tail.endswith("前") else count)
    if unit == "年":
        return p.year(when.year)
    return p.month(when.year, when.month) if unit == "个月" else p.day(when)


def _shifted(when: date, unit: str, count: int) -> date:
    """The day so many days, weeks, months or years on; the month's last where it has no such."""
    if unit in ("天", "日"):
        return when + timedelta(days=count)
    if unit not in ("年", "个月"):
        return when + timedelta(weeks=count)
    found = p.month(when.year, when.month + count * (12 if unit == "年" else 1))
    if found.first is None or found.last is None:
        raise ValueError(unit)
    return min(found.first + timedelta(days=when.day - 1), found.last)
