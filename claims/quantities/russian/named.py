"""Russian times told from the day of publication: "в прошлом году", "год назад", "с начала года".

    named  = ( прошлый | этот | следующий … ) ( год | месяц | квартал | полугодие | неделя )
    course = ( начала | конца | итогам … ) года          the year of publication
    ago    = [ numeral ] ( год | месяц | неделя … ) ( "назад" | "ранее" )

"годом ранее" is told from the time that the sentence is about, where it names one.
"""

from calendar import monthrange
from datetime import date, timedelta
from decimal import Decimal

from claims.quantities import periods as p
from claims.quantities.periods import Stretch
from claims.quantities.russian.number_words import ORDINALS
from claims.quantities.russian.numerals import read_numeral
from claims.quantities.russian.words import forms
from claims.quantities.tokens import Tokens

_SHIFTS = {"прошл": -1, "минувш": -1, "предыдущ": -1, "позапрошл": -2, "нынешн": 0, "текущ": 0,
           "следующ": 1, "будущ": 1}  # fmt: skip
_THIS = forms("этот этого этом этому этим эта этой эту это")
_SPANS = {
    "год": "year", "года": "year", "году": "year", "годом": "year", "годе": "year",
    "месяц": "month", "месяца": "month", "месяце": "month", "месяцу": "month", "месяцем": "month",
    "квартал": "quarter", "квартала": "quarter", "квартале": "quarter", "кварталом": "quarter",
    "неделя": "week", "неделе": "week", "неделю": "week", "недели": "week", "неделей": "week",
}  # fmt: skip
_PLURAL = {"лет": "year", "годами": "year", "годам": "year",
           "месяцев": "month", "месяцами": "month",
           "недель": "week", "неделями": "week", "дней": "day", "дня": "day", "день": "day",
           "днем": "day", "днями": "day", "сутки": "day"}  # fmt: skip
_ALONE = frozenset({"годом", "месяцем", "кварталом", "неделей"})  # "3 млн годом ранее"
_COURSE = forms(
    "начала начало начале началу конца конец конце концу итогам середине середины исходе"
)
_DAYS = {"вчера": -1, "позавчера": -2, "завтра": 1}
Found = tuple[int, Stretch | None]


class Named:
    """The times of one segment that only the day of publication dates."""

    def __init__(self, tokens: Tokens, as_of: date | None) -> None:
        self.tokens, self.as_of = tokens, as_of

    def read(self, place: int) -> Found | None:
        """What begins at a token that is a word."""
        tokens, low = self.tokens, self.tokens.low(place)
        if low in _DAYS:
            when = self.as_of and self.as_of + timedelta(days=_DAYS[low])
            return place + 1, p.day(when) if when else None
        if low in ("года", "год", "году") and tokens.low(place - 1) in _COURSE:
            return place + 1, p.year(self.as_of.year) if self.as_of else None
        if low in ("месяца", "квартала") and tokens.low(place - 1) in _COURSE:
            return place + 1, self._around(_SPANS[low], 0)
        shift = self._shift(low)
        at = place + 1
        if shift is None:
            return None
        if tokens.low(at) in ORDINALS:
            return None
        span = _SPANS.get(tokens.low(at))
        if span is None:
            return None
        if (
            low in _THIS
            and tokens.low(at) == "год"
            and tokens.low(place - 1) not in ("в", "за", "на")
        ):
            return None
        return at + 1, self._around(span, shift)

    def _shift(self, low: str) -> int | None:
        if low in _THIS:
            return 0
        for size in (5, 6, 7, 8, 9):
            if low[:size] in _SHIFTS:
                return _SHIFTS[low[:size]]
        return None

    def _around(self, span: str, shift: int) -> Stretch | None:
        """The year, the month or the quarter so many away from that of the publication."""
        if self.as_of is None:
            return None
        return _moved(self.as_of, span, shift)

    def ago(self, place: int, latest: Stretch | None) -> Found | None:
        """`год назад`, `пять лет назад`, `годом ранее`, `двумя годами ранее`."""
        tokens = self.tokens
        span, number, last = _SPANS.get(tokens.low(place)), Decimal(1), place + 1
        if span is None:
            numeral = read_numeral(tokens, place)
            if numeral is None:
                span = {"полвека": "year", "век": "year", "полгода": "month"}.get(tokens.low(place))
                number = Decimal(
                    {"полвека": 50, "век": 100, "полгода": 6}.get(tokens.low(place), 0)
                )
            else:
                number, last = numeral.value, numeral.last
                low = tokens.low(last)
                span = None if low in _ALONE else _SPANS.get(low) or _PLURAL.get(low)
                last += 1
        elif tokens.low(place - 1) in ("этот", "каждый"):
            return None
        if span is None or tokens.low(last) not in ("назад", "ранее", "раньше", "тому"):
            return None
        if tokens.low(last) == "тому":
            if tokens.low(last + 1) != "назад":
                return None
            last += 1
        from_then = tokens.low(last) in ("ранее", "раньше")
        if from_then and tokens.low(last - 1) in ("год", "месяц", "неделя"):
            return None
        return last + 1, self._back(span, number, latest if from_then else None)

    def _back(self, span: str, number: Decimal, latest: Stretch | None) -> Stretch | None:
        if number != number.to_integral_value() or number > 3000:
            return None
        if latest is not None and latest.first and span in ("year", "month", "quarter"):
            return _earlier(latest, span, int(number))
        if self.as_of is None:
            return None
        return _moved(self.as_of, span, -int(number))


def _moved(when: date, span: str, shift: int) -> Stretch | None:
    try:
        if span == "year":
            return p.year(when.year + shift) if 0 < when.year + shift < 10_000 else None
        if span == "month":
            return p.month(when.year, when.month + shift)
        if span == "quarter":
            return p.quarter(when.year, (when.month + 2) // 3 + shift)
        if span == "week":
            return p.week(when + timedelta(weeks=shift))
        return p.day(when + timedelta(days=shift))
    except (ValueError, OverflowError):
        return None


def _earlier(latest: Stretch, span: str, number: int) -> Stretch | None:
    """The same stretch so many years, quarters or months before."""
    months = {"year": 12, "quarter": 3, "month": 1}[span] * number
    edtf, first = latest.edtf, latest.first
    if first is None:
        return None
    try:
        begin = _months_back(first, months)
        if "/" in edtf:
            if latest.last is None:
                return None
            end = _months_back(latest.last, months)
            return p.span(p.month(begin.year, begin.month), p.month(end.year, end.month))
        if len(edtf) == 4:
            return p.year(begin.year) if months % 12 == 0 else None
        if len(edtf) == 10:
            return p.day(begin)
        if edtf[-2:] in ("33", "34", "35", "36"):
            return p.quarter(begin.year, (begin.month + 2) // 3)
        if edtf[-2:] in ("40", "41"):
            return p.half(begin.year, 1 if begin.month < 7 else 2) if months % 6 == 0 else None
        return p.month(begin.year, begin.month)
    except (ValueError, OverflowError):
        return None


def _months_back(when: date, months: int) -> date:
    """The day so many months before, or the last one of a shorter month."""
    year, month = divmod(when.year * 12 + when.month - 1 - months, 12)
    return date(year, month + 1, min(when.day, monthrange(year, month + 1)[1]))
