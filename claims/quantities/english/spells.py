"""English months, quarters, halves and what counts from the publication date."""

from datetime import timedelta

from claims.quantities import periods as p
from claims.quantities.english.days import MONTHS, SHIFTS, Days
from claims.quantities.english.scales import UNITS
from claims.quantities.periods import Stretch

WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4,
}  # fmt: skip


class Spells(Days):
    """Reads the periods of one segment that begin with a word."""

    def _worded(self, place: int) -> tuple[int, Stretch | None] | None:
        tokens, low = self.tokens, self.tokens.low(place)
        which = self._month(place)
        if which is not None:
            return self._from_month(place, which)
        if low in ORDINALS or (low in ("q", "h") and tokens.glued(place + 1)):
            return self._part(place)
        if low in ("fiscal", "fy", "calendar") or (low == "financial"):
            return self._fiscal(place)
        if low in SHIFTS:
            return self._relative(place)
        if low in WEEKDAYS and tokens.capital(place):
            return place + 1, self._weekday(WEEKDAYS.index(low))
        if low in ("yesterday", "today", "tomorrow", "tonight") and self.as_of:
            shift = {"yesterday": -1, "tomorrow": 1}.get(low, 0)
            return place + 1, p.day(self.as_of + timedelta(days=shift))
        if low in ("a", "one") and tokens.low(place + 2) in ("earlier", "ago", "before"):
            return self._back(place)
        if low in ("end", "beginning", "start"):
            return self._edge(place)
        return self._until_month(place)

    def _from_month(self, place: int, which: int) -> tuple[int, Stretch | None]:
        """ "March 3, 1954", "March 3", "March 1954", "March", "January to September 2025"."""
        tokens, at = self.tokens, place + 1
        if tokens.low(at) == ".":
            at += 1
        low = tokens.low(at)
        if low.isdecimal() and len(low) <= 2 and 1 <= int(low) <= 31:
            first = last = int(low)
            at += 1
            if tokens.low(at) in ("st", "nd", "rd", "th"):
                at += 1
            second = tokens.low(at + 1)
            if tokens.low(at) in ("-", "to") and second.isdecimal() and len(second) <= 2:
                last, at = int(second), at + 2
            of, after = self._year_after(at)
            return after, self._days(of, which, first, last)
        of, after = self._year_after(place + 1)
        second_month = (
            self._month(after + 1)
            if tokens.low(after) in ("to", "-", "through", "until")
            or (tokens.low(after) == "and" and tokens.low(place - 1) == "between")
            else None
        )
        if second_month:
            until, end = self._year_after(after + 2)
            recent = self._of_month(second_month, None, place) if self.as_of else None
            if recent and recent.first and not (until or of):
                until = recent.first.year
            if until or of:
                until = until or of or 0
                of = of or until - (which > second_month)
                return end, p.span(p.month(of, which), p.month(until, second_month))
        return after, self._of_month(which, of, place)

    def _of_month(self, which: int, of: int | None, place: int) -> Stretch | None:
        if of is not None:
            return p.month(of, which)
        if self.as_of is None:
            return None
        near = {self.tokens.low(at) for at in range(place - 15, place)}
        ahead = self.tokens.low(place - 1) in ("by", "until", "next", "before")
        ahead = ahead or bool(near & {"will", "expected", "due", "scheduled", "planned", "plans"})
        return p.latest(which, self.as_of, ahead=ahead and which != self.as_of.month)

    def _of_year(self, place: int) -> tuple[int | None, int]:
        """The year of "of 2024", "2024", "of the year", "this year"; the reference's if none."""
        tokens, at = self.tokens, place
        if tokens.low(at) in ("of", "in", ","):
            at += 1
        if tokens.low(at) in ("the", "fiscal", "financial", "calendar"):
            at += 1
        if tokens.low(at) in ("year", "fiscal"):
            following = tokens.low(at + 1)
            if following.isdecimal() and len(following) == 4:
                return int(following), at + 2
            return (self.as_of.year if self.as_of else None), at + 1
        number, after = self._year_after(at)
        if number is not None:
            return number, after
        return None, place

    def _part(self, place: int) -> tuple[int, Stretch | None] | None:
        """Quarters, halves, and the first months of a year."""
        tokens, at = self.tokens, place + 1
        if tokens.low(place) in ("q", "h"):
            which, unit = tokens.low(at), {"q": "quarter", "h": "half"}[tokens.low(place)]
            if which not in ("1", "2", "3", "4") or (unit == "half" and which > "2"):
                return None
            return self._of_part(int(which), unit, at + 1)
        which_one = ORDINALS[tokens.low(place)]
        if tokens.low(at) in ("-", "fiscal", "calendar"):
            at += 1
        unit = tokens.low(at)
        if unit == "quarter" or (unit == "half" and which_one < 3):
            if unit == "half" and tokens.low(at + 1) == "of" and self._of_year(at + 1)[0] is None:
                return at + 1, None
            return self._of_part(which_one, unit, at + 1)
        count = self._count(at)
        if which_one == 1 and count and tokens.low(at + 1) in ("months", "quarters"):
            of, after = self._of_year(at + 2)
            months = count * (3 if tokens.low(at + 1) == "quarters" else 1)
            of = of or (self.as_of.year if self.as_of else None)
            if of is None or months > 12:
                return after, None
            return after, p.span(p.month(of, 1), p.month(of, months))
        return None

    def _count(self, place: int) -> int:
        low = self.tokens.low(place)
        return int(low) if low.isdecimal() and len(low) < 3 else UNITS.get(low, 0)

    def _of_part(self, which: int, unit: str, at: int) -> tuple[int, Stretch | None]:
        of, after = self._of_year(at)
        make = p.quarter if unit == "quarter" else p.half
        if of is not None:
            return after, make(of, which)
        if self.as_of is None:
            return after, None
        begun = make(self.as_of.year, which)
        late = begun.first is not None and begun.first > self.as_of
        return after, make(self.as_of.year - 1, which) if late else begun

    def _fiscal(self, place: int) -> tuple[int, Stretch | None] | None:
        """ "fiscal 2024", "fiscal year 2024", "FY24"."""
        tokens, at = self.tokens, place + 1
        if tokens.low(at) == "year":
            at += 1
        low = tokens.low(at)
        if tokens.low(place) == "fy" and low.isdecimal() and len(low) == 2:
            return at + 1, p.year(2000 + int(low))
        return self._year(at) if self._is_year(at) else None

    def _relative(self, place: int) -> tuple[int, Stretch | None] | None:
        """ "last year", "this month", "next week", "last October", "the previous quarter"."""
        tokens, at = self.tokens, place + 1
        shift, unit = SHIFTS[tokens.low(place)], tokens.low(at).removesuffix("'s")
        if unit == "fiscal":
            unit, at = tokens.low(at + 1), at + 1
        if unit in MONTHS and tokens.capital(at):
            which = MONTHS[unit]
            of, after = self._year_after(at + 1)
            if of is None and self.as_of and shift:
                same = which == self.as_of.month
                found = p.latest(which, self.as_of, ahead=shift > 0)
                first = found.first or self.as_of
                return after, p.month(first.year + shift, which) if same else found
            return after, self._of_month(which, of, at)
        if unit in WEEKDAYS:
            return at + 1, self._weekday(WEEKDAYS.index(unit), shift)
        if unit not in ("year", "month", "week", "quarter", "decade", "century", "season"):
            return None
        if self.as_of is None or tokens.low(place) == "past":
            return at + 1, None
        when = self.as_of
        quarter = (when.month - 1) // 3 + 1
        stretches = {
            "year": lambda: p.year(when.year + shift),
            "month": lambda: p.month(when.year, when.month + shift),
            "quarter": lambda: p.quarter(when.year, quarter + shift),
            "week": lambda: p.week(when + timedelta(days=7 * shift)),
        }
        return at + 1, stretches[unit]() if unit in stretches else None

    def _weekday(self, which: int, shift: int | None = None) -> Stretch | None:
        """The last such day before or at the publication date; "last", "this" and "next" count
        by weeks."""
        if self.as_of is None:
            return None
        if shift is not None:
            monday = self.as_of - timedelta(days=self.as_of.weekday())
            return p.day(monday + timedelta(days=which + 7 * shift))
        return p.day(self.as_of - timedelta(days=(self.as_of.weekday() - which) % 7))

    def _back(self, place: int) -> tuple[int, Stretch | None] | None:
        """ "a year earlier" is the year before that of the last period named, else of today."""
        unit = self.tokens.low(place + 1)
        if unit not in ("year", "month", "quarter", "week", "decade"):
            return None
        if self.as_of is None or unit != "year":
            return place + 3, None
        named = self.named if self.named else p.year(self.as_of.year)
        return place + 3, p.shifted(named, -1)

    def _edge(self, place: int) -> tuple[int, Stretch | None] | None:
        """ "end of June" is the month's last day; "end of 2025" the year."""
        tokens = self.tokens
        if tokens.low(place + 1) not in ("of", "-"):
            return None
        at = place + 2
        which = self._month(at)
        if which is None or tokens.low(place) != "end":
            return None
        of, after = self._year_after(at + 1)
        found = self._of_month(which, of, place)
        return after, p.day(found.last) if found and found.last else None

    def _until_month(self, place: int) -> tuple[int, Stretch | None] | None:
        """ "6 months to May", "year to March 2025", "year ended September"."""
        tokens, low = self.tokens, self.tokens.low(place)
        months = 12 if low == "year" else self._count(place)
        at = place + 1 if low == "year" else place + 2
        if not months or (low != "year" and tokens.low(place + 1) != "months"):
            return None
        if tokens.low(at) not in ("to", "ending", "ended", "through"):
            return None
        which = self._month(at + 1)
        if which is None:
            return None
        of, after = self._year_after(at + 2)
        last = self._of_month(which, of, at)
        if last is None or last.first is None:
            return after, None
        first = p.month(last.first.year, last.first.month - months + 1)
        return after, p.span(first, last)
