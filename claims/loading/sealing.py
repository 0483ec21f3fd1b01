"""Join a batch to the log: editions with our numbers, our sequence and our hashes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.backends.utils import CursorWrapper

from claims.canonical import without
from claims.chain import Sealed
from claims.loading.known import Known
from claims.loading.quickly import OWN_HASHES, seal_quickly
from claims.loading.reading import Entry
from claims.loading.staging import copy
from claims.models import Edition, State
from sources.locks import Lock, hold
from sources.models import new_id

_COLUMNS = (
    "id", "claim_id", "publisher_id", "number", "sequence", "revision", "status", "note",
    "document", "sha256", "previous_sha256", "log_sha256", "published_at",
)  # fmt: skip


@dataclass(slots=True)
class Taken:
    """A good line: the edition that it becomes, and whether it is the claim's last one so far."""

    entry: Entry
    id: str
    number: int
    revision: int
    state: str
    known: bool
    last: bool = True
    until: str | None = None
    edition: UUID = field(default_factory=new_id)
    content: dict[str, Any] = field(default_factory=dict)
    sealed: Sealed | None = None

    def row(self) -> Sequence[Any]:
        """As `load_good` has it."""
        return (
            self.entry.line,
            self.id,
            self.revision,
            self.state,
            int(self.known),
            self.last,
        )


GOOD = ("line", "id", "revision", "state", "known", "last")


def number(entries: Iterable[Entry], known: dict[str, Known]) -> list[Taken]:
    """Each good line with its number and revision in our log; a withdrawal repeats a revision."""
    before = {pk: (claim.number, claim.revision) for pk, claim in known.items()}
    last: dict[str, Taken] = {}
    taken = []
    for entry in entries:
        pk = entry.content["id"]
        numbered, revision = before.get(pk, (0, 0))
        numbered += 1
        if not entry.withdrawn or not revision:
            revision += 1
        before[pk] = numbered, revision
        state = State.WITHDRAWN if entry.withdrawn else State.PUBLISHED
        one = Taken(entry, pk, numbered, revision, state.value, pk in known)
        if former := last.get(pk):
            former.last, former.until = False, entry.content["published_at"]
        last[pk] = one
        taken.append(one)
    return taken


def lay_good(cursor: CursorWrapper, taken: Iterable[Taken]) -> None:
    """Name the good lines in `load_good`."""
    cursor.execute(
        "CREATE TEMPORARY TABLE IF NOT EXISTS load_good (line integer PRIMARY KEY, id uuid, "
        "revision integer, state text, known integer, last boolean) ON COMMIT DROP"
    )
    cursor.execute("TRUNCATE load_good")
    copy(cursor, "load_good", GOOD, (one.row() for one in taken))
    cursor.execute("ANALYZE load_good")


def append(cursor: CursorWrapper, taken: Sequence[Taken], *, by: int) -> None:
    """Seal the good lines at the end of the log, in their order, and store them as editions.

    The log is locked from here to the end of the transaction.
    """
    hold(Lock.LOG)
    last = Edition.objects.order_by("-sequence").first()
    sequence = last.sequence if last else 0
    previous, head = (last.sha256, last.log_sha256) if last else ("", "")
    for one in taken:
        sequence += 1
        own = {"edition": one.number, "sequence": sequence}
        content = one.content = without(one.entry.content, OWN_HASHES) | own
        one.sealed = sealed = seal_quickly(content, previous=previous, head=head)
        previous, head = sealed.sha256, sealed.log_sha256
    copy(cursor, "claims_edition", _COLUMNS, (_row(one, by) for one in taken))


def _row(one: Taken, by: int) -> Sequence[Any]:
    content, sealed = one.content, one.sealed
    assert sealed is not None  # noqa: S101  # `append` has just sealed it
    return (
        one.edition,
        one.id,
        by,
        one.number,
        content["sequence"],
        one.revision,
        content["status"],
        content["correction"] or content["withdrawal"] or "",
        sealed.document.decode(),
        sealed.sha256,
        sealed.previous_sha256,
        sealed.log_sha256,
        content["published_at"],
    )


def moment(text: str) -> datetime:
    """A time of a document."""
    return datetime.fromisoformat(text)
