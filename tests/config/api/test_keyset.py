"""A page far into a list is read from an index, like the first."""

import re
import uuid
from datetime import UTC, datetime

import pytest
from django.db import connection

from claims.models import Publication, PublishedSource
from config.api.cursors import Cursor
from config.api.keyset import Order, page

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def plans(queryset, order, cursor, captured):
    """How PostgreSQL reads the page when the table is large."""
    with connection.cursor() as db:
        db.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")
        with captured as queries:
            page(queryset, order, cursor, 10)
        db.execute(f"EXPLAIN {queries[0]['sql']}")
        return "\n".join(line for (line,) in db.fetchall())


@pytest.mark.parametrize("backward", [False, True])
def test_the_newest_publications_come_from_their_index(backward, django_assert_max_num_queries):
    rows = Publication.objects.standing()
    order = Order.of(rows, "published_at", descending=True)
    cursor = Cursor(NOW, uuid.uuid4(), backward)

    plan = plans(rows, order, cursor, django_assert_max_num_queries(1))

    assert "using shown_newest" in plan
    assert "Sort" not in plan
    assert "Index Cond: (published_at " in plan


@pytest.mark.parametrize("key", [None, NOW])
@pytest.mark.parametrize("backward", [False, True])
def test_rows_without_a_key_are_a_segment_of_their_own(
    key, backward, django_assert_max_num_queries
):
    PublishedSource.objects.bulk_create(
        PublishedSource(slug=f"source-{number}", sequence=number, published_at=NOW)
        for number in range(1_000)  # so many that an index pays, whatever the statistics say
    )
    with connection.cursor() as db:
        db.execute("ANALYZE claims_publishedsource")
    order = Order.of(PublishedSource.objects.all(), "published_at", descending=True)
    cursor = Cursor(key, "source-5", backward)

    plan = plans(PublishedSource.objects.all(), order, cursor, django_assert_max_num_queries(1))

    assert "published_source_newest" in plan
    assert re.search(r"Index Cond: \(+published_at ", plan)


def test_text_is_compared_by_code_point_whatever_the_servers_collation():
    order = Order.of(PublishedSource.objects.all(), "title", descending=False)

    assert page(PublishedSource.objects.all(), order, Cursor("a", "b"), 5) == []
    assert (order.nullable, order.descending) == (False, False)
