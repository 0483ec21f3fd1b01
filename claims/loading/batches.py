"""Load one batch of lines in one transaction: sort out, lay out, check, take over, publish."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import pghistory
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from claims.loading.checking import Rules
from claims.loading.drafts import draft, sort_out_drafts
from claims.loading.errors import Fault
from claims.loading.known import known_claims, sort_out
from claims.loading.naming import add_names, add_sources
from claims.loading.reading import Entry
from claims.loading.sealing import Taken, append, lay_good, number
from claims.loading.shelves import put_out
from claims.loading.showing import lay_shown, show_remarks
from claims.loading.staging import stage
from claims.loading.working import take_over
from claims.models import User
from sources.models import now


@dataclass(slots=True)
class Done:
    """What became of lines: how many were added or here already, and what is wrong with others."""

    added: int = 0
    known: int = 0
    faults: list[Fault] = field(default_factory=list)

    @property
    def refused(self) -> int:
        """How many lines something is wrong with."""
        return len({fault.line for fault in self.faults})

    def __add__(self, other: "Done") -> "Done":
        return Done(self.added + other.added, self.known + other.known, self.faults + other.faults)


@dataclass(frozen=True, slots=True)
class Loader:
    """What holds for every batch of a load."""

    by: User
    reason: str
    editions: bool
    rules: Rules

    def load(self, entries: Sequence[Entry]) -> Done:
        """Take over the lines that say something that is not here; the rest stays as it is.

        All constraints are looked at before it ends, those that wait for the commit too.
        """
        context = pghistory.context(user=self.by.pk, command="load_claims", reason=self.reason)
        with transaction.atomic(), context, connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = '10min'")
            done = (
                self._editions(cursor, entries) if self.editions else self._drafts(cursor, entries)
            )
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        return done

    def _editions(self, cursor: CursorWrapper, entries: Sequence[Entry]) -> Done:
        known = known_claims(cursor, entries)
        fresh, faults, same = sort_out(entries, known)
        good, wrong = self._checked(cursor, fresh)
        taken = number(good, known)
        if taken:
            former = any(one.known for one in taken)
            self._store(cursor, taken, known=former)
            append(cursor, taken, by=self.by.pk)
            lay_shown(cursor, taken)
            put_out(cursor, known=former)
            show_remarks(cursor)
        return Done(len(taken), same, [*faults, *wrong])

    def _drafts(self, cursor: CursorWrapper, entries: Sequence[Entry]) -> Done:
        fresh = sort_out_drafts(cursor, entries)
        good, wrong = self._checked(cursor, fresh)
        if good:
            self._store(cursor, draft(good), known=False)
        return Done(len(good), len(entries) - len(fresh), wrong)

    def _checked(
        self, cursor: CursorWrapper, entries: Sequence[Entry]
    ) -> tuple[list[Entry], list[Fault]]:
        """The batch, laid out in temporary tables: what is right of it, and what is wrong."""
        if not entries:
            return [], []
        stage(cursor, entries)
        faults = list(self.rules.faults(cursor))
        bad = {fault.line for fault in faults}
        return [entry for entry in entries if entry.line not in bad], faults

    def _store(self, cursor: CursorWrapper, taken: Iterable[Taken], *, known: bool) -> None:
        lay_good(cursor, taken)
        add_names(cursor)
        new = add_sources(cursor)
        given = {"by": self.by.pk, "now": now(), "reason": self.reason}
        take_over(cursor, known, new, given)
