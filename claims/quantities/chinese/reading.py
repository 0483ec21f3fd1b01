"""Read a segment of Chinese: its dates, shares and amounts, then what is said of them."""

from datetime import date

from claims.quantities.attaching import attach
from claims.quantities.chinese.amounts import find_amounts, find_shares
from claims.quantities.chinese.dates import find
from claims.quantities.chinese.words import describe
from claims.quantities.periods import Period
from claims.quantities.quantity import Draft
from claims.quantities.segments import Segment


def periods(segment: Segment, as_of: date | None) -> list[Period]:
    """The periods that the segment names, dated or not."""
    return list(find(segment.folded, as_of))


def read(segment: Segment, as_of: date | None) -> list[Draft]:
    """The figures of the segment, in reading order."""
    folded = segment.folded
    named = periods(segment, as_of)
    taken = bytearray(len(folded) + 1)
    for period in named:
        taken[period.start : period.end] = b"\1" * (period.end - period.start)
    drafts = [draft for draft in find_shares(folded) if not any(taken[draft.start : draft.end])]
    for draft in drafts:
        taken[draft.start : draft.end] = b"\1" * (draft.end - draft.start)
    drafts += find_amounts(segment.text, folded, taken)
    drafts.sort(key=lambda draft: draft.start)
    describe(folded, drafts)
    attach(folded, drafts, named)
    return drafts
