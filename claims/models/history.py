"""What happened at the desk, in order: an index over the events that the triggers keep.

The events themselves stand in a table for each tracked model (`sources.models.track`). To page
through all of them, or to tell what one request did, this index has a row for every event, in
one order for all tables. Triggers alone write it (`claims.recording`); nothing changes it.
"""

from django.conf import settings
from django.db import models


class HistoryEntry(models.Model):
    """What one request or command did in one transaction: who, when, and why.

    `who` is null when nobody was named: a change outside any request, or by a command that acts
    for nobody. A new entry begins where the stated reason changes within a transaction.
    """

    who = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        null=True,
        related_name="history_entries",
        db_constraint=False,
        db_index=False,
    )
    transaction = models.BigIntegerField(help_text="PostgreSQL's number of the transaction.")
    metadata = models.JSONField(null=True, help_text="The context as pghistory told it.")
    request = models.TextField(help_text="The request's id.")
    reason = models.TextField()
    command = models.TextField(help_text="The management command that did it.")
    made_at = models.DateTimeField(help_text="When the transaction began.")

    class Meta:
        # By id, not by time: clocks jump.
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["transaction", "id"], name="history_entry_transaction"),
            models.Index(fields=["who", "id"], name="history_entry_who"),
            models.Index(
                fields=["request", "id"],
                name="history_entry_request",
                condition=~models.Q(request=""),
            ),
            models.Index(fields=["made_at", "id"], name="history_entry_time"),
        ]

    def __str__(self) -> str:
        return f"entry {self.pk}"


class HistoryOperation(models.Model):
    """One row added, changed or deleted: where its event is, and what the row belongs to.

    `resource` is the model's label, `row` its primary key. `event` is the key in the model's
    event table; null for rows that are written once, which are their own record. `subject` is
    the claim or source whose history this is part of, else the row itself.
    """

    entry = models.ForeignKey(
        HistoryEntry, models.PROTECT, related_name="operations", db_index=False
    )
    resource = models.TextField()
    row = models.TextField()
    subject = models.TextField()
    kind = models.TextField(help_text="insert, update or delete")
    event = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["entry", "id"], name="history_operation_entry"),
            models.Index(fields=["subject", "entry"], name="history_operation_subject"),
            models.Index(fields=["row", "id"], name="history_operation_row"),
            models.Index(fields=["resource", "kind", "entry"], name="history_operation_resource"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.resource} {self.row}"
