"""Deliveries to a real receiver: signed, tried again in time, given up, and never two at a time."""

import json
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest
from standardwebhooks.webhooks import Webhook as Verifier

from claims.models import Delivery, User, Webhook
from claims.webhooks import delivering, notifying, subscribing
from claims.webhooks.delivering import PAUSES, attempt, deliver_next, record, take
from claims.webhooks.posting import Outcome
from sources.models import now
from tests import factories
from tests.receiver import Receiver


@pytest.fixture
def subscribed(author: User, receiver: Receiver) -> tuple[Webhook, str]:
    every = factories.EventType.values
    return subscribing.subscribe(by=author, url=receiver.url, event_types=every)


@pytest.fixture
def queued(subscribed: tuple[Webhook, str], author: User, reviewer: User) -> Delivery:
    factories.published_claim(author, reviewer)
    return Delivery.objects.get()


def try_again(delivery: Delivery) -> Delivery:
    """Its time comes, as it does when somebody asks for it: only the tries are kept."""
    tries = fresh(delivery).tries
    notifying.queue_again([delivery])
    Delivery.objects.filter(pk=delivery.pk).update(tries=tries)
    assert deliver_next() == delivery
    return fresh(delivery)


def fresh(delivery: Delivery) -> Delivery:
    return Delivery.objects.get(pk=delivery.pk)


def test_a_delivery_is_signed_and_says_what_was_published(
    subscribed: tuple[Webhook, str], receiver: Receiver, queued: Delivery
) -> None:
    assert deliver_next() == queued
    assert deliver_next() is None

    headers, body = receiver.got[0]
    told = Verifier(subscribed[1]).verify(body, headers)
    assert (told["type"], told["data"]["sequence"]) == ("claim.published", 1)
    assert (headers["webhook-id"], headers["Content-Type"]) == ("1", "application/json")
    queued.refresh_from_db()
    assert (queued.status, queued.due_at, queued.tries) == ("delivered", None, 1)
    assert [each.status_code for each in queued.attempts.all()] == [204]


def test_both_secrets_sign_after_a_rotation(
    subscribed: tuple[Webhook, str], receiver: Receiver, queued: Delivery
) -> None:
    webhook, old = subscribed
    new, until = subscribing.rotate_secret(webhook=webhook)

    deliver_next()

    headers, body = receiver.got[0]
    assert timedelta(hours=23) < until - now() <= timedelta(hours=24)
    for secret in (old, new):
        assert Verifier(secret).verify(body, headers)
    webhook.secrets.exclude(expires_at=None).update(expires_at=now())
    subscribing.redeliver(delivery=queued)
    deliver_next()
    assert len(receiver.got[1][0]["webhook-signature"].split()) == 1
    assert Verifier(new).verify(receiver.got[1][1], receiver.got[1][0])


def test_a_failed_try_is_repeated_with_growing_pauses_and_then_given_up(
    receiver: Receiver, queued: Delivery
) -> None:
    receiver.answer(500, b"Out of order")

    deliver_next()
    row = fresh(queued)
    assert deliver_next() is None
    for tries in range(1, len(PAUSES)):
        assert row.due_at is not None
        pause = row.due_at - now()
        assert PAUSES[tries] - timedelta(seconds=2) <= pause <= PAUSES[tries] * 1.2
        assert (row.status, row.tries) == ("pending", tries)
        row = try_again(row)

    assert (row.status, row.tries, row.due_at) == ("failed", 10, None)
    assert {headers["webhook-id"] for headers, _ in receiver.got} == {"1"}
    assert len({body for _, body in receiver.got}) == 1
    last = row.attempts.last()
    assert last is not None
    assert (last.status_code, last.answer) == (500, "Out of order")


@pytest.mark.parametrize("status", [301, 302, 307, 308, 400, 401, 404, 418, 500, 503])
def test_every_answer_but_2xx_is_a_failure(
    receiver: Receiver, queued: Delivery, status: int
) -> None:
    receiver.answer(status, Location="/")

    deliver_next()

    assert (fresh(queued).status, fresh(queued).tries) == ("pending", 1)


@pytest.mark.parametrize("status", [200, 201, 202, 204, 299])
def test_every_2xx_is_a_success(receiver: Receiver, queued: Delivery, status: int) -> None:
    receiver.answer(status)

    deliver_next()

    assert fresh(queued).status == "delivered"


def test_410_switches_the_webhook_off(
    subscribed: tuple[Webhook, str], receiver: Receiver, queued: Delivery
) -> None:
    receiver.answer(410)

    deliver_next()

    webhook = Webhook.objects.get()
    assert fresh(queued).status == "failed"
    assert (webhook.active, webhook.version) == (False, 2)
    assert "410" in webhook.disabled_reason
    assert webhook.disabled_at is not None


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("form", ["seconds", "date"])
def test_retry_after_is_honoured(
    receiver: Receiver, queued: Delivery, status: int, form: str
) -> None:
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=3601), usegmt=True)
    receiver.answer(status, Retry_After="3600" if form == "seconds" else later)

    deliver_next()

    due = fresh(queued).due_at
    assert due is not None
    assert timedelta(minutes=59) < due - now() <= timedelta(minutes=61)


@pytest.mark.parametrize("said", ["", "-5", "soon", "9" * 5000, "Wed, 21 Oct 2015 07:28:00 GMT"])
def test_a_senseless_retry_after_delays_a_day_at_most(queued: Delivery, said: str) -> None:
    held = take()
    assert held is not None

    record(held, started_at=now(), outcome=Outcome(1, 503, retry_after=said))

    due = fresh(queued).due_at
    assert due is not None
    assert timedelta(0) < due - now() <= timedelta(hours=24, seconds=1)


def test_enough_failures_in_a_row_switch_the_webhook_off_and_it_says_why(
    receiver: Receiver, queued: Delivery, settings: Any
) -> None:
    settings.STET_WEBHOOK_FAILURES = 2
    receiver.answer(500)
    webhook = queued.webhook
    for number in range(2):
        row = queued if number == 0 else subscribing.send_test(webhook=webhook)
        deliver_next()
        while fresh(row).status == "pending":
            assert Webhook.objects.get().active
            try_again(row)

    webhook.refresh_from_db()
    assert not webhook.active
    assert webhook.disabled_reason.startswith("2 deliveries in a row were given up")


def test_what_waits_is_delivered_when_the_webhook_is_on_again(
    receiver: Receiver, queued: Delivery
) -> None:
    webhook = queued.webhook
    subscribing.switch_off(webhook=webhook, reason="By the test.")
    assert deliver_next() is None

    webhook.refresh_from_db()
    subscribing.edit_webhook(webhook=webhook, version=webhook.version, active=True)

    assert deliver_next() == queued
    webhook.refresh_from_db()
    assert (webhook.disabled_reason, webhook.disabled_at) == ("", None)


def test_a_webhook_has_one_delivery_under_way_and_those_due_first_go_first(
    receiver: Receiver, queued: Delivery
) -> None:
    second = subscribing.send_test(webhook=queued.webhook)

    first = take()

    assert first == queued
    assert take() is None
    record(first, started_at=now(), outcome=attempt(first))
    assert deliver_next() == second


def test_a_delivery_whose_worker_died_is_tried_again_within_a_minute(
    receiver: Receiver, queued: Delivery
) -> None:
    died = take()
    assert died is not None
    assert died.held_until is not None
    assert died.held_until - now() < timedelta(seconds=60)
    assert take() is None

    Delivery.objects.filter(pk=queued.pk).update(held_until=now())

    assert deliver_next() == queued
    record(died, started_at=now(), outcome=Outcome(1, 500))
    assert (fresh(queued).status, fresh(queued).tries) == ("delivered", 1)
    assert fresh(queued).attempts.count() == 2


def test_a_webhook_that_leads_inside_is_refused_at_every_try(
    receiver: Receiver, queued: Delivery, settings: Any
) -> None:
    settings.STET_WEBHOOK_PRIVATE = ()

    deliver_next()

    kept = fresh(queued).attempts.get()
    assert receiver.got == []
    assert "this machine itself" in kept.error
    Webhook.objects.update(url="https://localhost/hook")
    try_again(queued)
    assert "this machine itself" in fresh(queued).attempts.last().error  # type: ignore[union-attr]


def test_a_secret_that_cannot_be_read_is_an_error_of_the_try(
    receiver: Receiver, queued: Delivery, settings: Any
) -> None:
    settings.SECRET_KEY = "y" * 50

    deliver_next()

    assert "SECRET_KEY has changed" in fresh(queued).attempts.get().error
    assert receiver.got == []


def test_a_deleted_delivery_is_not_recorded(receiver: Receiver, queued: Delivery) -> None:
    held = take()
    assert held is not None
    webhook = queued.webhook
    subscribing.delete_webhook(webhook=webhook, version=webhook.version)

    record(held, started_at=now(), outcome=attempt(held))

    assert not Delivery.objects.exists()


def test_the_hold_is_longer_than_a_try_can_take() -> None:
    from claims.webhooks import addresses, posting

    longest = addresses.SECONDS_TO_RESOLVE + posting.SECONDS
    assert delivering.HELD_FOR.total_seconds() > longest + 5


def test_the_payload_is_json_under_20_kb(receiver: Receiver, queued: Delivery) -> None:
    deliver_next()

    body = receiver.got[0][1]
    assert len(body) < 20_000
    assert set(json.loads(body)) == {"type", "timestamp", "data"}
