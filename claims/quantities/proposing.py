"""Propose the figures of a text: segment by segment, each by the grammar of its language.

    propose(text, language, as_of) = for each segment: grammar(segment) → drafts → quantities

The same text gives the same figures, whoever asks; `ENGINE` names the rules and rises with them.
Work is in proportion to the text: a segment is of bounded length, and what lies beyond `READ`
characters, twice the longest claim, is not read: so that the worst of texts, a figure at every
other character, takes well below a second.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from claims.quantities import chinese, digits, english, russian
from claims.quantities.periods import Period
from claims.quantities.quantity import Draft, Quantity
from claims.quantities.segments import Segment, segments, unmarked
from claims.quantities.units import UnknownUnit, kind_of

ENGINE = "rules-3"
READ = 10_000
LONGEST_TEXT = 500
LARGEST_PART = 2**31 - 1
_CONFIDENCE = {"range": "0.9", "vague": "0.8", "vote": "0.8", "rank": "0.9"}


@dataclass(frozen=True, slots=True)
class Grammar:
    """The rules of one language: figures of a segment, and the periods that it names."""

    read: Callable[[Segment, date | None], list[Draft]]
    periods: Callable[[Segment, date | None], list[Period]]


GRAMMARS = {
    "en": Grammar(english.read, english.periods),
    "zh": Grammar(chinese.read, chinese.periods),
    "ru": Grammar(russian.read, russian.periods),
}


def propose(text: str, language: str = "", as_of: date | None = None) -> list[Quantity]:
    """The figures of `text` in reading order; their spans do not overlap.

    `language` (`en`, `zh`, `ru`) is for what has no letters; `as_of` is the day of publication,
    which "last year" counts from. Raises nothing, whatever the text.
    """
    as_of = _reference(as_of)
    found: list[Quantity] = []
    group = 0
    end = 0
    bare, places = unmarked(text[:READ])
    for segment in segments(bare, language):
        drafts = [
            draft for draft in GRAMMARS[segment.language].read(segment, as_of) if sound(draft)
        ]
        group = _link(drafts, group)
        for draft in sorted(drafts, key=lambda draft: draft.start):
            start = places[segment.start + draft.start]
            stop = places[segment.start + draft.end - 1] + 1
            if start >= end and stop - start <= LONGEST_TEXT:
                found.append(_finished(text, start, stop, draft))
                end = stop
    return found


def find_periods(text: str, as_of: date | None = None, language: str = "") -> Iterator[Period]:
    """The dated periods that `text` names, in reading order, with their places in it."""
    as_of = _reference(as_of)
    bare, places = unmarked(text[:READ])
    for segment in segments(bare, language):
        for period in GRAMMARS[segment.language].periods(segment, as_of):
            if period.stretch:
                start = places[segment.start + period.start]
                end = places[segment.start + period.end - 1] + 1
                yield Period(start, end, period.stretch, period.rel, period.basis)


def _reference(as_of: date | None) -> date | None:
    """The day itself; None for one so near the ends of the calendar that years before or after
    it cannot be counted."""
    if isinstance(as_of, datetime):
        as_of = as_of.date()
    return as_of if as_of and 1000 <= as_of.year <= 9000 else None


def sound(draft: Draft) -> bool:
    """Could a row hold the draft? What a rule got wrong is left out, not passed on."""
    numbers = (draft.value, draft.lower, draft.upper, draft.mantissa)
    if not all(map(digits.fits, numbers)) or not 0 <= draft.start < draft.end:
        return False
    if draft.end - draft.start > LONGEST_TEXT or len(draft.counted) > LONGEST_TEXT:
        return False
    if max(draft.num or 0, draft.den or 0) > LARGEST_PART:
        return False
    if draft.op == "range":
        if draft.value is not None or draft.lower is None or draft.upper is None:
            return False
        if digits.settle(draft.lower) >= digits.settle(draft.upper):
            return False
    elif draft.value is None or draft.lower is not None or draft.upper is not None:
        return False
    try:
        return bool(kind_of(draft.unit)) and _agrees(draft)
    except UnknownUnit:
        return False


def _agrees(draft: Draft) -> bool:
    """Does what goes together stand together: digits, change, period?"""
    if draft.mantissa is not None and (
        draft.value is None
        or digits.scaled(digits.settle(draft.mantissa), draft.scale) != digits.settle(draft.value)
    ):
        return False
    if draft.role != "level" and not draft.direction:
        return False
    if draft.basis and draft.role != "delta":
        return False
    dated = bool(draft.period_start or draft.period_end)
    return dated == bool(draft.period) and (dated or not draft.period_rel)


def _link(drafts: list[Draft], group: int) -> int:
    """Give the start, the end and the size of one change a common group; the last number given."""
    chain: list[Draft] = []
    ends: set[str] = set()  # which of from and to the chain has
    for draft in [*drafts, None]:
        joins = (
            draft is not None
            and draft.role != "level"
            and (not chain or chain[0].direction == draft.direction)
            and draft.role not in ends
        )
        if draft is None or not joins:
            if len(chain) > 1:
                group += 1
                for one in chain:
                    one.group = f"g{group}"
            chain = []
            ends.clear()
        if draft is not None and draft.role != "level":
            chain.append(draft)
            ends |= {draft.role} - {"delta"}
    return group


def _finished(text: str, start: int, end: int, draft: Draft) -> Quantity:
    """The quantity that a sound draft makes, from `start` to `end` of the whole text."""
    return Quantity(
        text=text[start:end],
        start=start,
        end=end,
        kind=kind_of(draft.unit),
        value=_settled(draft.value),
        lower=_settled(draft.lower),
        upper=_settled(draft.upper),
        op=draft.op,
        hedge=draft.hedge,
        tone=draft.tone,
        mantissa=_settled(draft.mantissa),
        scale=draft.scale if draft.mantissa is not None else 0,
        unit=draft.unit,
        unit_inferred=draft.unit_inferred,
        counted=draft.counted,
        num=draft.num,
        den=draft.den,
        role=draft.role,
        direction=draft.direction,
        group=draft.group,
        basis=draft.basis,
        period=draft.period,
        period_start=draft.period_start,
        period_end=draft.period_end,
        period_rel=draft.period_rel,
        modality=draft.modality,
        of=draft.of,
        confidence=Decimal(_CONFIDENCE.get(draft.rule.rsplit(".", 1)[-1], "0.95")),
        rule=draft.rule,
    )


def _settled(number: Decimal | None) -> Decimal | None:
    return None if number is None else digits.settle(number)
