"""What is no figure in Chinese text: clock times, names and ids, scores, idioms, list labels.

clock  = 8时30分 | 下午三点 | 18:40          id    = 5G | PM2.5 | 2号楼 | 国道318线 | 歼-20
name   = 500强 | “十四五” | 90后 | 双11      score = 3比1 | 3:1 (a ratio says that it is one)
order  = 第9条 | 第三天 (ranks are read before)
"""

import re

from claims.quantities.chinese.numerals import NUMERAL
from claims.quantities.chinese.units import measure_at, unit_at
from claims.quantities.powers import power_at
from claims.quantities.unit_names import names

_N = r"(?:\d{1,2}|[零〇一二两三四五六七八九十]{1,3})"
_PART = r"(?:上午|下午|凌晨|晚上|晚间|早上|早晨|中午|傍晚|清晨|夜间|深夜|午后|今晚|昨晚|今早)"
_CLOCK = (
    rf"(?<!\d)\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?!\d)|{_PART}{_N}[点时](?:{_N}分|半|[一三]刻|整|许)?"
    rf"|{_N}点(?:{_N}分(?!之)|钟|整|半|许|[一三]刻)|(?<![小\d]){_N}时(?:{_N}分(?:{_N}秒)?|整|许|起)?(?![代期间速])"
    r"|零[点时]|[今昨明当]日零点"
)
_IDS = (
    r"\[\d+(?:[-,]\d+)*\]|〔\d{4}〕|[(（][一二三四五六七八九十]{1,3}[)）]"
    r"|(?:国道|省道|县道|高速)[a-z]?\d+线?|\d+(?:国道|省道|县道)"
    rf"|(?:{NUMERAL})号(?!召)|\d+(?:室|弄|单元|热线|客服|中学|中(?![有的度等国个位间小大]))|(?:{_N})楼"
    r"|(?:热线|电话|致电|拨打|编号|代码|编码|文号|订单号|单号|车牌|学号|账号|批号|型号|航班|车次|频道"
    r"|密码|验证码|邮编|身份证号?|微信号?|qq群?|波音|空客|房间|版本|工业)[^\d，,。一-鿿]{0,3}[\da-z][\da-z.-]*"
    r"|1[3-9]\d{9}(?!\d)|(?<!\d)0\d{2,3}-\d{7,8}(?!\d)|400-?\d{3}-?\d{4}(?!\d)|\(\d{6}(?:\.[a-z]{2})?\)"
    r"|(?:歼|轰|运|直|米格|苏|图|空警|东风|巨浪|鹰击|红旗|伊尔|安|武直|翼龙|彩虹|霹雳|卡|米)-\d+[a-z]*"
    r"|[·•](?!10[\^⁰-⁹¹²³⁻])\d+|\d+[·•](?!10[\^⁰-⁹¹²³⁻])\d+|\d+(?:\.\d+)?(?:版|时代)|\d{4}(?:款|届|赛季|财年|版)"
)
_NAMES = (
    rf"(?:00|05|[5-9][05]|[五六七八九零][零〇五])后(?![面续来])|(?:{NUMERAL})强(?![烈化度调])|双(?:11|12|十一|十二)"
    r"|[“\"']\d{3}[”\"'](?=[高工大])|(?:985|211)(?=[高工院大])|[一二三四五六七八九十]{1,2}五(?=[”\"']?(?:规划|期间|时期|计划|末|开局|收官|以来))"
    r"|[“\"'][一二三四五六七八九十]{1,2}五[”\"']|第(?:" + NUMERAL + r")"
    r"|[一二三四五六七八九\d]+星级|[a-z]\d+纸|\d+a级|[248]k(?=[超高视电画分])"
)
# An idiom is none where a numeral runs into it: 三百年, 二十分.
_IDIOMS = (
    r"(?<![零一二两三四五六七八九十百千万亿几数上\d])(?:千万(?=[不别要勿小记])|万一|万分(?!之)|十分(?![之钟钱])"
    r"|百年|千年|万年|万家(?=灯)|千家万户|百家(?=号|争|讲)|百分百(?=的?安)"
    r"|一(?:分为二|家(?=人|子|三口)|人(?=之|独|一)|票(?=否|制|难)|个个|次性|年一度|天天|天到晚|次次|批批|部分)"
    r"|三个代表|[两四八]个(?=维护|确立|自信|意识|明确|全面|现代化|凡是)|[一三五]位一体|五个一"
    r"|一点(?![零一二三四五六七八九\d])|一[度时手线双对套直定些旦共律般样]|[二三四五六]线|[二三]手(?=房|车|烟|货|市)"
    r"|[一二三]等(?=功|奖|座|舱)|[一二三四五]级(?=市场|响应|警|保护|建造|以上医)"
    r"|半年报|[一二三四五六七八九十]{1,3}次(?=会议|全会|代表大会)|百万富翁|万元户|千元机|百元店)"
    r"|有一[天日]|[前上下后]一(?:个?[周年天日月季代届次轮]|个)|[那这新每同另]的?一[年天个次名位家人]"
)
_GUARD = re.compile("|".join((_CLOCK, _IDS, _IDIOMS, _NAMES)))
_LABEL = re.compile(r"\s*[(（]?\d{1,2}(?:[.、)）](?!\d)|\s*$)")
_LATIN = re.compile(
    r"(?P<word>[a-z][a-z\d]*)(?P<joint>[- ]?)(?P<number>\d+(?:[.-]\d+)*)(?P<rest>[a-z]*)"
)
_ATTACHED = re.compile(r"\d+[a-z]+\d*")
_SCORE = re.compile(r"(?<![\d.])\d{1,3}(?:比|:|-)\d{1,3}(?![\d.:%])")
_RATIO = re.compile(r"比例|之比|配比|比率|性别比|比值|按|配方|兑换|汇率|缩小|放大")
_WON = re.compile(r"以\Z|比分\Z|[胜败负平领]先?\Z")
_BEAT = re.compile(
    r"(?:大|险|力|逆转|战)?(?:胜|败|击败|负于|战平|领先|落后|逆转|横扫|淘汰|获胜|取胜)"
)
_MORE = re.compile(r"[万亿千百%％‰]|个?百分点")


def guarded(text: str, folded: str) -> list[tuple[int, int]]:
    """The stretches of a segment that hold no figure."""
    found = [match.span() for match in _GUARD.finditer(folded)]
    label = _LABEL.match(folded)
    if label and label.end() < len(folded):
        found.append(label.span())
    found += _latin(text, folded)
    found += _scores(folded)
    return found


def _latin(text: str, folded: str) -> list[tuple[int, int]]:
    """Numbers that belong to a Latin name before or behind them: iPhone 17, 5G."""
    found = []
    money = names("zh").before
    for match in _LATIN.finditer(folded):
        if _raises(folded, match.start()):
            continue
        word = text[match.start("word") : match.end("word")]
        if word in money or word.lower() == "top":
            continue
        end = match.end("number")
        apart = match["joint"] == " "
        if apart and (_MORE.match(folded, end) or unit_at(text, end) or measure_at(folded, end)):
            continue
        found.append(match.span())
    for match in _ATTACHED.finditer(folded):
        digits_end = match.start() + len(match[0]) - len(match[0].lstrip("0123456789"))
        if _raises(folded, digits_end):
            continue
        if unit_at(text, digits_end) is None and match[0][len(match[0].rstrip("k")) :] != "k":
            found.append(match.span())
    return found


def _raises(folded: str, place: int) -> bool:
    """Is the letter a power of ten behind a number: 1.5e12, 2x10^6?"""
    return folded[place - 1 : place].isdecimal() and power_at(folded, place) is not None


def _scores(folded: str) -> list[tuple[int, int]]:
    """Results of matches and votes; a ratio of amounts is none."""
    found = []
    for match in _SCORE.finditer(folded):
        before = folded[max(0, match.start() - 12) : match.start()]
        beat = _WON.search(before) or _BEAT.match(folded, match.end())
        if "-" in match[0]:
            if beat:
                found.append(match.span())
        elif beat or not _RATIO.search(before):
            found.append(match.span())
    return found
