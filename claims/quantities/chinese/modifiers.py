"""What Chinese words say of a figure: comparator, hedge and tone.

before = 至少 | 超过 | 不足 | 约 | 近 | 仅 | 高达 …, several of them, with 为 or 有 between
after  = 左右 | 以上 | 以下 | 以内 | 或更多, behind the noun counted
around = 比…大 | 比…低
"""

import re

from claims.quantities.quantity import Draft

_OPS = (
    (
        "ge",
        "不得低于|不能低于|不得少于|不能少于|不应低于|不应少于|至少|最少|起码|不少于|不低于|不小于|不下|不止于|大于(?:或者?)?等于|大于或者等于|≥|>=|上|下限为?|保底",
    ),
    ("lt", "不足|不到|低于|少于|小于|未满|不满|不及|未达|未超|跌破|<"),
    (
        "le",
        "不应超过|不得超过|不能超过|不宜超过|不可超过|不会超过|不应高于|不得高于|不能高于|不得多于|至多|最多|顶多|不超过|不超|不高于|不多于|不大于|小于(?:或者?)?等于|≤|<=|上限为?|未超过",
    ),
    ("gt", "超过|超|逾|突破|高于|多于|大于|超出|过|高过|超越|不止|破|>"),
)
_HEDGES = (
    ("about", "大约|大概|约合|约|估计|左右|大致|差不多|≈|~|上下"),
    ("under", "接近|将近|近乎|逼近|近|几乎|几近|直逼"),
    ("over", "略高于|略超|略多于|稍多于"),
)
_TONES = (
    ("minimizing", "仅仅|仅|只有|只占|只能|只需|只|才|区区|唯有"),
    ("maximizing", "高达|多达|长达|重达|足足|整整|竟达?|达到惊人的|最高达|猛增至|惊人的"),
)
_FILLER = r"(?:剩下?|为|有|占|是|达到?|在|了|能|要|用|的)?"


def _before(words: str) -> re.Pattern[str]:
    longest = "|".join(sorted(words.split("|"), key=len, reverse=True))
    return re.compile(rf"(?:{longest}){_FILLER}\Z")


_BEFORE = tuple(
    (_before(words), field, value)
    for field, table in (
        ("hedge", _HEDGES[2:]),
        ("op", _OPS),
        ("hedge", _HEDGES[:2]),
        ("tone", _TONES),
    )
    for value, words in table
)
# 上 and 过 and 近 are words of their own in front of some numbers only.
_NOT = re.compile(
    r"(?:[以之加晚早马网身线向地路海会楼陆历史合岸算跟赶楼车]上|[通经度超不太渡越错]过|[最附临接将靠远]近|[再不竟人刚方刚]就|[天人刚刚]才|同比|[北租赴解履违特邀]约|节约|契约|条约|合约|公约|预约|制约|签约|纽约|婚约"
    r"|逐逾|[打突]破了?|[赶反]超)\Z"
)
_COUNTED = r"(?:[人个名家岁元件次户]|人次|万|亿)?(?:的)?"
_AFTER = (
    (re.compile(rf"{_COUNTED}(?:左右|上下|前后|许)"), "hedge", "about"),
    (
        re.compile(
            rf"{_COUNTED}(?:及以上|以上|或以上|或者?更[多高大]|及其?以上|之上|起(?=[,，售步价]|\Z))"
        ),
        "op",
        "ge",
    ),
    (
        re.compile(rf"{_COUNTED}(?:及以下|以下|或以下|以内|之内(?=\Z|[,，])|或者?更[少低小])"),
        "op",
        "le",
    ),
    (re.compile(rf"{_COUNTED}(?:之下|不到|弱)"), "op", "lt"),
    (re.compile(rf"{_COUNTED}(?:不止|开外|有余|强)"), "op", "gt"),
)
_THAN = re.compile(r"比(?:起)?\Z")
_MORE = re.compile(
    r"[^\d,，]{0,2}(?:还|更|要)?(?P<more>[大高多重长快])|[^\d,，]{0,2}(?:还|更|要)?(?P<less>[小低少轻短慢])"
)
_EACH = re.compile(r"每[^\d,，]{1,3}\Z")
# 约占总人口的: the word stands before what the share is of.
_FAR = re.compile(r"(?:(?P<about>约|近)|(?P<only>仅|只))(?:占|为|相当于)[^\d,，]{1,10}的\Z")
_FAR_OP = re.compile(r"(?:(?P<less>不足|不到|低于)|超过|高于)[^\d,，]{1,12}的\Z")
_ROUND = frozenset("百千万亿")


def bend(folded: str, draft: Draft) -> None:
    """Set comparator, hedge and tone; `lead` becomes where the words before the figure begin."""
    each = _EACH.search(folded, max(0, draft.start - 6), draft.start)
    lead = each.start() if each else draft.start
    for _ in range(4):
        found = _word(folded, draft, lead)
        if found is None:
            break
        lead = found
    draft.lead = lead
    far = _FAR.search(folded, max(0, lead - 16), lead)
    if far and not draft.hedge and far["about"]:
        draft.hedge = "about" if far["about"] == "约" else "under"
    elif far and not draft.tone and far["only"]:
        draft.tone = "minimizing"
    for pattern, field, value in _AFTER:
        free = getattr(draft, field) in ("", "eq") and (field != "op" or draft.value is not None)
        if free and pattern.match(folded, draft.end):
            setattr(draft, field, value)
    part = draft.num is not None or draft.unit == "x" or draft.rule == "zh.tenths"
    share = _FAR_OP.search(folded, max(0, lead - 16), lead) if part else None
    if share and draft.op == "eq":
        draft.op = "lt" if share["less"] else "gt"
    if _THAN.search(folded, max(0, draft.start - 2), draft.start) and draft.op == "eq":
        than = _MORE.match(folded, draft.end)
        if than and draft.unit != "x":
            draft.op = "gt" if than["more"] else "lt"


def _word(folded: str, draft: Draft, lead: int) -> int | None:
    """Read one word before the figure; where it begins."""
    for pattern, field, value in _BEFORE:
        match = pattern.search(folded, max(0, lead - 8), lead)
        if match is None or not _stands(folded, draft, match):
            continue
        if field == "op" and draft.value is None:
            return match.start()  # 超过七八百: the range says it already
        if getattr(draft, field) in ("", "eq") or (field, draft.op) == ("op", "gt"):
            setattr(draft, field, value)
        return match.start()
    return None


def _stands(folded: str, draft: Draft, match: re.Match[str]) -> bool:
    """Is what the pattern found a word of its own?"""
    word = match[0]
    if word == "上":
        return folded[draft.start] in _ROUND or folded[draft.start] == "十"
    if word == "下":
        return False
    return not _NOT.search(folded, max(0, match.start() - 1), match.start() + 1)
