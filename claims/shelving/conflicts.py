"""The conflicts of newly published figures with those of other claims."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID, uuid5

from django.db.models import Q, QuerySet

from claims.models import FigureConflict, PublishedFigure
from claims.quantities.comparing import Disagreement, Stated, disagreement
from claims.shelving.figures import canonical, paragraph_url, stated_of

# Where very many are alike, the newest are compared, and the newest conflicts kept.
MOST_COMPARED = 1000
MOST_KEPT = 50
_NAMESPACE = UUID("5d2f7a52-2a1f-5d0c-9b8e-6f6d1e0b7c11")
# A change of one of these makes another figure of it; where it stands in the text does not.
_SAID = (
    "text", "kind", "value", "lower", "upper", "op", "hedge", "mantissa", "scale", "unit",
    "counted", "num", "den", "role", "direction", "basis", "period", "period_rel", "modality",
    "of",
)  # fmt: skip


def find_conflicts(figures: Sequence[PublishedFigure], content: Mapping[str, Any]) -> None:
    """Add the conflicts of these figures, of one new publication, with those of other claims."""
    rows = []
    for figure in figures:
        stated = stated_of(figure)
        found = 0
        for other in _alike(figure):
            if found == MOST_KEPT:
                break
            against = stated_of(other)
            if (why := disagreement(stated, against)) is None:
                continue
            found += 1
            sides = [(figure, stated, content), (other, against, other.publication.edition.content)]
            if figure.pk > other.pk:
                sides.reverse()
                # Told from the first side: its words, its unit.
                why = disagreement(against, stated) or why
            rows.append(_row(sides, why))
    FigureConflict.objects.bulk_create(rows)


def conflict_id(sides: Sequence[tuple[PublishedFigure, Stated]]) -> UUID:
    """The id of a pair: it changes when the words or values of one of the two do."""
    told = [
        [str(row.pk), [stated.figure[name] for name in _SAID]]
        for row, stated in sorted(sides, key=lambda side: side[0].pk)
    ]
    return uuid5(_NAMESPACE, hashlib.sha256(json.dumps(told).encode()).hexdigest())


def _alike(figure: PublishedFigure) -> QuerySet[PublishedFigure]:
    """Figures of other claims that may speak of the same measure and time, the newest first."""
    rows = PublishedFigure.objects.filter(
        base=figure.base,
        dimension=figure.dimension,
        modality=figure.modality,
        words__overlap=figure.words,
    ).exclude(publication=figure.publication)
    level = Q(role="delta")
    rows = rows.filter(level if figure.role == "delta" else ~level)
    if figure.period_start:
        rows = rows.exclude(period_end__lt=figure.period_start)
    if figure.period_end:
        rows = rows.exclude(period_start__gt=figure.period_end)
    return rows.select_related("publication__edition").order_by("-sequence", "pk")[:MOST_COMPARED]


def _row(
    sides: Sequence[tuple[PublishedFigure, Stated, Mapping[str, Any]]], why: Disagreement
) -> FigureConflict:
    pk = conflict_id([(row, stated) for row, stated, _ in sides])
    (left, _, _), (right, _, _) = sides
    document = {
        "id": str(pk),
        "code": why.code,
        "detail": why.detail,
        "dimension": left.dimension,
        "unit": why.unit,
        "figures": [
            {**stated.figure, "reach": {"low": low, "high": high}, "paragraphs": _paragraphs(of)}
            for (_, stated, of), (low, high) in zip(sides, (why.one, why.other), strict=True)
        ],
    }
    return FigureConflict(
        id=pk,
        left=left,
        right=right,
        code=why.code,
        dimension=left.dimension,
        document=canonical(document),
        published_at=max(left.published_at, right.published_at),
    )


def _paragraphs(content: Mapping[str, Any]) -> list[dict[str, Any]]:
    names = ("marker", "source", "paragraph", "text", "quote", "stance")
    return [
        {**{name: cited[name] for name in names}, "url": paragraph_url(cited)}
        for cited in content["citations"]
    ]
