"""Webhooks and their deliveries: looked at, switched, sent again; subscribed over the API."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from claims.admin.showing import badge
from claims.errors import Conflict
from claims.models import Delivery, Webhook
from claims.webhooks import subscribing
from sources.admin import ProtectedAdmin, shortened

MANAGE = "claims.manage_webhook"


class ManagedAdmin(ProtectedAdmin):
    """For those who manage webhooks alone: addresses may hold secrets of the receiver's."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(MANAGE))

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.has_perm(MANAGE))

    def answer(self, request: HttpRequest, rows: QuerySet[Any], act: Callable[[Any], Any]) -> None:
        """Do it to each row, through the function the API calls, and say what came of it."""
        done = 0
        for row in rows:
            try:
                act(row)
                done += 1
            except Conflict as error:
                self.message_user(request, f"{row}: {error.detail}", messages.WARNING)
        self.message_user(request, f"Done for {done}.", messages.SUCCESS)


@admin.register(Webhook)
class WebhookAdmin(ManagedAdmin):
    list_display = ["__str__", "url", "events_shown", "active", "disabled_reason"]
    list_filter = ["active"]
    search_fields = ["url", "description"]
    ordering = ["-created_at"]
    fields = [
        "url", "description", "events_shown", "topics", "sources", "publishers", "ratings",
        "languages", "active", "disabled_at", "disabled_reason", "author", "created_at", "version",
    ]  # fmt: skip
    actions = ["switch_on", "switch_off", "send_test"]

    @admin.display(description="events")
    def events_shown(self, webhook: Webhook) -> str:
        return ", ".join(webhook.event_types)

    @admin.action(description="Switch on", permissions=["view"])
    def switch_on(self, request: HttpRequest, rows: QuerySet[Webhook]) -> None:
        self.answer(request, rows, lambda row: _switch(row, active=True))

    @admin.action(description="Switch off", permissions=["view"])
    def switch_off(self, request: HttpRequest, rows: QuerySet[Webhook]) -> None:
        self.answer(request, rows, lambda row: _switch(row, active=False))

    @admin.action(description="Send a test event", permissions=["view"])
    def send_test(self, request: HttpRequest, rows: QuerySet[Webhook]) -> None:
        self.answer(request, rows, lambda row: subscribing.send_test(webhook=row))


@admin.register(Delivery)
class DeliveryAdmin(ManagedAdmin):
    list_display = ["event", "type", "webhook", "status_badge", "tries", "created_at", "due_at"]
    list_filter = ["status", "type"]
    list_select_related = ["webhook"]
    search_fields = ["=event", "webhook__url", "webhook__description"]
    ordering = ["-created_at"]
    fields = [
        "webhook", "event", "type", "status_badge", "tries", "created_at", "due_at",
        "finished_at", "attempts_shown", "body",
    ]  # fmt: skip
    actions = ["redeliver"]

    @admin.display(description="status", ordering="status")
    def status_badge(self, delivery: Delivery) -> SafeString:
        return badge(delivery.status, delivery.get_status_display())

    @admin.display(description="attempts")
    def attempts_shown(self, delivery: Delivery) -> SafeString:
        lines = [
            (
                f"{each.started_at:%Y-%m-%d %H:%M:%S} UTC",
                each.status_code or "no answer",
                f"{each.milliseconds} ms",
                shortened(each.error or each.answer),
            )
            for each in delivery.attempts.all()
        ]
        return format_html_join("", "{} · {} · {} · {}<br>", lines) or format_html("{}", "–")

    @admin.action(description="Send again", permissions=["view"])
    def redeliver(self, request: HttpRequest, rows: QuerySet[Delivery]) -> None:
        self.answer(request, rows, lambda row: subscribing.redeliver(delivery=row))


def _switch(webhook: Webhook, *, active: bool) -> None:
    if webhook.active != active:
        subscribing.edit_webhook(webhook=webhook, version=webhook.version, active=active)
