"""Tell webhooks: a delivery for each, written in the transaction of the change it tells of."""

from collections.abc import Iterable

from django.conf import settings
from django.db import connection, transaction
from django.urls import reverse

from claims.models import Delivery, DeliveryStatus, Edition, Webhook
from claims.webhooks.events import body_of, passes, type_of
from claims.webhooks.filtering import FILTERS
from sources.models import now

# A worker listens here; whoever misses it finds the row a little later.
CHANNEL = "stet_deliveries"


@transaction.atomic
def notify(edition: Edition) -> list[Delivery]:
    """Queue the edition for every webhook that is on, names its type and lets it through.

    Part of the publishing transaction: either both are there, or neither.
    """
    content = edition.content
    told = [
        webhook
        for webhook in Webhook.objects.told_of(type_of(content))
        if passes(content, filters_of(webhook))
    ]
    if not told:
        return []
    made = [delivery_of(edition, webhook) for webhook in told]
    Delivery.objects.bulk_create(made)
    wake_workers()
    return made


def filters_of(webhook: Webhook) -> dict[str, list[str]]:
    """What the webhook lets through, by name."""
    return {name: getattr(webhook, name) for name in FILTERS}


def delivery_of(edition: Edition, webhook: Webhook) -> Delivery:
    """The delivery, not stored: its event is the edition's sequence in the change feed."""
    content = edition.content
    path = reverse("edition-detail", args=[edition.claim_id, edition.number])
    return Delivery(
        webhook=webhook,
        event=str(edition.sequence),
        type=type_of(content),
        body=body_of(content, url=f"{settings.STET_PUBLIC_URL}{path}", sha256=edition.sha256),
    )


@transaction.atomic
def queue_again(deliveries: Iterable[Delivery]) -> None:
    """Deliver these once more, at once, with all tries before them; the event keeps its id."""
    Delivery.objects.filter(pk__in=[each.pk for each in deliveries]).update(
        status=DeliveryStatus.PENDING, tries=0, due_at=now(), held_until=None, finished_at=None
    )
    wake_workers()


def wake_workers() -> None:
    """Let workers look for deliveries as soon as this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, '')", [CHANNEL])
