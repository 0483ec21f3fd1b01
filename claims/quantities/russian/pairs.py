"""The two ends of a Russian change together, and multiples that fall.

"с A до B" without a verb of movement moves as the numbers do; the bare end of "с 10 до 25 %" and
of "с 1,5 до 3,4 млн" has the unit and the scale of the other; what fell "в три раза" is a third.
"""

from itertools import pairwise

from claims.quantities import digits
from claims.quantities.opening import lend
from claims.quantities.quantity import Draft
from claims.quantities.russian.modifiers import Stance
from claims.quantities.tokens import Tokens

_TIME = 4  # tokens between an end and the next


def put(draft: Draft, role: str, direction: str) -> None:
    """Set the part that a figure has in a change, and which way it goes."""
    draft.role, draft.direction = role, direction


def pair(drafts: list[Draft], stances: list[Stance]) -> None:
    """ "с A до B" where no verb says which way: the numbers do."""
    for (left, one), (right, other) in pairwise(zip(drafts, stances, strict=True)):
        if one.preposition not in ("с", "со") or other.preposition != "до":
            continue
        if left.role != "level" or other.before - left.last > 8:
            continue
        if left.unit not in ("1", right.unit) or left.top() == right.top():
            continue
        direction = "up" if left.top() < right.top() else "down"
        put(left, "from", direction)
        put(right, "to", direction)
        right.op = "eq" if right.op == "le" else right.op


def share_units(tokens: Tokens, drafts: list[Draft], stances: list[Stance]) -> None:
    """ "с 10 до 25 %", "с шести до четырёх лет": the bare end has the unit and the scale of the
    other."""
    for (left, _), (right, other) in pairwise(zip(drafts, stances, strict=True)):
        if {left.role, right.role} != {"from", "to"}:
            continue
        timed = tokens.low(left.last) in ("в", "во") and other.before - left.last <= _TIME
        near = other.before < left.last or timed  # "с 85 в 2022 году до 91 млрд"
        if left.unit == "1" and right.unit not in ("rank", "x") and near:
            left.unit, left.unit_inferred = right.unit, right.unit_inferred
            lend(tokens.folded, left, right)
        elif right.unit == "1" and left.role == "from" and left.unit in ("%", "a"):
            right.unit = left.unit


def turn(draft: Draft) -> None:
    """A multiple by which something fell is one below 1: new to old."""
    if draft.unit != "x" or draft.direction != "down" or (draft.op == "range" and not draft.lower):
        return
    if draft.value is not None and draft.value > 1:
        draft.value = draft.mantissa = digits.inverse(draft.value)
    elif draft.lower is not None and draft.upper is not None and draft.lower > 1:
        draft.lower, draft.upper = digits.inverse(draft.upper), digits.inverse(draft.lower)
