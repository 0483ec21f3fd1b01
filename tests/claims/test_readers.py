"""What readers ask that takes more than a filter; the answers are tested with their endpoints."""

import pytest

from claims.digests import parse
from claims.errors import Conflict
from claims.models import PublishedSource, User
from claims.readers import digest_of, resolve_references
from tests import factories


def test_a_source_without_a_time_gets_that_of_its_first_edition(
    author: User, reviewer: User
) -> None:
    claim = factories.published_claim(author, reviewer)
    edition = claim.editions.get()

    digest = parse(digest_of(PublishedSource.objects.get())).digest

    assert digest.published.replace(microsecond=0) == edition.published_at.replace(microsecond=0)


def test_a_title_that_reads_as_a_by_line_is_refused_and_not_mangled(
    author: User, reviewer: User
) -> None:
    source = factories.make_source("Gazette · 2025-06-02 09:30")
    factories.published_claim(author, reviewer, source=source)

    with pytest.raises(Conflict, match="cannot be written as a digest"):
        digest_of(PublishedSource.objects.get())


@pytest.mark.django_db
def test_a_text_without_markers_resolves_to_nothing() -> None:
    assert resolve_references("Nothing [sic] here") == []
