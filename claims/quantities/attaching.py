"""Give each figure of a segment the period that it is about.

A period that follows a figure before the next one is that figure's. A figure without one takes the
period before it in its clause ("In June, A and B"; "A in June, or B"), but not the one that dates
the other end of a change; else the one that dates the next figure of the same change ("fell 5% to
B in October"). The size of a change between two dated ends is about the time from one to the other.
What something is compared with ("than in 2023") dates nothing.
"""

import re
from bisect import bisect_left

from claims.quantities.periods import Period, span
from claims.quantities.quantity import Draft

_BREAK = re.compile(
    r"[;；]|\b(?:while|whereas|but|although|though|yet|а|но|тогда как)\b|[，,](?=而|但|不过)"
)
_REACH = 80  # characters between a figure and the period after it
_NEAR = 40


def attach(folded: str, drafts: list[Draft], named: list[Period]) -> None:
    """Set the period of each figure that has one."""
    if not named:
        return
    breaks = [match.start() for match in _BREAK.finditer(folded)]
    usable = [period for period in named if period.stretch and not period.basis]
    starts = [period.start for period in usable]
    direct = [_behind(place, drafts, usable, starts, breaks) for place in range(len(drafts))]
    for place, draft in enumerate(drafts):
        found = direct[place]
        if draft.role == "delta" and found is None:
            found = _between(place, drafts, direct)
        found = found or _ahead(place, drafts, direct, usable, starts, breaks)
        found = found or _next(place, drafts, direct, breaks)
        if found and found.stretch:
            draft.period, draft.period_rel = found.stretch.edtf, found.rel
            draft.period_start, draft.period_end = found.stretch.first, found.stretch.last


def _broken(breaks: list[int], start: int, end: int) -> bool:
    place = bisect_left(breaks, start)
    return place < len(breaks) and breaks[place] < end


def _behind(
    place: int, drafts: list[Draft], usable: list[Period], starts: list[int], breaks: list[int]
) -> Period | None:
    end = drafts[place].end
    at = bisect_left(starts, end)
    if at == len(usable):
        return None
    period = usable[at]
    following = drafts[place + 1].start if place + 1 < len(drafts) else end + _REACH + 1
    near = period.start < following and period.start - end <= _REACH
    return None if not near or _broken(breaks, end, period.start) else period


def _ahead(
    place: int,
    drafts: list[Draft],
    direct: list[Period | None],
    usable: list[Period],
    starts: list[int],
    breaks: list[int],
) -> Period | None:
    """The last period before the figure, unless it dates the other end of a change."""
    draft = drafts[place]
    at = bisect_left(starts, draft.start) - 1
    if at < 0:
        return None
    period = usable[at]
    if _broken(breaks, period.end, draft.start):
        return None
    owner = next(
        (
            drafts[back]
            for back in range(place - 1, max(-1, place - 6), -1)
            if direct[back] is period
        ),
        None,
    )
    if owner and draft.role in ("from", "to") and owner.role in ("from", "to"):
        return None
    return period


def _between(place: int, drafts: list[Draft], direct: list[Period | None]) -> Period | None:
    """The time between the two dated ends of the change that follows."""
    ends = [
        (drafts[at].role, direct[at])
        for at in (place + 1, place + 2)
        if at < len(drafts) and drafts[at].role in ("from", "to")
    ]
    dated = {role: period for role, period in ends if period and period.stretch}
    if set(dated) != {"from", "to"}:
        return None
    first, last = dated["from"], dated["to"]
    if first.stretch is None or last.stretch is None:
        return None
    return Period(first.start, last.end, span(first.stretch, last.stretch))


def _next(
    place: int, drafts: list[Draft], direct: list[Period | None], breaks: list[int]
) -> Period | None:
    """The period of the figure after it, where both belong together."""
    for at in (place + 1, place + 2):
        if at >= len(drafts) or _broken(breaks, drafts[place].end, drafts[at].start):
            return None
        if drafts[at].start - drafts[at - 1].end > _NEAR:
            return None
        one, other = drafts[place].role, drafts[at].role
        if one in ("from", "to") and other in ("from", "to") and place + 1 == at and direct[at]:
            # "from 4% to 3% in 2025" dates both; "from 6% in 2024 to 5%" does not come here.
            return direct[at] if one == "from" else None
        if direct[at]:
            return None if one == "level" and other != "level" else direct[at]
    return None
