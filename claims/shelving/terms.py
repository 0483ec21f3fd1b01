"""The terms that a standing publication is found by: its topics, paragraphs and units."""

from collections.abc import Iterable

from claims.models import Publication, PublishedFigure, PublishedTerm
from claims.models.publication import ORDERS

UNIT = "unit:"


def topic_term(slug: str) -> str:
    """The term of a topic."""
    return f"topic:{slug}"


def paragraph_term(paragraph: object) -> str:
    """The term of a published paragraph, by its id."""
    return f"paragraph:{paragraph}"


def unit_term(dimension: str, base: str) -> str:
    """The term of everything that is measured in units that convert to `base`."""
    return f"{UNIT}{dimension}:{base}"


def shelve_terms(publication: Publication, figures: Iterable[PublishedFigure]) -> None:
    """Add the publication's terms, by its topics, citations and figures."""
    keys = {name: getattr(publication, name) for name in ORDERS}
    PublishedTerm.objects.bulk_create(
        PublishedTerm(publication=publication, term=term, **keys)
        for term in terms_of(publication, figures)
    )


def terms_of(publication: Publication, figures: Iterable[PublishedFigure]) -> list[str]:
    """By what the publication is found, each once."""
    topics = publication.topics.values_list("slug", flat=True)
    paragraphs = publication.citations.values_list("paragraph_id", flat=True)
    return sorted(
        {
            *map(topic_term, topics),
            *map(paragraph_term, paragraphs),
            *(unit_term(figure.dimension, figure.base) for figure in figures),
        }
    )
