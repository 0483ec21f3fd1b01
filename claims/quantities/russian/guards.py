"""What is no figure in Russian, though it is written in digits.

name    = COVID-19 | Ту-154 | М-12 | 44-ФЗ | С-300 | 5G
number  = статья 105 | № 5 | пункт 3 | резолюция 1701 | рейс 123 | дом 5 | п. 3
ordinal = 5-й | 12-го | 1990-е                ranks and dates have taken theirs before
clock   = 18:00 | в 10 часов утра | score = 3:1
mark    = [1] | 1) at the start | phone numbers | addresses with @ or //
"""

from collections.abc import Iterator

from claims.quantities.russian.words import forms, stem
from claims.quantities.tokens import Tokens

_NAMED = forms(
    """стать пункт подпункт част глав параграф раздел том резолюц указ приказ постановлен закон
    рейс маршрут школ дом дома доме дому корпус квартир строен кабинет палат комнат аудитор
    канал верс таблиц рисун страниц номер групп лицей гимназ шосс трасс автобус трамва
    троллейбус участок взвод вагон поезд протокол проект билет вопрос строк графа форм
    приложен сезон сер выпуск эпизод причал пирс ворот выход этап лот артикул гост снип
    телефон тел факс индекс дел ук гк тк кодекс"""
)
_EXACT = forms("ст п пп ч гл рис стр с д кв корп тел № # n no ул")
_SUFFIXES = forms(
    """й я е ю м х го му ми ый ой ого ому ым ых ые ая ую ое ом ти мя ми ех ев их ти-"""
)
_MOST = 16  # tokens that one name or list has, to keep the work proportional
_UNITLESS = frozenset({".", ",", ")", "(", ":", "-", '"', "", "]", "/"})
_CLOCK = forms("утра вечера дня ночи пополудни")


class Guards:
    """The tokens of one segment that no figure may use."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens

    def find(self) -> Iterator[tuple[int, int]]:
        """First token and the token after, of each guarded stretch."""
        tokens = self.tokens
        for place in range(len(tokens)):
            if tokens[place].kind == "n" and not tokens.raised(place):
                found = (
                    self._named(place) or self._numbered(place) or self._ordinal(place)
                    or self._clock(place) or self._marked(place)
                )  # fmt: skip
                if found:
                    yield found

    def _named(self, place: int) -> tuple[int, int] | None:
        """Letters that touch the digits."""
        tokens = self.tokens
        before = tokens[place - 1]
        if tokens.glued(place) and before.kind == "w":
            return place - 1, place + 1
        joined = before.low in ("-", "_") and tokens.glued(place) and tokens.glued(place - 1)
        if joined and tokens[place - 2].kind == "w" and tokens.low(place - 2) not in ("топ", "top"):
            return place - 2, self._tail(place)
        if tokens.glued(place) and before.low in ("@", "#", "_", "№", "\\"):
            return place, self._tail(place)
        after = tokens[place + 1]
        if tokens.glued(place + 1) and after.kind == "w" and after.low in ("g", "d", "k", "к"):
            return (place, place + 2) if tokens.capital(place + 1) else None
        joined = after.low == "-" and tokens.glued(place + 1) and tokens.glued(place + 2)
        named = tokens[place + 2].kind == "w" and tokens.written(place + 2).isupper()
        return (place, place + 3) if joined and named else None

    def _tail(self, place: int) -> int:
        tokens, last = self.tokens, place + 1
        while (
            last < place + _MOST
            and tokens.glued(last)
            and (
                tokens[last].kind in "nw" or (tokens.low(last) in "-_/." and tokens.glued(last + 1))
            )
        ):
            last += 1
        return last

    def _numbered(self, place: int) -> tuple[int, int] | None:
        """A noun of what has numbers, or its abbreviation, before a bare number."""
        tokens, at = self.tokens, place - 1
        if tokens.low(at) == "." and tokens.low(at - 1) in _EXACT:
            return (place, self._listed(place)) if tokens.low(at - 1) != "с" else None
        low = tokens.low(at)
        if low in ("№", "#", "n"):
            return place, self._listed(place)
        if (
            low in _EXACT
            or tokens[at].kind != "w"
            or not tokens.low(place).replace(".", "").isdigit()
        ):
            return None
        if low not in _NAMED and stem(low) not in _NAMED:
            return None
        # "проект 5 миллиардов" and "группа 7 человек" count.
        return (place, self._listed(place)) if self._bare(place) else None

    def _bare(self, place: int) -> bool:
        tokens = self.tokens
        after = tokens[place + 1]
        if after.kind == "w":
            noun = tokens.low(place - 1)
            return stem(noun) in _STRICT or tokens.capital(place + 1) or len(after.low) < 3
        return after.low in _UNITLESS

    def _listed(self, place: int) -> int:
        """ "статьи 5, 6 и 7", "страницы 118-121"."""
        tokens, last = self.tokens, place + 1
        while (
            last < place + _MOST
            and tokens.low(last) in ("-", ",", "и", ".")
            and tokens[last + 1].kind == "n"
        ):
            if tokens.low(last) == "," and not tokens.low(last + 1).isdigit():
                break
            last += 2
        return last

    def _ordinal(self, place: int) -> tuple[int, int] | None:
        tokens = self.tokens
        if tokens.low(place + 1) != "-" or not tokens.glued(place + 1):
            return None
        if not tokens.glued(place + 2) or tokens.low(place + 2) not in _SUFFIXES:
            return None
        suffix = tokens.low(place + 2)
        if suffix in ("ти", "мя", "ми", "ех", "х", "их") and tokens[place + 3].kind == "w":
            return None  # "5-ти человек" is a cardinal
        return place, place + 3

    def _clock(self, place: int) -> tuple[int, int] | None:
        tokens = self.tokens
        timed = tokens.low(place + 1) == ":" and tokens[place + 2].kind == "n"
        if timed and tokens.glued(place + 1) and tokens.glued(place + 2):
            last = place + 3
            while last < place + 7 and tokens.low(last) == ":" and tokens[last + 1].kind == "n":
                last += 2
            return place, last
        at = place + 1
        if tokens.low(at) in ("час", "часа", "часов"):
            at += 1
        if tokens.low(at) in _CLOCK and tokens.low(place - 1) in ("в", "до", "к", "около", "с"):
            return place, at + 1
        if at == place + 2 and tokens.low(at) in ("по",) and tokens.low(at + 1).startswith("моск"):
            return place, at
        return None

    def _marked(self, place: int) -> tuple[int, int] | None:
        tokens = self.tokens
        before, after = tokens.low(place - 1), tokens.low(place + 1)
        if before == "[" and after in ("]", ",", "-"):
            return place, self._listed(place) + 1
        if place == 0 and after == ")" and tokens.low(place).isdigit():
            return place, place + 2
        if place == 0 and after == "." and len(tokens) > 2 and tokens.low(place).isdigit():
            return place, place + 2
        if before == "+" and tokens.glued(place) and after == "(":
            return place, self._phone(place)
        dashed = tokens.low(place + 1) == "-" and tokens.low(place + 3) == "-"
        if dashed and all(tokens[place + step].kind == "n" for step in (2, 4)):
            return place, self._phone(place)
        return None

    def _phone(self, place: int) -> int:
        tokens, last = self.tokens, place
        while last < place + _MOST and (
            tokens[last].kind == "n" or (tokens.low(last) and tokens.low(last) in "()-")
        ):
            last += 1
        return last


# Nouns whose number is a name whatever follows.
_STRICT = forms(
    "пункт част глав раздел том стать параграф подпункт резолюц указ приказ постановлен рейс верс "
    "таблиц страниц"
)
