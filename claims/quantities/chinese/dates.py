"""Chinese dates: what names a time, with the publication date as the reference.

    year    = 2024年 | 去年 | 今年 | 明年          month = 2024年10月 | 10月份 | 上月
    part    = 2025年第三季度 | 上半年 | 前三季度 | 前10个月
    day     = 10月31日 | 6月底                     stretch = 2023年至2024年 | 2010年以来

Everything found here is no figure, dated or not.
"""

import re
from collections.abc import Iterator
from datetime import date

from claims.quantities import periods as p
from claims.quantities.chinese.numerals import read_numeral
from claims.quantities.periods import Period, Stretch

_NUMBER = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_YEAR = (
    r"(?:(?P<year>\d{4}|[一二〇零三四五六七八九]{4})年"
    r"|(?P<named>去年|今年|明年|后年|前年|本年|上年))"
)
_DATE = re.compile(
    rf"(?:{_YEAR}(?:度|份)?的?)?(?:"
    rf"(?P<month>{_NUMBER})月(?:份)?(?:(?P<day>{_NUMBER})[日号]|(?P<end>底|末))?"
    rf"|第?(?P<quarter>[一二三四1-4])季度?|(?P<half>上|下)半年|前(?P<quarters>[一二三四1-4])个?季度?"
    rf"|(?:前|头)(?P<months>{_NUMBER})个?月)"
    rf"|{_YEAR.replace('year', 'year2').replace('named', 'named2')}(?:度|份|底|末|初)?"
    r"|(?P<relative>上个?月|本月|当月|下个?月|上季度|本季度|昨[天日]|今[天日]|明[天日])"
)
_SHIFTS = {"去年": -1, "上年": -1, "今年": 0, "本年": 0, "明年": 1, "后年": 2, "前年": -2}
_TO = re.compile(r"\s*(?:至|到|-|~)\s*")
_AFTER = {"以来": "since", "起": "since", "以前": "until", "前": "by", "之前": "by"}


def find(folded: str, as_of: date | None) -> Iterator[Period]:
    """The periods of a folded segment, in reading order."""
    matches = [match for match in _DATE.finditer(folded) if match.end() > match.start()]
    skip = -1
    for place, match in enumerate(matches):
        if match.start() < skip:
            continue
        stretch = _stretch(match, as_of)
        end = match.end()
        following = matches[place + 1] if place + 1 < len(matches) else None
        if stretch and following and _TO.fullmatch(folded, end, following.start()):
            before = folded[max(0, match.start() - 1) : match.start()]
            last = _stretch(following, as_of)
            if last and before not in ("从", "由"):
                stretch, end = p.span(stretch, last), following.end()
        skip = end
        yield _meant(folded, match.start(), end, stretch, match)


def _meant(
    folded: str, start: int, end: int, stretch: Stretch | None, match: re.Match[str]
) -> Period:
    before, rel = folded[max(0, start - 2) : start], "in"
    if before == "截至" or before == "截止":
        rel = "as_of"
    elif before[-1:] == "到" and (match["year2"] or match["named2"]):
        rel = "by"
    for word, meant in _AFTER.items():
        if folded.startswith(word, end):
            rel = meant
            break
    if stretch and rel == "since":
        stretch = p.since(stretch)
    basis = before[-1:] in ("比", "较") or folded.startswith("同期", end) or before[-1:] == "与"
    return Period(start, end, stretch, rel, basis)


def _number(written: str | None) -> int:
    numeral = read_numeral(written) if written else None
    return int(numeral.value) if numeral else 0


def _year(match: re.Match[str], as_of: date | None) -> int | None:
    written, named = match["year"] or match["year2"], match["named"] or match["named2"]
    if written:
        number = _number(written)
        return number if 1000 <= number <= 2200 else None
    return as_of.year + _SHIFTS[named] if named and as_of else None


def _stretch(match: re.Match[str], as_of: date | None) -> Stretch | None:
    of = _year(match, as_of)
    if match["relative"]:
        return _relative(match["relative"], as_of)
    if match["year2"] or match["named2"]:
        return p.year(of) if of else None
    if of is None and as_of is None:
        return None
    if match["month"]:
        return _month(match, of, as_of)
    number = of or (as_of.year if as_of else 0)
    if match["quarter"]:
        found = p.quarter(number, _number(match["quarter"]))
        late = as_of and of is None and found.first and found.first > as_of
        return p.quarter(number - 1, _number(match["quarter"])) if late else found
    if match["half"]:
        return p.half(number, 1 if match["half"] == "上" else 2)
    months = _number(match["months"]) or 3 * _number(match["quarters"])
    return p.span(p.month(number, 1), p.month(number, months)) if 1 <= months <= 12 else None


def _month(match: re.Match[str], of: int | None, as_of: date | None) -> Stretch | None:
    which = _number(match["month"])
    if not 1 <= which <= 12:
        return None
    if of:
        found = p.month(of, which)
    elif as_of:
        found = p.latest(which, as_of, ahead=False)
    else:
        return None
    if match["end"] and found.last:
        return p.day(found.last)
    if not match["day"] or found.first is None:
        return found
    try:
        return p.day(found.first.replace(day=_number(match["day"])))
    except ValueError:
        return None


def _relative(word: str, as_of: date | None) -> Stretch | None:
    if as_of is None:
        return None
    shift = {"上": -1, "昨": -1, "下": 1, "明": 1}.get(word[0], 0)
    if "季" in word:
        return p.quarter(as_of.year, (as_of.month - 1) // 3 + 1 + shift)
    if "月" in word:
        return p.month(as_of.year, as_of.month + shift)
    return p.day(date.fromordinal(as_of.toordinal() + shift))
