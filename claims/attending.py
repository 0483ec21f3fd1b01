"""Say who is looking at a claim: a short lease, renewed while the page is open, and no lock."""

from datetime import timedelta

from django.db import transaction

from claims.models import Claim, Presence, User
from claims.models.attention import LEASE
from sources.models import now

# What nobody renewed is deleted after this, by whoever comes next.
_KEPT = timedelta(hours=1)


@transaction.atomic
def attend(*, claim: Claim, by: User) -> list[Presence]:
    """Note that `by` is looking at the claim, for a minute; all who are, the first one first."""
    moment = now()
    Presence.objects.filter(seen_at__lt=moment - _KEPT).delete()
    # Somebody who comes back after the lease has ended begins anew.
    Presence.objects.filter(claim=claim, person=by, seen_at__lte=moment - LEASE).delete()
    Presence.objects.bulk_create(
        [Presence(claim=claim, person=by, since=moment, seen_at=moment)],
        update_conflicts=True,
        unique_fields=["claim", "person"],
        update_fields=["seen_at"],
    )
    return attendants(claim)


def leave(*, claim: Claim, by: User) -> None:
    """Note that `by` has closed the page."""
    Presence.objects.filter(claim=claim, person=by).delete()


def attendants(claim: Claim) -> list[Presence]:
    """Who is looking at the claim, the first one first."""
    return list(Presence.objects.current().filter(claim=claim).select_related("person"))
