"""Russian ranks: a place among others, and the first so many.

place = ordinal ( "место" | "позиция" | "строчка" )     на третьем месте, 43-е место
      | ordinal "по" величине                           второй по величине
      | ordinal "в" ( мире | рейтинге | списке … )
      | "на" numeral "месте"
first = "топ" [ "-" ] numeral | первая numeral | в пятёрку, в десятке лидеров
"""

from decimal import Decimal

from claims.quantities import digits
from claims.quantities.quantity import Draft
from claims.quantities.russian.number_words import ORDINALS, WORDS
from claims.quantities.russian.words import forms, stem
from claims.quantities.tokens import Tokens

_PLACES = forms("место места месту местом месте позиция позиции позицию позицией строчка строчке "
                "строчку строку строке строчкой ступень ступени")  # fmt: skip
_BY = forms("величине размеру размерам значимости важности численности объему объемам площади "
            "количеству числу популярности населению добыче запасам уровню стоимости высоте")  # fmt: skip # noqa: E501
_AMONG = forms("мире рейтинге списке стране европе россии азии африке истории таблице")
_FIVES = {"тройк": 3, "четверк": 4, "пятерк": 5, "шестерк": 6, "семерк": 7, "восьмерк": 8,
          "девятк": 9, "десятк": 10, "двадцатк": 20, "пятидесятк": 50, "сотн": 100}  # fmt: skip
_FIRST = forms("первая первой первую верхняя верхней верхнюю")
_SUFFIXES = forms("й я е ю м го му ый ой ого ому ым ая ую ое ом")


def read_rank(tokens: Tokens, place: int) -> Draft | None:
    """The rank that begins at a token; None if none does."""
    token = tokens[place]
    if token.kind == "n":
        return _numbered(tokens, place)
    if token.kind != "w":
        return None
    low = token.low
    if low in ("топ", "top", "тop"):
        return _top(tokens, place)
    if low in ORDINALS:
        number, last = ORDINALS[low], place + 1
        tens = WORDS.get(tokens.low(place - 1), 0)
        if _placed(tokens, last):
            if tens >= 20 and tens % 10 == 0 and number < 10:
                return _made(tokens, place - 1, last, tens + number)
            return _made(tokens, place, last, number)
        return None
    if WORDS.get(low, 0) >= 20 and tokens.low(place + 1) in ORDINALS:
        number = ORDINALS[tokens.low(place + 1)]
        if number < 10 and _placed(tokens, place + 2):
            return _made(tokens, place, place + 2, WORDS[low] + number)
    return _several(tokens, place)


def _placed(tokens: Tokens, at: int) -> bool:
    """Do the words after an ordinal speak of a place?"""
    low = tokens.low(at)
    if low in _PLACES:
        return tokens.low(at + 1) not in ("рождения", "работы", "жительства", "происшествия")
    if low == "по" and tokens.low(at + 1) in _BY:
        return True
    if low in ("в", "во") and tokens.low(at + 1) in _AMONG:
        return True
    if tokens.low(at).startswith("крупнейш"):
        return True
    return tokens[at].kind == "w" and tokens.low(at + 1) == "по" and tokens.low(at + 2) in _BY


def _numbered(tokens: Tokens, place: int) -> Draft | None:
    """`43-е место`, `на 5 месте`."""
    written, at = tokens.low(place), place + 1
    if not written.isdigit() or len(written) > 6:
        return None
    if tokens.low(at) == "-" and tokens.glued(at) and tokens.low(at + 1) in _SUFFIXES:
        if not tokens.glued(at + 1) or not _placed(tokens, at + 2):
            return None
        return _made(tokens, place, at + 2, int(written))
    if tokens.low(at) in ("месте", "место", "позиции", "строчке") and tokens.low(place - 1) in (
        "на", "занял", "заняла", "заняли", "занимает", "заняло", "с",
    ):  # fmt: skip
        return _made(tokens, place, at, int(written))
    return None


def _top(tokens: Tokens, place: int) -> Draft | None:
    at = place + 2 if tokens.low(place + 1) == "-" else place + 1
    written = tokens.low(at)
    if tokens[at].kind != "n" or not written.isdigit() or len(written) > 6:
        return None
    return _le(_made(tokens, place, at + 1, int(written)))


def _several(tokens: Tokens, place: int) -> Draft | None:
    """`в пятёрку крупнейших`, `первая десятка`, `тройке лидеров`."""
    number = _FIVES.get(stem(tokens.low(place)))
    if number is None:
        return None
    before, after = tokens.low(place - 1), tokens.low(place + 1)
    led = before in _FIRST
    best = after.startswith(("крупнейш", "лидер", "лучш", "сильнейш", "ведущ", "стран", "самых",
                             "богатейш", "мировых", "топ"))  # fmt: skip
    if not led and not (best and before in ("в", "во", "из")):
        return None
    return _le(_made(tokens, place, place + 1, number))


def _le(draft: Draft) -> Draft:
    draft.op = "le"
    return draft


def _made(tokens: Tokens, first: int, last: int, number: int) -> Draft:
    value = digits.settle(Decimal(number))
    return Draft(
        start=tokens[first].start,
        end=tokens[last - 1].end,
        rule="ru.rank",
        value=value,
        mantissa=value,
        unit="rank",
        first=first,
        last=last,
    )
