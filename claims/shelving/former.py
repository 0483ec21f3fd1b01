"""What a publication was before the edition that takes its place: what was said then."""

from typing import Any

from claims.models import Edition, FormerPublication, Publication, PublishedFigure
from claims.models.publication import Found
from claims.shelving.terms import terms_of

KEPT = [field.attname for field in Found._meta.fields if field.name != "id"]


def keep_former(edition: Edition) -> bool:
    """Keep what readers see of the claim now, if `edition` is to take its place.

    Whether they see anything of it.
    """
    publication = Publication.objects.filter(claim=edition.claim_id).first()
    if publication is not None and publication.sequence < edition.sequence:
        figures = list(publication.figures.all())
        FormerPublication.objects.update_or_create(
            edition_id=publication.edition_id,
            defaults={
                **{name: getattr(publication, name) for name in KEPT},
                "claim_id": publication.claim_id,
                "source_id": publication.source_id,
                "until": edition.published_at,
                "terms": terms_of(publication, figures),
                "figures": [bounds_of(figure) for figure in figures],
            },
        )
    return publication is not None


def bounds_of(figure: PublishedFigure) -> dict[str, Any]:
    """What a claim is found by of its figure; an open end is null."""
    low, high = figure.span.lower, figure.span.upper
    return {
        "dimension": figure.dimension,
        "base": figure.base,
        "low": None if low is None else f"{low:f}",
        "high": None if high is None else f"{high:f}",
    }
