"""The stretch of time that one Chinese date names: years, months, quarters, days, weeks, eras."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from claims.quantities import periods as p
from claims.quantities.chinese.numerals import read_numeral
from claims.quantities.periods import Stretch

_SHIFTS = {
    "去年": -1, "上年": -1, "上一年": -1, "今年": 0, "本年": 0, "本年度": 0, "明年": 1, "次年": 1,
    "后年": 2, "前年": -2,
}  # fmt: skip
_DAYS = {"大前": -3, "前": -2, "昨": -1, "今": 0, "明": 1, "后": 2, "大后": 3}
_WEEKDAYS = {character: place for place, character in enumerate("一二三四五六日")} | {"天": 6}


@dataclass(frozen=True, slots=True)
class Calendar:
    """A stretch, whether it is two dates joined, and whether only its edge is meant (月底)."""

    stretch: Stretch | None
    joined: bool = False
    edge: bool = False


def number(written: str | None) -> int:
    """A small number as dates write it; 0 for none."""
    numeral = read_numeral(written) if written else None
    return int(numeral.value) if numeral and numeral.value < 10_000 else 0


def read_calendar(match: re.Match[str], as_of: date | None, after: Stretch | None) -> Calendar:
    """The stretch that a date names; `after` is the first date of the same stretch."""
    try:
        return Calendar(_stretch(match, as_of, after), edge=_edge(match))
    except (ValueError, OverflowError):
        return Calendar(None)  # 2月30日, or a year out of reach


def _edge(match: re.Match[str]) -> bool:
    names = ("end", "moonend", "edge", "whole")
    return any((match[name] or "")[-1:] in ("底", "末") for name in names)


def _stretch(match: re.Match[str], as_of: date | None, after: Stretch | None) -> Stretch | None:
    for name in ("iso", "short", "dmy"):
        if match[name]:
            return _numeric(match[name], name)
    if match["first"]:
        return p.year(int(match["first"]))
    if match["century"]:
        return _century(match)
    if match["decade"]:
        tens = number(match["decade"])
        return p.decade((1900 if tens > 20 else 2000) + tens)
    if match["lunar"]:
        return None
    of = _year(match, as_of)
    if match["year2"] or match["named2"]:
        return p.year(of) if of else None
    if match["alone"] and after and after.first:
        return p.day(after.first.replace(day=number(match["alone"])))
    if as_of:
        near = _near(match, as_of)
        if near:
            return near
    if match["slash"] and as_of:
        month, day = map(int, match["slash"].split("/"))
        found = p.latest(month, as_of, ahead=False)
        return p.day(found.first.replace(day=day)) if found.first else None
    if of is None and after and after.first and after.first.year:
        return _following(match, after.first)
    if of is None and as_of is None:
        return None
    return _dated(match, of, as_of)


def _numeric(written: str, name: str) -> Stretch:
    parts = [int(part) for part in re.split(r"\D", written)]
    if name == "dmy":
        parts.reverse()
    if name == "short":
        parts[0] += 2000
    return p.day(date(*parts[:3]))


def _century(match: re.Match[str]) -> Stretch | None:
    which = number(match["century"])
    if not 1 <= which <= 30:
        return None
    if match["tens"]:
        return p.decade((which - 1) * 100 + number(match["tens"]))
    return p.span(p.year(which * 100 - 99), p.year(which * 100))


def _year(match: re.Match[str], as_of: date | None) -> int | None:
    written, named = match["year"] or match["year2"], match["named"] or match["named2"]
    if written:
        found = number(written)
        found += 2000 if len(written) == 2 and found < 50 else 1900 if len(written) == 2 else 0
        return found if 1000 <= found <= 2200 else None
    return as_of.year + _SHIFTS[named] if named and as_of else None


def _dated(match: re.Match[str], of: int | None, as_of: date | None) -> Stretch | None:
    """A month, a quarter, a half or the first months of a year."""
    if match["month"]:
        return _month(match, of, as_of)
    year = of or (as_of.year if as_of else 0)
    quarter = number((match["quarter"] or "").strip("第季度")) or number(match["q"])
    if quarter:
        found = p.quarter(year, quarter)
        late = as_of and of is None and found.first and found.first > as_of
        return p.quarter(year - 1, quarter) if late else found
    if match["half"]:
        return p.half(year, 1 if match["half"] in "上前" else 2)
    if match["whole"]:
        return p.year(year)
    if match["late"]:
        last = number(match["late"])
        return p.span(p.month(year, 13 - last), p.month(year, 12)) if 1 <= last <= 12 else None
    months = number(match["months"]) or 3 * number(match["quarters"])
    return p.span(p.month(year, 1), p.month(year, months)) if 1 <= months <= 12 else None


def _month(match: re.Match[str], of: int | None, as_of: date | None) -> Stretch | None:
    which = number(match["month"])
    if not 1 <= which <= 12:
        return None
    found = p.month(of, which) if of else p.latest(which, as_of, ahead=False) if as_of else None
    since = number(match["since"])
    if found and found.first and 1 <= since < which and not match["day"]:
        return p.span(p.month(found.first.year, since), found)
    if found is None or found.first is None or not match["day"]:
        return found
    return p.day(found.first.replace(day=number(match["day"])))


def _following(match: re.Match[str], first: date) -> Stretch | None:
    """The second date of a stretch: in the year of the first, or in the next."""
    found = _dated(match, first.year, first)
    if found and found.last and found.last < first:
        return _dated(match, first.year + 1, first)
    return found


def _near(match: re.Match[str], as_of: date) -> Stretch | None:
    """A time told from the day of publication."""
    if match["moon"]:
        found = p.month(as_of.year, as_of.month + _ahead(match["moon"]))
        day = number(match["on"])
        return p.day(found.first.replace(day=day)) if day and found.first else found
    if match["week"]:
        return _week(match, as_of)
    if match["part"]:
        return _part(match["part"], as_of)
    if match["relative"]:
        word = match["relative"]
        if "季" in word:
            return p.quarter(as_of.year, (as_of.month - 1) // 3 + 1 + _ahead(word))
        return p.day(as_of + timedelta(days=_DAYS[word[:-1]]))
    if match["alone"]:
        return _latest_day(number(match["alone"]), as_of)
    return None


def _ahead(word: str) -> int:
    return {"上": -1, "下": 1}.get(word[0], 0)


def _week(match: re.Match[str], as_of: date) -> Stretch:
    word = match["week"]
    shift = word.count("下") - word.count("上")
    monday = as_of - timedelta(days=as_of.weekday()) + timedelta(weeks=shift)
    weekday = match["weekday"]
    if not weekday:
        return p.week(monday)
    if weekday == "末":
        return p.span(p.day(monday + timedelta(days=5)), p.day(monday + timedelta(days=6)))
    found = monday + timedelta(days=_WEEKDAYS[weekday])
    if word[0] in "周星礼" and found > as_of:
        found -= timedelta(weeks=1)
    return p.day(found)


def _part(word: str, as_of: date) -> Stretch:
    """上半月, 下半周."""
    if word[-1] == "月":
        whole = p.month(as_of.year, as_of.month)
        middle = as_of.replace(day=15)
        if word[0] == "上":
            return p.span(p.day(as_of.replace(day=1)), p.day(middle))
        return p.span(p.day(middle + timedelta(days=1)), p.day(whole.last or middle))
    monday = as_of - timedelta(days=as_of.weekday())
    start, end = (0, 2) if word[0] == "上" else (3, 6)
    return p.span(p.day(monday + timedelta(days=start)), p.day(monday + timedelta(days=end)))


def _latest_day(day: int, as_of: date) -> Stretch | None:
    """The last such day of a month, not after the day of publication."""
    if not 1 <= day <= 31:
        return None
    first = as_of.replace(day=1)
    for _ in range(12):
        try:
            found = first.replace(day=day)
        except ValueError:
            found = date.max
        if found <= as_of:
            return p.day(found)
        first = (first - timedelta(days=1)).replace(day=1)
    return None
