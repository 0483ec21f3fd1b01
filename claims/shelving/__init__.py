"""Put an edition where readers find it: the published rows, made from its document alone."""

from django.db import transaction

from claims.models import Edition, EditionStatus, Publication
from claims.shelving.conflicts import find_conflicts
from claims.shelving.figures import shelve_figures
from claims.shelving.publications import shelve_publication

__all__ = ["shelve", "shelve_figures_of"]


@transaction.atomic
def shelve(edition: Edition) -> Publication:
    """Make `edition` what readers see of its claim now; part of the publishing transaction."""
    publication = shelve_publication(edition, edition.content)
    shelve_figures_of(publication)
    return publication


@transaction.atomic
def shelve_figures_of(publication: Publication) -> None:
    """Make the publication's figures, and the conflicts they are in, anew from its edition.

    What is withdrawn has none.
    """
    publication.figures.all().delete()
    if publication.status == EditionStatus.PUBLISHED:
        content = publication.edition.content
        find_conflicts(shelve_figures(publication, content), content)
