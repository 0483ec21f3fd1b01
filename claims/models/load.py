"""How far files have been loaded, so that a load that was stopped goes on where it was."""

from django.conf import settings
from django.db import models

from sources.constraints import one_of
from sources.models import new_id, now


class LoadKind(models.TextChoices):
    """What the lines of a file become."""

    DRAFTS = "drafts"
    EDITIONS = "editions"


class Load(models.Model):
    """A file that `load_claims` has begun to load, up to its last stored batch.

    `digest` is the SHA-256 of the file's first `offset` bytes: a file that was changed there is
    another one.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="loads")
    path = models.TextField()
    kind = models.CharField(max_length=10, choices=LoadKind.choices)
    line = models.PositiveBigIntegerField(default=0)
    offset = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64)
    added = models.PositiveBigIntegerField(default=0)
    known = models.PositiveBigIntegerField(default=0)
    refused = models.PositiveBigIntegerField(default=0)
    begun_at = models.DateTimeField(default=now)
    updated_at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-begun_at", "-id"]
        constraints = [
            one_of("kind", LoadKind, "load_kind_is_known"),
            models.UniqueConstraint(
                fields=["path", "kind"],
                name="load_is_of_one_file",
                violation_error_code="load_exists",
                violation_error_message="This file is being loaded already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.path} up to line {self.line}"
