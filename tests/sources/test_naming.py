"""Slugs."""

import pytest

from sources.models import Publisher
from sources.naming import free_slug

pytestmark = pytest.mark.django_db


def test_a_taken_slug_gets_the_next_number() -> None:
    for expected in ("gazette", "gazette-2", "gazette-3"):
        slug = free_slug(Publisher, "Gazette", fallback="publisher")
        Publisher.objects.create(slug=slug, name=expected)

        assert slug == expected


def test_a_slug_is_short_and_has_a_letter() -> None:
    assert len(free_slug(Publisher, "word " * 100, fallback="publisher")) <= 80
    assert free_slug(Publisher, "2024", fallback="publisher") == "publisher-2024"
    assert free_slug(Publisher, "…", fallback="publisher") == "publisher"
