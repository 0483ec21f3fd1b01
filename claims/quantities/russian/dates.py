"""Russian dates: what names a time, and how it is meant, with the publication date as reference.

    named    = в прошлом году | в этом месяце | на следующей неделе | вчера
    ago      = год назад | пять лет назад | годом ранее
    course   = с начала года | к концу года | по итогам прошлого года | на конец сентября
    stretch  = с 2010 по 2023 год | с января по март | между 2010 и 2020 годами
    meant    = к 2030 году (by) | до 2030 года (until) | с 1 января (since) | на 1 июля (as_of)

What something is compared with ("чем в 2020 году", "к маю прошлого года", "относительно уровня
2019 года"), or the day on which a law was passed, dates nothing. Everything found here is no
figure, dated or not.
"""

from collections.abc import Iterator
from datetime import date

from claims.quantities import periods as p
from claims.quantities.periods import Period, Stretch
from claims.quantities.russian.days import Found
from claims.quantities.russian.named import Named
from claims.quantities.russian.parts import Parts
from claims.quantities.russian.words import forms
from claims.quantities.tokens import Tokens

_RELS = {"к": "by", "ко": "by", "до": "until", "с": "since", "со": "since"}
_ENDS = forms("конец конца концу конце концом")
_EDGES = forms("начало начала началу начале середина середину середине середины исход исходе "
               "итогам самом самого")  # fmt: skip
_COMPARED = forms("чем сравнению относительно тому тем же аналогичному аналогичным аналогичного "
                  "уровня уровню уровнем показателя показателем пиком пика против соответствующему")  # fmt: skip # noqa: E501
_SIZES = forms("% раза раз процента процентов пункта пунктов п рублей")
_TOLD = ("проведенн", "опубликов", "принят", "подписан", "основан", "созда", "издан", "утвержд",
         "датирован", "родил", "вышедш", "избран")  # fmt: skip


class Dates:
    """The dates of one segment."""

    def __init__(self, tokens: Tokens, as_of: date | None, *, future: frozenset[int]) -> None:
        self.tokens, self.as_of = tokens, as_of
        self.calendar = Parts(tokens, as_of, future=future)
        self.named = Named(tokens, as_of)
        self._latest: Stretch | None = None

    def find(self) -> Iterator[tuple[int, int, Period]]:
        """First token, the token after, and the period, in reading order."""
        place, tokens = 0, self.tokens
        while place < len(tokens):
            found = self._at(place)
            if found is None:
                place += 1
                continue
            after, stretch = self._joined(place, *found)
            period = self._meant(place, after, stretch)
            if period.stretch and not period.basis:
                self._latest = stretch
            yield place, after, period
            place = after

    def _at(self, place: int) -> Found | None:
        calendar, kind = self.calendar, self.tokens[place].kind
        if kind == "n":
            return (
                self.named.ago(place, self._latest) or calendar.months(place)
                or calendar.part(place) or calendar.numeric(place)
            )  # fmt: skip
        if kind == "w":
            return (
                calendar.month(place) or calendar.part(place) or calendar.months(place)
                or self.named.read(place) or self.named.ago(place, self._latest)
            )  # fmt: skip
        return None

    def _joined(self, place: int, after: int, stretch: Stretch | None) -> Found:
        """`с 2010 по 2023 год`, `между 2010 и 2020 годами`."""
        tokens = self.tokens
        pair = (tokens.low(place - 1), tokens.low(after))
        if pair not in (("с", "по"), ("со", "по"), ("между", "и"), ("с", "до"), ("от", "до")):
            return after, stretch
        second = self._at(after + 1)
        if second is None:
            return after, stretch
        if second[1] is None or stretch is None:
            return second[0], None
        if "/" in stretch.edtf or "/" in second[1].edtf:
            return after, stretch
        if (
            stretch.first
            and second[1].first
            and stretch.first > second[1].first
            and stretch.first.year > 1
        ):
            # "с октября по март 2025 года" began the year before.
            stretch = _year_earlier(stretch)
        return second[0], p.span(_edge(stretch), _edge(second[1], last=True))

    def _meant(self, place: int, after: int, stretch: Stretch | None) -> Period:
        tokens, at, ended = self.tokens, place - 1, False
        while tokens.low(at) in _EDGES or tokens.low(at) in _ENDS:
            ended = ended or tokens.low(at) in _ENDS
            at -= 1
        before, further = tokens.low(at), tokens.low(at - 1)
        begin, end = tokens[place].start, tokens[after - 1].end
        ranged = stretch is not None and "/" in stretch.edtf
        if self._basis(at, stretch) or self._measured(at, stretch):
            return Period(begin, end, stretch, basis=True)
        if before == "на" and stretch is not None:
            dated = self._as_of(place, stretch, ended, at)
            if dated:
                return Period(begin, end, dated, "as_of")
        rel = "in" if ranged else _RELS.get(before, "in")
        if further in ("вплоть",) and before == "до":
            rel = "until"
        if stretch is not None and rel == "since":
            return Period(begin, end, p.since(_edge(stretch)), "since")
        return Period(begin, end, stretch, rel)

    def _as_of(self, place: int, stretch: Stretch, ended: bool, at: int) -> Stretch | None:
        """`на 1 июля`, `на конец сентября`, `на начало года`: the day on which something stood."""
        day = len(stretch.edtf) == 10
        if day and "/" not in stretch.edtf:
            return stretch
        edge = self.tokens.low(place - 1)
        if ended and stretch.last:
            return p.day(stretch.last)
        if edge == "начало" and stretch.first:
            return p.day(stretch.first)
        return None

    def _measured(self, at: int, stretch: Stretch | None) -> bool:
        """`вырос на 5 % к августу`: what is past, after the size of a change, is its measure."""
        tokens = self.tokens
        if tokens.low(at) not in ("к", "ко") or stretch is None or stretch.last is None:
            return False
        before = tokens[at - 1]
        sized = before.kind == "n" or before.low in _SIZES
        return sized and self.as_of is not None and stretch.last < self.as_of

    def _basis(self, at: int, stretch: Stretch | None) -> bool:
        """Do the words before a date compare with it, or tell when something was said?"""
        tokens = self.tokens
        for step in range(5):
            low = tokens.low(at - step)
            if tokens[at - step].kind in ("n", "") or low in (",", "(", "-", ":"):
                return False
            if low in _COMPARED:
                return low not in ("тому", "тем", "же", "уровня") or step < 4
            if step < 3 and low.startswith(_TOLD):
                return True
            if step == 1 and low in ("впервые", "минимум", "максимум", "рекорд"):
                return tokens.low(at) in ("с", "со")
            if step == 0 and low == "от":
                return True
        return False


def _edge(stretch: Stretch, *, last: bool = False) -> Stretch:
    """The first or the last year of a decade, which no stretch of EDTF may begin or end with."""
    edge = stretch.last if last else stretch.first
    return p.year(edge.year) if edge and stretch.edtf.endswith("X") else stretch


def _year_earlier(stretch: Stretch) -> Stretch:
    first = stretch.first
    if first is None or len(stretch.edtf) not in (7, 10):
        return stretch
    if len(stretch.edtf) == 7:
        return p.month(first.year - 1, first.month)
    leap = (first.month, first.day) == (2, 29)
    return p.day(first.replace(year=first.year - 1, day=28 if leap else first.day))
