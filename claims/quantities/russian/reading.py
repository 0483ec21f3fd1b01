"""Read a segment of Russian: its dates, what is no figure, its amounts, what is said of them."""

from bisect import bisect_right
from datetime import date

from claims.quantities.attaching import attach
from claims.quantities.periods import Period
from claims.quantities.quantity import Draft
from claims.quantities.russian.amounts import draft, read_amount, read_range
from claims.quantities.russian.changes import change
from claims.quantities.russian.counted import count
from claims.quantities.russian.dates import Dates
from claims.quantities.russian.fractions import read_fraction
from claims.quantities.russian.guards import Guards
from claims.quantities.russian.modality import ahead, judge
from claims.quantities.russian.modifiers import modify
from claims.quantities.russian.multiples import read_multiple, read_vague
from claims.quantities.russian.ranks import read_rank
from claims.quantities.russian.words import plain
from claims.quantities.segments import Segment
from claims.quantities.segments import plain as even
from claims.quantities.tokens import Tokens


def periods(segment: Segment, as_of: date | None) -> list[Period]:
    """The periods that the segment names, dated or not."""
    return _periods(Tokens(even(segment.text), plain(segment.folded)), as_of)[0]


def read(segment: Segment, as_of: date | None) -> list[Draft]:
    """The figures of the segment, in reading order."""
    tokens = Tokens(even(segment.text), plain(segment.folded))
    named, taken = _periods(tokens, as_of)
    drafts = _amounts(tokens, taken)
    if not drafts:
        return []
    stances = [modify(tokens, each) for each in drafts]
    change(tokens, drafts, stances)
    count(tokens, drafts)
    judge(tokens, drafts)
    told = [one for one in named if segment.folded.endswith(_EARLIER, 0, one.end)]
    attach(segment.folded, drafts, [one for one in named if one not in told])
    _earlier(drafts, told)
    return drafts


def _earlier(drafts: list[Draft], told: list[Period]) -> None:
    """ "5 % против 3 % годом ранее": such a time dates the figure right before it, and no other."""
    for period in told:
        before = bisect_right(drafts, period.start, key=lambda draft: draft.end)
        if not before or period.basis or period.stretch is None:
            continue
        draft = drafts[before - 1]
        if period.start - draft.end <= _NEAR and draft.role in ("level", "from"):
            draft.period, draft.period_rel = period.stretch.edtf, "in"
            draft.period_start, draft.period_end = period.stretch.first, period.stretch.last


def _periods(tokens: Tokens, as_of: date | None) -> tuple[list[Period], bytearray]:
    """The periods, and a mark for each token that one of them uses."""
    taken = bytearray(len(tokens) + 1)
    named = []
    for first, last, period in Dates(tokens, as_of, future=ahead(tokens)).find():
        taken[first:last] = b"\1" * (last - first)
        named.append(period)
    return named, taken


def _amounts(tokens: Tokens, taken: bytearray) -> list[Draft]:
    for first, last in Guards(tokens).find():
        if not _ranked(tokens, first):
            taken[max(first, 0) : last] = b"\1" * (last - max(first, 0))
    drafts: list[Draft] = []
    place = 0
    while place < len(tokens):
        found = None if taken[place] else _at(tokens, place)
        if found is None or any(taken[found[0].first : found[1]]):
            place += 1
            continue
        drafts.append(found[0])
        place = max(found[1], place + 1)
    return drafts


def _ranked(tokens: Tokens, place: int) -> bool:
    return tokens[place].kind == "n" and read_rank(tokens, place) is not None


def _at(tokens: Tokens, place: int) -> tuple[Draft, int] | None:
    if tokens[place].kind == "s" and tokens.low(place) not in _LEADING:
        return None
    for other in (read_fraction, read_rank, read_multiple, read_vague):
        share = other(tokens, place)
        if share:
            return share, share.last
    amount = read_amount(tokens, place)
    if amount is None:
        return None
    joined = read_range(tokens, amount)
    if joined:
        return joined
    single = draft(tokens, amount)
    return (single, max(amount.last, single.last)) if single else None


_EARLIER = (" ранее", " раньше")
_NEAR = 30
_LEADING = frozenset("-+$€£¥₽₴₸₺₹₩₿฿₫₱₦")
