"""The unit that stands before or after an English number, and the rate that follows it.

rate = unit "a" time | unit "of" noun "a" time       $9 an hour, 7 tonnes of coal a year
"""

from functools import cache

from claims.quantities import mixed
from claims.quantities.tokens import Tokens
from claims.quantities.unit_names import Unit, names
from claims.quantities.units import DURATIONS, UnknownUnit, kind_of

PER = frozenset({"a", "an", "per", "each", "every", "/"})
# Codes of ISO 4217 that are English words when they stand in capitals.
WORDLIKE = frozenset("ALL TRY TOP CUP PEN MOP GEL MAD COP SOS SIT BAM ANG LAK".split())
_MONEY_WORDS = frozenset(
    """pay paid pays repay cost costs costing worth price priced spend spent spending budget fine
    fined tax taxes wage wages salary earn earned bill debt fund funds fee fees bank invest
    investment money loan rent £ euros dollars sterling profit revenue income bond savings bailout
    grant grants compensation britain british uk""".split()
)

_HEAVY = frozenset({"feet", "foot", "per", "square"})

_REACH = 6  # words from "of" to the time
_OFTEN = {
    "annually": "a",
    "yearly": "a",
    "monthly": "mo",
    "weekly": "wk",
    "daily": "d",
    "hourly": "h",
}
_CLOSING = frozenset("and or but in by from to since until for at on under with as".split())
_STOPS = PER | frozenset(_OFTEN) | (_CLOSING - {"and", "or"}) | frozenset("than that which".split())


@cache
def _indexed(which: str) -> dict[str, list[tuple[tuple[str, ...], str, Unit]]]:
    """Names by their first token, longest first: tokens, the exact letters of a sign, unit."""
    listed = names("en")
    rows: dict[str, list[tuple[tuple[str, ...], str, Unit]]] = {}
    found = [(name, "", unit) for name, unit in listed.words.items()] if which == "after" else []
    signs = listed.signs if which == "after" else listed.before
    if which == "after":
        found += [(name, "", unit) for name, unit in mixed.units("en").items()]
    found += [(sign.lower(), sign, unit) for sign, unit in signs.items()]
    for name, sign, unit in found:
        if sign in WORDLIKE and which == "before":
            continue
        read = Tokens(name, name.replace("µ", "μ"))
        key = tuple(read.low(place) for place in range(len(read)))
        rows.setdefault(key[0], []).append((key, sign, unit))
    for row in rows.values():
        row.sort(key=lambda entry: (-len(entry[0]), not entry[1]))
    return rows


def unit_before(tokens: Tokens, place: int) -> tuple[Unit, int] | None:
    """The currency that begins at a token and stands before a number, and the token after it."""
    for key, sign, unit in _indexed("before").get(tokens.low(place), ()):
        after = place + len(key)
        # `A$5` is Australian; `A $5 million gift` is not.
        solid = len(key) == 1 or sign in ("c $", "us $", "u.s $") or tokens.glued(place + 1)
        if solid and _matches(tokens, place, key, sign):
            return unit, after
    return None


def unit_after(tokens: Tokens, place: int) -> tuple[Unit, int] | None:
    """The unit that begins at a token and stands after a number, and the token after it."""
    low = tokens.low(place)
    if low in ("pound", "pounds") and not _HEAVY & {tokens.low(place + 1), tokens.low(place + 2)}:
        return _pounds(tokens, place)
    for key, sign, unit in _indexed("after").get(low, ()):
        if not _matches(tokens, place, key, sign):
            continue
        after = place + len(key)
        # `5 m-high` is a length; `5 A.M.` is none.
        single = len(sign) == 1 and sign.isalpha() and tokens[after].kind == "s"
        if single and (sign in "AV" or tokens.low(after) not in (".", ",", "-", ")", ":", "/")):
            continue
        if low == "won" and tokens.low(after) in ("the", "a", "an", "by", "in", "their", "his"):
            continue
        if low in ("point", "points") and key == (low,) and _percentage(tokens):
            return Unit("pp"), after
        if low in ("ounce", "ounces") and {"gold", "silver", "platinum"} & tokens.words:
            return Unit("[oz_tr]"), after
        return unit, after
    return None


def rate_after(tokens: Tokens, place: int, code: str) -> tuple[str, int] | None:
    """The code with "a month", "per square foot" and the like, and the token after them."""
    if tokens.low(place) not in PER or kind_of(code) in ("share", "point", "duration"):
        return None
    found = unit_after(tokens, place + 1)
    if found and tokens.low(found[1]) in ("earlier", "ago", "before", "later", "prior"):
        return None
    if found is None or found[0].factor != 1 or found[0].code in ("%", "pp"):
        return None
    rate = f"{code}/{found[0].code}"
    try:
        return (rate, found[1]) if kind_of(rate) else None
    except UnknownUnit:
        return None


def rate_apart(tokens: Tokens, place: int, code: str) -> str:
    """The code with the time that stands behind what is measured: tonnes "of coal a year"."""
    if kind_of(code) not in ("measure", "money") or "/" in code:
        return code
    at = place + 1 if tokens.low(place) == "of" else place
    if "of" in (tokens.low(place), tokens.low(place - 2)):  # or the unit is a barrel of crude
        while at - place < _REACH and tokens[at].kind == "w" and tokens.low(at) not in _STOPS:
            at += 1
    adverb = _OFTEN.get(tokens.low(at), "")
    if adverb and (tokens[at + 1].kind != "w" or tokens.low(at + 1) in _CLOSING):
        return f"{code}/{adverb}"
    rate = rate_after(tokens, at, code)
    return rate[0] if rate and rate[0].rsplit("/", 1)[1] in DURATIONS else code


def _matches(tokens: Tokens, place: int, key: tuple[str, ...], sign: str) -> bool:
    if any(tokens.low(place + step) != part for step, part in enumerate(key)):
        return False
    if not sign:
        return True
    written = tokens.text[tokens[place].start : tokens[place + len(key) - 1].end]
    return written.replace("µ", "μ") == sign or written.replace(" ", "") == sign


def _pounds(tokens: Tokens, place: int) -> tuple[Unit, int]:
    if tokens.low(place + 1) == "sterling":
        return Unit("GBP"), place + 2
    scaled = tokens.low(place - 1) in ("million", "billion", "m", "bn", "trillion")
    money = scaled or bool(_MONEY_WORDS & tokens.words)
    return Unit("GBP" if money else "[lb_av]", inferred=True), place + 1


def _percentage(tokens: Tokens) -> bool:
    """Are the points of a segment points of a percentage, not of an index?"""
    words = tokens.words
    if words & {"dow", "nasdaq", "index", "ftse", "nikkei", "dax", "stoxx", "sensex"}:
        return False
    return bool(words & {"%", "percent", "percentage", "margin", "approval", "poll", "polls"})
