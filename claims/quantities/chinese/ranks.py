"""Chinese ranks: a place in an order.

    rank = 前五 | 前十名 | 前三大 | top10          the place or better
         | 第172位 | 第二名 | 第三大 | 居世界第二 | 排名第10

第三次, 第二届, 第9条, 第三天 count occasions and are no ranks.
"""

import re

from claims.quantities.chinese.numerals import NUMERAL, read_numeral
from claims.quantities.quantity import Draft

_RANK = re.compile(
    rf"(?<![以之目此从当日眼年月天空超提生向往市岁周时会赛战午])前(?P<top>{NUMERAL})(?P<places>[名位强大])?"
    rf"(?![次日天年月周个期季轮集场号款条页章分小秒任届半者世排路国])"
    rf"|第(?P<rank>{NUMERAL})(?P<place>[位名大]|[高低长快多小](?=[的,，峰]|\Z))?"
    r"|top[ ]?(?P<best>\d{1,3})"
)
_RANKED = re.compile(
    r"(?:居|排|列|位|占|全球|世界|全国|亚洲|欧洲|全省|全市|国内|行业|名次|排名|升至|跌至|降至|获|夺|拿|为|是|得"
    r"|蝉联|并列|稳坐|规模|总量|产量|销量|储量|上升到|成绩|历史)[\u4e00-\u9fff]{0,3}\Z"
)
_OCCASION = re.compile(
    r"[次届季天条章款号轮代批期阶者时一方人个种类步波集回部世级层产书任站场项份年月周日性线场课把版封份套架辆艘座间件卷讲局节篇桶枚颗例起]"
)


def find_ranks(folded: str) -> list[Draft]:
    """The ranks of a folded segment."""
    found = (_rank(folded, match) for match in _RANK.finditer(folded))
    return [draft for draft in found if draft]


def _rank(folded: str, match: re.Match[str]) -> Draft | None:
    written = match["top"] or match["best"] or match["rank"]
    numeral = read_numeral(written)
    if numeral is None or numeral.upper or numeral.value < 1 or numeral.more:
        return None
    draft = Draft(match.start(), match.end(), "zh.rank", value=numeral.value, unit="rank")
    if match["top"] or match["best"]:
        draft.op = "le"
        if match["places"] in ("大", "强"):
            draft.end -= 1
        return draft
    if match["place"] and match["place"] in "大高低长快多小":
        draft.end -= 1
        return draft
    if match["place"]:
        return None if folded.startswith(("客", "患", "病"), draft.end) else draft
    before = _RANKED.search(folded, max(0, match.start() - 8), match.start())
    occasion = _OCCASION.match(folded, match.end())
    return draft if before and not occasion else None
