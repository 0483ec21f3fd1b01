"""Entries of the history: which match what somebody asks, and what each of them did."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet

from claims.history.changes import Change, changes_of
from claims.models import HistoryEntry, HistoryOperation

# An import may have changed thousands of rows; the rest is read page by page.
MOST_OPERATIONS = 50


@dataclass(frozen=True, slots=True)
class Told:
    """An entry with its first changes; `more` when there are others."""

    entry: HistoryEntry
    changes: tuple[Change, ...]
    more: bool


def matching(operations: Q | None = None) -> QuerySet[HistoryEntry]:
    """The entries that have an operation like this; without, all of them."""
    entries = HistoryEntry.objects.select_related("who")
    if not operations:
        return entries
    mine = HistoryOperation.objects.filter(operations, entry=OuterRef("pk"))
    return entries.filter(Exists(mine))


def tell(entries: Iterable[HistoryEntry], operations: Q | None = None) -> list[Told]:
    """Each entry with what its (matching) operations did, in their order.

    However many an entry has, no more of them are read than are told.
    """
    entries = list(entries)
    mine = HistoryOperation.objects.filter(operations or Q(), entry=OuterRef("pk")).order_by("id")
    ids = dict(
        HistoryEntry.objects.filter(pk__in=[entry.pk for entry in entries])
        .annotate(first=ArraySubquery(mine.values("pk")[: MOST_OPERATIONS + 1]))
        .values_list("pk", "first")
    )
    shown = [pk for first in ids.values() for pk in first[:MOST_OPERATIONS]]
    changes = changes_of(HistoryOperation(pk=pk) for pk in shown)
    return [
        Told(
            entry=entry,
            changes=tuple(changes[pk] for pk in ids[entry.pk][:MOST_OPERATIONS]),
            more=len(ids[entry.pk]) > MOST_OPERATIONS,
        )
        for entry in entries
    ]
