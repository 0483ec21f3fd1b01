"""Russian dates: years, months and parts of a year, with the publication date as reference.

year  = 2024 год | в 2024 г. | в прошлом году       month = в октябре [2024 года]
"""

import re
from collections.abc import Iterator
from datetime import date

from claims.quantities import periods as p
from claims.quantities.periods import Period, Stretch

_MONTHS = "январ феврал март апрел ма июн июл август сентябр октябр ноябр декабр".split()
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})(?:[ьяеюё]|ем|а|у|й)?"
_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)(?:(?:-(?:м|го|й))?\s?(?:год[ау]?|году|г\.?)\b\.?)?"
_DATE = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})\s)?{_MONTH}\b(?:\s{_YEAR})?|\b{_YEAR.replace('year', 'year2')}"
    r"|\b(?P<named>прошлом|прошлого|этом|нынешнем|текущем|следующем|будущем)\s(?P<unit>году|года|месяце)\b"
)
_SHIFT = {"прошл": -1, "следу": 1, "будущ": 1}
_RELS = {"с": "since", "к": "by", "до": "until"}


def find(folded: str, as_of: date | None) -> Iterator[Period]:
    """The periods of a folded segment, in reading order."""
    for match in _DATE.finditer(folded):
        if folded[match.end() : match.end() + 1].isdigit():
            continue
        before = folded[max(0, match.start() - 12) : match.start()].split()
        word = before[-1] if before else ""
        stretch, rel = _stretch(match, as_of), _RELS.get(word, "in")
        if stretch and rel == "since":
            stretch = p.since(stretch)
        yield Period(match.start(), match.end(), stretch, rel, basis=word in ("чем", "сравнению"))


def _stretch(match: re.Match[str], as_of: date | None) -> Stretch | None:
    if match["year2"]:
        return p.year(int(match["year2"]))
    if match["named"]:
        if as_of is None:
            return None
        shift = _SHIFT.get(match["named"][:5], 0)
        if match["unit"] == "месяце":
            return p.month(as_of.year, as_of.month + shift)
        return p.year(as_of.year + shift)
    which = _MONTHS.index(match["month"]) + 1
    if match["year"]:
        found = p.month(int(match["year"]), which)
    elif as_of:
        found = p.latest(which, as_of, ahead=False)
    else:
        return None
    if not match["day"] or found.first is None:
        return found
    try:
        return p.day(found.first.replace(day=int(match["day"])))
    except ValueError:
        return None
