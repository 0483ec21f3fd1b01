"""Changes in Chinese: the size of one, what it came from, and what it came to.

    delta = 增长 [ 了 | 幅度 | 达 ] figure | 涨幅 [ 为 ] figure | 下调 object figure | figure 的涨幅
          | “分别增长” figure *( 、figure )
    to    = 增 | 降 | … ( 至 | 到 | 为 ) figure | delta 至 figure | delta ，… 报 figure
    from  = ( 从 | 由 ) figure … to | to ，此前 … 为 figure
    basis = 同比 (yoy) | 环比 (mom) | 比上季度 (qoq)

Between the words and the figure may stand its modifiers, its period (提升至2024年的91%) and what
it is per (报每桶63美元). A rate of growth (增速, 增长率) is a level; so is 新增.
"""

import re

from claims.quantities.chinese.movement import DOWN, OBJECTS_DOWN, OBJECTS_UP, UP, words
from claims.quantities.opening import lend
from claims.quantities.periods import Period
from claims.quantities.quantity import Draft

_UP, _DOWN = words(UP), words(DOWN)
_VERB = rf"(?:(?<!新)(?:(?P<up>{_UP})|(?P<down>{_DOWN})))"
_DELTA = re.compile(
    rf"{_VERB}(?:了|幅度?(?:也|均|就|已)?(?:为|达到?|是|仅为|仅|约为)?|达到?|超过|起码|近)?\Z"
)
_NOT_DELTA = re.compile(r"(?:[晋跻]升|[投推]降|公升|[立毫]升|海拔)\Z")
_TO = re.compile(rf"{_VERB}了?(?:[至到为成]|至约)了?\Z")
_OBJECT = re.compile(
    rf"(?:(?P<up>{OBJECTS_UP})|(?P<down>{OBJECTS_DOWN}))[^\d,，、:;的有为是占达在共至到和与]{{1,10}}\Z"
)
_GROWTH = re.compile(
    rf"的(?:同比|环比|年度|巨大|大幅)?(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?!速)幅?(?!率|速)"
)
_AFTER_DELTA = re.compile(
    r"[,，]?(?:(?:并|而)?[至到]|[^,，\d]{0,12}(?<![预海])(?:报收于|收盘报|收报|收于|报收|报于|报|至|达到?))(?:每[^\d,，]{1,3})?\Z"
)
_BEFORE_THAT = re.compile(
    r"[,，(（][^,，\d]{0,4}(?:此前|之前|原来|原先|原|前值|上年同期|去年同期|上年|去年)[^,，\d]{0,6}[为是]\Z|[(（](?:前值|此前)[为是]?\Z"
)
_FROM = re.compile(r"[从由自][^\d,，;]{0,12}\Z")
_EACH = re.compile(r"每[^\d,，]{1,3}\Z")
_LISTED = re.compile(r"[、,，和及与]{1,2}(?:以及)?\Z")
_BASES = (
    (re.compile(r"同比|[比较]上年|[比较]去年|[比较]上一年|按年"), "yoy"),
    (re.compile(r"[比较]上个?季度?|季环比"), "qoq"),
    (re.compile(r"环比|[比较]上个?月|按月"), "mom"),
)
_REACH = 16


def find_changes(folded: str, drafts: list[Draft], named: list[Period]) -> None:
    """Set role, direction and basis of each figure of a folded segment."""
    ends = {period.end: period for period in named}
    for place, draft in enumerate(drafts):
        if draft.unit == "rank" or (draft.unit == "x" and not draft.moves):
            continue
        previous = drafts[place - 1] if place else None
        start = previous.end if previous else 0
        lead = _led(folded, draft, ends, start)
        _role(folded, draft, lead, start, previous)
        if draft.role == "to":
            one = _opened(folded, drafts, place, ends)
            if one:
                lend(folded, one, draft)
        if draft.role == "delta":
            draft.basis = _basis(folded, draft, previous)


def _led(folded: str, draft: Draft, ends: dict[int, Period], start: int) -> int:
    """Where the words before a figure end: before its modifiers, its period, and what it is per."""
    lead = draft.lead
    for _ in range(3):
        of = lead - 1 if folded[lead - 1 : lead] == "的" else lead
        each = _EACH.search(folded, max(start, lead - 6), lead)
        if of in ends and ends[of].start >= start:
            lead = ends[of].start
        elif each:
            lead = each.start()
        elif folded.endswith("原来的", 0, lead):
            lead -= 3
        else:
            break
    return lead


def _role(folded: str, draft: Draft, lead: int, start: int, previous: Draft | None) -> None:
    if draft.moves:
        down = draft.value is not None and draft.value < 1
        draft.role, draft.direction = "delta", "down" if down else "up"
        return
    before = max(start, lead - _REACH)
    if previous and folded[previous.end : draft.start].strip() in ("兑", "对", "兑换"):
        # 跌至1美元兑154日元: the rate is what it came to.
        draft.role, draft.direction = previous.role, previous.direction
        draft.op, draft.hedge = previous.op, previous.hedge or draft.hedge
        previous.role, previous.direction, previous.op, previous.hedge = "level", "", "eq", ""
        return
    to = _TO.search(folded, before, lead)
    delta = None if to else _DELTA.search(folded, before, lead)
    if delta and _NOT_DELTA.search(
        folded, before, delta.end("up") if delta["up"] else delta.end("down")
    ):
        delta = None
    growth = _GROWTH.match(folded, draft.end)
    found = to or delta or growth
    if not found and "/" not in draft.unit:
        found = _OBJECT.search(folded, before, lead)
    if found and not (draft.value is not None and found is growth and draft.unit != "%"):
        draft.role = "to" if to else "delta"
        draft.direction = "up" if found["up"] else "down"
    elif previous and previous.role == "delta":
        _after_delta(folded, draft, lead, previous)
    elif (
        previous
        and (previous.role, previous.unit) == ("to", draft.unit)
        and _BEFORE_THAT.search(folded, previous.end, lead)
    ):
        draft.role, draft.direction = "from", previous.direction


def _after_delta(folded: str, draft: Draft, lead: int, previous: Draft) -> None:
    """What a size given before it came to, or the next of several sizes."""
    if previous.moves:
        return
    if _LISTED.fullmatch(folded, previous.end, draft.start):
        if draft.unit == previous.unit:
            draft.role, draft.direction = "delta", previous.direction
    elif draft.lead - previous.end <= _REACH and draft.unit != "pp":
        level = _AFTER_DELTA.fullmatch(folded, previous.end, lead)
        if level and (draft.unit != previous.unit or "," not in level[0]):
            draft.role, draft.direction = "to", previous.direction


def _opened(folded: str, drafts: list[Draft], place: int, ends: dict[int, Period]) -> Draft | None:
    """The figure that the change began at: 从 or 由 stands before it."""
    draft = drafts[place]
    for back in (place - 1, place - 2):
        if back < 0:
            break
        other = drafts[back]
        if other.role != "level" or other.unit.split("/")[0] != draft.unit.split("/")[0]:
            continue
        since = drafts[back - 1] if back else None
        if since and folded[since.end : other.start] == "前的":
            since = drafts[back - 2] if back > 1 else None  # 由五年前的12万人
            if _FROM.search(folded, since.end if since else 0, drafts[back - 1].start):
                other.role, other.direction = "from", draft.direction
                return other
        start = since.end if since else 0
        lead = _led(folded, other, ends, start)
        if _FROM.search(folded, max(start, lead - 14), lead):
            other.role, other.direction = "from", draft.direction
            return other
        break
    return None


def _basis(folded: str, draft: Draft, previous: Draft | None) -> str:
    """What the size is measured against, told since the figure before it."""
    start = max(previous.end if previous else 0, draft.start - 30)
    for pattern, code in _BASES:
        if pattern.search(folded, start, draft.start):
            return code
    listed = previous and _LISTED.fullmatch(folded, previous.end, draft.start)
    return previous.basis if previous and listed else ""
