"""Numbers that reach somebody or something: links, telephone and file numbers, streets, laws.

link   = "https" "://" … | "www" "." …                 to the next white space
phone  = three or more whole numbers with only signs between, or one that begins with 0
street = 221 Main Street
file   = 2016/679 | H.R. 3200 | S. 1234
"""

from claims.quantities.tokens import Tokens

_STREETS = frozenset("street st avenue ave road rd boulevard blvd drive lane square place".split())
_JOINTS = frozenset("-().+/")
_LONGEST = 20  # tokens


def read_address(tokens: Tokens, place: int) -> int | None:
    """The token after the address that begins at a token; None if none does."""
    token = tokens[place]
    if token.kind == "w":
        return _link(tokens, place) if token.low in ("http", "https", "www") else None
    if token.kind != "n" or not token.low.isdecimal():
        return None
    return _phone(tokens, place) or _street(tokens, place) or _file(tokens, place)


def _link(tokens: Tokens, place: int) -> int | None:
    if tokens.low(place + 1) not in (":", "."):
        return None
    at = place + 1
    while tokens.glued(at):
        at += 1
    return at


def _phone(tokens: Tokens, place: int) -> int | None:
    """`(202) 555-0134`, `0800 123 4567`; "10 20 30" has too few digits."""
    at, numbers, figures, zero = place, 0, 0, False
    while at < place + _LONGEST:
        token = tokens[at]
        if token.kind == "n" and token.low.isdecimal() and len(token.low) <= 14:
            numbers, figures = numbers + 1, figures + len(token.low)
            zero = zero or (token.low[0] == "0" and len(token.low) > 2)
        elif token.low not in _JOINTS or not token.kind:
            break
        at += 1
    while at > place and tokens[at - 1].kind != "n":
        at -= 1
    return at if (numbers > 2 and figures > 6) or (zero and not _decimal(tokens, at)) else None


def _decimal(tokens: Tokens, place: int) -> bool:
    """Does a unit follow, as in "007 dollars"?"""
    return tokens.low(place) in ("%", "percent")


def _street(tokens: Tokens, place: int) -> int | None:
    for at in range(place + 1, place + 4):
        if not tokens.capital(at):
            return None
        if tokens.low(at) in _STREETS and at > place + 1:
            return at + 1
    return None


def _file(tokens: Tokens, place: int) -> int | None:
    over, under = tokens.low(place), tokens.low(place + 2)
    slashed = tokens.low(place + 1) == "/" and tokens.glued(place + 1) and tokens.glued(place + 2)
    if slashed and under.isdecimal() and len(under) < 9:
        part = len(under) < 3 and int(over[:9]) < int(under)
        mixed = tokens[place - 1].kind == "n"
        if not (part and (mixed or tokens[place + 3].kind == "w" or tokens.low(place + 3) == "-")):
            return place + 3
    initial = tokens.low(place - 1) == "." and tokens.glued(place - 1)
    if initial and len(tokens.low(place - 2)) == 1 and tokens.capital(place - 2):
        following = tokens[place + 1]
        named = following.kind != "w" or tokens.capital(place + 1) or following.low in ("was", "is")
        return place + 1 if named or following.low in ("and", "were", "would", "passed") else None
    return None
