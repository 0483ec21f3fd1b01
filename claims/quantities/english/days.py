"""English days, decades, years and times of day: what is written with a number first."""

from datetime import date, timedelta

from claims.quantities import periods as p
from claims.quantities.periods import Stretch
from claims.quantities.tokens import Tokens

MONTHS = {
    name: number
    for number, both in enumerate(
        """january/jan february/feb march/mar april/apr may june/jun july/jul august/aug
        september/sep/sept october/oct november/nov december/dec""".split(),
        start=1,
    )
    for name in both.split("/")
}
TIMELY = frozenset(
    """in by since until till from to of during before after through for and between between
    around circa early late mid late- year fiscal end beginning start summer autumn fall winter
    spring election than around about the as about year's or - through throughout""".split()
)
SHIFTS = {"last": -1, "this": 0, "next": 1, "previous": -1, "past": -1, "current": 0, "coming": 1}


class Days:
    """Reads days and years of one segment; a month without a year counts from `as_of`."""

    def __init__(self, tokens: Tokens, as_of: date | None) -> None:
        self.tokens, self.as_of = tokens, as_of
        self.named: Stretch | None = None  # what "a year earlier" counts from

    def _numeric(self, place: int) -> tuple[int, Stretch | None] | None:
        tokens, low = self.tokens, self.tokens.low(place)
        if not low.isdecimal():
            return self._dotted(place)
        after = tokens.low(place + 1)
        if after in ("st", "nd", "rd", "th") and tokens.glued(place + 1):
            found = self._day_month(place, place + 2)
            if found or tokens.low(place + 2) != "century":
                return found
            return place + 3, None
        if len(low) <= 2:
            return self._day_month(place, place + 1) or self._slashed(place) or self._clock(place)
        if len(low) in (3, 4) and after in ("gmt", "utc", "bst", "est", "edt", "cet", "et", "hrs"):
            return place + 2, None
        if len(low) == 4:
            return self._slashed(place) or self._decade(place) or self._year(place)
        return None

    def _day_month(self, place: int, at: int) -> tuple[int, Stretch | None] | None:
        """ "3 March 1954", "10 to 21 November"; `at` is after the first day's number."""
        tokens, number = self.tokens, int(self.tokens.low(place))
        last = number
        if tokens.low(at) in ("to", "-", "and") and tokens.low(at + 1).isdecimal():
            if len(tokens.low(at + 1)) > 2:
                return None
            last, at = int(tokens.low(at + 1)), at + 2
            if tokens.low(at) in ("st", "nd", "rd", "th"):
                at += 1
        if tokens.low(at) == "of":
            at += 1
        which = self._month(at)
        if which is None or not 1 <= number <= 31:
            return None
        number_of_year, after = self._year_after(at + 1)
        return after, self._days(number_of_year, which, number, last)

    def _days(self, of: int | None, which: int, first: int, last: int) -> Stretch | None:
        try:
            if of is None:
                if self.as_of is None:
                    return None
                nearest = self.as_of.year
                of = nearest - (date(nearest, which, first) > self.as_of + timedelta(days=200))
            begin = p.day(date(of, which, first))
            return begin if first == last else p.span(begin, p.day(date(of, which, last)))
        except ValueError:
            return None

    def _slashed(self, place: int) -> tuple[int, Stretch | None] | None:
        """ "11/05/2025" (month first), "2020-03-11"."""
        tokens = self.tokens
        sign = tokens.low(place + 1)
        parts = [tokens.low(place + step) for step in (0, 2, 4)]
        if sign not in ("/", "-") or tokens.low(place + 3) != sign:
            return None
        if not all(part.isdecimal() for part in parts) or not tokens.glued(place + 4):
            return None
        if len(parts[0]) == 4 and len(parts[1]) <= 2 and len(parts[2]) <= 2:
            of, which, number = map(int, parts)
            return place + 5, self._days(of, which, number, number)
        if sign == "/" and len(parts[2]) in (2, 4) and max(len(parts[0]), len(parts[1])) <= 2:
            first, second, of = map(int, parts)
            of += 2000 if of < 100 else 0
            if first > 12:
                first, second = second, first
            return place + 5, self._days(of, first, second, second)
        return None

    def _dotted(self, place: int) -> tuple[int, Stretch | None] | None:
        """ "11.05.2025", day first."""
        parts = self.tokens.low(place).split(".")
        if len(parts) != 3 or [len(part) for part in parts][2] != 4 or len(parts[0]) > 2:
            return None
        if not all(part.isdecimal() for part in parts) or len(parts[1]) > 2:
            return None
        number, which, of = map(int, parts)
        return place + 1, self._days(of, which, number, number)

    def _clock(self, place: int) -> tuple[int, Stretch | None] | None:
        """ "18:40", "5 pm", "5 o'clock": times of day, which date nothing."""
        tokens = self.tokens
        at = place + 1
        if tokens.low(at) == ":" and tokens.glued(at) and tokens.glued(at + 1):
            if len(tokens.low(at + 1)) == 2 and tokens.low(at + 1).isdecimal():
                at += 2
                while tokens.low(at) == ":" and tokens.glued(at) and tokens[at + 1].kind == "n":
                    at += 2
                return at, None
            return None
        if tokens.low(at) in ("am", "pm", "o'clock"):
            return at + 1, None
        marked = tokens.low(at) in ("a", "p") and tokens.low(at + 1) == "."
        if marked and tokens.low(at + 2) == "m" and tokens.glued(at + 1):
            return at + (4 if tokens.low(at + 3) == "." else 3), None
        return None

    def _decade(self, place: int) -> tuple[int, Stretch | None] | None:
        """ "1980s", "the '80s"."""
        tokens, low = self.tokens, self.tokens.low(place)
        if tokens.low(place + 1) != "s" or not tokens.glued(place + 1) or low[-1:] != "0":
            return None
        if not low.isdecimal():
            return None
        number = int(low)
        if len(low) == 2:
            number += 2000 if number < 30 else 1900
        return (place + 2, p.decade(number)) if 1000 <= number <= 2100 else None

    def _year(self, place: int) -> tuple[int, Stretch | None] | None:
        number = self._is_year(place)
        if number is None:
            return None
        tokens, at = self.tokens, place + 1
        if tokens.low(at) in ("-", "/", "~") and tokens.glued(at) and tokens.glued(at + 1):
            second = tokens.low(at + 1)
            if second.isdecimal() and len(second) in (2, 4):
                until = int(second) if len(second) == 4 else number // 100 * 100 + int(second)
                if number < until <= number + 200:
                    return at + 2, p.span(p.year(number), p.year(until))
        return at, p.year(number)

    def _is_year(self, place: int) -> int | None:
        """The year that a token is, where it does not read as a number of things."""
        tokens, low = self.tokens, self.tokens.low(place)
        if len(low) != 4 or not low.isdecimal() or not 1500 <= int(low) <= 2100:
            return None
        before, after = tokens.low(place - 1), tokens.low(place + 1)
        if tokens.glued(place) and before in ("$", "€", "£", "¥", "₹", ".", ","):
            return None
        if after in ("%", "percent", "million", "billion", "people", "per", "times"):
            return None
        if before in TIMELY or before in MONTHS:
            return int(low)
        plural = len(after) > 3 and after.endswith("s") and not after.endswith(("ss", "'s", "us"))
        return None if plural and not tokens.capital(place + 1) else int(low)

    def _month(self, place: int) -> int | None:
        which = MONTHS.get(self.tokens.low(place))
        spelled = len(self.tokens.low(place)) > 3 and self.tokens.low(place) != "march"
        if which is None or not (spelled or self.tokens.capital(place)):
            return None
        if self.tokens.low(place) in ("may", "march", "mar", "jan", "jun", "sep", "dec"):
            before, after = self.tokens.low(place - 1), self.tokens.low(place + 1)
            dated = before in TIMELY or before in SHIFTS or before in ("on", "that", ",")
            if not (dated or before.isdecimal() or after.isdecimal()):
                return None
        return which

    def _year_after(self, place: int) -> tuple[int | None, int]:
        """The year of ", 1954", "of 1954" or "1954", and the token after it."""
        at = place + 1 if self.tokens.low(place) in (",", "of", ".", "-", "/", "in") else place
        low = self.tokens.low(at)
        if len(low) == 4 and low.isdecimal() and 1000 <= int(low) <= 2100:
            return int(low), at + 1
        if low in SHIFTS and self.tokens.low(at + 1) == "year" and self.as_of:
            return self.as_of.year + SHIFTS[low], at + 2
        return None, place
