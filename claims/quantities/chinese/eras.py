"""Years counted by the eras of emperors, and from the founding of the republic: 康熙三年五月.

A month of an era is the month of the calendar that the year is told in; its days, which follow the
moon, are not dated.
"""

import re
from collections.abc import Iterator

from claims.quantities import periods as p
from claims.quantities.chinese.numerals import read_numeral
from claims.quantities.periods import Period

# The year before the first one of the era, so that 元年 is one year on.
_ERAS = {
    "民国": 1911, "中华民国": 1911, "宣统": 1908, "光绪": 1874, "同治": 1861, "咸丰": 1850,
    "道光": 1820, "嘉庆": 1795, "乾隆": 1735, "雍正": 1722, "康熙": 1661, "顺治": 1643,
    "崇祯": 1627, "天启": 1620, "万历": 1572, "隆庆": 1566, "嘉靖": 1521, "正德": 1505,
    "弘治": 1487, "成化": 1464, "天顺": 1456, "景泰": 1449, "正统": 1435, "宣德": 1425,
    "洪熙": 1424, "永乐": 1402, "建文": 1398, "洪武": 1367, "至正": 1340, "至元": 1263,
    "中统": 1259, "绍兴": 1130, "建炎": 1126, "靖康": 1125, "宣和": 1118, "政和": 1110,
    "崇宁": 1101, "元祐": 1085, "元丰": 1077, "熙宁": 1067, "嘉祐": 1055, "庆历": 1040,
    "景德": 1003, "咸平": 997, "淳熙": 1173, "天宝": 741, "开元": 712, "景龙": 706, "神龙": 704,
    "贞观": 626, "武德": 617, "永徽": 649, "显庆": 655, "建中": 779, "贞元": 784, "元和": 805,
    "大中": 846, "会昌": 840, "开皇": 580, "大业": 604, "明治": 1867, "大正": 1911, "昭和": 1925,
    "平成": 1988, "令和": 2018,
}  # fmt: skip
_N = "[一二三四五六七八九十]{1,3}"
_ERA = re.compile(
    rf"(?P<era>{'|'.join(sorted(_ERAS, key=len, reverse=True))})(?P<year>元|{_N}|\d{{1,3}})年"
    rf"(?:(?P<month>{_N}|\d{{1,2}})月)?(?P<moon>(?:正月|腊月|大年)?(?:[初]?{_N}[日]?)?)"
)


def find_eras(folded: str) -> Iterator[Period]:
    """The years and months of eras that a folded segment names."""
    for match in _ERA.finditer(folded):
        counted = read_numeral("一" if match["year"] == "元" else match["year"])
        if counted is None:
            continue
        year = _ERAS[match["era"]] + int(counted.value)
        month = read_numeral(match["month"]) if match["month"] else None
        if match["moon"] or not 0 < year < 2200:
            yield Period(match.start(), match.end(), None)
        elif month and 1 <= month.value <= 12:
            yield Period(match.start(), match.end(), p.month(year, int(month.value)))
        else:
            yield Period(match.start(), match.end(), p.year(year))
