"""What stands around a Russian number and bends it: comparator, hedge, tone, preposition.

    before = *bender [ preposition ] *bender number      более чем на 40 %, почти до 5, лишь 3
    bender = более | не менее чем | около | почти | чуть больше | всего | превысил …
    after  = "и более" | "или выше" | "с лишним" | "+"

"до" is an upper bound and "от" a lower one only where neither is the end of a change: that is
settled in `changes`, which the preposition is handed on to in a `Stance`.
"""

from dataclasses import dataclass

from claims.quantities.quantity import Draft
from claims.quantities.russian.bounds import AFTER, BEFORE, PREPOSITIONS, STEMS, TRANSPARENT
from claims.quantities.tokens import Tokens

_Rows = dict[str, list[tuple[tuple[str, ...], str, str]]]


@dataclass(frozen=True, slots=True)
class Stance:
    """The preposition of a figure, "" for none, and the token before all that bends it."""

    preposition: str
    before: int


def _read(table: dict[str, str], *, backwards: bool) -> _Rows:
    rows: _Rows = {}
    for meaning, phrases in table.items():
        field, value = meaning.split(":")
        for phrase in " ".join(phrases.split()).split("/"):
            words = tuple(phrase.split())
            rows.setdefault(words[-1 if backwards else 0], []).append((words, field, value))
    for row in rows.values():
        row.sort(key=lambda entry: -len(entry[0]))
    return rows


_LEADING = _read(BEFORE, backwards=True)
_TRAILING = _read(AFTER, backwards=False)


def modify(tokens: Tokens, draft: Draft) -> Stance:
    """Set comparator, hedge and tone of a figure; its preposition, and where its words begin."""
    at = _bend(tokens, draft, draft.first - 1)
    preposition = ""
    if tokens.low(at) in PREPOSITIONS:
        preposition = tokens.low(at)
        at = _bend(tokens, draft, at - 1, apart=preposition)
    elif tokens.low(at) in TRANSPARENT or tokens.low(at).startswith("размер"):
        at = _bend(tokens, draft, at - 1)
    if preposition == "в" and tokens.low(at) in TRANSPARENT:
        preposition, at = "", _bend(tokens, draft, at - 1)
    draft.lead = at + 1
    _behind(tokens, draft)
    return Stance(preposition, at)


def _bend(tokens: Tokens, draft: Draft, at: int, *, apart: str = "") -> int:
    """Read the benders that end at a token; the token before them."""
    for _ in range(4):
        found = _before(tokens, at, apart)
        if found is None:
            return at
        width, field, value = found
        at -= width
        _set(draft, field, value)
    return at


def _set(draft: Draft, field: str, value: str) -> None:
    if field == "op":
        if draft.op == "eq":
            draft.op = value
    elif not getattr(draft, field):
        setattr(draft, field, value)


def _before(tokens: Tokens, at: int, apart: str) -> tuple[int, str, str] | None:
    low = tokens.low(at)
    for words, field, value in _LEADING.get(low, ()):
        start = at - len(words) + 1
        if start < 0 or any(tokens.low(start + step) != word for step, word in enumerate(words)):
            continue
        if words == ("всего",) and (start == 0 or tokens.low(start - 1) in (".", "и", "-")):
            return None  # "Всего 40 человек" is a sum
        if words in (("минимум",), ("максимум",)) and apart in ("за", "с"):
            return None  # "это минимум за шесть лет"
        if words in (("больше",), ("меньше",), ("выше",), ("ниже",)) and apart:
            return None  # "стало больше на 5%" compares
        return len(words), field, value
    for start_of, field, value in STEMS:
        if low.startswith(start_of):
            if field == "op" and apart:
                return None  # "превышает норму в 3 раза", "превысил план на 5%"
            denied = tokens.low(at - 1) == "не"
            able = tokens.low(at - 2) == "не" and tokens.low(at - 1) in _ABLE
            if field == "op" and (denied or able):
                return 2 + able, field, {"gt": "le", "lt": "ge"}.get(value, value)
            return 1, field, value
    return None


_ABLE = frozenset("может могут должен должна должно должны будет будут".split())


def _behind(tokens: Tokens, draft: Draft) -> None:
    """The words after the number, or after one noun or two: "десять лет и более"."""
    for gap in range(3):
        at = draft.last + gap
        if gap and tokens[at - 1].kind != "w":
            return
        for words, field, value in _TRAILING.get(tokens.low(at), ()):
            if any(tokens.low(at + step) != word for step, word in enumerate(words)):
                continue
            if words == ("+",) and not tokens.glued(at):
                continue
            if tokens[at + len(words)].kind == "n" or tokens.low(at + len(words)) == "чем":
                continue
            if field == "op" and draft.op in ("eq", "gt", "lt"):
                draft.op = value
            elif field != "op":
                _set(draft, field, value)
            return
