"""One way of writing for what Chinese writes in several: simplified characters, and no spaces.

A space that touches a Han character says nothing (7 万 5 千), one between Latin letters or digits
does (iPhone 17). `Script.places` leads from the characters left to where they stood.
"""

import re
from dataclasses import dataclass

_TRADITIONAL = (
    "價億幾兩參陸錢鐘週漲減縮擴輛雙個點負貳萬預測將僅較佔噸環產後從與別級爾蘭鎊歐圓塊幣聯華攝"
    "侖盧韓銖亞達數過約餘來當長門間條隻張顆臺層對組戶歲單項種類屆場盤檔際於並還實開頭齡業東車"
    "總國區員質額資購劃計標規議會時號據顯稱報導節鄰體寬鐵斷萊匯賽薩紐倫兒湯現權廳縣鄉鎮處賠償"
    "貸貫內見進連續飆驟銳穩維準備營淨損虧輕噴無歷創險倆發電話線樓曆農舊紀陽陰啟趨勢買賣銷貨輸"
    "協貿順財務債贏舉選擊戰傷災壞強風氣溫熱濕雲氫鋼銅鋁鎢鎳鋰極齊衛聞誤錯難雖應該這邊裡裏為歸"
)
_SIMPLIFIED = (
    "价亿几两叁陆钱钟周涨减缩扩辆双个点负贰万预测将仅较占吨环产后从与别级尔兰镑欧圆块币联华摄"
    "仑卢韩铢亚达数过约余来当长门间条只张颗台层对组户岁单项种类届场盘档际于并还实开头龄业东车"
    "总国区员质额资购划计标规议会时号据显称报导节邻体宽铁断莱汇赛萨纽伦儿汤现权厅县乡镇处赔偿"
    "贷贯内见进连续飙骤锐稳维准备营净损亏轻喷无历创险俩发电话线楼历农旧纪阳阴启趋势买卖销货输"
    "协贸顺财务债赢举选击战伤灾坏强风气温热湿云氢钢铜铝钨镍锂极齐卫闻误错难虽应该这边里里为归"
)
_SAME = str.maketrans(_TRADITIONAL + "∶", _SIMPLIFIED + ":")
_SPACE = re.compile(r"(?<=[\u3400-\u9fff])\s+|(?<!\s)\s+(?=[\u3400-\u9fff])")
# More digits (or letters and digits) than a number can have are none, and would be read at length.
_ENDLESS = re.compile(r"[\da-zA-Z.,]{61,}")


@dataclass(frozen=True, slots=True)
class Script:
    """A segment in the one way of writing: with capitals, folded, and where characters stood."""

    text: str
    folded: str
    places: tuple[int, ...]

    def place(self, at: int) -> int:
        """Where in the segment a character stood."""
        return self.places[at] if self.places else at

    def end(self, at: int) -> int:
        """Where in the segment the characters before `at` end."""
        return self.places[at - 1] + 1 if self.places and at else at


def _blank(match: re.Match[str]) -> str:
    return "#" * len(match[0])


def written(text: str, folded: str) -> Script:
    """The segment as the rules read it."""
    text, folded = text.translate(_SAME), folded.translate(_SAME)
    if _ENDLESS.search(folded):
        text, folded = _ENDLESS.sub(_blank, text), _ENDLESS.sub(_blank, folded)
    gaps = [match.span() for match in _SPACE.finditer(folded)]
    if not gaps:
        return Script(text, folded, ())
    kept: list[int] = []
    start = 0
    for left, right in gaps:
        kept.extend(range(start, left))
        start = right
    kept.extend(range(start, len(folded)))
    return Script(
        "".join([text[place] for place in kept]),
        "".join([folded[place] for place in kept]),
        tuple(kept),
    )
