"""Housekeeping: what is deleted by itself when its time is over; a line in CHORES for each."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from importlib import import_module

from django.conf import settings
from django.db import connection, transaction

from claims.accounts.counting import forget_old_failures
from claims.models import Attempt, Delivery, Token, WebhookSecret
from claims.retrying import forget_old_answers
from sources.models import now

logger = logging.getLogger(__name__)

TOKENS_KEPT = timedelta(days=30)
AT_A_TIME = 1000


@dataclass(frozen=True, slots=True)
class Chore:
    """Something to do again and again, by one worker at a time; `do` says how many rows it cost."""

    name: str
    do: Callable[[], int]
    every: timedelta = timedelta(hours=1)


def forget_old_deliveries() -> int:
    """Delete what was queued more than STET_WEBHOOK_DAYS ago, whatever became of it."""
    before = now() - timedelta(days=settings.STET_WEBHOOK_DAYS)
    old = Delivery.objects.filter(created_at__lt=before)
    # A redelivery of an old one is under way, or just done.
    recent = Attempt.objects.filter(started_at__gte=before).values("delivery")
    ids = list(old.exclude(pk__in=recent).order_by("id").values_list("pk", flat=True)[:AT_A_TIME])
    Delivery.objects.filter(pk__in=ids).delete()
    return len(ids)


def forget_old_secrets() -> int:
    """Delete the secrets that nothing is signed with any more."""
    count, _ = WebhookSecret.objects.filter(expires_at__lt=now()).delete()
    return count


def forget_old_tokens() -> int:
    """Delete tokens that ended long ago; until then their owners see that they did."""
    count: int
    count, _ = Token.objects.filter(expiry__lt=now() - TOKENS_KEPT).delete()
    return count


def forget_old_sessions() -> int:
    """Delete the sessions that have ended."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    return 0


CHORES = [
    Chore("forget old deliveries", forget_old_deliveries),
    Chore("forget old webhook secrets", forget_old_secrets),
    Chore("forget old tokens", forget_old_tokens, timedelta(days=1)),
    Chore("forget old answers", forget_old_answers),
    Chore("forget old failures", forget_old_failures, timedelta(days=1)),
    Chore("forget old sessions", forget_old_sessions, timedelta(days=1)),
]


def keep_house() -> list[str]:
    """Do every chore whose time has come; the names of those that were done.

    One that fails is logged, and tried again when its time comes the next time.
    """
    return [chore.name for chore in CHORES if _do(chore)]


def _do(chore: Chore) -> bool:
    if not _claim(chore):
        return False
    try:
        with transaction.atomic():
            chore.do()
    except Exception:  # the others are still to be done
        logger.exception("The chore %r failed.", chore.name)
    return True


@transaction.atomic
def _claim(chore: Chore) -> bool:
    """Whether the chore is due, noted as done: of several workers one does it."""
    moment = now()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO claims_housekeeping AS kept (chore, done_at) VALUES (%s, %s) "
            "ON CONFLICT (chore) DO UPDATE SET done_at = EXCLUDED.done_at "
            "WHERE kept.done_at <= %s",
            [chore.name, moment, moment - chore.every],
        )
        return bool(cursor.rowcount)
