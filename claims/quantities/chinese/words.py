"""What Chinese words say of a figure: comparator, hedge, tone, change, modality.

before = 约 | 近 | 超过 | 不足 | 至少 | 仅 | 高达 …      after = 左右 | 以上 | 以下
delta  = 增长 | 下降 … figure        to = … 至 | 到 figure        from = 从 | 由 figure
"""

import re

from claims.quantities.quantity import Draft

_BEFORE = (
    (re.compile(r"(?:至少|不少于|不低于|最少|起码)\Z"), "op", "ge"),
    (re.compile(r"(?:超过|超|逾|突破|高于|多于|大于|超出)\Z"), "op", "gt"),
    (re.compile(r"(?:不足|不到|低于|少于|小于|未满|不满)\Z"), "op", "lt"),
    (re.compile(r"(?:至多|最多|不超过|不高于|不多于)\Z"), "op", "le"),
    (re.compile(r"(?:大约|约为|约|大概|估计|左右)\Z"), "hedge", "about"),
    (re.compile(r"(?:接近|将近|近|几乎)\Z"), "hedge", "under"),
    (re.compile(r"(?:仅为|仅|只有|只占|只能|只|才)\Z"), "tone", "minimizing"),
    (re.compile(r"(?:高达|多达)\Z"), "tone", "maximizing"),
)
_AFTER = (
    (re.compile(r"[人个名家]?(?:左右|上下|前后)"), "hedge", "about"),
    (re.compile(r"[人个名家]?(?:及以上|以上)"), "op", "ge"),
    (re.compile(r"[人个名家]?(?:及以下|以下|以内)"), "op", "le"),
)
_UP = "增长|上涨|上升|增加|提高|提升|上调|涨|升|攀升|扩大|飙升|暴增|大增|跃升|回升|增|激增|高"
_DOWN = "下降|下跌|减少|降低|下调|跌|降|回落|缩小|收窄|暴跌|大跌|骤降|锐减|下滑|减|缩减"
_MOVE = re.compile(rf"(?P<up>{_UP})|(?P<down>{_DOWN})")
_DIRECT = re.compile(rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:了|幅|幅度|幅为|幅度为|幅仅为)?\Z")
_NOT_MOVE = re.compile(r"(?:升|降|涨|跌|高|增|减)(?:级|压|低|温|达)|提高警惕")
_TARGET = re.compile(r"拟|计划|力争|目标|承诺|提出|将投资|将投入|砸|将购|规划|争取")
_FORECAST = re.compile(r"预计|预测|有望|将|料|或达|预期|可能")
_BASES = (("同比", "yoy"), ("比上年", "yoy"), ("比去年", "yoy"), ("环比", "mom"), ("比上月", "mom"))


def describe(folded: str, drafts: list[Draft]) -> None:
    """Set comparator, hedge, tone, change and modality of each figure of a folded segment."""
    for place, draft in enumerate(drafts):
        lead = _bend(folded, draft)
        clause = max(folded.rfind(sign, 0, draft.start) for sign in "，,：:") + 1
        _change(folded, draft, lead, clause, drafts[place - 1] if place else None)
        before = folded[max(0, draft.start - 40) : draft.start]
        if _TARGET.search(before):
            draft.modality = "target"
        elif _FORECAST.search(before):
            draft.modality = "forecast"


def _bend(folded: str, draft: Draft) -> int:
    lead = draft.start
    for _ in range(3):
        for pattern, field, value in _BEFORE:
            match = pattern.search(folded, max(0, lead - 4), lead)
            if match:
                if getattr(draft, field) in ("", "eq"):
                    setattr(draft, field, value)
                lead = match.start()
                break
        else:
            break
    for pattern, field, value in _AFTER:
        if pattern.match(folded, draft.end) and getattr(draft, field) in ("", "eq"):
            setattr(draft, field, value)
    return lead


def _change(folded: str, draft: Draft, lead: int, clause: int, previous: Draft | None) -> None:
    if draft.unit == "rank" or (draft.unit == "x" and not draft.moves):
        return
    direct = _DIRECT.search(folded, max(clause, lead - 6), lead)
    if draft.moves:
        down = draft.value is not None and draft.value < 1
        draft.role, draft.direction = "delta", "down" if down else "up"
    elif direct:
        draft.role, draft.direction = "delta", "up" if direct["up"] else "down"
    elif folded[max(0, lead - 1) : lead] in ("至", "到", "为") and lead:
        start = previous.end if previous and previous.end > clause else clause
        moves = list(_MOVE.finditer(folded, max(start - 8, clause), lead))
        if moves and (folded[lead - 1] != "为" or moves[-1].end() == lead - 1):
            draft.role, draft.direction = "to", "up" if moves[-1]["up"] else "down"
            if previous and previous.role == "level" and _opened(folded, previous, clause):
                previous.role, previous.direction = "from", draft.direction
    if draft.role == "delta":
        before = folded[max(0, draft.start - 24) : draft.start]
        found = max(((before.rfind(word), code) for word, code in _BASES), default=(-1, ""))
        draft.basis = found[1] if found[0] >= 0 else ""


def _opened(folded: str, draft: Draft, clause: int) -> bool:
    return bool(re.compile(r"[从由]").search(folded, max(0, clause - 1), draft.start))
