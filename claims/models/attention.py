"""Who attends to a claim: the reviewers it is assigned to, and who is looking at it."""

from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models

from claims.models.claim import Claim
from sources.constraints import FieldUnique, at_most, version_rises
from sources.models import new_id, now, track

# A page that is open says so every 20 seconds; one missed word is no absence.
LEASE = timedelta(seconds=60)


@track
class Assignment(models.Model):
    """A reviewer that a claim is assigned to, by a day or without one.

    It does not keep others from reviewing. It ends with the claim's publication, and when the
    assignee changes the claim: four eyes would refuse their review.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    claim = models.ForeignKey(Claim, models.CASCADE, related_name="assignments")
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="assignments"
    )
    assigner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="given_assignments"
    )
    note = models.TextField(blank=True, help_text="A word to the assignee.")
    due_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(default=now, editable=False)

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            at_most(1_000, "note", "assignment_note_fits"),
            FieldUnique(
                field="assignee",
                fields=["claim", "assignee"],
                name="assignment_is_made_once",
                violation_error_code="assigned",
                violation_error_message="The claim is assigned to this person already.",
            ),
        ]
        triggers = [version_rises()]

    def __str__(self) -> str:
        return f"{self.claim} → {self.assignee}"


class PresenceQuerySet(models.QuerySet["Presence"]):
    def current(self) -> Self:
        """Those who have said within the last minute that they are looking."""
        return self.filter(seen_at__gt=now() - LEASE)


class Presence(models.Model):
    """That somebody is looking at a claim. A hint to others, no lock: the version decides."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    claim = models.ForeignKey(Claim, models.CASCADE, related_name="presences")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="presences")
    since = models.DateTimeField(default=now)
    seen_at = models.DateTimeField(default=now)

    objects = PresenceQuerySet.as_manager()

    class Meta:
        ordering = ["since", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "person"],
                name="presence_is_one_row",
                violation_error_code="present",
                violation_error_message="This person is present already.",
            )
        ]
        indexes = [models.Index(fields=["seen_at"], name="presence_seen")]

    def __str__(self) -> str:
        return f"{self.person} at {self.claim}"
