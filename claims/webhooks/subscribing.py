"""Subscribe to events: webhooks and their secrets, tests, deliveries sent again."""

import base64
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from claims import sealing
from claims.errors import Conflict, Gone, Stale
from claims.models import Delivery, Edition, User, Webhook, WebhookSecret
from claims.models.webhook import TEST
from claims.webhooks import events, notifying
from claims.webhooks.addresses import Policy, Refused, parts_of
from claims.webhooks.filtering import FILTERS, check_filters
from sources.models import now

BOTH_VALID = timedelta(hours=24)
# What a replay queues at a time; its answer says where to go on.
MOST_REPLAYED = 1000
BY_HAND = "Switched off by hand."


class SwitchedOff(Conflict):
    """The webhook is off: nothing is sent to it until somebody switches it on."""

    code = "switched_off"


@dataclass(frozen=True, slots=True)
class Replay:
    """What a replay queued, the last sequence it looked at, and whether there is more."""

    queued: int
    through: int
    more: bool


def policy() -> Policy:
    """Where webhooks may lead, by the settings."""
    return Policy(
        ports=frozenset(settings.STET_WEBHOOK_PORTS), allowed=settings.STET_WEBHOOK_PRIVATE
    )


@transaction.atomic
def subscribe(*, by: User, url: str, event_types: list[str], **fields: Any) -> tuple[Webhook, str]:
    """A webhook and its secret, which is shown only this once. Raises ValidationError."""
    given = _settled({"url": url, "event_types": event_types, **fields})
    webhook = Webhook(author=by, **given)
    _check(webhook, given)
    webhook.save(force_insert=True)
    return webhook, _add_secret(webhook)


@transaction.atomic
def edit_webhook(*, webhook: Webhook, version: int, **fields: Any) -> Webhook:
    """Change what it says of itself, or switch it with `active`. Raises Stale, ValidationError."""
    webhook = _lock(webhook, version=version)
    given = _settled(fields)
    for name, value in given.items():
        setattr(webhook, name, value)
    _check(webhook, given)
    webhook.save()
    webhook.refresh_from_db()
    if fields.get("active"):
        notifying.wake_workers()
    return webhook


@transaction.atomic
def delete_webhook(*, webhook: Webhook, version: int) -> None:
    """Delete it, with its secrets and deliveries; its history stays. Raises Stale."""
    _lock(webhook, version=version).delete()


@transaction.atomic
def switch_off(*, webhook: Webhook, reason: str) -> None:
    """Stop sending, and say why; what is pending waits, what happens meanwhile is not queued."""
    row = Webhook.objects.select_for_update(no_key=True).filter(pk=webhook.pk, active=True).first()
    if row is not None:
        row.active, row.disabled_reason, row.disabled_at = False, reason, now()
        row.full_clean(validate_unique=False)
        row.save(update_fields=["active", "disabled_reason", "disabled_at"])


@transaction.atomic
def rotate_secret(*, webhook: Webhook) -> tuple[str, datetime]:
    """A new secret, and until when the one before it stays valid beside it."""
    row = Webhook.objects.select_for_update(no_key=True).filter(pk=webhook.pk).first()
    if row is None:
        raise Gone("The webhook was deleted since you read it.")
    until = now() + BOTH_VALID
    # Of several rotations within a day, the first's secret still ends when it was said to.
    row.secrets.filter(expires_at=None).update(expires_at=until)
    row.secrets.filter(expires_at__lte=now()).delete()
    # The history tells of it; of the secrets it holds nothing.
    row.secret_rotated_at = now()
    row.save(update_fields=["secret_rotated_at"])
    return _add_secret(row), until


@transaction.atomic
def send_test(*, webhook: Webhook) -> Delivery:
    """Queue a test event, with an id of its own form. Raises SwitchedOff."""
    _check_is_on(webhook)
    moment = now()
    delivery = Delivery(
        webhook=webhook,
        event=f"test_{secrets.token_hex(12)}",
        type=TEST,
        body=events.written(
            TEST,
            moment.astimezone(UTC).isoformat().replace("+00:00", "Z"),
            {"webhook": str(webhook.pk), "note": "Somebody at the desk asked for this test."},
        ),
    )
    delivery.full_clean()
    delivery.save(force_insert=True)
    notifying.wake_workers()
    return delivery


@transaction.atomic
def redeliver(*, delivery: Delivery) -> Delivery:
    """Send an event again, whatever became of it. Raises SwitchedOff, and Gone."""
    row = (
        Delivery.objects.select_for_update(of=("self",), no_key=True)
        .select_related("webhook")
        .filter(pk=delivery.pk)
        .first()
    )
    if row is None:
        raise Gone("The delivery was deleted since you read it.")
    _check_is_on(row.webhook)
    notifying.queue_again([row])
    row.refresh_from_db()
    return row


@transaction.atomic
def replay(*, webhook: Webhook, after: int) -> Replay:
    """Send what happened after a sequence, what was sent already too: for who lost some of it.

    At most MOST_REPLAYED editions are looked at; go on with the answer's `through`. Raises
    SwitchedOff.
    """
    _check_is_on(webhook)
    editions = list(
        Edition.objects.filter(sequence__gt=after).order_by("sequence")[: MOST_REPLAYED + 1]
    )
    asked = editions[:MOST_REPLAYED]
    wanted = [
        notifying.delivery_of(edition, webhook)
        for edition in asked
        if events.type_of(edition.content) in webhook.event_types
        and events.passes(edition.content, notifying.filters_of(webhook))
    ]
    Delivery.objects.bulk_create(wanted, ignore_conflicts=True)
    known = webhook.deliveries.filter(event__in=[each.event for each in wanted])
    notifying.queue_again(known.select_for_update(no_key=True).order_by("id"))
    through = asked[-1].sequence if asked else after
    return Replay(len(wanted), through, more=len(editions) > MOST_REPLAYED)


def _lock(webhook: Webhook, *, version: int) -> Webhook:
    row = Webhook.objects.select_for_update(no_key=True).filter(pk=webhook.pk).first()
    if row is None:
        raise Gone("The webhook was deleted since you read it.")
    if row.version != version:
        raise Stale("The webhook", seen=version, version=row.version)
    return row


def _settled(fields: dict[str, Any]) -> dict[str, Any]:
    """`active` with what belongs to it; the scheme of an address in small letters."""
    if "url" in fields:
        scheme, colon, rest = fields["url"].partition(":")
        fields = {**fields, "url": f"{scheme.lower()}{colon}{rest}"}
    if "active" not in fields:
        return fields
    off = not fields["active"]
    return fields | {
        "disabled_reason": BY_HAND if off else "",
        "disabled_at": now() if off else None,
    }


def _check(webhook: Webhook, given: dict[str, Any]) -> None:
    """Refuse what it cannot be. A topic may be gone since it was named, and what is switched off
    leads nowhere: neither keeps it from being changed.
    """
    webhook.full_clean()
    check_filters({name: given[name] for name in FILTERS if name in given})
    if "url" not in given and not webhook.active:
        return
    try:
        parts_of(webhook.url, policy())
    except Refused as error:
        raise ValidationError({"url": ValidationError(str(error), code="refused_url")}) from error


def _check_is_on(webhook: Webhook) -> None:
    if not Webhook.objects.filter(pk=webhook.pk, active=True).exists():
        raise SwitchedOff("The webhook is off: switch it on first.")


def _add_secret(webhook: Webhook) -> str:
    secret = f"whsec_{base64.b64encode(secrets.token_bytes(32)).decode()}"
    row = WebhookSecret(webhook=webhook, sealed=sealing.seal(secret))
    row.full_clean()
    row.save(force_insert=True)
    return secret
