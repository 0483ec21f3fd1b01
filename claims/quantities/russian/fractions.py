"""Russian shares of a whole: fractions, "каждый пятый", "девять из десяти".

    fraction = треть | четверть | половина | [ numeral ] ordinal       две трети, одна пятая
             | 2/3
    each     = "каждый" ordinal | "каждая" ordinal
    ratio    = numeral "из" numeral        восемь из десяти: the second is a round ten, or less

What is written is kept as num and den; the value is in percent. `половина` after an ordinal is a
part of a time or of a thing ("во второй половине матча"), and no share.
"""

from decimal import Decimal

from claims.quantities import digits
from claims.quantities.quantity import Draft
from claims.quantities.russian.number_words import ORDINALS
from claims.quantities.russian.numerals import read_numeral
from claims.quantities.russian.units import unit_after
from claims.quantities.russian.words import forms
from claims.quantities.tokens import Tokens

_NAMED = dict.fromkeys(forms("треть трети третью третей третям"), 3)
_NAMED |= dict.fromkeys(forms("четверть четверти четвертью четвертей четвертям"), 4)
_HALF = forms("половина половины половине половину половиной наполовину")
_EACH = forms("каждый каждая каждое каждого каждой каждому каждым каждую каждом")
_PARTS = ("ая", "ой", "ую", "ых", "ые", "ыми", "ым", "тья", "тьей", "тью", "тьих")
_TIMES = forms(
    """день дня дню месяц месяца год года неделя неделю недели час минута минуту раз квартал
    матч этап шаг тур тайм века понедельник вторник среду четверг пятницу субботу воскресенье"""
)
_ROUND = frozenset({2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 25, 50, 100, 1000})
_GLYPHS = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5),
           "⅖": (2, 5), "⅗": (3, 5), "⅘": (4, 5), "⅙": (1, 6), "⅛": (1, 8)}  # fmt: skip


def read_fraction(tokens: Tokens, place: int) -> Draft | None:
    """The share that begins at a token; None if none does."""
    token = tokens[place]
    if token.kind == "n":
        return _slashed(tokens, place) or _ratio(tokens, place)
    if token.kind == "f" and token.low in _GLYPHS:
        return _share(tokens, place, place + 1, *_GLYPHS[token.low])
    if token.kind != "w":
        return None
    low = token.low
    if low in _HALF:
        before = tokens.low(place - 1)
        parted = before in ORDINALS or before in ("с", "лучшей", "большей", "вторая")
        return None if parted else _share(tokens, place, place + 1, 1, 2)
    if low in _NAMED:
        if tokens.low(place + 1) in ("финала", "века", "часа") or tokens.low(place - 1) in ORDINALS:
            return None
        return _share(tokens, place, place + 1, 1, _NAMED[low])
    if low in _EACH and tokens.low(place + 1) in ORDINALS:
        den = ORDINALS[tokens.low(place + 1)]
        if den == 1 or tokens.low(place + 2) in _TIMES:
            return None
        return _share(tokens, place, place + 2, 1, den)
    return _worded(tokens, place) or _ratio(tokens, place)


def _worded(tokens: Tokens, place: int) -> Draft | None:
    """`две трети`, `три четверти`, `одна пятая`, `семь десятых`."""
    numeral = read_numeral(tokens, place)
    if numeral is None or not numeral.words or numeral.scale or numeral.last > place + 2:
        return None
    num, low = numeral.value, tokens.low(numeral.last)
    if num != num.to_integral_value() or not 1 <= num <= 99:
        return None
    den = _NAMED.get(low, 0)
    if not den and low.endswith(_PARTS) and low in ORDINALS:
        den = ORDINALS[low]
        if num == 1 and tokens.low(place) not in ("одна", "одной", "одну"):
            return None
    if not den or not num < den:
        return None
    return _share(tokens, place, numeral.last + 1, int(num), den)


def _slashed(tokens: Tokens, place: int) -> Draft | None:
    num, den = tokens.low(place), tokens.low(place + 2)
    if tokens.low(place + 1) != "/" or not tokens.glued(place + 1) or not tokens.glued(place + 2):
        return None
    if not (num.isdigit() and den.isdigit() and len(num) < 3 and len(den) < 4):
        return None
    if not 0 < int(num) < int(den) or int(den) > 100 or tokens.low(place + 3) in ("/", "-"):
        return None
    return _share(tokens, place, place + 3, int(num), int(den))


def _ratio(tokens: Tokens, place: int) -> Draft | None:
    """`девять из десяти`, `1 из 5`; "14 из 89" are two counts."""
    first = read_numeral(tokens, place)
    if first is None or first.scale or tokens.low(first.last) != "из":
        return None
    second = read_numeral(tokens, first.last + 1)
    if second is None or second.scale or second.value not in _ROUND:
        return None
    num, den = first.value, second.value
    if num != num.to_integral_value() or not 0 < num < den:
        return None
    if unit_after(tokens, second.last) or tokens.low(second.last) in ORDINALS:
        return None
    return _share(tokens, place, second.last, int(num), int(den))


def _share(tokens: Tokens, first: int, last: int, num: int, den: int) -> Draft:
    value = digits.share(num, den)
    return Draft(
        start=tokens[first].start,
        end=tokens[last - 1].end,
        rule="ru.fraction",
        value=value,
        mantissa=Decimal(value),
        unit="%",
        num=num,
        den=den,
        first=first,
        last=last,
    )
