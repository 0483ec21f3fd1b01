"""Read a segment of English: its dates, what is no figure, its amounts, what is said of them."""

from datetime import date

from claims.quantities.attaching import attach
from claims.quantities.english.amounts import draft, read_amount
from claims.quantities.english.changes import change
from claims.quantities.english.counted import count
from claims.quantities.english.dates import Dates
from claims.quantities.english.fractions import read_fraction, read_ratio
from claims.quantities.english.guards import Guards
from claims.quantities.english.modality import judge
from claims.quantities.english.modifiers import modify
from claims.quantities.english.multiples import read_multiple, read_vague
from claims.quantities.english.ranges import opened, read_range
from claims.quantities.english.ranks import read_rank
from claims.quantities.english.units import rate_apart
from claims.quantities.periods import Period
from claims.quantities.quantity import Draft
from claims.quantities.segments import Segment, plain
from claims.quantities.tokens import Tokens

# "the 2005 level" is what something is compared with.
_COMPARED = frozenset("level levels share average figure peak total record high low".split())


def periods(segment: Segment, as_of: date | None) -> list[Period]:
    """The periods that the segment names, dated or not."""
    return _periods(Tokens(plain(segment.text), segment.folded), as_of)[0]


def read(segment: Segment, as_of: date | None) -> list[Draft]:
    """The figures of the segment, in reading order."""
    if not any(map(str.isalnum, segment.folded)):
        return []
    tokens = Tokens(plain(segment.text), segment.folded)
    named, taken = _periods(tokens, as_of)
    drafts = _amounts(tokens, taken)
    if not drafts:
        return []
    for each in drafts:
        each.unit = rate_apart(tokens, each.last, each.unit)
        modify(tokens, each)
    change(tokens, drafts)
    count(tokens, drafts)
    judge(tokens, drafts)
    attach(segment.folded, drafts, named)
    return drafts


def _periods(tokens: Tokens, as_of: date | None) -> tuple[list[Period], bytearray]:
    """The periods, and a mark for each token that one of them uses."""
    taken = bytearray(len(tokens) + 1)
    named = []
    for first, last, stretch, rel in Dates(tokens, as_of).find():
        taken[first:last] = b"\1" * (last - first)
        begin, end = tokens[first].start, tokens[last - 1].end
        basis = (
            rel == "than"
            or tokens.low(last) in _COMPARED
            or tokens.low(first - 1) in ("their", "its", "his", "her")
        )
        named.append(Period(begin, end, stretch, "in" if rel == "than" else rel, basis))
    return named, taken


def _amounts(tokens: Tokens, taken: bytearray) -> list[Draft]:
    for first, last in Guards(tokens).find():
        taken[max(first, 0) : last] = b"\1" * (last - max(first, 0))
    drafts: list[Draft] = []
    place = 0
    while place < len(tokens):
        if taken[place]:
            place += 1
            continue
        found = _at(tokens, place)
        if found is None or any(taken[place : found[1]]):
            place += 1
            continue
        drafts += found[0]
        place = max(found[1], place + 1)
    return drafts


def _at(tokens: Tokens, place: int) -> tuple[list[Draft], int] | None:
    for other in (read_vague, read_ratio, read_fraction, read_multiple, read_rank):
        share = other(tokens, place)
        if share:
            return [share[0]], share[1]
    amount = read_amount(tokens, place)
    if amount is None:
        return None
    joined = read_range(tokens, amount)
    if joined:
        return joined
    single = draft(tokens, opened(tokens, amount))
    return ([single], max(amount.last, single.last)) if single else None
