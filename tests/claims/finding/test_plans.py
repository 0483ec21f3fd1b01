"""Among a hundred thousand claims every filter and order is a range of an index, never a sort."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection

from claims.finding.pages import NULLABLE, statement
from claims.finding.questions import Question, Range
from claims.models.publication import ORDERS
from tests.claims.finding import shelf

QUESTIONS = {
    "everything": Question(),
    "rating": Question(rating=("mixed",)),
    "ratings": Question(rating=("mixed", "refuted")),
    "topic": Question(topic="topic-7"),
    "source": Question(source="source-7"),
    "publisher": Question(publisher="publisher-7"),
    "paragraph": Question(source="source-7", paragraph=1),
    "language": Question(language=("zh",)),
    "languages": Question(language=("zh", "ru")),
    "claimant": Question(claimant="claimant-7"),
    "claimed_after": Question(claimed_after=date(2022, 1, 1)),
    "claimed_before": Question(claimed_before=date(2023, 1, 1)),
    "published_after": Question(published_after=datetime(2025, 1, 10, tzinfo=UTC)),
    "published_before": Question(published_before=datetime(2025, 1, 20, tzinfo=UTC)),
    "unit": Question(figure=Range("money", "RUB")),
    "figure_min": Question(figure=Range("mass", "kg", Decimal(5_000))),
    "rating and topic": Question(rating=("mixed",), topic="topic-10"),
    "rating, language and dates": Question(
        rating=("supported",), language=("en",), claimed_after=date(2021, 1, 1)
    ),
}


@pytest.fixture(scope="module")
def large_shelf(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock():
        shelf.put_up(100_000)
        yield
        shelf.take_down()


def plan_of(sql: str, values: dict[str, Any]) -> dict[str, Any]:
    with connection.cursor() as cursor:
        cursor.execute(f"explain (format json) {sql}", values)
        told = cursor.fetchone()[0]
    plan: dict[str, Any] = (json.loads(told) if isinstance(told, str) else told)[0]["Plan"]
    return plan


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for inner in plan.get("Plans", ()):
        yield from nodes(inner)


@pytest.mark.django_db
@pytest.mark.parametrize("falling", [True, False], ids=["falling", "rising"])
@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("name", QUESTIONS)
def test_a_page_is_a_range_of_an_index(
    large_shelf: None, name: str, order: str, falling: bool
) -> None:
    condition = "{k} is not null" if order in NULLABLE else ""

    plan = plan_of(*statement(QUESTIONS[name], order, condition, falling=falling, size=26))

    kinds = {node["Node Type"] for node in nodes(plan)}
    assert not kinds & {"Sort", "Incremental Sort", "Seq Scan", "Bitmap Heap Scan"}, kinds
    assert kinds & {"Index Scan", "Index Only Scan"}


@pytest.mark.django_db
@pytest.mark.parametrize("order", ORDERS)
def test_a_page_of_what_was_said_then_is_two_ranges(large_shelf: None, order: str) -> None:
    question = Question(as_of=datetime(2025, 1, 15, tzinfo=UTC))
    condition = "{k} is not null" if order in NULLABLE else ""

    plan = plan_of(*statement(question, order, condition, falling=True, size=26))

    read = [node for node in nodes(plan) if node.get("Relation Name", "").startswith("claims_p")]
    assert {node["Node Type"] for node in read} == {"Index Scan"}
