"""Figures as the machine proposes them, brought in line at every draft and every edit of a text.

What a person has confirmed, corrected or rejected stays as it is: its words are found again in
the changed text, by themselves and by what stands around them, and nothing is proposed where it
stands. What nobody has decided on is proposed anew.
"""

import logging
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from typing import Any

from django.db import DatabaseError, transaction

from claims import anchors
from claims.drafting.figures import values_of
from claims.drafting.places import places_of
from claims.drafting.remarks import keep_words, return_to_figure
from claims.models import Claim, Figure, FigureStatus, Part
from claims.quantities import ENGINE, Quantity, propose

logger = logging.getLogger(__name__)


# What a decision was about: when one of these is read otherwise, it was about something else.
_READ = (
    "text", "value", "lower", "upper", "op", "hedge", "unit", "counted", "role", "direction",
    "basis", "period", "period_rel", "modality",
)  # fmt: skip
_KNOWN_AGAIN_BY = ("value", "lower", "upper", "op", "unit", "direction", "period")


def follow_text(claim: Claim, *, before: str) -> None:
    """Find the words of each figure in the text of `claim`, which was `before`.

    Of several places each figure gets the one whose neighbourhood is most like its former, then
    the nearest. A figure that somebody decided on, and whose words are gone or are read
    otherwise ("rose 8%" became "fell 8%"), keeps its values and its decision and has no span:
    unless it is rejected, it stands in the way of publishing until an editor corrects or
    rejects it.
    """
    day = reference_day(claim)
    then = propose(before, claim.language, as_of=day)
    now = propose(claim.text, claim.language, as_of=day)
    figures = list(claim.figures.all())
    places = [
        (_likeness(figure, before, claim.text, place), place, number)
        for number, figure in enumerate(figures)
        for place in places_of(figure.text, claim.text)
        if _means_the_same(figure, then, _at(now, place))
    ]
    found: dict[int, tuple[int, int]] = {}
    for _, place, number in sorted(places):
        if number not in found and place not in found.values():
            found[number] = place
    for number, figure in enumerate(figures):
        start, end = found.get(number, (None, None))
        if (start, end) != (figure.start, figure.end):
            figure.start, figure.end = start, end
            figure.save(update_fields=["start", "end"])


def propose_figures(claim: Claim) -> None:
    """Propose the figures of a locked claim; the same claim twice changes nothing.

    Proposals are the machine's: should the database refuse one, the text is kept without any.
    """
    rows = list(claim.figures.all())
    settled = [row for row in rows if row.status != FigureStatus.PROPOSED]
    undecided = [row for row in rows if row.status == FigureStatus.PROPOSED]
    wanted = [
        found
        for found in propose(claim.text, claim.language, as_of=reference_day(claim))
        if not any(_overlap(found, row) for row in settled)
    ]
    spans = {(found.start, found.end): found for found in wanted}
    try:
        with transaction.atomic():
            for row in undecided:
                if found := spans.pop((row.start, row.end), None):  # type: ignore[arg-type]
                    _correct(row, found)
                else:
                    keep_words(row)
                    row.delete()
            _add(claim, spans.values())
    except DatabaseError:
        logger.exception("The figures of claim %s could not be proposed.", claim.pk)


def reference_day(claim: Claim) -> date | None:
    """What "last year" is counted from: when the claim was made, else its source's publication."""
    published = claim.source.published_at
    return claim.claimed_on or (published.date() if published else None)


def figure_of(found: Quantity) -> Figure:
    """The figure of a quantity that was found: proposed, and not stored."""
    return Figure(**_fields(found))


def _fields(found: Quantity) -> dict[str, Any]:
    fields = asdict(found)
    rule = fields.pop("rule")
    return fields | {"engine": f"{ENGINE} {rule}"[:40].strip()}


def _correct(row: Figure, found: Quantity) -> None:
    before = values_of(row)
    for name, value in _fields(found).items():
        setattr(row, name, value)
    if values_of(row) != before:
        row.save()


def _add(claim: Claim, wanted: Iterable[Quantity]) -> None:
    rows = Figure.objects.bulk_create(Figure(claim=claim, **_fields(each)) for each in wanted)
    if rows and claim.annotations.filter(part=Part.FIGURE, figure=None).exists():
        for row in rows:
            return_to_figure(row)


def _means_the_same(figure: Figure, then: list[Quantity], found: Quantity | None) -> bool:
    """Whether what is read at a place is still what the decision was about."""
    if figure.status == FigureStatus.PROPOSED:
        return True
    if figure.start is None or figure.end is None:
        return found is None or _values(found, _KNOWN_AGAIN_BY) == _values(figure, _KNOWN_AGAIN_BY)
    was = _at(then, (figure.start, figure.end))
    if was is None or found is None:
        return was is found
    return _values(was, _READ) == _values(found, _READ)


def _values(read: Quantity | Figure, names: tuple[str, ...]) -> list[Any]:
    return [getattr(read, name) for name in names]


def _at(read: list[Quantity], place: tuple[int, int]) -> Quantity | None:
    return next((each for each in read if each.start < place[1] and place[0] < each.end), None)


def _likeness(figure: Figure, before: str, text: str, place: tuple[int, int]) -> tuple[int, int]:
    """The less, the more the place is like the figure's former one."""
    if figure.start is None or figure.end is None:
        return 0, place[0]
    was = anchors.select(before, start=figure.start, end=figure.end)
    return -anchors.kept(was, text, place[0]), abs(place[0] - was.start)


def _overlap(found: Quantity, row: Figure) -> bool:
    if row.start is None or row.end is None:
        return False
    return found.start < row.end and row.start < found.end
