"""Webhooks in the admin: looked at by administrators, switched and sent again."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Delivery, User, Webhook
from claims.webhooks import subscribing
from tests import factories

HOOKS = reverse("admin:claims_webhook_changelist")
DELIVERIES = reverse("admin:claims_delivery_changelist")


@pytest.fixture
def webhook(author: User) -> Webhook:
    return factories.make_webhook(author, description="For the site")


def act(browser: Client, where: str, action: str, row: Any) -> Any:
    data = {"action": action, "_selected_action": [str(row.pk)]}
    return browser.post(where, data, follow=True)


def test_pages_show_webhooks_and_deliveries_and_no_secret(
    admin_browser: Client, webhook: Webhook
) -> None:
    delivery = subscribing.send_test(webhook=webhook)

    for where, words in [
        (HOOKS, "For the site"),
        (reverse("admin:claims_webhook_change", args=[webhook.pk]), "hook"),
        (DELIVERIES, delivery.event),
        (reverse("admin:claims_delivery_change", args=[delivery.pk]), "webhook.test"),
        (reverse("admin:index"), "Deliveries"),
    ]:
        page = admin_browser.get(where)
        assert page.status_code == 200
        assert words in page.content.decode()
        assert "whsec_" not in page.content.decode()


@pytest.mark.parametrize("where", [HOOKS, DELIVERIES])
def test_only_administrators_get_in(author_browser: Client, webhook: Webhook, where: str) -> None:
    assert author_browser.get(where).status_code == 403
    assert act(author_browser, HOOKS, "switch_off", webhook).status_code == 403
    assert "Webhook" not in author_browser.get(reverse("admin:index")).content.decode()
    webhook.refresh_from_db()
    assert webhook.active


def test_nothing_is_typed_in_there(admin_browser: Client, webhook: Webhook) -> None:
    page = reverse("admin:claims_webhook_change", args=[webhook.pk])

    assert admin_browser.post(page, {"url": "https://x.example/"}).status_code == 403
    assert admin_browser.get(reverse("admin:claims_webhook_add")).status_code == 403


def test_a_webhook_is_switched_and_its_deliveries_are_sent_again(
    admin_browser: Client, webhook: Webhook
) -> None:
    act(admin_browser, HOOKS, "send_test", webhook)
    delivery = Delivery.objects.get()
    Delivery.objects.update(status="failed", due_at=None, finished_at="2025-01-01T00:00Z")

    act(admin_browser, HOOKS, "switch_off", webhook)
    refused = act(admin_browser, DELIVERIES, "redeliver", delivery)
    assert "The webhook is off" in refused.content.decode()
    act(admin_browser, HOOKS, "switch_on", webhook)
    act(admin_browser, DELIVERIES, "redeliver", delivery)

    delivery.refresh_from_db()
    webhook.refresh_from_db()
    assert (delivery.status, webhook.active, webhook.version) == ("pending", True, 3)
