"""What a publication was before the edition that takes its place: what was said then."""

from typing import Any

from claims.models import Edition, EditionStatus, FormerPublication, Publication
from claims.models.publication import Found
from claims.quantities.dimensions import Bounds
from claims.shelving.figures import read_figures
from claims.shelving.terms import UNIT, terms_of, unit_term

KEPT = [field.attname for field in Found._meta.fields if field.name != "id"]


def keep_former(edition: Edition) -> bool:
    """Keep what readers see of the claim now, if `edition` is to take its place.

    Whether they see anything of it.
    """
    rows = Publication.objects.select_related("edition")
    publication = rows.filter(claim=edition.claim_id).first()
    if publication is not None and publication.sequence < edition.sequence:
        FormerPublication.objects.update_or_create(
            edition_id=publication.edition_id,
            defaults={
                **{name: getattr(publication, name) for name in KEPT},
                "claim_id": publication.claim_id,
                "source_id": publication.source_id,
                "until": edition.published_at,
                "terms": terms_of(publication, publication.figures.all()),
                "figures": found_by(publication.edition),
            },
        )
    return publication is not None


def keep_figures_of(former: FormerPublication) -> None:
    """Make the figures that a former publication is found by, and their terms, anew."""
    former.figures = found_by(former.edition)
    units = {unit_term(each["dimension"], each["base"]) for each in former.figures}
    others = {term for term in former.terms if not term.startswith(UNIT)}
    former.terms = sorted(others | units)
    former.save(update_fields=["figures", "terms"])


def found_by(edition: Edition) -> list[dict[str, Any]]:
    """What an edition is found by of its figures: units and bounds; an open end is null.

    A withdrawal has none.
    """
    if edition.status == EditionStatus.WITHDRAWN:
        return []
    return [kept_bounds(read.bounds) for read in read_figures(edition.content)]


def kept_bounds(bounds: Bounds) -> dict[str, Any]:
    """The bounds of a figure as a former publication keeps them."""
    return {
        "dimension": bounds.dimension,
        "base": bounds.unit,
        "low": None if bounds.low is None else f"{bounds.low:f}",
        "high": None if bounds.high is None else f"{bounds.high:f}",
    }
