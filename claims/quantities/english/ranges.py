"""English ranges and votes: two amounts that are one figure, or two counts.

    range = amount ( "to" | "-" ) amount | "between" amount "and" amount
    vote  = 60-40 | seven to five                      two counts, where votes are spoken of

The unit, the scale and the currency of a range may stand at one end only: `$2-3 million`,
`3 to 4 percent`. "from A to B" is two figures where something moves, a range elsewhere; the start
has the unit and the scale of the end where it has none: `from 7 to 9 billion euros`. A score ("won
3-1") is neither.
"""

from dataclasses import replace

from claims.quantities import digits
from claims.quantities.english.amounts import NONE, Amount, draft, draft_over, read_amount
from claims.quantities.english.movement import TURNS, movement
from claims.quantities.opening import APART
from claims.quantities.quantity import Draft
from claims.quantities.tokens import Tokens

_VOTING = frozenset(
    """vote votes voted voting split ruled ruling senate house panel majority motion ballot
    parliament lawmakers congress council court jury""".split()
)
_ABOUT = frozenset("about around nearly almost roughly".split())
_TIMED, _TIME = frozenset("in at during last a on".split()), 6
_RANGING = frozenset("anywhere ranging ranges ranged range vary varies".split())


def read_range(tokens: Tokens, left: Amount) -> tuple[list[Draft], int] | None:
    """A range or a vote whose first end is `left`, and the token after it."""
    joint = tokens.low(left.last)
    hyphen = joint == "-" and tokens.glued(left.last + 1) == tokens.glued(left.last)
    between = joint == "and" and tokens.low(left.first - 1) == "between"
    if not (hyphen or between or joint == "to" or joint == "or"):
        return None
    at = left.last + 1
    if not hyphen and tokens.low(at) in _ABOUT:
        at += 1
    right = read_amount(tokens, at)
    if right is None or (right.negative and hyphen):
        return None
    if _is_vote(tokens, left, right, joint):
        return _vote(tokens, left, right)
    if hyphen and left.numeral.words != right.numeral.words:
        return [], right.last  # `7-Eleven`
    if hyphen and _is_score(tokens, left, right):
        return [], right.last
    low, high = _matched(left, right)
    if low is None or high is None or not low.value < high.value:
        return None
    if joint == "or" and high.numeral.value != low.numeral.value + 1:
        return None
    if joint == "to" and _moves(tokens, left, right):
        return None
    made = draft_over(tokens, replace(high, first=left.first), left.first, right.last)
    if made is None:
        return None
    made.value = made.mantissa = None
    made.lower, made.upper, made.op = low.value, high.value, "range"
    made.scale, made.rule = 0, "en.range"
    return [made], right.last


def _matched(left: Amount, right: Amount) -> tuple[Amount | None, Amount | None]:
    """Both ends with the unit and the scale that only one of them has."""
    if left.unit is NONE and right.unit is not NONE:
        left = replace(left, unit=right.unit)
    elif right.unit is NONE and left.unit is not NONE:
        right = replace(right, unit=left.unit)
    elif left.unit.code != right.unit.code:
        return None, None
    scale = right.numeral.scale
    if left.numeral.scale == 0 and scale and left.numeral.value < right.numeral.mantissa:
        left = replace(
            left, numeral=replace(left.numeral, value=digits.scaled(left.numeral.value, scale))
        )
    return left, right


def opened(tokens: Tokens, left: Amount) -> Amount:
    """The start of a change, with the unit and the scale that only its end has."""
    if tokens.low(left.first - 1) != "from":
        return left
    at = _turn(tokens, left.last) + 1
    while at and tokens.low(at) in _ABOUT:
        at += 1
    right = read_amount(tokens, at) if at else None
    if right is None:
        return left
    scale = right.numeral.scale
    if left.unit is NONE and right.unit is not NONE:
        left = replace(left, unit=right.unit)
    alike = left.unit.code == right.unit.code and not left.numeral.scale
    # From 200 to 1.5 million: so far apart, the first is no million.
    if alike and scale and left.numeral.value < APART * right.numeral.mantissa:
        value = digits.scaled(left.numeral.value, scale)
        left = replace(left, numeral=replace(left.numeral, value=value, scale=scale))
    return left


def _turn(tokens: Tokens, place: int) -> int:
    """Where the "to" stands that follows at once, or after a time: 85 in 2022 to 91; else -1."""
    for at in range(place, place + (_TIME if tokens.low(place) in _TIMED else 1)):
        if tokens.low(at) == "to":
            return at
        if tokens[at].kind not in ("w", "n") or (tokens[at].kind == "n" and not _dates(tokens, at)):
            return -1
    return -1


def _dates(tokens: Tokens, place: int) -> bool:
    low = tokens.low(place)
    return low.isdecimal() and (len(low) <= 2 or (len(low) == 4 and low[:2] in ("18", "19", "20")))


def _moves(tokens: Tokens, left: Amount, right: Amount) -> bool:
    """Are the two ends of a change meant? "rose $5 to $80" is one, "rose 2 to 3 percent" is a
    range, as is "from 10 to 20 dollars" where nothing moves."""
    before = tokens.low(left.first - 1)
    near = range(max(0, left.first - 12), left.first)
    if before == "from":
        if tokens.low(left.first - 2) in (
            "anywhere",
            "ranging",
            "ranges",
            "ranged",
            "range",
            "vary",
        ):
            return False
        return any(movement(tokens, at) or tokens.low(at) in TURNS for at in near)
    moved = any(movement(tokens, at) for at in range(max(0, left.first - 3), left.first))
    # "shrank by 90 to 1,700" leads from the change to where it ended.
    if before == "by" and left.unit.code in ("%", "pp", "bp"):
        return False
    return moved and (left.unit is not NONE or right.value > 4 * left.value)


def _is_vote(tokens: Tokens, left: Amount, right: Amount, joint: str) -> bool:
    if joint not in ("-", "to") or left.unit is not NONE or right.unit is not NONE:
        return False
    if left.numeral.scale or right.numeral.scale or tokens.low(left.first - 1) == "from":
        return False
    return bool(_VOTING & tokens.words) and left.value >= right.value


def _is_score(tokens: Tokens, left: Amount, right: Amount) -> bool:
    """ "won 3-1" is a score; "10-15 boats" is a range, for boats are counted."""
    if left.unit is not NONE or right.unit is not NONE or right.numeral.scale:
        return False
    if not (left.numeral.plain and right.numeral.plain):
        return False
    after = tokens.low(right.last)
    return left.value >= right.value or not (after.endswith("s") or after == "people")


def _vote(tokens: Tokens, left: Amount, right: Amount) -> tuple[list[Draft], int]:
    counted = "member" if {"panel", "split"} & tokens.words else "vote"
    made = [draft(tokens, left), draft(tokens, right)]
    found = [one for one in made if one]
    for one in found:
        one.counted, one.rule = counted, "en.vote"
    return found, right.last
