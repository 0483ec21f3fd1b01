"""Changes in English: which figure is the size of a change, its start, its end, and which way.

    delta = verb [ adverb ] [ "by" ] figure | noun "of" figure | figure noun | "up" figure
          | figure ( "more" | "less" ) "than" time
    to    = verb … "to" figure
    from  = verb … "from" figure | "up from" figure

The verb or noun of movement is the nearest one before in the clause. "from A to B" without one
moves as the numbers do. A comparison is no change: "5% more than in the suburbs".
"""

from itertools import pairwise

from claims.quantities.english.bases import basis_of
from claims.quantities.english.lexicon import FUNCTION, INDEXES
from claims.quantities.english.movement import CARRIERS, NOUNS, movement
from claims.quantities.opening import lend
from claims.quantities.quantity import Draft
from claims.quantities.tokens import Tokens
from claims.quantities.units import DURATIONS

_BREAKS = frozenset("; : while whereas but although though because which who where when".split())
_PREPOSITIONS = frozenset({"to", "from", "by", "of", "at"})
_NOT_TO = frozenset(
    """according due thanks compared close up equal related relative next addition contrast amount
    amounts amounted applies applied belong belongs respect regard prior subject access worth
    opposed attributed""".split()
)
_TIME = frozenset(
    """average year years month months quarter week previous last earlier before ago decade peak
    same prior forecast expected normal usual january february march april may june july august
    september october november december in it""".split()
)
_LEVELS = frozenset(["at", ".", ",", "", "on", "in", "after", "by", "for", "this", "last"])
_PRICED = frozenset("taxes prices fees rates wages premiums spending funding salaries".split())
_STEPS = frozenset("place places spot spots position positions notch notches points".split())
_ADVERBS = frozenset(
    """another further additional extra sharply slightly steadily again also an a the up down
    annually by nearly almost significantly dramatically modestly marginally only even""".split()
)


def change(tokens: Tokens, drafts: list[Draft]) -> None:
    """Set role, direction and basis of each figure that tells of a change."""
    for place, draft in enumerate(drafts):
        previous = drafts[place - 1] if place else None
        if draft.moves:
            direction = "down" if draft.value is not None and draft.value < 1 else "up"
            moved = _verb_before(tokens, draft.lead - 1)
            _set(draft, "delta", moved or direction)
        elif draft.unit == "rank" and draft.op == "le":
            continue
        else:
            _read(tokens, draft, previous)
        if draft.role == "delta":
            draft.basis = basis_of(tokens, draft)
    _pair(tokens, drafts)
    _share_units(tokens, drafts)


def _set(draft: Draft, role: str, direction: str) -> None:
    draft.role, draft.direction = role, direction


def _read(tokens: Tokens, draft: Draft, previous: Draft | None) -> None:
    before = tokens.low(draft.lead - 1)
    if previous and _apposed(draft, previous, before):
        _set(draft, "delta", previous.direction)
        return
    if previous and previous.role == "from" and before == "and" and draft.unit == previous.unit:
        _set(draft, "from", previous.direction)
        return
    if draft.op in ("lt", "gt") and tokens.low(draft.first - 1) in ("below", "above", "under"):
        return
    after = _noun_after(tokens, draft)
    if after:
        _set(draft, "delta", after)
    elif before == "to":
        _read_to(tokens, draft)
    elif before == "from":
        near = tokens.low(draft.lead - 2)
        direction = {"up": "up", "down": "down"}.get(near) or _verb_before(tokens, draft.lead - 2)
        if direction:
            _set(draft, "from", direction)
    elif before == "by":
        direction = _verb_before(tokens, draft.lead - 2, reach=14)
        if direction:
            _set(draft, "delta", direction)
    elif before in ("of", "at"):
        direction = _noun_before(tokens, draft.lead - 2)
        if direction:
            # "rose to an average of $4" tells where, "fell at a rate of 4%" how fast.
            words = {tokens.low(at) for at in range(draft.lead - 4, draft.lead)}
            _set(draft, "to" if "to" in words else "delta", direction)
    elif before == "between":
        direction = _directly(tokens, draft, draft.lead - 2)
        if direction:
            _set(draft, "delta", direction)
    else:
        direction = _directly(tokens, draft, draft.lead - 1)
        if direction:
            _set(draft, "delta", direction)


def _apposed(draft: Draft, previous: Draft, before: str) -> bool:
    """ "lost 12 points, or 2 percent": the same change once more."""
    if previous.role != "delta" or draft.lead - previous.last > 3:
        return False
    return before in ("or", "(") or (before == "and" and draft.unit == previous.unit)


def _read_to(tokens: Tokens, draft: Draft) -> None:
    if tokens.low(draft.lead - 2) in _NOT_TO:
        return
    direction = _verb_before(tokens, draft.lead - 2)
    if not direction:
        return
    _set(draft, "delta" if _sized(tokens, draft.lead - 2) else "to", direction)


def _sized(tokens: Tokens, place: int) -> bool:
    """ "bringing gains in May to 8%" tells how large the gains are; "losses eased to $4m"
    tells where they ended."""
    for at in range(place, max(-1, place - 6), -1):
        if tokens.low(at) in ("gains", "losses"):
            return True
        if movement(tokens, at):
            return False
    return False


def _verb_before(tokens: Tokens, place: int, reach: int = 30) -> str:
    """The direction of the nearest movement before a token, in its clause."""
    for at in range(place, max(-1, place - reach), -1):
        low = tokens.low(at)
        if low in _BREAKS:
            return ""
        if low == "," and tokens.low(at + 1) == "and" and at < place - 6:
            return ""
        direction = movement(tokens, at)
        if direction:
            return direction
    return ""


def _noun_before(tokens: Tokens, place: int) -> str:
    """ "a fall of 3%", "growth in exports of 5%", "grew at a mean yearly rate of 6%"."""
    for at in range(place, max(-1, place - 7), -1):
        low = tokens.low(at)
        if low in _BREAKS or low == ",":
            return ""
        # "a fall in output of 3%"; but "capital gains tax of 20%" is no gain.
        if low in NOUNS and (
            at == place or tokens.low(at + 1) in ("in", "for", "on", "to", "over")
        ):
            return NOUNS[low]
        if low in ("rate", "pace", "average"):
            return _verb_before(tokens, at - 1, reach=8)
    return ""


def _noun_after(tokens: Tokens, draft: Draft) -> str:
    """ "a 5% increase", "20% pay rise", "11% less than last year", "3% higher than in May"."""
    at = draft.last
    if tokens.low(at) == "-":
        at += 1
    for step in range(3):
        low = tokens.low(at + step)
        if low in NOUNS and low not in ("gains", "losses", "up", "down"):
            if (
                low in ("cut", "rise", "fall", "drop", "lead")
                and tokens.low(at + step + 1) == "the"
            ):
                return ""
            return NOUNS[low] if step or draft.unit != "1" or tokens.low(draft.last) == "-" else ""
        if tokens[at + step].kind != "w" or low in (
            "of",
            "in",
            "and",
            "or",
            "to",
            "from",
            "a",
            "the",
        ):
            break
        if draft.unit == "1" or low in FUNCTION:
            break
    low = tokens.low(at)
    direction = {
        "more": "up", "higher": "up", "greater": "up", "less": "down", "lower": "down",
        "fewer": "down",
        "faster": "up", "above": "up", "below": "down", "up": "up", "down": "down",
    }.get(low)  # fmt: skip
    if not direction:
        return ""
    if low in ("higher", "lower") and draft.unit == "%" and tokens.low(at + 1) in _LEVELS:
        return direction
    if low in ("up", "down", "above", "below"):
        timed = tokens.low(at + 1) in ("on", "from") if low in ("up", "down") else False
        return direction if timed and draft.unit == "%" else ""
    for step in range(1, 6):
        if tokens.low(at + step) == "than":
            near = {tokens.low(at + step + more) for more in range(1, 5)}
            return direction if near & _TIME else ""
    return ""


def _directly(tokens: Tokens, draft: Draft, at: int) -> str:
    """ "rose 5%", "climbed a further two rungs", "up 3%"."""
    if draft.unit in DURATIONS:
        return ""
    if tokens.low(at) in _PRICED:
        # "raised land taxes $40 million": the thing stands between.
        ways = (movement(tokens, back) for back in range(at - 1, at - 4, -1))
        return next((way for way in ways if way), "")
    for _ in range(3):
        low = tokens.low(at)
        direction = movement(tokens, at)
        if direction:
            carried = low in CARRIERS and draft.unit not in ("%", "pp", "bp", "{point}")
            carried = carried and tokens.low(draft.last) not in _STEPS
            return "" if carried else direction
        if low not in _ADVERBS:
            return ""
        at -= 1
    return ""


def _pair(tokens: Tokens, drafts: list[Draft]) -> None:
    """ "from A to B" where no verb says which way: the numbers do."""
    for left, right in pairwise(drafts):
        if tokens.low(left.lead - 1) != "from" or tokens.low(right.lead - 1) != "to":
            continue
        if left.role != "level" or right.lead - left.last > 12 or left.unit != right.unit:
            continue
        if left.top() != right.top():
            direction = "up" if left.top() < right.top() else "down"
            _set(left, "from", direction)
            _set(right, "to", direction)


def _share_units(tokens: Tokens, drafts: list[Draft]) -> None:
    """ "cut to 7.5 from 8.1 percent": the bare end has the unit of the other. Points beside
    shares are points of a percentage, unless an index is spoken of."""
    shares = any(draft.unit == "%" for draft in drafts)
    if shares and not INDEXES & tokens.words:
        for draft in drafts:
            draft.unit = "pp" if draft.unit == "{point}" else draft.unit
    for left, right in pairwise(drafts):
        if {left.role, right.role} == {"from", "to"}:
            for bare, other in ((left, right), (right, left)):
                rated = other.unit.startswith(f"{bare.unit}/")
                if rated or (bare.unit == "1" and other.unit not in ("1", "rank", "x")):
                    bare.unit = other.unit
                named = tokens[bare.last].kind == "w" and tokens.low(bare.last) not in FUNCTION
                if bare.role == "from" and not named:
                    lend(tokens.folded, bare, other)
