"""The outbox: a delivery for each webhook concerned, with the edition or not at all."""

import json
from typing import Any

import pytest
from django.db import DatabaseError, connection

from claims.models import Claim, Delivery, Edition, Topic, User
from claims.webhooks.notifying import notify
from tests import factories


def test_each_edition_is_queued_under_its_sequence(author: User, reviewer: User) -> None:
    factories.make_webhook(author)
    claim = factories.published_claim(author, reviewer)
    factories.edit(claim, author, text="It moved 413 containers [1]")
    factories.approve(factories.submit(claim, author), reviewer)
    factories.publish(claim, reviewer, correction="413, not 412.")
    factories.edit(claim, author, text="It moved 414 containers [1]")
    factories.approve(factories.submit(claim, author), reviewer)
    factories.publish(claim, reviewer)
    factories.withdraw(claim, reviewer)

    queued = Delivery.objects.order_by("created_at", "id")

    assert [(row.event, row.type) for row in queued] == [
        ("1", "claim.published"),
        ("2", "claim.corrected"),
        ("3", "claim.updated"),
        ("4", "claim.withdrawn"),
    ]
    bodies = [json.loads(row.body) for row in queued]
    editions = Edition.objects.order_by("sequence")
    assert [each["data"]["sha256"] for each in bodies] == [each.sha256 for each in editions]
    assert [each["data"]["note"] for each in bodies] == [
        None, "413, not 412.", None, "The report was retracted.",
    ]  # fmt: skip
    assert bodies[1]["data"]["url"].endswith(f"/api/v1/claims/{claim.pk}/editions/2/")


def test_only_who_asked_for_it_is_told(author: User, reviewer: User) -> None:
    told = factories.make_webhook(author, ratings=["supported"], languages=["en"])
    factories.make_webhook(author, event_types=["claim.withdrawn"])
    Topic.objects.create(slug="nothing-of-this", label="Nothing of this")
    factories.make_webhook(author, topics=["nothing-of-this"])
    factories.make_webhook(author, active=False)

    factories.published_claim(author, reviewer)

    assert [row.webhook for row in Delivery.objects.all()] == [told]


class FailAt:
    """The n-th statement that writes or reads fails, whichever it is."""

    def __init__(self, number: int) -> None:
        self.left = number

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        # What Django asks while it validates a row is let fail by Django itself.
        self.left -= not ('"_check"' in sql or "SAVEPOINT" in sql)
        if self.left == 0:
            self.left = -1_000_000
            raise DatabaseError("on purpose")
        return execute(sql, params, many, context)


@pytest.mark.django_db(transaction=True)
def test_a_fault_at_any_statement_leaves_neither_edition_nor_delivery(
    author: User, reviewer: User
) -> None:
    factories.make_webhook(author)
    claim = factories.approved_claim(author, reviewer)
    version = factories.fresh(claim).version

    for number in range(1, 200):
        fault = FailAt(number)
        try:
            with connection.execute_wrapper(fault):
                factories.publishing.publish_claim(claim=claim, version=version, by=reviewer)
        except DatabaseError:
            assert Edition.objects.count() == Delivery.objects.count() == 0
            assert Claim.objects.get(pk=claim.pk).state == "approved"
        else:
            break

    assert number > 20
    assert fault.left > 0  # the last run met no fault
    assert Edition.objects.count() == Delivery.objects.count() == 1


@pytest.mark.parametrize("count", [1, 5])
def test_publishing_costs_the_same_for_one_webhook_and_for_many(
    author: User, reviewer: User, django_assert_num_queries: Any, count: int
) -> None:
    for _ in range(count):
        factories.make_webhook(author)
    edition = factories.publish(factories.approved_claim(author, reviewer), reviewer)
    Delivery.objects.all().delete()

    with django_assert_num_queries(5):  # webhooks, insert, wake-up, and a savepoint around them
        assert len(notify(edition)) == count
