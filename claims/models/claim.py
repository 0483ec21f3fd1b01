"""Claims, their topics, and who made each revision."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Coalesce

from claims.models.subject import Claimant, Section, Topic
from sources.constraints import (
    FieldCheck,
    FieldUnique,
    at_most,
    language_tag,
    not_blank,
    not_changed,
    one_line,
    one_of,
    version_rises,
)
from sources.models import Source, new_id, now, track


class State(models.TextChoices):
    """Where the working revision stands; the verdict is another field, of the review."""

    DRAFT = "draft", "draft"
    IN_REVIEW = "in_review", "in review"
    CHANGES_REQUESTED = "changes_requested", "changes requested"
    APPROVED = "approved", "approved"
    PUBLISHED = "published", "published"
    WITHDRAWN = "withdrawn", "withdrawn"


class ClaimQuerySet(models.QuerySet["Claim"]):
    def with_parts(self) -> Self:
        """Claims with all that the desk shows of them, in a fixed number of queries."""
        return self.select_related(
            "source__publisher", "section", "claimant", "author"
        ).prefetch_related("topic_links__topic", "citations", "figures")


@track
class Claim(models.Model):
    """One checkable statement, as the desk works on it; readers see its last edition.

    `revision` counts changes of what an edition freezes; `version` counts every change that
    the desk sees (state and confirmed figures too) and is the ETag. `entered_at` is when it came
    into its state: how long it waits there. `key` is the name that the client's own system has
    for the claim, `imported_as` the fingerprint of the digest's claim it came from: by either,
    what is sent a second time is known again.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    source = models.ForeignKey(Source, models.PROTECT, related_name="claims")
    section = models.ForeignKey(
        Section, models.PROTECT, null=True, blank=True, related_name="claims"
    )
    claimant = models.ForeignKey(
        Claimant, models.PROTECT, null=True, blank=True, related_name="claims"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="claims", editable=False
    )
    topics = models.ManyToManyField(Topic, through="ClaimTopic", related_name="claims")
    text = models.TextField()
    language = models.CharField(max_length=35, blank=True, help_text="BCP 47; empty: not known.")
    claimed_on = models.DateField(null=True, blank=True)
    position = models.PositiveIntegerField(default=0, help_text="From 0, within its section.")
    key = models.TextField(blank=True, help_text="The client's own name for it, in its source.")
    imported_as = models.CharField(max_length=64, blank=True, editable=False)
    state = models.CharField(
        max_length=20, choices=State.choices, default=State.DRAFT.value, editable=False
    )
    state_reason = models.TextField(
        blank=True, editable=False, help_text="Why the claim came back, if nobody sent it back."
    )
    revision = models.PositiveIntegerField(default=1, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(default=now, editable=False)
    updated_at = models.DateTimeField(default=now, editable=False)
    entered_at = models.DateTimeField(default=now, editable=False)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "id"]
        permissions = [
            ("draft_claim", "Can import, write and submit claims"),
            ("review_claim", "Can review claims of others"),
            ("publish_claim", "Can publish, correct and withdraw claims"),
        ]
        constraints = [
            not_blank("text", "claim_has_text"),
            one_line("text", "claim_text_is_a_line"),
            at_most(5_000, "text", "claim_text_fits"),
            language_tag("claim_language_is_a_tag"),
            one_of("state", State, "claim_state_is_known"),
            FieldCheck(
                field="key",
                condition=models.Q(key__regex=r"^[^\s\u0001-\u001f\u007f-\u009f]{0,200}$"),
                name="claim_key_is_a_name",
                violation_error_code="key_no_name",
                violation_error_message="key has at most 200 characters, and no spaces among them.",
            ),
            FieldUnique(
                field="key",
                fields=["source", "key"],
                condition=~models.Q(key=""),
                name="claim_key_is_unique",
                violation_error_code="key_taken",
                violation_error_message="The source has a claim of this key.",
            ),
            models.UniqueConstraint(
                fields=["section", "position"],
                name="claim_position_is_unique",
                deferrable=models.Deferrable.DEFERRED,
                violation_error_code="position_taken",
                violation_error_message="The section has a claim at this position.",
            ),
        ]
        indexes = [models.Index(fields=["state", "entered_at", "id"], name="claim_queue")]
        triggers = [version_rises()]

    def __str__(self) -> str:
        return self.text if len(self.text) <= 80 else f"{self.text[:79]}…"


@track
class ClaimTopic(models.Model):
    """A topic of a claim, in order."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    claim = models.ForeignKey(Claim, models.CASCADE, related_name="topic_links")
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="claim_links")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "topic"],
                name="claim_has_a_topic_once",
                violation_error_code="topic_repeated",
                violation_error_message="The claim has this topic already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.topic} · {self.claim}"


class RevisionQuerySet(models.QuerySet["Revision"]):
    def unpublished(self) -> Self:
        """Revisions made since the claim's last edition: what a review of today judges."""
        return self.filter(number__gt=Coalesce(_last_published(), 0))


def _last_published() -> models.Subquery:
    from claims.models.edition import Edition

    editions = Edition.objects.filter(claim=models.OuterRef("claim")).order_by("-sequence")
    return models.Subquery(editions.values("revision")[:1])


@track
class Revision(models.Model):
    """Who made a revision of a claim, and why. Never changed; goes only with its claim."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    claim = models.ForeignKey(Claim, models.CASCADE, related_name="revisions")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="revisions", editable=False
    )
    number = models.PositiveIntegerField()
    reason = models.TextField(blank=True)
    created_at = models.DateTimeField(default=now, editable=False)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["claim", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "number"],
                name="revision_number_is_unique",
                violation_error_code="revision_exists",
                violation_error_message="The claim has this revision.",
            )
        ]
        triggers = [not_changed()]

    def __str__(self) -> str:
        return f"revision {self.number} by {self.author}"
