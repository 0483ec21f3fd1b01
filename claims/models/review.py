"""Submissions, reviews and confirmations: what reviewers were asked, and what they said."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from claims.models.claim import Claim
from claims.models.subject import Rating
from sources.constraints import FieldCheck, at_most, one_of, written_once
from sources.models import Paragraph, new_id, now


class Submission(models.Model):
    """A revision put before the reviewers, with a word to them. Written once."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="submissions")
    submitter = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="submissions"
    )
    revision = models.PositiveIntegerField()
    comment = models.TextField(blank=True)
    created_at = models.DateTimeField(default=now, editable=False)

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [at_most(10_000, "comment", "submission_comment_fits")]
        triggers = written_once()

    def __str__(self) -> str:
        return f"revision {self.revision} submitted by {self.submitter}"


class Decision(models.TextChoices):
    APPROVE = "approve"
    REQUEST_CHANGES = "request_changes"


class Review(models.Model):
    """One reviewer's decision on one revision of a claim. Written once, never edited."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="reviews")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="reviews")
    rating = models.ForeignKey(
        Rating, models.PROTECT, null=True, blank=True, related_name="reviews"
    )
    revision = models.PositiveIntegerField()
    decision = models.CharField(max_length=15, choices=Decision.choices)
    rationale = models.TextField(blank=True)
    created_at = models.DateTimeField(default=now, editable=False)

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            one_of("decision", Decision, "review_decision_is_known"),
            at_most(20_000, "rationale", "review_rationale_fits"),
            FieldCheck(
                field="rating",
                condition=Q(decision="request_changes") | Q(rating__isnull=False),
                name="review_approval_has_a_rating",
                violation_error_code="no_rating",
                violation_error_message="An approval gives a rating.",
            ),
            FieldCheck(
                field="rationale",
                condition=Q(rationale__regex=r"\S"),
                name="review_has_a_rationale",
                violation_error_code="no_rationale",
                violation_error_message="A review says why.",
            ),
        ]
        triggers = written_once()

    def __str__(self) -> str:
        return f"{self.decision} of revision {self.revision} by {self.reviewer}"


class Confirmation(models.Model):
    """That a paragraph, as it reads since, still bears the claim that cites it. Written once."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="confirmations")
    paragraph = models.ForeignKey(Paragraph, models.PROTECT, related_name="confirmations")
    confirmer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="confirmations"
    )
    revision = models.PositiveIntegerField()
    text_sha256 = models.CharField(max_length=64, help_text="The words that were read.")
    comment = models.TextField(blank=True)
    created_at = models.DateTimeField(default=now, editable=False)

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [at_most(10_000, "comment", "confirmation_comment_fits")]
        triggers = written_once()

    def __str__(self) -> str:
        return f"{self.paragraph} confirmed by {self.confirmer}"
