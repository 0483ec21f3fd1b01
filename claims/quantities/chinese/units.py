"""Names of units and measure words behind a Chinese numeral.

A unit's name is the longest in the table that fits (百帕 before 帕), unless it begins another word:
升 is a litre, 升至 is not. A measure word counts what follows it: 3艘船.
"""

import re
from functools import cache

from claims.quantities import mixed
from claims.quantities.chinese.numerals import NUMERAL
from claims.quantities.unit_names import Unit, names
from claims.quantities.units import UnknownUnit, kind_of

MEASURES = tuple(
    """
    人次 人份 车次 架次 班次 剂次 例次 场次 频次 台次 件次 个 名 位 人 家 户 件 辆 架 艘 例 起 次
    间 座 所 条 只 头 匹 张 枚 支 颗 台 部 套 批 笔 份 项 种 类 款 届 场 杯 瓶 盒 包 袋 箱 棵 株
    片 块 层 幢 栋 门 队 组 对 双 册 本 篇 首 封 票 席 处 剂 针 床 卷 幅 粒 根 枝 朵 羽 尾 股 宗
    单 趟 列 班 轮 集 页 字 句 站 道 级 口 辈 盘 罐 碗 桶 节 手 员 岁
    """.split()
)
# What a measure word or a unit begins besides: 升至 is no litre, 个体 no piece.
_OTHER = {
    "升": "至到为级值幅高华温任", "元": "素旦首宵年器帅老件组宇",
    "天": "然津空堂文际线桥花使鹅", "年": "级代度报龄纪初轻夜", "度": "假过",
    "米": "饭粉粒线其兰", "克": "服隆制里扣己", "码": "头", "节": "课目约日能省车",
    "角": "度落色逐", "毛": "利额猪重坯巾发", "担": "任心当保负忧架",
    "周": "末边期刊转", "载": "客人重荷体入",
    "伏": "击法", "瓦": "解砾", "点": "钟评击赞燃名半整多",
    "块": "地石牌屏表板肉豆糖玉砖电面金铜银布蛋硬展大小", "桶": "装水金", "秒": "杀懂表",
    "磅": "礴", "帕": "金", "分": "之成别为", "斤": "斗", "两": "国岸会者", "公里": "桩",
    "马克": "思杯龙", "日": "前常报均益", "英镑": "", "吨": "位级", "角度": "",
    "人": "民类均物体间格", "个": "体别税性股案中", "位": "置于",
    "家": "庭族园具乡里政暴", "名": "义牌列誉额字", "件": "下套",
    "起": "来点步初源码飞到", "次": "日年月要数生序品贷级", "间": "接隔谍",
    "所": "以有谓在属得", "条": "件例约款", "部": "分门队署长委落", "份": "额子",
    "种": "子族", "类": "似别型", "场": "所馆", "包": "括含", "对": "于此手方应策",
    "组": "织成合", "本": "次科身土周月年来地报轮", "首": "次先席个", "层": "面级",
    "门": "户槛票", "单": "位独月日价边身", "道": "路歉德琼", "级": "别", "口": "岸号感罩",
    "手": "机段术工法续", "员": "工", "班": "级车子", "列": "入为", "站": "点",
    "集": "团中体装成", "字": "节母", "股": "份票市东权息", "支": "持付撑出",
    "台": "风湾胞币海上", "张": "家某先", "批": "准评发复", "款": "项式", "处": "理罚于置分",
    "针": "对灸", "片": "区面", "头": "部条", "户": "外籍口", "座": "谈位", "床": "位",
}  # fmt: skip


_LETTER = re.compile(r"[^\W\d_\u3400-\u9fff]")
_LITRES = re.compile(rf"[至到]{NUMERAL}公?升(?![至到值级])")


@cache
def _lengths() -> dict[str, list[int]]:
    """How long the names of units are that begin with a character, the longest first."""
    listed = names("zh")
    found: dict[str, set[int]] = {}
    for name in (*listed.words, *listed.signs):
        found.setdefault(name[0], set()).add(len(name))
    return {first: sorted(lengths, reverse=True) for first, lengths in found.items()}


def _begins(name: str, text: str, end: int) -> bool:
    """Does the name begin another word?"""
    following = text[end : end + 1]
    if name == "升" and _LITRES.match(text, end):
        return False  # 两升到三升
    return bool(following) and following in _OTHER.get(name, "")


def unit_at(text: str, place: int) -> tuple[Unit, int] | None:
    """The unit whose name begins at a character, longest first, and where it ends."""
    if place >= len(text):
        return None
    listed = names("zh")
    for length in _lengths().get(text[place], ()):
        name = text[place : place + length]
        if len(name) < length:
            continue
        found = listed.words.get(name) or listed.signs.get(name)
        end = place + length
        if found is None or _begins(name, text, end):
            continue
        # g of "5gw", G of "5G", м of "5 млн": a sign ends where its letters end.
        if _LETTER.match(name[-1]) and _LETTER.match(text, end):
            continue
        return found, end
    return mixed.unit_at(text, place, "zh")


@cache
def _measures() -> dict[str, list[str]]:
    """The measure words by their first character, in the order of the table."""
    found: dict[str, list[str]] = {}
    for word in MEASURES:
        found.setdefault(word[0], []).append(word)
    return found


def measure_at(text: str, place: int) -> str:
    """The measure word that begins at a character; "" if none does."""
    for word in _measures().get(text[place : place + 1], ()):
        if text.startswith(word, place):
            # 三节课 and 一块石头 are no units, and counted all the same.
            free = word in ("节", "块", "桶") or not _begins(word, text, place + len(word))
            if free:
                return word
    return ""


_BACK = re.compile(r"[百千兆万]\Z")


def numeral_end(text: str, start: int, end: int) -> int:
    """Where a numeral ends, its last character given back to a unit that begins with it."""
    if end - start > 1 and _BACK.search(text, start, end):
        unit = unit_at(text, end - 1)
        if unit and unit[1] > end:
            return end - 1
    return end


def rate(unit: str, per: str) -> str:
    """`unit` per `per`, or `unit` where the two make no known code."""
    try:
        kind_of(f"{unit}/{per}")
    except UnknownUnit:
        return unit
    return f"{unit}/{per}" if "/" not in unit else unit
