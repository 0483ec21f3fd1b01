"""English dates: what names a time, with the publication date as the reference.

    day      = 3 March 1954 | March 3, 1954 | 3rd of March | 2020-03-11 | 11/05/2025
    month    = March 1954 | in October | last month
    year     = 2024 | a 2019 study | fiscal 2024 | FY24 | 2023-24 | last year
    part     = third quarter of 2025 | Q3 | first half of 2021 | first six months of 2021
    stretch  = between 2018 and 2023 | from 2014 to 2018 | the 1980s

A four-digit number is a year from 1500 to 2100 where a word of time stands before it, or where no
plural noun follows. A month without a year is the last one begun by the publication date; the next
one after "by", "until" and "will". Everything found here is no figure, dated or not.
"""

from collections.abc import Iterator

from claims.quantities import periods as p
from claims.quantities.english.spells import Spells
from claims.quantities.periods import Stretch

_RELS = {
    "by": "by", "before": "by", "until": "until", "till": "until", "through": "until",
    "since": "since", "in": "in", "during": "in",
}  # fmt: skip
# What follows these is compared with, and dates nothing.
_COMPARED = frozenset({"than", "with", "versus", "vs"})
_BETWEEN = frozenset("the early late mid - end of fiscal year".split())
# When something was said or began is not when the figures hold.
_TOLD = frozenset(
    """said says told announced reported published founded established built born created launched
    introduced wrote tweeted posted signed unveiled""".split()
)


class Dates(Spells):
    """The dates of one segment."""

    def find(self) -> Iterator[tuple[int, int, Stretch | None, str]]:
        """First token, the token after, the stretch and how it is meant, in reading order."""
        place = 0
        while place < len(self.tokens):
            found = self._at(place)
            if found is None:
                place += 1
                continue
            after, stretch = found
            joined = self._joined(place, after, stretch)
            if joined:
                after, stretch = joined
            self.named = stretch or self.named
            yield (place, after, *self._meant(place, stretch, joined is not None))
            place = after

    def _at(self, place: int) -> tuple[int, Stretch | None] | None:
        token = self.tokens[place]
        if token.kind == "n":
            return self._numbered(place) or self._until_month(place) or self._numeric(place)
        if token.kind == "w":
            return self._worded(place)
        if token.low == "'" and self.tokens.low(place + 2) == "s" and self.tokens.glued(place + 1):
            return self._decade(place + 1)
        return None

    def _numbered(self, place: int) -> tuple[int, Stretch | None] | None:
        """ "1st quarter of 2013"."""
        which, unit = self.tokens.low(place), self.tokens.low(place + 2)
        limit = {"quarter": "4", "half": "2"}.get(unit, "")
        if self.tokens.low(place + 1) not in ("st", "nd", "rd", "th"):
            return None
        return self._of_part(int(which), unit, place + 3) if "1" <= which <= limit else None

    def _joined(
        self, place: int, after: int, stretch: Stretch | None
    ) -> tuple[int, Stretch | None] | None:
        """ "between 2018 and 2023", "from May 2014 to June 2018"."""
        tokens = self.tokens
        opened, joint = tokens.low(place - 1), tokens.low(after)
        if (opened, joint) not in (
            ("between", "and"), ("from", "to"), ("from", "through"), ("from", "until"),
            ("from", "till"), ("in", "through"), ("between", "through"),
        ):  # fmt: skip
            return None
        second = self._at(after + 1)
        if second is None or second[1] is None or stretch is None:
            return None
        return second[0], p.span(stretch, second[1])

    def _meant(
        self, place: int, stretch: Stretch | None, joined: bool
    ) -> tuple[Stretch | None, str]:
        tokens, at = self.tokens, place - 1
        while tokens.low(at) in _BETWEEN and not (
            tokens.low(at) == "of" and tokens.low(at - 1) == "as"
        ):
            at -= 1
        before, further = tokens.low(at), tokens.low(at - 1)
        if (further, before) == ("as", "of") or (further, before) == ("as", "at"):
            return stretch, "as_of"
        if stretch is not None and before == "since":
            return p.since(stretch), "since"
        if before in ("in", "on", "during", "for", "at"):
            compared = further in _COMPARED or further in _TOLD or further == "as"
        else:
            compared = before in _COMPARED or before == "as" or before in _TOLD or before == "from"
        if joined or (stretch and "/" in stretch.edtf):
            return stretch, "in"  # "from 2014 to 2018" compares with nothing
        return stretch, "than" if compared else _RELS.get(before, "in")
