"""Subscribing, and sending again."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from claims.errors import Gone, Stale
from claims.models import Delivery, Topic, User, Webhook, WebhookSecret
from claims.webhooks import subscribing
from claims.webhooks.addresses import networks
from claims.webhooks.subscribing import SwitchedOff
from tests import factories


def test_a_secret_is_random_and_kept_only_encrypted(author: User) -> None:
    made = [
        subscribing.subscribe(by=author, url="https://x.example/", event_types=["claim.updated"])
        for _ in range(2)
    ]

    secrets = [secret for _, secret in made]
    assert all(secret.startswith("whsec_") and len(secret) == 50 for secret in secrets)
    assert len(set(secrets)) == 2
    assert not any(
        secret[6:] in row.sealed for secret in secrets for row in WebhookSecret.objects.all()
    )


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"url": "http://x.example/"}, "url"),
        ({"url": "https://x.example:22/"}, "url"),
        ({"url": ""}, "url"),
        ({"url": "https://0x7f.1/"}, "url"),
        ({"topics": ["nope"]}, "topics/0"),
        ({"sources": ["nope"]}, "sources/0"),
        ({"publishers": ["nope"]}, "publishers/0"),
        ({"ratings": ["supported", "x"]}, "ratings/1"),
        ({"ratings": ["supported", "supported"]}, "ratings/1"),
        ({"languages": ["en", "zz zz"]}, "languages/1"),
        ({"event_types": []}, "event_types"),
        ({"event_types": ["claim.drafted"]}, "event_types"),
        ({"description": "x" * 501}, "description"),
    ],
)
def test_a_wrong_webhook_is_refused_at_its_field(
    author: User, fields: dict[str, Any], field: str
) -> None:
    given = {"url": "https://x.example/", "event_types": ["claim.updated"]} | fields

    with pytest.raises(ValidationError) as refused:
        subscribing.subscribe(by=author, **given)

    assert list(refused.value.message_dict) == [field]
    assert not Webhook.objects.exists()


def test_a_word_that_names_nothing_is_told_the_nearest(author: User) -> None:
    with pytest.raises(ValidationError, match="did you mean 'supported'") as refused:
        factories.make_webhook(author, ratings=["suported"])

    assert refused.value.error_dict["ratings/0"][0].code == "unknown_rating"


def test_a_webhook_is_switched_off_though_its_topic_is_gone(author: User) -> None:
    topic = Topic.objects.create(slug="ports", label="Ports")
    webhook = factories.make_webhook(author, topics=["ports"])
    topic.delete()

    changed = subscribing.edit_webhook(webhook=webhook, version=1, active=False)

    assert (changed.active, changed.topics) == (False, ["ports"])


def test_a_webhook_that_leads_inside_by_now_is_switched_off_and_not_on(
    author: User, settings: Any
) -> None:
    settings.STET_WEBHOOK_PRIVATE = networks(["10.0.0.0/8"])
    webhook = factories.make_webhook(author, url="http://10.0.0.1:8080/")
    settings.STET_WEBHOOK_PRIVATE = ()

    off = subscribing.edit_webhook(webhook=webhook, version=1, active=False)

    assert not off.active
    with pytest.raises(ValidationError, match="not in the public internet"):
        subscribing.edit_webhook(webhook=off, version=off.version, active=True)


def test_the_scheme_of_an_address_may_be_in_capitals(author: User) -> None:
    assert factories.make_webhook(author, url="HTTPS://EXAMPLE.ORG/").url == "https://EXAMPLE.ORG/"


def test_changes_are_made_on_the_version_that_was_seen(author: User) -> None:
    webhook = factories.make_webhook(author)
    subscribing.edit_webhook(webhook=webhook, version=1, description="For the site")

    with pytest.raises(Stale):
        subscribing.edit_webhook(webhook=webhook, version=1, description="For the app")
    with pytest.raises(Stale):
        subscribing.delete_webhook(webhook=webhook, version=1)
    subscribing.delete_webhook(webhook=webhook, version=2)
    with pytest.raises(Gone):
        subscribing.rotate_secret(webhook=webhook)
    with pytest.raises(Gone):
        subscribing.edit_webhook(webhook=webhook, version=2, description="x")


def test_several_rotations_in_a_day_keep_each_promise(author: User) -> None:
    webhook = factories.make_webhook(author)
    _, first = subscribing.rotate_secret(webhook=webhook)
    subscribing.rotate_secret(webhook=webhook)

    kept = WebhookSecret.objects.order_by("created_at", "id")

    assert kept.count() == 3
    assert kept[0].expires_at == first


def test_the_history_tells_of_a_rotation_and_holds_no_secret(author: User) -> None:
    webhook = factories.make_webhook(author)

    secret, _ = subscribing.rotate_secret(webhook=webhook)

    [event] = Webhook.pgh_event_models["update"].objects.filter(pgh_label="update")
    assert event.secret_rotated_at is not None
    assert secret[6:] not in str(vars(event))
    assert Webhook.objects.get().version == webhook.version


def test_a_replay_sends_what_was_missed_and_what_was_sent(author: User, reviewer: User) -> None:
    factories.published_claim(author, reviewer)
    webhook = factories.make_webhook(author, event_types=["claim.published"])
    claim = factories.published_claim(author, reviewer)
    factories.withdraw(claim, reviewer)
    Delivery.objects.update(status="delivered", due_at=None, finished_at="2025-01-01T00:00Z")

    done = subscribing.replay(webhook=webhook, after=0)

    assert (done.queued, done.through, done.more) == (2, 3, False)
    assert list(Delivery.objects.order_by("due_at", "id").values_list("status", flat=True)) == [
        "pending", "pending",
    ]  # fmt: skip
    assert {row.event for row in Delivery.objects.all()} == {"1", "2"}
    assert subscribing.replay(webhook=webhook, after=2).queued == 0
    assert subscribing.replay(webhook=webhook, after=99).through == 99


def test_nothing_is_sent_to_a_webhook_that_is_off(author: User, reviewer: User) -> None:
    webhook = factories.make_webhook(author)
    delivery = subscribing.send_test(webhook=webhook)
    subscribing.switch_off(webhook=webhook, reason="By the test.")

    for act in (
        lambda: subscribing.send_test(webhook=webhook),
        lambda: subscribing.redeliver(delivery=delivery),
        lambda: subscribing.replay(webhook=webhook, after=0),
    ):
        with pytest.raises(SwitchedOff):
            act()


def test_switching_off_twice_keeps_the_first_reason(author: User) -> None:
    webhook = factories.make_webhook(author)

    subscribing.switch_off(webhook=webhook, reason="First.")
    subscribing.switch_off(webhook=webhook, reason="Second.")

    webhook.refresh_from_db()
    assert webhook.disabled_reason == "First."
