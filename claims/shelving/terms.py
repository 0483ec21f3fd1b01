"""The terms that a standing publication is found by: its topics, paragraphs and units."""

from claims.models import Publication, PublishedTerm
from claims.models.publication import ORDERS


def topic_term(slug: str) -> str:
    """The term of a topic."""
    return f"topic:{slug}"


def paragraph_term(paragraph: object) -> str:
    """The term of a published paragraph, by its id."""
    return f"paragraph:{paragraph}"


def unit_term(dimension: str, base: str) -> str:
    """The term of everything that is measured in units that convert to `base`."""
    return f"unit:{dimension}:{base}"


def shelve_terms(publication: Publication) -> None:
    """Add the publication's terms, by its topics, citations and figures."""
    keys = {name: getattr(publication, name) for name in ORDERS}
    PublishedTerm.objects.bulk_create(
        PublishedTerm(publication=publication, term=term, **keys) for term in terms_of(publication)
    )


def terms_of(publication: Publication) -> list[str]:
    """By what the publication is found, each once."""
    topics = publication.topics.values_list("slug", flat=True)
    paragraphs = publication.citations.values_list("paragraph_id", flat=True)
    units = publication.figures.values_list("dimension", "base")
    return sorted(
        {
            *map(topic_term, topics),
            *map(paragraph_term, paragraphs),
            *(unit_term(*unit) for unit in units),
        }
    )
