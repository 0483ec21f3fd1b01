"""Russian multiples, and numbers that are only an order of magnitude.

    multiple = "в" numeral "раз" | вдвое | втрое | вчетверо | удвоиться | утроить | двукратный
             | numeral "-кратный" | "на порядок"
    vague    = десятки | сотни | тысячи | десятки тысяч | сотни миллионов [ unit ]

A multiple is always new to old: what fell "в два раза" is 0.5 of what it was; `changes` turns it
where something falls. "два раза" without "в" counts occasions.
"""

from decimal import Decimal

from claims.quantities import digits
from claims.quantities.quantity import Draft
from claims.quantities.russian.number_words import PARTS, POWERS
from claims.quantities.russian.numerals import read_numeral
from claims.quantities.russian.units import unit_after
from claims.quantities.russian.words import forms
from claims.quantities.tokens import Tokens

_FOLDS = {"вдвое": 2, "втрое": 3, "вчетверо": 4, "впятеро": 5, "вшестеро": 6, "всемеро": 7,
          "ввосьмеро": 8, "вдевятеро": 9, "вдесятеро": 10}  # fmt: skip
_VERBS = {"удво": 2, "удваива": 2, "утро": 3, "утраива": 3, "учетвер": 4, "упятер": 5,
          "удесятер": 10}  # fmt: skip
_VERB_ENDINGS = """ил ила ило или ился илась илось ились ит ят ится ятся ить иться ив ившись
    ение ения ению
    ением ает ают ается аются ать аться енный енная енные енного""".split()
_TIMES = forms("раз раза разов")
_VAGUE = dict.fromkeys(forms("десятки десяткам десятками десятках десятков"), 1)
_VAGUE |= dict.fromkeys(forms("сотни сотням сотнями сотнях сотен"), 2)
_VAGUE |= dict.fromkeys(forms("тысячи тысячам тысячами тысячах тысяч"), 3)
_VAGUE |= dict.fromkeys(forms("миллионы миллионам миллионами миллионах миллионов"), 6)
_VAGUE |= dict.fromkeys(forms("миллиарды миллиардам миллиардами миллиардах миллиардов"), 9)
_VAGUE |= dict.fromkeys(forms("триллионы триллионам триллионами триллионов"), 12)
_NEXT = {1: 2, 2: 3}  # tens end where hundreds begin


def read_multiple(tokens: Tokens, place: int) -> Draft | None:
    """The multiple that begins at a token; None if none does."""
    token = tokens[place]
    if token.kind == "w":
        if token.low in _FOLDS:
            return _made(tokens, place, place + 1, Decimal(_FOLDS[token.low]))
        word = _verb(token.low) or _adjective(token.low)
        if word:
            made = _made(tokens, place, place + 1, Decimal(word))
            made.moves = _verb(token.low) is not None
            return made
    elif token.kind != "n":
        return None
    return _times(tokens, place)


def _verb(low: str) -> int | None:
    for start, number in _VERBS.items():
        if low.startswith(start) and low[len(start) :] in _VERB_ENDINGS:
            return number
    return None


def _adjective(low: str) -> Decimal | None:
    if "кратн" not in low:
        return None
    part, _, rest = low.partition("кратн")
    number = PARTS.get(part) or {"дву": Decimal(2)}.get(part)
    return number if number and len(rest) <= 3 else None


def _times(tokens: Tokens, place: int) -> Draft | None:
    """`2,5 раза` after "в", `2-3 раза`, `пятикратный`, `5-кратный`."""
    left = read_numeral(tokens, place)
    if left is None:
        return None
    at = left.last
    if tokens.low(at) == "-" and tokens.glued(at) and tokens.low(at + 1).startswith("кратн"):
        return _made(tokens, place, at + 2, left.value)
    if tokens.low(at) in _TIMES:
        return _made(tokens, place, at + 1, left.value) if _compares(tokens, place) else None
    if tokens.low(at) not in ("-", "или"):
        return None
    right = read_numeral(tokens, at + 1)
    if right is None or tokens.low(right.last) not in _TIMES or not _compares(tokens, place):
        return None
    if not left.value < right.value:
        return None
    made = _made(tokens, place, right.last + 1, left.value)
    made.lower, made.upper, made.op = left.value, right.value, "range"
    made.value = made.mantissa = None
    return made


def _compares(tokens: Tokens, place: int) -> bool:
    """Does "в" stand before the number, or before the modifiers of the number?"""
    return any(tokens.low(at) in ("в", "во") for at in range(max(0, place - 4), place))


def _made(tokens: Tokens, first: int, last: int, value: Decimal) -> Draft:
    return Draft(
        start=tokens[first].start,
        end=tokens[last - 1].end,
        rule="ru.multiple",
        value=value,
        mantissa=value,
        unit="x",
        first=first,
        last=last,
    )


def read_vague(tokens: Tokens, place: int) -> Draft | None:
    """`десятки тысяч рублей`: from one power to the next that has a name."""
    low = tokens.low(place)
    power = _VAGUE.get(low)
    if power is None or tokens[place - 1].kind == "n" or tokens.low(place - 1) in ("и", "из"):
        return None
    if low in ("десятков", "сотен", "тысяч", "миллионов", "миллиардов", "триллионов") and (
        tokens.low(place - 1) not in _LEADING
    ):
        return None
    top = _NEXT.get(power, power)
    last, added = place + 1, 0
    if tokens.low(last) in POWERS and power < 3:
        added, last = POWERS[tokens.low(last)], last + 1
        if power == 2:
            top = 3
    elif power == 3:
        if tokens.low(last) in ("тысяч",):
            last += 1
        top = 4
    elif power > 3:
        top = power + 1
    if tokens[last].kind == "n" or (power > 2 and not added and _singular(tokens, place)):
        return None
    made = _made(tokens, place, last, Decimal(1))
    made.value = made.mantissa = None
    made.lower = digits.scaled(Decimal(1), power + added)
    made.upper = digits.scaled(Decimal(1), top + added)
    made.op, made.hedge, made.unit, made.rule = "range", "about", "1", "ru.vague"
    found = unit_after(tokens, last)
    if found and found[0].factor == 1:
        made.unit, made.unit_inferred = found[0].code, found[0].inferred
        made.last, made.end = found[1], tokens[found[1] - 1].end
    return made


_LEADING = forms("несколько нескольких нескольким сколько много до от около")


def _singular(tokens: Tokens, place: int) -> bool:
    """ "тысячи" is also the genitive of one, as in "около тысячи": that is a number."""
    return tokens.low(place - 1) in ("около", "порядка", "до", "более", "менее", "свыше", "от")
