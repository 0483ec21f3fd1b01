"""What becomes of a remark: whom it names, and who resolved or reopened its thread."""

from django.conf import settings
from django.db import models

from claims.models.annotation import Annotation
from sources.constraints import at_most, one_of, written_once
from sources.models import new_id, now, track


@track
class Mention(models.Model):
    """That a remark names somebody of the desk: `@username`."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    annotation = models.ForeignKey(Annotation, models.CASCADE, related_name="mentions")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="mentions", editable=False
    )
    created_at = models.DateTimeField(default=now, editable=False)

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["annotation", "person"],
                name="mention_names_a_person_once",
                violation_error_code="mention_repeated",
                violation_error_message="The remark names this person already.",
            )
        ]

    def __str__(self) -> str:
        return f"@{self.person}"


class Outcome(models.TextChoices):
    RESOLVED = "resolved"
    REOPENED = "reopened"


class Resolution(models.Model):
    """That somebody resolved a thread, or reopened it. Written once."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    annotation = models.ForeignKey(Annotation, models.PROTECT, related_name="resolutions")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="resolutions", editable=False
    )
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    comment = models.TextField(blank=True)
    created_at = models.DateTimeField(default=now, editable=False)

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            one_of("outcome", Outcome, "resolution_outcome_is_known"),
            at_most(10_000, "comment", "resolution_comment_fits"),
        ]
        triggers = written_once()

    def __str__(self) -> str:
        return f"{self.outcome} by {self.author}"
