"""Read a segment of Chinese: its dates, shares and amounts, then what is said of them.

    read = one way of writing → periods → ranks, shares, multiples → what is no figure → amounts
         → modifiers → changes → modality → periods of figures

What an earlier step takes, a later one leaves alone.
"""

from collections.abc import Iterable
from datetime import date

from claims.quantities.chinese import dates
from claims.quantities.chinese.alone import find_alone
from claims.quantities.chinese.amounts import between, find_amounts
from claims.quantities.chinese.changes import find_changes
from claims.quantities.chinese.dated import attach
from claims.quantities.chinese.eras import find_eras
from claims.quantities.chinese.guards import guarded
from claims.quantities.chinese.modality import set_modality
from claims.quantities.chinese.modifiers import bend
from claims.quantities.chinese.multiples import find_multiples
from claims.quantities.chinese.ranks import find_ranks
from claims.quantities.chinese.rates import share_rates
from claims.quantities.chinese.relative import find_relative
from claims.quantities.chinese.script import Script, written
from claims.quantities.chinese.shares import find_shares
from claims.quantities.periods import Period
from claims.quantities.quantity import Draft
from claims.quantities.segments import Segment, plain


def periods(segment: Segment, as_of: date | None) -> list[Period]:
    """The periods that the segment names, dated or not, in reading order."""
    script = written(plain(segment.text), segment.folded)
    found = list(map(dates.until, _named(script.folded, as_of)))
    taken = _mask(script, found)
    for period in find_relative(script.folded, as_of):
        if not any(taken[period.start : period.end]):
            found.append(period)
    found.sort(key=lambda period: period.start)
    return [
        Period(script.place(one.start), script.end(one.end), one.stretch, one.rel, one.basis)
        for one in found
    ]


def read(segment: Segment, as_of: date | None) -> list[Draft]:
    """The figures of the segment, in reading order."""
    script = written(plain(segment.text), segment.folded)
    # A number on a line of its own further on is a label more often than a figure.
    alone = None if segment.start else find_alone(script.folded)
    drafts = [alone] if alone else _sentence(script, as_of)
    for draft in drafts:
        draft.start, draft.end = script.place(draft.start), script.end(draft.end)
    return drafts


def _sentence(script: Script, as_of: date | None) -> list[Draft]:
    text, folded = script.text, script.folded
    named = _named(folded, as_of)
    taken = _mask(script, named)
    drafts: list[Draft] = []
    for finder in (find_ranks(folded), find_shares(text, folded), find_multiples(folded)):
        for draft in finder:
            if not any(taken[draft.start : draft.end]):
                drafts.append(draft)
                _take(taken, draft.start, draft.end)
    for start, end in guarded(text, folded):
        _take(taken, start, end)
    drafts += find_amounts(text, folded, taken)
    drafts.sort(key=lambda draft: draft.start)
    for draft in drafts:
        bend(folded, draft)
    drafts = between(folded, drafts)
    find_changes(folded, drafts, named)
    share_rates(folded, drafts)
    set_modality(folded, drafts)
    attach(folded, drafts, named)
    return drafts


def _named(folded: str, as_of: date | None) -> list[Period]:
    eras = list(find_eras(folded))
    calendar = [
        period
        for period in dates.find(folded, as_of)
        if not any(era.start < period.end and period.start < era.end for era in eras)
    ]
    return sorted(eras + calendar, key=lambda period: period.start)


def _mask(script: Script, periods: Iterable[Period]) -> bytearray:
    taken = bytearray(len(script.folded) + 1)
    for period in periods:
        _take(taken, period.start, period.end)
    return taken


def _take(taken: bytearray, start: int, end: int) -> None:
    taken[start:end] = b"\1" * (end - start)
