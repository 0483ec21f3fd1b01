"""Put an edition where readers find it: the published rows, made from its document alone."""

from typing import Any

from django.db import transaction

from claims.models import Edition, EditionStatus, Publication
from claims.shelving.conflicts import find_conflicts
from claims.shelving.figures import shelve_figures
from claims.shelving.former import keep_figures_of, keep_former
from claims.shelving.publications import shelve_publication
from claims.shelving.terms import shelve_terms

__all__ = ["shelve", "shelve_figures_of"]


@transaction.atomic
def shelve(edition: Edition) -> Publication:
    """Make `edition` what readers see of its claim now; part of the publishing transaction."""
    content = edition.content
    again = keep_former(edition)
    publication = shelve_publication(edition, content, again=again)
    _shelve_figures(publication, content, again=again)
    return publication


@transaction.atomic
def shelve_figures_of(publication: Publication) -> None:
    """Make the publication's figures, the conflicts they are in, and its terms anew.

    What is withdrawn has none. Those of the claim's former publications are made as well.
    """
    _shelve_figures(publication, publication.edition.content, again=True)
    for former in publication.claim.former_publications.select_related("edition"):
        keep_figures_of(former)


def _shelve_figures(publication: Publication, content: dict[str, Any], *, again: bool) -> None:
    if again:
        publication.figures.all().delete()
        publication.terms.all().delete()
    if publication.status == EditionStatus.PUBLISHED:
        figures = shelve_figures(publication, content)
        find_conflicts(figures, content)
        shelve_terms(publication, figures)
