"""The figures of a publication, as rows that readers filter by and as the JSON they get."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any
from uuid import UUID, uuid5

from django.db.backends.postgresql.psycopg_any import NumericRange
from django.urls import reverse

from claims.canonical import canonical_text
from claims.models import Publication, PublishedFigure
from claims.quantities.comparing import Stated
from claims.quantities.dimensions import Bounds, bounds_of
from claims.quantities.measures import Measure, measure_of
from claims.quantities.units import UnknownUnit


@dataclass(frozen=True, slots=True)
class Read:
    """A figure of an edition with what it is found and compared by, whatever edition it is."""

    id: UUID
    position: int
    figure: Mapping[str, Any]
    bounds: Bounds
    measure: Measure


def shelve_figures(publication: Publication, content: Mapping[str, Any]) -> list[PublishedFigure]:
    """Add the rows of an edition's figures; a unit that Stet has given up makes none."""
    rows = [row_of(publication, content, read) for read in read_figures(content)]
    return PublishedFigure.objects.bulk_create(rows)


def read_figures(content: Mapping[str, Any]) -> Iterator[Read]:
    """The figures of an edition in units that Stet knows."""
    claim = UUID(content["id"])
    written: Counter[str] = Counter()
    for position, figure in enumerate(content["figures"]):
        written[figure["text"]] += 1
        pk = id_of(claim, figure["text"], written[figure["text"]])
        try:
            bounds = bounds_of(figure)
        except UnknownUnit:
            continue
        others = [other for other in content["figures"] if other is not figure]
        yield Read(pk, position, figure, bounds, measure_of(figure, content["text"], others))


def row_of(publication: Publication, content: Mapping[str, Any], read: Read) -> PublishedFigure:
    """The row of a figure in the publication that `content` describes; not stored yet."""
    figure, bounds, measure = read.figure, read.bounds, read.measure
    return PublishedFigure(
        id=read.id,
        publication=publication,
        source=content["source"]["slug"],
        position=read.position,
        kind=figure["kind"],
        unit=figure["unit"],
        dimension=bounds.dimension,
        base=bounds.unit,
        span=NumericRange(bounds.low, bounds.high, "[]"),
        value=bounds.number,
        role=figure["role"],
        direction=figure["direction"] or "",
        modality=figure["modality"] or "",
        period_start=_day(figure["period_start"]),
        period_end=_day(figure["period_end"]),
        stated_on=_stated_on(content),
        words=sorted(measure.words),
        names=sorted(measure.names),
        heads=sorted(measure.heads),
        explicit=measure.explicit,
        document=canonical(_document(read.id, figure, content, bounds, measure)),
        sequence=publication.sequence,
        published_at=publication.published_at,
    )


def id_of(claim: UUID, words: str, occurrence: int) -> UUID:
    """The id of the figure with these words in a claim, the first or a later one of them."""
    return uuid5(claim, f"{occurrence}:{words}")


def stated_of(row: PublishedFigure) -> Stated:
    """A published figure, to be compared."""
    return Stated(
        json.loads(row.document),
        Measure(frozenset(row.words), frozenset(row.names), frozenset(row.heads), row.explicit),
        Bounds(row.dimension, row.base, row.span.lower, row.span.upper),
        row.stated_on,
    )


def _document(
    pk: UUID,
    figure: Mapping[str, Any],
    content: Mapping[str, Any],
    bounds: Bounds,
    measure: Measure,
) -> dict[str, Any]:
    """What readers get: the figure as its edition has it, and where it stands."""
    source = content["source"]
    return {
        "id": str(pk),
        **figure,
        "normalised": {
            "dimension": bounds.dimension,
            "unit": bounds.unit,
            "low": None if bounds.low is None else f"{bounds.low:f}",
            "high": None if bounds.high is None else f"{bounds.high:f}",
        },
        "series": f"{_series_url()}?figure={pk}",
        "measure": {"words": sorted(measure.words), "names": sorted(measure.names)},
        "claim": {
            "id": content["id"],
            "text": content["text"],
            "language": content["language"],
            "rating": (content["rating"] or {}).get("code"),
            "url": reverse("claim-detail", args=[content["id"]]),
        },
        "edition": content["edition"],
        "sequence": content["sequence"],
        "published_at": content["published_at"],
        "source": {name: source[name] for name in ("slug", "title", "publisher", "url")},
        "citations": [
            {
                "marker": cited["marker"],
                "source": cited["source"],
                "paragraph": cited["paragraph"],
                "url": paragraph_url(cited),
            }
            for cited in content["citations"]
        ],
    }


def paragraph_url(cited: Mapping[str, Any]) -> str:
    """Where readers find the paragraph of a citation."""
    return _paragraph_url(cited["source"], cited["paragraph"])


# Finding addresses takes longer than anything else about a figure, and they repeat.
@lru_cache(maxsize=10_000)
def _paragraph_url(source: str, number: int) -> str:
    return reverse("paragraph-detail", args=[source, number])


@cache
def _series_url() -> str:
    return reverse("figure-series")


def canonical(document: Mapping[str, Any]) -> str:
    """The document as canonical JSON (RFC 8785), as editions are."""
    return canonical_text(document)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _stated_on(content: Mapping[str, Any]) -> date | None:
    """The day of the claim, else that of its source."""
    if content["claimed_on"]:
        return date.fromisoformat(content["claimed_on"])
    published_at = content["source"]["published_at"]
    return datetime.fromisoformat(published_at).date() if published_at else None
