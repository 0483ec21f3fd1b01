"""Changes in Russian: which figure is the size of a change, its start, its end, and which way.

    delta = movement … "на" figure | "на" figure movement | movement … "в" N "раз"
          | noun ( "в" | "составил" | "-" ) figure | figure noun
          | "на" figure ( больше | меньше | выше … ) "чем" time
    to    = movement … "до" figure
    from  = movement … "с" figure

The movement is the nearest one before in the clause. "с A до B" without one moves as the numbers
do. A comparison with something else than a time is no change: "на 5 % дороже, чем в Европе".
What is left of "до" and "от" are bounds: `до 80 %`, `стоит от 500 рублей`.
"""

from claims.quantities.quantity import Draft
from claims.quantities.russian.basis import basis, timed
from claims.quantities.russian.comparisons import COMPARED, compared
from claims.quantities.russian.lexicon import BREAKS
from claims.quantities.russian.modifiers import Stance
from claims.quantities.russian.movement import CARRIERS, movement, noun
from claims.quantities.russian.pairs import pair, put, share_units, turn
from claims.quantities.russian.words import forms, verbal
from claims.quantities.tokens import Tokens
from claims.quantities.units import DURATIONS

_NOT_FROM = forms("сравнению соответствии связи вместе наряду одновременно согласно вплоть начиная")
_FREE = forms(
    """стоит стоят стоила стоил стоимостью цена ценой цены возраст возрасте возрастом штраф штрафа
    срок сроком размером размер зарплата доход доходом весом площадью мощностью длиной сумма суммой
    обойдется обойдутся платят получают предлагают требуется нужно - : ( , составляет составит
    варьируется колеблется стоить дети лиц лица людей граждан"""
)
_LEVEL = ("состав", "достиг", "оцен", "прогнозир", "ожида", "равн", "был", "будет", "планир")
# "довели выпуск до 5 тысяч" tells where it is, not a bound.
_REACHING = ("довес", "довед", "довел", "доводи", "дойд", "дошл", "дошел", "доход", "добра",
             "дотян", "дорос", "дотяг", "дожил", "дожив", "донес")  # fmt: skip
_SHARES = frozenset({"%", "pp", "bp", "{point}"})
_STATED = forms("уровне размере темпом темпами")


def change(tokens: Tokens, drafts: list[Draft], stances: list[Stance]) -> None:
    """Set role, direction and basis of each figure that tells of a change."""
    for place, (draft, stance) in enumerate(zip(drafts, stances, strict=True)):
        previous = drafts[place - 1] if place else None
        if draft.moves:
            down = any(tokens.low(at).startswith("уполов") for at in range(draft.first, draft.last))
            put(draft, "delta", "down" if down else "up")
        elif draft.unit != "rank" or draft.op != "le":
            _read(tokens, draft, stance, previous)
        if draft.role == "level":
            _bound(tokens, draft, stance, place, drafts)
    pair(drafts, stances)
    share_units(tokens, drafts, stances)
    for draft in drafts:
        if draft.role == "delta":
            draft.basis = basis(tokens, draft.last)
            turn(draft)


def _read(tokens: Tokens, draft: Draft, stance: Stance, previous: Draft | None) -> None:
    before, at = stance.preposition, stance.before
    after = _noun_after(tokens, draft)
    if previous is not None and before == "" and _apposed(tokens, draft, stance, previous):
        put(draft, "delta", previous.direction)
    elif after:
        put(draft, "delta", after)
    elif before == "на":
        _by(tokens, draft, at, previous)
    elif before == "до":
        # "теряет до 30 % тепла" is a bound.
        way = _moved(tokens, at, carried=False)
        if way:
            put(draft, "to", way)
    elif before in ("с", "со", "от"):
        way = _moved(tokens, at) if tokens.low(at) not in _NOT_FROM else ""
        if way and (before != "от" or tokens.low(draft.last) == "до"):
            put(draft, "from", way)
    elif draft.unit == "x":
        _multiplied(tokens, draft, stance)
    elif before in ("", "в"):
        way = _stated(tokens, at, before) or _directly(tokens, draft, at, before)
        if way:
            put(draft, "delta", way)


def _apposed(tokens: Tokens, draft: Draft, stance: Stance, previous: Draft) -> bool:
    """ "потерял 40 пунктов, или 2 %": the same change once more."""
    near = stance.before - previous.last <= 1 and previous.role == "delta"
    return near and tokens.low(stance.before) in ("или", "(") and draft.unit != "x"


def _by(tokens: Tokens, draft: Draft, at: int, previous: Draft | None) -> None:
    """`на` and a figure: how much, where something moves or is compared with a time."""
    way = compared(tokens, draft.last)
    if way:
        if timed(tokens, draft.last):
            put(draft, "delta", way)
        return
    if any(tokens.low(draft.last + step) in COMPARED for step in range(2)):
        return
    if draft.unit == "rank":
        return
    way = _moved(tokens, at) or _moving(tokens, draft.last)
    if not way and previous is not None and previous.role == "delta":
        near = tokens.low(at) in ("и", ",", "а", "(", "или")
        way = previous.direction if near else ""
    if way:
        put(draft, "delta", way)


def _moved(tokens: Tokens, place: int, reach: int = 30, *, carried: bool = True) -> str:
    """The direction of the nearest movement before a token, in its clause."""
    told = False
    for at in range(place, max(-1, place - reach), -1):
        low = tokens.low(at)
        if low in BREAKS or (low == "," and told):
            return ""
        way = movement(low)
        if way and not _attribute(tokens, at):
            return way if carried or not low.startswith(CARRIERS) else ""
        told = told or verbal(low)
    return ""


def _attribute(tokens: Tokens, at: int) -> bool:
    """ "на растущий рынок": a participle in agreement moves nothing."""
    return tokens.low(at).startswith(("растущ", "растущ", "падающ"))


def _moving(tokens: Tokens, place: int) -> str:
    """ "на 5,7% увеличился", "на 12 пунктов вниз"."""
    for at in range(place, place + 4):
        low = tokens.low(at)
        if low in BREAKS or tokens[at].kind not in ("w", "s") or low in (",", ".", "-", "и", "на"):
            return ""
        way = {"вверх": "up", "вниз": "down"}.get(low) or movement(low)
        if way:
            return way
    return ""


def _multiplied(tokens: Tokens, draft: Draft, stance: Stance) -> None:
    """`вырос вдвое`, `сократился в полтора раза`, `в 3 раза увеличил`; "вдвое больше" compares."""
    if compared(tokens, draft.last) or tokens.low(draft.last) in COMPARED:
        return
    way = _moved(tokens, stance.before, reach=24) or _moving(tokens, draft.last)
    if not way:
        way = _noun_after(tokens, draft)
    if way:
        put(draft, "delta", way)


def _stated(tokens: Tokens, place: int, before: str) -> str:
    """ "рост ВВП составил 4,3 %", "падение в 5 %", "прирост - 3 млн"."""
    at = place
    low = tokens.low(at)
    if before == "в":
        way = noun(low) if low not in _STATED else ""
        for back in range(at, max(-1, at - 5), -1):
            way = way or noun(tokens.low(back))
            if tokens[back].kind != "w":
                break
        return way
    if low in _STATED:
        at -= 1
    if noun(low):
        return noun(low)
    if low not in ("-", ":") and not low.startswith(_LEVEL):
        return ""
    for back in range(at - 1, max(-1, at - 9), -1):
        low = tokens.low(back)
        if tokens[back].kind != "w" or low in BREAKS:
            return ""
        if noun(low):
            # "прогноз роста", "на фоне роста", "рост цен" itself
            return noun(low) if tokens.low(back - 1) not in ("фоне", "из-за", "за", "счет") else ""
    return ""


def _directly(tokens: Tokens, draft: Draft, at: int, before: str) -> str:
    """ "прибавил 3 %", "потеряли 2,5 пункта"."""
    if before or draft.unit in DURATIONS or draft.unit == "rank":
        return ""
    for back in range(at, max(-1, at - 3), -1):
        low = tokens.low(back)
        if tokens[back].kind != "w":
            return ""
        way = movement(low)
        if way:
            timely = draft.unit in _SHARES or timed(tokens, draft.last)
            added = low.startswith("прибав") and draft.unit != "1"
            return way if (timely or added) and (low.startswith(CARRIERS) or noun(low)) else ""
    return ""


def _noun_after(tokens: Tokens, draft: Draft) -> str:
    """ "5-процентное снижение", "трёхкратный рост", "3%-ный рост"."""
    at = draft.last
    if tokens.low(at) == "-" and tokens.glued(at):
        at += 2
    adjective = tokens.low(at - 1).endswith(
        ("ый", "ий", "ое", "ой", "ая", "ую", "ого", "ому", "ым")
    )
    return noun(tokens.low(at)) if adjective and tokens[at].kind == "w" else ""


def _bound(tokens: Tokens, draft: Draft, stance: Stance, place: int, drafts: list[Draft]) -> None:
    """`до` and `от` where nothing changes: an upper and a lower bound."""
    if draft.op != "eq" or draft.unit in ("rank", "x"):
        return
    if stance.preposition == "до":
        if any(tokens.low(stance.before - step).startswith(_REACHING) for step in range(4)):
            return
        paired = place and tokens.low(drafts[place - 1].first - 1) in ("с", "со", "от")
        if not paired or drafts[place - 1].last != stance.before + 1:
            draft.op = "le"
    elif stance.preposition == "от":
        low = tokens.low(stance.before)
        if tokens.low(draft.last) != "до" and (low in _FREE or not low):
            draft.op = "ge"
