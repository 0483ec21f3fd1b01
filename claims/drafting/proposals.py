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
from claims.drafting.figures import places_of, values_of
from claims.drafting.remarks import keep_words, return_to_figure
from claims.models import Claim, Figure, FigureStatus, Part
from claims.quantities import ENGINE, Quantity, propose

logger = logging.getLogger(__name__)


def follow_text(claim: Claim, *, before: str) -> None:
    """Find the words of each figure in the text of `claim`, which was `before`.

    Of several places that one whose neighbourhood is most like the former, then the nearest. A
    figure whose words are gone keeps its decision and has no span; it stands in the way of
    publishing until an editor corrects or rejects it.
    """
    taken: set[tuple[int, int]] = set()
    for figure in claim.figures.all():
        place = _place(figure, before, claim.text, taken)
        if place is not None:
            taken.add(place)
        start, end = place or (None, None)
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


def _place(
    figure: Figure, before: str, text: str, taken: set[tuple[int, int]]
) -> tuple[int, int] | None:
    places = [place for place in places_of(figure.text, text) if place not in taken]
    if figure.start is None or figure.end is None:
        return min(places, default=None)
    was = anchors.select(before, start=figure.start, end=figure.end)
    return min(
        places, key=lambda p: (-anchors.kept(was, text, p[0]), abs(p[0] - was.start)), default=None
    )


def _overlap(found: Quantity, row: Figure) -> bool:
    if row.start is None or row.end is None:
        return False
    return found.start < row.end and row.start < found.end
