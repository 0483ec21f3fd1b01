"""Units after and before a Russian number, in any case and number, and rates.

    unit = name | sign | currency sign before the number
    rate = unit ( "в" | "за" | "на" | "с" | "/" ) unit        рублей в месяц, $62 за баррель, руб./т

A degree is one of Celsius, unless an angle is meant: weather is told oftener than geometry.
"""

from functools import cache

from claims.quantities import mixed
from claims.quantities.russian.words import plain, stem
from claims.quantities.tokens import Tokens
from claims.quantities.unit_names import Unit, names
from claims.quantities.units import DURATIONS, UnknownUnit, kind_of

_Rows = dict[str, list[tuple[tuple[str, ...], Unit]]]
_ANGLES = frozenset("широты долготы северной южной восточной западной вправо влево".split())
_PAST = frozenset({"ранее", "раньше", "назад"})
_ALONE = frozenset("год годом месяц месяцем неделю неделей день днем".split())
_WAYS = frozenset({"в", "за", "на", "с", "/"})
_EVERY = {"ежегодно": "a", "ежемесячно": "mo", "ежедневно": "d", "ежесуточно": "d",
          "еженедельно": "wk", "ежечасно": "h", "ежеминутно": "min"}  # fmt: skip


def _pieces(name: str) -> tuple[str, ...]:
    tokens = Tokens(name, name)
    return tuple(tokens.low(place) for place in range(len(tokens)))


@cache
def _tables() -> tuple[_Rows, _Rows, _Rows]:
    listed = names("ru")
    words: _Rows = {}
    for name, unit in (mixed.units("ru") | listed.words).items():
        pieces = tuple(stem(piece) for piece in _pieces(plain(name)))
        words.setdefault(pieces[0], []).append((pieces, unit))
    signs, before = _exact(listed.signs), _exact(listed.before)
    for rows in (words, signs, before):
        for row in rows.values():
            row.sort(key=lambda entry: -len(entry[0]))
    return words, signs, before


def _exact(listed: dict[str, Unit]) -> _Rows:
    rows: _Rows = {}
    for name, unit in listed.items():
        pieces = _pieces(name)
        if pieces:
            rows.setdefault(pieces[0], []).append((pieces, unit))
    return rows


def unit_after(tokens: Tokens, place: int) -> tuple[Unit, int] | None:
    """The unit whose name begins at a token, and the token after it."""
    words, signs, _ = _tables()
    written = _matched(signs, place, tokens, exact=True)
    named = _matched(words, place, tokens, exact=False)
    found = max((one for one in (written, named) if one), key=lambda one: one[1], default=None)
    if found is None:
        return None
    unit, last = found
    if tokens.low(last) in _PAST and tokens.low(place) in _ALONE:
        return None  # "5,8 тыс. годом ранее"
    if unit.code == "deg" and tokens.low(last) not in _ANGLES:
        return Unit("Cel", inferred=True), last
    return found


def _matched(rows: _Rows, place: int, tokens: Tokens, *, exact: bool) -> tuple[Unit, int] | None:
    token = tokens[place]
    if not token.kind:
        return None
    key = tokens.written(place) if exact else stem(token.low)
    for pieces, unit in rows.get(key, ()):
        if all(
            (tokens.written(place + step) if exact else stem(tokens.low(place + step))) == piece
            for step, piece in enumerate(pieces)
        ):
            last = place + len(pieces)
            # The full stop of "руб." belongs to the name only where it touches it.
            if pieces[-1] == "." and not tokens.glued(last - 1):
                continue
            if exact and token.kind == "w" and tokens.glued(last) and tokens[last].kind == "n":
                continue
            return unit, last
    return None


def unit_before(tokens: Tokens, place: int) -> tuple[Unit, int] | None:
    """The currency sign that begins at a token before a number, and the token after it."""
    found = _matched(_tables()[2], place, tokens, exact=True)
    if found is None or tokens[found[1]].kind != "n":
        return None
    return found


def rate_after(tokens: Tokens, place: int, code: str) -> tuple[str, int] | None:
    """The rate that the words from a token make of a unit: `рублей` "в месяц"."""
    if tokens.low(place) not in _WAYS:
        return None
    at = place + 1
    if tokens.low(at) == "один" or tokens.low(at) == "одну":
        at += 1
    found = unit_after(tokens, at)
    if found is None or found[0].factor != 1 or "/" in found[0].code:
        return None
    below = found[0].code
    try:
        kind, above = kind_of(below), kind_of(code)
    except UnknownUnit:
        return None
    way = tokens.low(place)
    if below in ("a", "mo") and tokens.low(at) not in _PERIODIC:
        return None
    if kind == "duration" and way in ("в", "за") and above in ("duration", "share", "point"):
        # "два часа в день" is a rate, "3% в год" is told by the period alone.
        if above != "duration":
            return None
    elif kind == "duration":
        if way not in ("в", "/") or below not in DURATIONS:
            return None
    elif (
        kind != "measure"
        or above not in ("money", "measure", "count")
        or way == "в"
        or (way == "на" and above == "count")
        or code == "1"
    ):
        return None
    return f"{code}/{below}", found[1]


_PERIODIC = frozenset("год месяц мес".split())


def rate_apart(tokens: Tokens, place: int, following: int) -> str:
    """The unit of time that a word or two after a figure name: "ежегодно", "воды в сутки"."""
    for at in range(place, min(place + 4, following)):
        low = tokens.low(at)
        if low in _EVERY:
            return _EVERY[low]
        if low == "в" and tokens.low(at + 1) in _TIMES:
            return _TIMES[tokens.low(at + 1)]
        if tokens[at].kind != "w":
            return ""
    return ""


_TIMES = {"год": "a", "месяц": "mo", "сутки": "d", "день": "d", "час": "h", "секунду": "s",
          "минуту": "min", "неделю": "wk"}  # fmt: skip
