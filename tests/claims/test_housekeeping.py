"""What is deleted by itself, and when."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session

from claims import housekeeping
from claims.accounts import issuing
from claims.housekeeping import CHORES, Chore, keep_house
from claims.models import Delivery, Housekeeping, Token, User, WebhookSecret
from claims.webhooks import subscribing
from sources.models import now
from tests import factories


def test_every_chore_is_done_once_in_its_time(db: None) -> None:
    names = [chore.name for chore in CHORES]

    assert keep_house() == names
    assert keep_house() == []
    Housekeeping.objects.filter(chore=names[0]).update(done_at=now() - CHORES[0].every)
    assert keep_house() == [names[0]]


def test_a_chore_that_fails_keeps_no_other_from_being_done(
    db: None, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    done: list[str] = []

    def fail() -> int:
        Housekeeping.objects.create(chore="half done", done_at=now())
        raise ZeroDivisionError

    chores = [Chore("fails", fail), Chore("works", lambda: done.append("works") or 0)]
    monkeypatch.setattr(housekeeping, "CHORES", chores)

    keep_house()

    assert done == ["works"]
    assert "fails" in caplog.text
    assert not Housekeeping.objects.filter(chore="half done").exists()


def test_deliveries_are_kept_for_the_days_of_the_setting(author: User, settings: Any) -> None:
    webhook = factories.make_webhook(author)
    old, recent = (subscribing.send_test(webhook=webhook) for _ in range(2))
    aged = now() - timedelta(days=settings.STET_WEBHOOK_DAYS, seconds=1)
    Delivery.objects.filter(pk=old.pk).update(created_at=aged)

    assert housekeeping.forget_old_deliveries() == 1

    assert Delivery.objects.get() == recent


def test_what_has_ended_is_forgotten(author: User) -> None:
    webhook = factories.make_webhook(author)
    subscribing.rotate_secret(webhook=webhook)
    WebhookSecret.objects.exclude(expires_at=None).update(expires_at=now() - timedelta(seconds=1))
    issuing.issue_token(user=author)
    issuing.issue_token(user=author)
    Token.objects.filter(pk=Token.objects.first().pk).update(  # type: ignore[union-attr]
        expiry=now() - housekeeping.TOKENS_KEPT - timedelta(days=1)
    )
    Session.objects.create(session_key="a" * 32, session_data="", expire_date="2025-01-01T00:00Z")

    keep_house()

    assert webhook.secrets.count() == Token.objects.count() == 1
    assert not Session.objects.exists()
