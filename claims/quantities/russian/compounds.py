"""Amounts written in two units, or in one word with their unit.

second = numeral unit                  the smaller part of "3 кг 400 г", "2 часа 4 минуты"
joined = "-" ( летний | процентный | километровый … )              of "65-летний"
word   = part ( летний | дневный | процентный … )                  пятилетний, трёхпроцентный
half   = "пол" [ "-" ] unit                                        полгода, полчаса, пол-литра
"""

from decimal import Decimal
from functools import cache

from claims.quantities import digits
from claims.quantities.russian.number_words import PARTS
from claims.quantities.russian.numerals import read_numeral
from claims.quantities.russian.units import unit_after
from claims.quantities.tokens import Tokens
from claims.quantities.unit_names import Unit

# How much of the first unit one of the second is.
_PARTS = {
    ("kg", "g"): 1000, ("t", "kg"): 1000, ("m", "cm"): 100, ("km", "m"): 1000, ("h", "min"): 60,
    ("min", "s"): 60, ("cm", "mm"): 10, ("d", "h"): 24, ("a", "mo"): 12, ("RUB", "RUB"): 1,
    ("USD", "USD"): 1,
}  # fmt: skip
_JOINED = {
    "летн": "a", "летие": "a", "летия": "a", "летию": "a", "летием": "a", "годичн": "a",
    "месячн": "mo", "недельн": "wk", "дневн": "d", "суточн": "d", "часов": "h", "минутн": "min",
    "секундн": "s", "процентн": "%", "километров": "km", "метров": "m", "сантиметров": "cm",
    "миллиметров": "mm", "градусн": "Cel", "тонн": "t", "килограммов": "kg", "граммов": "g",
    "литров": "L", "мегаваттн": "MW", "киловаттн": "kW", "гигаваттн": "GW", "рублев": "RUB",
    "долларов": "USD", "гектарн": "har", "вольтов": "V", "вольтн": "V", "дюймов": "[in_i]",
    "мильн": "[mi_i]",
}  # fmt: skip
_ENDINGS = frozenset(
    "ый ий ой ого его ому ему ым им ом ем ая яя ую юю ое ее ые ие ых их ыми ими ю е и".split()
) | {""}
_HALVES = {"полгода": ("0.5", "a"), "полугода": ("0.5", "a"), "полвека": ("50", "a"),
           "полчаса": ("0.5", "h"), "получаса": ("0.5", "h"), "полминуты": ("0.5", "min"),
           "полкилометра": ("0.5", "km"), "полметра": ("0.5", "m"), "полкило": ("0.5", "kg"),
           "полкилограмма": ("0.5", "kg"), "полтонны": ("0.5", "t"),
           "полутонны": ("0.5", "t"), "поллитра": ("0.5", "L"),
           "полпроцента": ("0.5", "%"), "полградуса": ("0.5", "Cel"), "полмесяца": ("0.5", "mo"),
           "полдня": ("0.5", "d"), "полтонн": ("0.5", "t")}  # fmt: skip


def compound_after(tokens: Tokens, place: int, code: str) -> tuple[Decimal, int] | None:
    """What the smaller unit after an amount adds to it, and the token after."""
    at = place + 1 if tokens.low(place) == "и" else place
    if tokens[at].kind not in ("n", "w"):
        return None
    small = read_numeral(tokens, at)
    if small is None or small.scale or small.value <= 0:
        return None
    found = unit_after(tokens, small.last)
    if found is None:
        return None
    unit, last = found
    parts = _PARTS.get((code, unit.code))
    if parts is None or (unit.code == code and unit.factor == 1):
        return None
    more = digits.product(small.value, unit.factor) / parts
    if more >= 1:
        return None
    return round(more, 12).normalize(), last


def joined_unit(tokens: Tokens, place: int) -> tuple[Unit, int] | None:
    """The unit in the adjective that a hyphen joins to a number: 65-"летний", 5-"й" is none."""
    unit = _adjective(tokens.low(place))
    return (unit, place + 1) if unit else None


def _adjective(word: str) -> Unit | None:
    code = _JOINED.get(word)
    for size in range(max(len(word) - 3, 3), len(word) + 1):
        if code is None and word[size:] in _ENDINGS:
            code = _JOINED.get(word[:size])
    if code is None:
        return None
    return Unit(code, inferred=code in ("USD", "Cel"))


@cache
def _starts() -> tuple[str, ...]:
    return tuple(sorted(PARTS, key=len, reverse=True))


def one_word(tokens: Tokens, place: int) -> tuple[Decimal, Unit] | None:
    """The number and the unit of one word: `пятилетний`, `полгода`."""
    token = tokens[place]
    if token.kind != "w" or len(token.low) < 5 or len(token.low) > 40:
        return None
    low = token.low
    half = _HALVES.get(low)
    if half:
        return Decimal(half[0]), Unit(half[1])
    if not any(mark in low for mark in _MARKS):
        return None
    for start in _starts():
        if not low.startswith(start):
            continue
        rest = low[len(start) :]
        second = next((PARTS[part] for part in _starts() if rest.startswith(part)), None)
        unit = _adjective(rest)
        if unit is None and second is not None and second < PARTS[start]:
            part = next(one for one in _starts() if rest.startswith(one))
            unit = _adjective(rest[len(part) :])  # "двадцатипятилетний"
            if unit:
                return PARTS[start] + second, unit
        if unit is None or unit.code == "Cel":
            return None
        return PARTS[start], unit
    return None


_MARKS = ("летн", "месячн", "недельн", "дневн", "суточн", "часов",
          "минутн", "процентн", "метров", "тонн", "литров", "ваттн", "рублев", "долларов")  # fmt: skip # noqa: E501
