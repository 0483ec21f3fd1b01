"""Put an edition where readers find it: the published rows, made from its document alone."""

from django.db import transaction

from claims.models import Edition, EditionStatus, Publication
from claims.shelving.conflicts import find_conflicts
from claims.shelving.figures import shelve_figures
from claims.shelving.former import keep_former
from claims.shelving.publications import shelve_publication
from claims.shelving.terms import shelve_terms

__all__ = ["shelve", "shelve_figures_of"]


@transaction.atomic
def shelve(edition: Edition) -> Publication:
    """Make `edition` what readers see of its claim now; part of the publishing transaction."""
    keep_former(edition)
    publication = shelve_publication(edition, edition.content)
    shelve_figures_of(publication)
    return publication


@transaction.atomic
def shelve_figures_of(publication: Publication) -> None:
    """Make the publication's figures, the conflicts they are in, and its terms anew.

    What is withdrawn has none.
    """
    publication.figures.all().delete()
    publication.terms.all().delete()
    if publication.status == EditionStatus.PUBLISHED:
        content = publication.edition.content
        find_conflicts(shelve_figures(publication, content), content)
        shelve_terms(publication)
