"""Russian parts of a year: quarters, halves, and so many months from January on.

    part    = первый квартал [ 2025 года ] | III квартал | первое полугодие | вторая половина 2023
    months  = ( "за" | "первые" ) девять месяцев [ 2025 года ]

Without a year, a part is the last one begun by the day of publication, or, where the segment
speaks of what is to come, that of the same year.
"""

from claims.quantities import periods as p
from claims.quantities.russian.days import SUFFIXES, Days, Found, possible
from claims.quantities.russian.number_words import ORDINALS
from claims.quantities.russian.numerals import read_numeral
from claims.quantities.russian.words import forms

_QUARTERS = forms("квартал квартала квартале кварталу кварталом кв")
_HALVES = forms("полугодие полугодия полугодии полугодию полугодием")
_HALF = forms("половина половины половине половину половиной")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}


class Parts(Days):
    """The parts of years of one segment, with its days, months and years."""

    def _ordered(self, place: int) -> tuple[int, int] | None:
        """An ordinal from 1 to 4 in words, in digits or in Roman ones, and the token after."""
        tokens, low = self.tokens, self.tokens.low(place)
        if low in _ROMAN:
            last = place + 1
            if tokens.low(last) == "-" and tokens.low(last + 1) in SUFFIXES:
                last += 2
            return _ROMAN[low], last
        number = ORDINALS.get(low, 0)
        return (number, place + 1) if 1 <= number <= 4 else None

    def part(self, place: int) -> Found | None:
        """`третий квартал`, `первое полугодие 2024 года`, `вторая половина 2023 года`."""
        tokens = self.tokens
        found = self._ordered(place)
        if found is None:
            return None
        number, at = found
        low = tokens.low(at)
        quarter = low in _QUARTERS
        if not quarter and not (number < 3 and (low in _HALVES or low in _HALF)):
            return None
        at += 1
        if low == "кв":
            if tokens.low(at) != "." or (
                tokens[at + 1].kind == "w" and tokens.low(at + 1) in "мкм"
            ):
                return None
            at += 1
        told = self.told_year(at)
        if low in _HALF and told is None and tokens.low(at) != "года":
            return None
        if told is None and tokens.low(at) == "года":
            at += 1
        after, year = told or (at, None if self.as_of is None else possible(self.as_of.year))
        if year is None:
            return after, None
        if told is None and self.as_of is not None:
            begin = number * 3 - 2 if quarter else number * 6 - 5
            year -= begin > self.as_of.month and not self.ahead(place)
        return after, p.quarter(year, number) if quarter else p.half(year, number)

    def months(self, place: int) -> Found | None:
        """`девять месяцев 2025 года` after "за" or "первые", from January on."""
        tokens = self.tokens
        led = tokens.low(place - 1)
        if led not in ("за", "первые", "первых", "итогам", "результатам"):
            return None
        numeral = read_numeral(tokens, place)
        if numeral is None:
            return None
        number, span = numeral.value, tokens.low(numeral.last)
        if span in ("квартала", "кварталов") and number in (2, 3):
            number *= 3
        elif span not in ("месяцев", "месяца"):
            return None
        if number != number.to_integral_value() or not 2 <= number <= 11:
            return None
        at = numeral.last + 1
        told = self.told_year(at)
        if told is None and led != "первые" and number < 4:
            return None
        if told is None and tokens.low(at) in ("до", "после", "назад", "подряд", "работы", "войны"):
            return None
        year = None if self.as_of is None else possible(self.as_of.year)
        if told is None and tokens.low(at) == "года":
            at += 1
        after, year = told or (at, year)
        if year is None:
            return after, None
        if told is None and self.as_of is not None:
            year -= self.as_of.month <= number
        return after, p.span(p.month(year, 1), p.month(year, int(number)))
