"""Editions: what was published, hash-chained and frozen by the database."""

import json
from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.db import models

from claims.models.claim import Claim
from sources.constraints import at_most, one_of, written_once
from sources.models import new_id, now

# The number is that of sources.locks.Lock.LOG.
_CONTINUES_THE_LOG = """
    PERFORM pg_advisory_xact_lock(22503);
    SELECT sequence, sha256, log_sha256 INTO last FROM claims_edition
        ORDER BY sequence DESC LIMIT 1;
    IF NEW.sequence <> COALESCE(last.sequence, 0) + 1
        OR NEW.previous_sha256 <> COALESCE(last.sha256, '')
        OR NEW.log_sha256 <> encode(sha256(
            convert_to(COALESCE(last.log_sha256, '') || NEW.sha256, 'UTF8')), 'hex')
    THEN
        RAISE EXCEPTION 'edition % does not continue the log', NEW.sequence
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
"""


class EditionStatus(models.TextChoices):
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class EditionQuerySet(models.QuerySet["Edition"]):
    def corrections(self) -> Self:
        """Editions that tell readers what was wrong: corrections, and withdrawals."""
        return self.exclude(note="")


class Edition(models.Model):
    """What was published: a complete JSON document of a claim, as the bytes that readers get.

    `sha256` is over the canonical JSON (RFC 8785) of the document without its own `sha256` and
    `previous_sha256`; the latter is the sha256 of the edition before it in the log.
    `log_sha256` is over the previous `log_sha256` and this `sha256` (hex, joined): the head of
    the log, which fixes every edition up to this one. Added, never changed.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="editions")
    publisher = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField(help_text="From 1, within the claim.")
    sequence = models.PositiveBigIntegerField(unique=True, help_text="From 1, in the log.")
    revision = models.PositiveIntegerField()
    status = models.CharField(max_length=10, choices=EditionStatus.choices)
    note = models.TextField(blank=True, help_text="What was corrected, or why it was withdrawn.")
    document = models.TextField()
    sha256 = models.CharField(max_length=64)
    previous_sha256 = models.CharField(max_length=64, blank=True)
    log_sha256 = models.CharField(max_length=64)
    published_at = models.DateTimeField(default=now)

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["sequence"]
        indexes = [
            models.Index(
                fields=["-sequence"], condition=~models.Q(note=""), name="edition_corrections"
            )
        ]
        constraints = [
            one_of("status", EditionStatus, "edition_status_is_known"),
            at_most(10_000, "note", "edition_note_fits"),
            models.UniqueConstraint(
                fields=["claim", "number"],
                name="edition_number_is_unique",
                violation_error_code="edition_exists",
                violation_error_message="The claim has this edition.",
            ),
        ]
        triggers = [
            *written_once(),
            pgtrigger.Trigger(
                name="continues_the_log",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                declare=[("last", "RECORD")],
                func=_CONTINUES_THE_LOG,
            ),
        ]

    def __str__(self) -> str:
        return f"edition {self.number} of {self.claim_id}"

    @property
    def content(self) -> dict[str, Any]:
        """The document as values; readers are served the bytes and never pay for this."""
        content: dict[str, Any] = json.loads(self.document)
        return content
