"""Deliver events: take what is due, sign it, post it, and record what came of it.

Promised is *at least once*: a worker that dies in the middle leaves its delivery held for
HELD_FOR, then another tries it again, under the same `webhook-id`. One delivery of a webhook is
under way at a time and those due first go first; one that fails lets later ones pass, so that the
order is usual and not promised: `sequence` in the payload tells it.
"""

import logging
import random
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import DatabaseError, InterfaceError, transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.http import parse_http_date_safe
from standardwebhooks.webhooks import Webhook as Signer

from claims import sealing
from claims.models import Attempt, Delivery, DeliveryStatus, Webhook
from claims.webhooks.addresses import Refused, target_of
from claims.webhooks.posting import MOST_KEPT, Outcome, post
from claims.webhooks.subscribing import policy, switch_off
from sources.models import now

logger = logging.getLogger(__name__)

# Longer than resolving, connecting and answering may take together.
HELD_FOR = timedelta(seconds=30)
# Before each try, after the one before it failed (Standard Webhooks): 3 days and 3 hours in all.
PAUSES = (
    timedelta(0), timedelta(seconds=5), timedelta(minutes=5), timedelta(minutes=30),
    timedelta(hours=2), timedelta(hours=5), timedelta(hours=10), timedelta(hours=14),
    timedelta(hours=20), timedelta(hours=24),
)  # fmt: skip
JITTER = 0.2
LONGEST_RETRY_AFTER = timedelta(hours=24)
GONE, ASKS_TO_WAIT = 410, frozenset({429, 503})


def deliver_next() -> Delivery | None:
    """Take one delivery that is due, try it and record that; None when nothing is due."""
    delivery = take()
    if delivery is not None:
        record(delivery, started_at=now(), outcome=attempt(delivery))
    return delivery


@transaction.atomic
def take() -> Delivery | None:
    """Hold one delivery that is due, of a webhook that is on and has none under way."""
    moment = now()
    pending = Delivery.objects.filter(webhook=OuterRef("pk"), status=DeliveryStatus.PENDING)
    webhook = (
        Webhook.objects.filter(
            Exists(pending.filter(due_at__lte=moment)),
            ~Exists(pending.filter(held_until__gt=moment)),
            active=True,
        )
        .order_by("?")  # so that one with much to deliver leaves the others their turn
        .select_for_update(of=("self",), skip_locked=True, no_key=True)
        .first()
    )
    if webhook is None:
        return None
    # Asked once more under the lock: another worker may just have taken one.
    rows: QuerySet[Delivery] = webhook.deliveries.filter(status=DeliveryStatus.PENDING)
    if rows.filter(held_until__gt=moment).exists():
        return None
    delivery = (
        rows.filter(due_at__lte=moment)
        .order_by("due_at", "id")
        .select_for_update(skip_locked=True, no_key=True)
        .first()
    )
    if delivery is not None:
        delivery.held_until = moment + HELD_FOR
        delivery.save(update_fields=["held_until"])
        delivery.webhook = webhook
    return delivery


def attempt(delivery: Delivery) -> Outcome:
    """Try a delivery once, outside any transaction; what goes wrong is in the outcome."""
    body = delivery.body.encode()
    try:
        headers = _headers(delivery)
        target = target_of(delivery.webhook.url, policy())
        return post(target, body, headers)
    except (Refused, OSError, sealing.Unreadable) as error:
        return Outcome(0, error=str(error)[:MOST_KEPT])
    except (DatabaseError, InterfaceError):
        raise
    except Exception:  # a fault of ours counts as a failed try: else it would be tried for ever
        logger.exception("Delivery %s failed in a way that was not foreseen.", delivery.pk)
        return Outcome(0, error="A fault of the sender; its log says which.")


@transaction.atomic
def record(delivery: Delivery, *, started_at: datetime, outcome: Outcome) -> Delivery:
    """Keep the attempt, and say what is next: delivered, tried again later, or given up.

    A 410, or STET_WEBHOOK_FAILURES deliveries given up in a row, switch the webhook off. When
    the delivery is no longer held by the caller, only the attempt is kept.
    """
    webhook = Webhook.objects.select_for_update(no_key=True).filter(pk=delivery.webhook_id).first()
    row = Delivery.objects.select_for_update(no_key=True).filter(pk=delivery.pk).first()
    if webhook is None or row is None:
        return delivery
    Attempt.objects.create(
        delivery=row,
        started_at=started_at,
        milliseconds=outcome.milliseconds,
        status_code=outcome.status,
        answer=outcome.answer,
        error=outcome.error,
    )
    if row.held_until is None or row.held_until != delivery.held_until:
        return row
    row.held_until = None
    row.tries += 1
    if outcome.status is not None and 200 <= outcome.status < 300:
        row.status, row.due_at, row.finished_at = DeliveryStatus.DELIVERED, None, now()
    elif outcome.status == GONE or row.tries >= len(PAUSES):
        row.status, row.due_at, row.finished_at = DeliveryStatus.FAILED, None, now()
    else:
        row.due_at = now() + _pause(row.tries, outcome)
    row.save(update_fields=["held_until", "tries", "status", "due_at", "finished_at"])
    if row.status == DeliveryStatus.FAILED:
        _switch_off_if_hopeless(webhook, outcome)
    return row


def _headers(delivery: Delivery) -> dict[str, str]:
    """The headers of this attempt: a signature by each secret that is valid."""
    sent_at = datetime.now(UTC)
    signatures = [
        Signer(sealing.unseal(secret.sealed)).sign(delivery.event, sent_at, delivery.body)
        for secret in delivery.webhook.secrets.valid()
    ]
    return {
        "Content-Type": "application/json",
        "User-Agent": "Stet-Webhooks/1",
        "webhook-id": delivery.event,
        "webhook-timestamp": str(int(sent_at.timestamp())),
        "webhook-signature": " ".join(signatures),
    }


def _pause(tries: int, outcome: Outcome) -> timedelta:
    pause = PAUSES[tries] * (1 + random.uniform(0, JITTER))  # noqa: S311 - spreads, hides nothing
    return max(pause, _asked_pause(outcome))


def _asked_pause(outcome: Outcome) -> timedelta:
    """Retry-After, in seconds or as a date (RFC 9110 §10.2.3); nothing when it makes no sense."""
    text = outcome.retry_after.strip()
    if outcome.status not in ASKS_TO_WAIT or not text:
        return timedelta(0)
    if text.isascii() and text.isdigit():
        return timedelta(seconds=min(int(text[:9]), LONGEST_RETRY_AFTER.total_seconds()))
    if (until := parse_http_date_safe(text)) is None:
        return timedelta(0)
    return min(datetime.fromtimestamp(until, UTC) - now(), LONGEST_RETRY_AFTER)


def _switch_off_if_hopeless(webhook: Webhook, outcome: Outcome) -> None:
    most = settings.STET_WEBHOOK_FAILURES
    if outcome.status == GONE:
        switch_off(webhook=webhook, reason="The receiver answered 410: it wants no more.")
        return
    finished = webhook.deliveries.exclude(finished_at=None).order_by("-finished_at", "-id")
    last = list(finished.values_list("status", flat=True)[:most])
    if len(last) == most and set(last) == {DeliveryStatus.FAILED.value}:
        switch_off(
            webhook=webhook,
            reason=f"{most} deliveries in a row were given up, after {len(PAUSES)} tries each.",
        )
