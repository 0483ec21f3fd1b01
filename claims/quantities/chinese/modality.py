"""Is a Chinese figure a fact, a target or a forecast?

    target   = 拟 | 计划 | 力争 | 目标 | 承诺 | 决定 | 将 (of an actor) … figure
    forecast = 预计 | 有望 | 料 | 或将 | 预期 … figure

The word stands before the figure in its sentence; a clause that tells of the past (已, 了) or a
quotation ends its reach.
"""

import re

from claims.quantities.quantity import Draft

# 将 before a verb tells of what is to come; before a noun it is the sign of an object.
_ACTS = (
    "投资|投入|购|斥资|拨款|提供|新建|建|安排|设立|再|对|向|把|继续|进一步|分|发行|裁|招|采购|推出|减|增|提高|下调|上调"
    "|扩|缩|压|支持|追加|引进|部署|关闭|出资|注资|收购|出售|派|捐|征收|加征|取消|培训|培养|改造|完成|实现"
)
_COMES = (
    "于|在|会|有|达|是|为|超|突破|接近|至少|首次|可|能|使|降|升|涨|跌|占|需|导致|带|耗|持续|保持|维持|迎|面临"
    "|创|延|取得|产|生|释放|覆盖|惠及|受益|损失|短缺|出现|成为|回|翻|高|低|不|仅|只|只有|近|约|从|由|到|逐|大幅|成倍"
)
_WORDS = re.compile(
    r"(?P<target>拟|计划|力争|目标|承诺|提出|规划|争取|决定|要求|旨在|誓言|砸|部署|打算|准备(?!金)|确保"
    rf"|将(?:{_ACTS}))"
    rf"|(?P<forecast>预计|预测|有望|料将|料(?=[增下上升降跌涨达])|或将|或达|预期(?!寿命)|可能|预估|估计将|或为|或[增下上升降跌涨超]"
    rf"|将(?:{_COMES})|释放)"
    r"|(?P<ended>此前(?=的|为)|已经?(?!宣布|计划|承诺)|实际|累计完成|去年|数据显示)"
)
_REACH = 40


def set_modality(folded: str, drafts: list[Draft]) -> None:
    """Set the modality of each figure of a folded segment."""
    words = [
        (match.start(), match.end(), str(match.lastgroup)) for match in _WORDS.finditer(folded)
    ]
    if not words:
        return
    place, last = 0, None
    for draft in drafts:
        while place < len(words) and words[place][1] <= draft.start:
            last = words[place]
            place += 1
        if last and last[2] != "ended" and draft.start - last[1] <= _REACH:
            draft.modality = last[2]
