"""Webhooks: who is told what, what each is to be told, and how telling them went."""

from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from sources.constraints import (
    FieldCheck,
    at_most,
    not_blank,
    not_changed,
    one_of,
    version_rises,
    web_address,
)
from sources.models import new_id, now, track


class EventType(models.TextChoices):
    """What readers see happen to a claim; the values are those of the payload's `type`."""

    PUBLISHED = "claim.published"
    UPDATED = "claim.updated"
    CORRECTED = "claim.corrected"
    WITHDRAWN = "claim.withdrawn"


TEST = "webhook.test"


def _words(longest: int = 100) -> "ArrayField[list[str], list[str]]":
    """A filter: one of these words, any when empty."""
    return ArrayField(models.CharField(max_length=longest), default=list, blank=True)


class WebhookQuerySet(models.QuerySet["Webhook"]):
    def told_of(self, event: str) -> Self:
        """Subscriptions that are on and name this type of event, in a fixed order."""
        return self.filter(active=True, event_types__contains=[event]).order_by("id")


@track
class Webhook(models.Model):
    """A subscription: an address that is told of some events, by signed POST.

    Each filter names what it lets through; an empty one lets everything through.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="webhooks", editable=False
    )
    url = models.TextField()
    description = models.TextField(blank=True)
    event_types = ArrayField(models.CharField(max_length=30, choices=EventType.choices))
    topics = _words()
    sources = _words()
    publishers = _words()
    ratings = _words()
    languages = _words(35)
    active = models.BooleanField(default=True)
    disabled_reason = models.TextField(blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    disabled_at = models.DateTimeField(null=True, blank=True, editable=False)
    secret_rotated_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(default=now, editable=False)

    objects = WebhookQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        permissions = [("manage_webhook", "Can manage webhooks")]
        constraints = [
            not_blank("url", "webhook_has_a_url"),
            web_address("url", "webhook_url_is_a_web_address"),
            at_most(2000, "url", "webhook_url_fits"),
            at_most(500, "description", "webhook_description_fits"),
            FieldCheck(
                field="event_types",
                condition=~Q(event_types=[]) & Q(event_types__contained_by=EventType.values),
                name="webhook_event_types_are_known",
                violation_error_code="unknown_event_type",
                violation_error_message=f"event_types has some of: {', '.join(EventType.values)}.",
            ),
            models.CheckConstraint(
                condition=Q(active=True, disabled_at=None, disabled_reason="")
                | (Q(active=False, disabled_at__isnull=False) & ~Q(disabled_reason="")),
                name="webhook_says_why_it_is_off",
                violation_error_code="no_disabled_reason",
                violation_error_message="A webhook that is off says since when and why.",
            ),
        ]
        triggers = [version_rises(but=["secret_rotated_at"])]

    def __str__(self) -> str:
        return self.description or self.url


class SecretQuerySet(models.QuerySet["WebhookSecret"]):
    def valid(self) -> Self:
        """Secrets to sign with, the newest first."""
        return self.filter(Q(expires_at=None) | Q(expires_at__gt=now())).order_by("-created_at")


class WebhookSecret(models.Model):
    """What a webhook's deliveries are signed with, encrypted (claims.sealing)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    webhook = models.ForeignKey(Webhook, models.CASCADE, related_name="secrets")
    sealed = models.TextField()
    created_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField(null=True, blank=True)

    objects = SecretQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [not_blank("sealed", "webhooksecret_is_sealed")]

    def __str__(self) -> str:
        return f"secret of {self.webhook_id}"


class DeliveryStatus(models.TextChoices):
    PENDING = "pending"
    DELIVERED = "delivered"
    FAILED = "failed"


class Delivery(models.Model):
    """One event for one webhook: the very body, and when it is tried next.

    Written in the transaction of the change it tells of. `event` is the `webhook-id`: the
    sequence of the edition, or `test_…`. A worker that tries it holds it until `held_until`.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    webhook = models.ForeignKey(Webhook, models.CASCADE, related_name="deliveries")
    event = models.CharField(max_length=64)
    type = models.CharField(max_length=30)
    body = models.TextField()
    status = models.CharField(
        max_length=10, choices=DeliveryStatus.choices, default=DeliveryStatus.PENDING.value
    )
    tries = models.PositiveIntegerField(default=0, help_text="Since it was last queued.")
    created_at = models.DateTimeField(default=now)
    due_at = models.DateTimeField(default=now, null=True, blank=True)
    held_until = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        verbose_name_plural = "deliveries"
        constraints = [
            one_of("status", DeliveryStatus, "delivery_status_is_known"),
            FieldCheck(
                field="type",
                condition=Q(type__in=[*EventType.values, TEST]),
                name="delivery_type_is_known",
                violation_error_code="unknown_type",
                violation_error_message="type is that of an event.",
            ),
            at_most(20_000, "body", "delivery_body_fits"),
            FieldCheck(
                field="event",
                condition=Q(event__regex=r"^[A-Za-z0-9_-]+$"),
                name="delivery_event_is_an_id",
                violation_error_code="no_event_id",
                violation_error_message="event has letters, digits, hyphens and underscores.",
            ),
            models.CheckConstraint(
                condition=Q(status="pending", due_at__isnull=False, finished_at=None)
                | (
                    ~Q(status="pending")
                    & Q(due_at=None, held_until=None, finished_at__isnull=False)
                ),
                name="delivery_is_due_or_finished",
                violation_error_code="not_due",
                violation_error_message="What is pending is due sometime; what is not is finished.",
            ),
            models.UniqueConstraint(
                fields=["webhook", "event"],
                name="delivery_is_one_event",
                violation_error_code="delivery_exists",
                violation_error_message="The webhook has a delivery of this event.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at", "id"], condition=Q(status="pending"), name="delivery_due"
            ),
            models.Index(fields=["webhook", "-created_at", "-id"], name="delivery_of_webhook"),
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.event}"


class Attempt(models.Model):
    """One try of a delivery, and what came of it. Written once; `status_code` null: no answer."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="attempts")
    started_at = models.DateTimeField()
    milliseconds = models.PositiveIntegerField()
    status_code = models.PositiveIntegerField(null=True, blank=True)
    answer = models.TextField(blank=True, help_text="Its first characters.")
    error = models.TextField(blank=True)

    class Meta:
        ordering = ["started_at", "id"]
        triggers = [not_changed()]
        constraints = [
            at_most(1000, "answer", "attempt_answer_fits"),
            at_most(1000, "error", "attempt_error_fits"),
        ]

    def __str__(self) -> str:
        return self.error or str(self.status_code)


class Housekeeping(models.Model):
    """When a chore was last done, by whichever worker."""

    chore = models.CharField(primary_key=True, max_length=100)
    done_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "housekeeping"

    def __str__(self) -> str:
        return self.chore
