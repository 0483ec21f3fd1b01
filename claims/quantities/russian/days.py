"""Russian dates that stand by themselves: days, months and years.

    day     = 25 декабря [ 2016 года ] | 25.12.2016 | 2016-12-25
    month   = октябрь [ 2024 года | прошлого года ] | в январе - марте [ 2025 года ]
    year    = 2024 год | 2024 г. | в 2024 | 2026-м | 2020-2024 годы | 1990-е

A four-digit number without a word of time is a year after a preposition of time, where no noun
follows that it could count.
"""

from datetime import date

from claims.quantities import periods as p
from claims.quantities.periods import Stretch
from claims.quantities.russian.words import forms
from claims.quantities.tokens import Tokens

_STEMS = "январ феврал март апрел ма июн июл август сентябр октябр ноябр декабр".split()
_ENDINGS = {"ь", "я", "ю", "ем", "е", "й", "", "а", "у", "ом"}
MONTHS = {
    stem + ending: number
    for number, stem in enumerate(_STEMS, 1)
    for ending in _ENDINGS
    if stem + ending not in ("ма", "мае", "маа", "мау", "маом")
} | {"мае": 5}
YEARS = forms("год года году годом годе годы годов годам годах годами г гг")
SUFFIXES = forms("й я е ю м х го му ый ой ого ому ым ых ые ом")
_TIMELY = forms("в во к до с со по за на от между и конце конца концу начале начала началу "
                "середине середины середину летом зимой осенью весной году чем года год гг г")  # fmt: skip # noqa: E501
_THIS = {"прошлого": -1, "прошлом": -1, "прошлый": -1, "прошлому": -1, "прошлым": -1,
         "предыдущего": -1, "этого": 0, "этом": 0, "этому": 0, "этот": 0, "нынешнего": 0,
         "нынешнем": 0, "нынешний": 0, "нынешнему": 0, "текущего": 0, "текущем": 0, "текущий": 0,
         "текущему": 0, "следующего": 1, "следующем": 1, "следующий": 1, "следующему": 1,
         "будущего": 1, "будущем": 1, "будущий": 1, "будущему": 1, "позапрошлого": -2,
         "позапрошлом": -2, "минувшего": -1, "минувшем": -1, "минувший": -1,
         "последующем": 1}  # fmt: skip
_CLAUSE = 25
Found = tuple[int, Stretch | None]


class Days:
    """The dates of one segment; `future` are the tokens that tell of what is to come."""

    def __init__(self, tokens: Tokens, as_of: date | None, *, future: frozenset[int]) -> None:
        self.tokens, self.as_of, self.future = tokens, as_of, future

    def ahead(self, place: int) -> bool:
        """Does the clause of a token speak of what is to come?"""
        if not self.future:
            return False
        for step in (-1, 1):
            for at in range(place, place + step * _CLAUSE, step):
                if at in self.future:
                    return True
                if self.tokens.low(at) in (",", "") and not self.tokens.glued(at + 1):
                    break
        return False

    def numeric(self, place: int) -> Found | None:
        """What begins with digits."""
        written = self.tokens.low(place)
        return (
            self._dotted(place) or self._day(place) or self._decade(place)
 or (self.year(place) if len(written) == 4 else None)
        )  # fmt: skip

    def _dotted(self, place: int) -> Found | None:
        tokens, written = self.tokens, self.tokens.low(place)
        parts = written.split(".")
        last = place + 1
        if len(parts) != 3 and tokens.low(last) == "-" and tokens.low(last + 2) == "-":
            parts = [tokens.low(last + 2 + 1), tokens.low(last + 1), written]
            if len(written) != 4 or not tokens.glued(last) or not tokens.glued(last + 3):
                return None
            last += 4
        if len(parts) != 3 or not all(part.isascii() and part.isdigit() for part in parts):
            return None
        day, month, year = (int(part[:6]) for part in parts)
        if len(parts[2]) not in (2, 4) or len(parts[0]) > 2 or len(parts[1]) != 2:
            return None
        if len(parts[2]) == 2:
            year += 2000
        return last, _a_day(year, month, day)

    def _day(self, place: int) -> Found | None:
        """`25 декабря 2016 года`, `с 5 по 10 мая`, `10-12 мая`: the first day of two has the month
        of the second."""
        tokens, written = self.tokens, self.tokens.low(place)
        if not written.isdigit() or not 0 < len(written) < 3 or not 1 <= int(written) <= 31:
            return None
        at = place + 1
        if tokens.low(at) == "-" and tokens.glued(at) and tokens.low(at + 1) in ("го", "е"):
            at += 2
        month = MONTHS.get(tokens.low(at))
        if month and tokens.low(at) not in ("марте", "мае"):
            after, year = self._year_of(at + 1, month, int(written))
            return after, None if year is None else _a_day(year, month, int(written))
        if tokens.low(at) not in ("-", "по", "до", "и"):
            return None
        second = tokens.low(at + 1)
        if not second.isdigit() or len(second) > 2 or MONTHS.get(tokens.low(at + 2)) is None:
            return None
        month = MONTHS[tokens.low(at + 2)]
        after, year = self._year_of(at + 3, month, int(second))
        if year is None:
            return after, None
        first, last = _a_day(year, month, int(written)), _a_day(year, month, int(second))
        return after, p.span(first, last) if first and last else None

    def _year_of(self, place: int, month: int, day: int = 0) -> tuple[int, int | None]:
        """The year told after a month, else the nearest one; and the token after it."""
        told = self.told_year(place)
        if told:
            return told
        if self.as_of is None:
            return place, None
        begun = (month, day or 1) <= (self.as_of.month, self.as_of.day)
        if self.ahead(place - 1):
            over = month < self.as_of.month or (begun and day > 0)
            return place, possible(self.as_of.year + over)
        return place, possible(self.as_of.year - (not begun))

    def told_year(self, place: int) -> tuple[int, int | None] | None:
        tokens = self.tokens
        low = tokens.low(place)
        if low in _THIS and tokens.low(place + 1) in YEARS:
            year = None if self.as_of is None else possible(self.as_of.year + _THIS[low])
            return place + 2, year
        number = _year(low)
        if number is None or tokens[place].kind != "n":
            return None
        last = self._after_year(place)
        return last, number

    def _after_year(self, place: int) -> int:
        """The token after a year and its word: `2024`, `2026-м`, `2024 года`, `2024 г.`"""
        tokens, last = self.tokens, place + 1
        if tokens.low(last) == "-" and tokens.glued(last) and tokens.low(last + 1) in SUFFIXES:
            last += 2
        if tokens.low(last) in YEARS:
            last += 1
            if tokens.low(last) == "." and tokens.low(last - 1) in ("г", "гг"):
                last += 1
        return last

    def year(self, place: int) -> Found | None:
        """`2024 год`, `в 2024`, `2020-2024 годы`, `2023/24`."""
        tokens = self.tokens
        number = _year(tokens.low(place))
        if number is None:
            return None
        last = self._after_year(place)
        joint = tokens.low(place + 1)
        if joint in ("-", "/") and tokens[place + 2].kind == "n":
            second = tokens.low(place + 2)
            if len(second) == 2 and second.isdigit() and joint == "/":
                second = str(number)[:2] + second
            other = _year(second)
            if other is not None and other > number:
                after = self._after_year(place + 2)
                if after > place + 3 or tokens.low(place - 1) in _TIMELY:
                    return after, p.span(p.year(number), p.year(other))
        if last > place + 1:
            return last, p.year(number)
        return (last, p.year(number)) if self._bare(place) else None

    def _bare(self, place: int) -> bool:
        """Is a number without a word of time a year?"""
        tokens = self.tokens
        after = tokens[place + 1]
        before = tokens.low(place - 1)
        timely = before in _TIMELY and before not in ("от", "за", "на")
        if not timely and not (before == "(" and after.low in (")", ",")):
            return False
        return after.kind != "w" or len(after.low) < 3 or after.low in YEARS or after.low in _FREE

    def _decade(self, place: int) -> Found | None:
        """`1990-е годы`, `в 90-х`."""
        tokens, written = self.tokens, self.tokens.low(place)
        if tokens.low(place + 1) != "-" or tokens.low(place + 2) not in ("е", "х", "ые", "ых"):
            return None
        if not (written.isdigit() and written.endswith("0") and len(written) in (2, 4)):
            return None
        number = int(written) if len(written) == 4 else 1900 + int(written)
        if not 1500 <= number <= 2090 or (len(written) == 2 and number < 1920):
            return None
        last = place + 3
        return last + (tokens.low(last) in YEARS), p.decade(number)

    def month(self, place: int) -> Found | None:
        """`октябрь 2024 года`, `январе - марте`."""
        tokens = self.tokens
        first = MONTHS.get(tokens.low(place))
        if first is None:
            return None
        joint = tokens.low(place + 1)
        second = MONTHS.get(tokens.low(place + 2)) if joint in ("-", "и", "по") else None
        last, number = place + 1, first
        if second and (joint == "-" or second == first + 1 or tokens.low(place - 1) == "с"):
            last, number = place + 3, second
        else:
            second = None
        after, year = self._year_of(last, number)
        if year is None:
            return after, None
        end = p.month(year, number)
        if second is None:
            return after, end
        return after, p.span(p.month(year - (first > number), first), end)


_FREE = forms("он она оно они мы это его ее их там здесь был была было были стал стала для при под "
              "над как или что все уже еще лишь после перед также однако против вырос выросла")  # fmt: skip # noqa: E501


def possible(year: int) -> int | None:
    """The year, where the one before and the one after exist as well."""
    return year if 1 < year < 9_999 else None


def _year(low: str) -> int | None:
    if len(low) != 4 or not (low.isascii() and low.isdigit()):
        return None
    return int(low) if 1500 <= int(low) <= 2100 else None


def _a_day(year: int, month: int, day: int) -> Stretch | None:
    try:
        return p.day(date(year, month, day))
    except ValueError:
        return None
