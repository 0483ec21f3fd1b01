"""Scales and units of one script behind a number in a sentence of another: 700 billion 卢布.

Each grammar knows its own words; here are those that it may meet from the others. Only after
digits: a number in words is of the script of its sentence.
"""

import re
from functools import cache

from claims.quantities.unit_names import Unit, names

_ENDINGS = ("", "а", "у", "ом", "е", "ы", "ов", "ам", "ами", "ах")
LATIN = {
    "thousand": 3, "million": 6, "millions": 6, "mln": 6, "mn": 6, "billion": 9, "billions": 9,
    "bn": 9, "bln": 9, "trillion": 12, "trillions": 12, "trn": 12, "tn": 12,
}  # fmt: skip
HAN = {"千": 3, "万": 4, "百万": 6, "千万": 7, "亿": 8, "十亿": 9, "兆": 12, "万亿": 12}
CYRILLIC = {"тыс": 3, "тысяча": 3, "тысячи": 3, "тысяч": 3, "млн": 6, "млрд": 9, "трлн": 12} | {
    name + ending: power
    for name, power in (("миллион", 6), ("миллиард", 9), ("триллион", 12))
    for ending in _ENDINGS
}
SCALES = LATIN | HAN | CYRILLIC
_SHORTEST = 3  # letters of a unit's name in another alphabet
_LOOSE = frozenset({"a", "{point}"})  # 2020 year is a date, 5 points of sale are places
_WORD = re.compile(r"[^\W\d_\u3400-\u9fff]+")
_WORDS = re.compile(r"[^\W\d_\u3400-\u9fff]+(?: [^\W\d_\u3400-\u9fff]+){0,2}")


@cache
def units(language: str) -> dict[str, Unit]:
    """The names of units that are not of `language`, in small letters."""
    found: dict[str, Unit] = {}
    for other in ("en", "zh", "ru"):
        if other != language:
            for name, unit in names(other).words.items():
                known = other == "zh" or len(name) >= _SHORTEST
                if known and unit.code not in _LOOSE:
                    found.setdefault(name, unit)
    return found


def scale_at(folded: str, place: int) -> tuple[int, int] | None:
    """The power of ten of the alphabetic scale word at a character, and where it ends."""
    match = _WORD.match(folded, place)
    power = SCALES.get(match[0]) if match else None
    if match is None or power is None:
        return None
    dotted = match[0] == "тыс" and folded[match.end() : match.end() + 1] == "."
    return power, match.end() + dotted


def unit_at(text: str, place: int, language: str) -> tuple[Unit, int] | None:
    """The unit with an alphabetic name at a character, longest first, and where it ends."""
    match = _WORDS.match(text, place)
    written = match[0].lower() if match else ""
    while written:
        unit = units(language).get(written)
        if unit:
            return unit, place + len(written)
        written = written.rpartition(" ")[0]
    return None


def measures(folded: str, place: int) -> bool:
    """Does a scale word or a unit of an alphabet begin at a character?"""
    return bool(scale_at(folded, place) or unit_at(folded, place, "zh"))
