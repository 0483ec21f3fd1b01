"""Chinese dates: what names a time, with the publication date as the reference.

    year   = 2024年 | 18年(10月) | 去年 | 本年 | 年内
    month  = 2024年10月 | 10月份 | 1至9月 | 上月
    part   = 2025年第三季度 | 上半年 | 前三季度 | 前10个月 | 最后4个月
    day    = 10月31日 | 6月底 | 2024-06-04 | 29日 | 昨天 | 上周三
    other  = 九十年代 | 21世纪 | 康熙三年五月 (see eras)
    period = [ 截至 | 到 | 自 | 比 ] date [ ( 至 | - ) date ] [ 以来 | 起 | 前 | 之后 | 同期 ]

Everything found here is no figure, dated or not. What has no year is the last such time begun by
the day of publication; the second date of a stretch takes the year of the first.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from claims.quantities import periods as p
from claims.quantities.chinese.calendar import Calendar, read_calendar
from claims.quantities.periods import Period, Stretch

N = r"(?:\d{1,2}|[一二两三四五六七八九十]{1,3})"
_YEAR = (
    r"(?:(?P<year>\d{4}|[一二〇零○三四五六七八九]{4}|\d{2}(?=年\d{1,2}月))年"
    r"|(?P<named>去年|今年|明年|后年|前年|本年度?|上年|上一年|次年))"
)
_YEAR_ALONE = _YEAR.replace("year", "year2").replace("named", "named2")
_WEEK = r"(?:上上|下下|上|本|这|下)?个?(?:周|星期|礼拜)"
_DATE = re.compile(
    rf"(?P<iso>(?<!\d)\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}(?!\d))"
    rf"|(?P<short>(?<![\d.-])\d{{2}}-\d{{1,2}}-\d{{1,2}}(?![\d-]))|(?P<dmy>(?<!\d)\d{{1,2}}/\d{{1,2}}/\d{{4}}(?!\d))"
    rf"|(?P<first>(?<!\d)(?:1[89]|20)\d\d)(?=(?:-|~|至|到|—)(?:1[89]|20)\d\d(?:年|财年))"
    rf"|(?P<slash>\A\d{{1,2}}/\d{{1,2}}\Z)|(?P<century>{N})世纪(?:(?P<tens>[1-9]0|[二三四五六七八九]十)年代)?|(?P<decade>[1-9]0|[二三四五六七八九]十)年代"
    rf"|(?P<lunar>(?:农历|正月|腊月)(?:{N}月)?(?:[初大]?年?{N}[日号]?)?)"
    rf"|(?:{_YEAR}(?:度|份)?的?)?(?:"
    rf"(?:(?P<since>{N})(?:-|~|至|到))?(?P<month>{N})月(?:份)?(?!\d?亮|球|饼|台)(?:(?P<day>{N})[日号](?![元本])(?:[,(]?(?:星期|周|礼拜)[一二三四五六日天]\)?)?"
    rf"|(?P<end>底|末)|[初上中下]旬?(?=旬)|当月)?"
    rf"|(?:(?P<quarter>第?[一二三四1-4]季度|[一二三四]季(?=报|度|末|财)|第[一二三四1-4]季|[1-4]季度)|q(?P<q>[1-4]))|(?P<half>上|下|前|后)半年(?!报?度?分红)"
    rf"|(?:前|头|首)(?P<quarters>[一二两三四1-4])个?季度?|(?:前|头|首)(?P<months>{N})个?月|最[后後](?P<late>{N})个月"
    r"|(?P<whole>全年|(?<![一二三四五六七八九十两几数多百\d])年内|年度内|(?<=[到至前])?年[底末](?=前|之前)?))"
    rf"|{_YEAR_ALONE}(?:度|份)?(?P<edge>底|末|初|全年|年底|年末|年初)?"
    rf"|(?P<moon>上个?月|本月|当月|下个?月|这个月)(?:(?P<on>{N})[日号]|(?P<moonend>底|末))?"
    rf"|(?P<week>{_WEEK}(?P<weekday>[一二三四五六日天]|末)|(?:上上|下下|上|本|这|下)个?(?:周|星期|礼拜)(?!末))"
    r"|(?P<part>(?:上|下)半[月周])|(?P<relative>上个?季度|本季度|下个?季度|(?:大前|前|昨|今|明|后|大后)[天日](?!下|头条|说法|之星))"
    rf"|(?<![\d.一二三四五六七八九十百两几第每月])(?P<alone>\d{{1,2}}|[一二三]?十[一二三四五六七八九]?)日(?![元本内常均游龄间夜后子前报用圆产行]|[，,]?\d)"
)
_TO = re.compile(r"\s*(?:至|到|-|~|和|与|—)(?:第)?\s*")
_BETWEEN = re.compile(r"之?间")
_SINCE = re.compile(
    r"(?:以来|起|开始|至今|迄今|之后|以后|或之后|及之后|或以后)|后(?![年天期来续者市勤台半])"
)
_BEFORE = re.compile(
    r"(?:(?:或|及)?(?:之前|以前))|前(?![\d一二三四五六七八九十两后夕景年天半期者述往所来])"
)
_SAME = re.compile(r"的[^,，]{0,6}倍|同期(?!为|是|只有|仅)|的?同比|高点|低点|水平|基础上")
_AS_OF = re.compile(r"(?:截至|截止到?|截至到)\Z")
_BY = re.compile(r"[到至](?:了)?\Z")
_SINCE_LEAD = re.compile(r"(?:自从|自打|自)\Z")
_THAN = re.compile(r"(?:(?<![占相])[比较]|(?<![不共相])[与同]|[高低多少大小]于|相[比较]于?|对比)\Z")


def find(folded: str, as_of: date | None) -> Iterator[Period]:
    """The calendar periods of a folded segment, in reading order."""
    matches = [match for match in _DATE.finditer(folded) if match.end() > match.start()]
    skip = -1
    for place, match in enumerate(matches):
        if match.start() < skip:
            continue
        calendar = read_calendar(match, as_of, None)
        end = match.end()
        following = matches[place + 1] if place + 1 < len(matches) else None
        if following:
            joined = _joined(folded, match, following, calendar, as_of)
            if joined:
                calendar, end = joined, following.end()
        skip = end
        yield _meant(folded, match.start(), end, calendar)


def _joined(
    folded: str,
    match: re.Match[str],
    following: re.Match[str],
    first: Calendar,
    as_of: date | None,
) -> Calendar | None:
    """The stretch between two dates, where a joint stands between them."""
    joint = _TO.fullmatch(folded, match.end(), following.start())
    if not joint or (joint[0] in "和与" and not _BETWEEN.match(folded, following.end())):
        return None
    last = read_calendar(following, as_of, first.stretch)
    if first.stretch is None or last.stretch is None:
        return Calendar(None)
    if first.stretch.first and last.stretch.last and first.stretch.first > last.stretch.last:
        return None
    return Calendar(p.span(first.stretch, last.stretch), joined=True)


def _meant(folded: str, start: int, end: int, calendar: Calendar) -> Period:
    """The period, with what the words around it say of it."""
    stretch, rel = calendar.stretch, "in"
    lead = folded[max(0, start - 4) : start]
    basis = bool(_THAN.search(lead))
    same = _SAME.match(folded, end)
    if _AS_OF.search(lead):
        rel = "as_of"
    elif _SINCE.match(folded, end):
        rel = "since"
    elif _BEFORE.match(folded, end):
        rel = "by"
    elif _SINCE_LEAD.search(lead):
        rel = "in" if calendar.joined else "since"
    elif _BY.search(lead) and not calendar.joined and not folded.startswith("的", end):
        rel = "by"
    if rel == "since" and stretch and not calendar.joined:
        stretch = p.since(stretch)
    # 截至2024年底 is a day; 到2027年底 is by 2027; 9月末 without either is September's.
    to_the_day = rel == "as_of" or (rel == "by" and stretch and len(stretch.edtf) > 4)
    if calendar.edge and stretch and stretch.last and to_the_day:
        stretch = p.day(stretch.last)
    return Period(start, end, stretch, rel, basis or bool(same))


def until(period: Period) -> Period:
    """The period as a stretch by itself: what lies before it, where it is a deadline."""
    stretch = period.stretch
    if stretch is None or period.rel != "by" or "/" in stretch.edtf:
        return period
    return replace(period, stretch=Stretch(f"../{stretch.edtf}", None, stretch.last))
