"""Walks through claims see every row once: every order, both ways, while rows come and go."""

from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rest_framework.test import APIClient

from claims.api.public.claims import ClaimViewSet
from tests.claims.finding import shelf

URL = "/api/v1/claims/"
CLAIMS = 120
ORDERINGS = [f"{sign}{name}" for name in ClaimViewSet.orderings for sign in ("", "-")]
FILTERS = [
    {}, {"rating": "outdated,mixed"}, {"language": "en"}, {"topic": "topic-7"},
    {"claimed_after": "2020-02-01"}, {"unit": "kg", "figure_max": "90"},
    {"as_of": "2025-01-01T00:20:00Z"}, {"as_of": "2025-01-01T00:20:00Z", "rating": "outdated"},
]  # fmt: skip


@pytest.fixture(scope="module")
def small_shelf(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock():
        shelf.put_up(CLAIMS)
        yield
        shelf.take_down()


def run(sql: str, *values: Any) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall() if cursor.description else []


def sequences(page: dict[str, Any]) -> list[int]:
    return [row["sequence"] for row in page["results"]]


def walk(reader: APIClient, url: str, link: str, between: Any = None) -> list[int]:
    """The rows of a walk in its order, from an address on."""
    seen: list[int] = []
    following: str | None = url
    while following:
        page = reader.get(following).json()
        rows = sequences(page)
        seen = [*rows, *seen] if link == "previous" else [*seen, *rows]
        following = page[link]
        if between is not None:
            between()
    return seen


def last_page(reader: APIClient, url: str) -> dict[str, Any]:
    page: dict[str, Any] = reader.get(url).json()
    while page["next"]:
        page = reader.get(page["next"]).json()
    return page


@pytest.mark.django_db
@pytest.mark.parametrize("filters", FILTERS, ids=str)
@pytest.mark.parametrize("ordering", ORDERINGS)
def test_both_ways_give_the_same_rows_once(
    small_shelf: None, reader: APIClient, ordering: str, filters: dict[str, str]
) -> None:
    query = "&".join(f"{k}={v}" for k, v in {**filters, "ordering": ordering}.items())

    forward = walk(reader, f"{URL}?{query}&page_size=7", "next")
    end = last_page(reader, f"{URL}?{query}&page_size=11")
    before = walk(reader, end["previous"], "previous") if end["previous"] else []
    backward = [*before, *sequences(end)]

    whole = reader.get(f"{URL}?{query}&page_size=200&count=exact").json()
    assert forward == backward == sequences(whole)
    assert len(forward) == len(set(forward)) == whole["count"] > 0


@pytest.mark.django_db
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    ordering=st.sampled_from(ORDERINGS),
    size=st.integers(1, 40),
    acts=st.lists(st.tuples(st.sampled_from(["delete", "insert"]), st.integers(1, CLAIMS))),
)
def test_rows_that_stay_are_seen_once_whatever_comes_and_goes(
    small_shelf: None,
    reader: APIClient,
    ordering: str,
    size: int,
    acts: list[tuple[str, int]],
) -> None:
    waiting = list(acts)
    gone: set[int] = set()
    new = count(1_000)

    def act() -> None:
        for kind, sequence in [waiting.pop() for _ in range(min(2, len(waiting)))]:
            if kind == "delete":
                run("delete from claims_publication where sequence = %s", sequence)
                gone.add(sequence)
            else:
                run(COPY, next(new), sequence)

    with transaction.atomic():
        before = {row[0] for row in run(STANDING)}
        seen = walk(reader, f"{URL}?ordering={ordering}&page_size={size}", "next", act)
        transaction.set_rollback(True)

    assert len(seen) == len(set(seen))
    assert before - gone <= set(seen)


STANDING = "select sequence from claims_publication where status = 'published'"
# As another claim of the same keys: a tie in every order but that of the log.
COPY = """
    insert into claims_publication (claim_id, edition_id, source_id, sequence, status, rating,
        rating_value, language, publisher, claimant, section_title, position, claimed_on,
        first_published_at, published_at, document, sha256)
    select gen_random_uuid(), gen_random_uuid(), source_id, c.new, status, rating, rating_value,
        language, publisher, claimant, section_title, position, claimed_on, first_published_at,
        published_at, '{"sequence":' || c.new || '}', ''
    from claims_publication p, (select %s::bigint as new) c where p.sequence = %s
"""


def test_a_cursor_of_another_list_order_or_filter_is_refused(
    small_shelf: None, reader: APIClient, db: None
) -> None:
    page = reader.get(f"{URL}?page_size=3").json()
    cursor = page["next"].split("cursor=")[1]

    for query in (
        f"{URL}?ordering=published_at&cursor={cursor}",
        f"{URL}?rating=mixed&cursor={cursor}",
        f"/api/v1/sources/?cursor={cursor}",
        f"{URL}?cursor={cursor[:-2]}",
        f"{URL}?cursor={cursor}x",
        f"{URL}?cursor=%00",
    ):
        refused = reader.get(query)
        assert refused.status_code == 400
        assert refused["Content-Type"] == "application/problem+json"
