"""Load one batch of lines in one transaction: sort out, lay out, check, take over, publish."""

from collections.abc import Sequence
from dataclasses import dataclass

import pghistory
from django.db import connection, transaction

from claims.loading.errors import Fault
from claims.loading.known import known_claims, sort_out
from claims.loading.naming import add_names, add_sources
from claims.loading.reading import Entry
from claims.loading.sealing import append, lay_good, number
from claims.loading.shelves import put_out
from claims.loading.showing import lay_shown
from claims.loading.staging import stage
from claims.loading.working import take_over
from claims.models import User
from sources.models import now


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a batch."""

    added: int
    known: int
    faults: list[Fault]


def load_editions(entries: Sequence[Entry], *, by: User, reason: str) -> Done:
    """Make the lines editions of our log, with working copies, and show them to readers."""
    with transaction.atomic(), pghistory.context(user=by.pk, command="load_claims"):
        with connection.cursor() as cursor:
            known = known_claims(cursor, entries)
            fresh, faults, same = sort_out(entries, known)
            if not fresh:
                return Done(0, same, faults)
            stage(cursor, fresh)
            taken = number(fresh, known)
            lay_good(cursor, taken)
            add_names(cursor)
            new = add_sources(cursor)
            given = {"by": by.pk, "now": now(), "reason": reason}
            take_over(cursor, bool(known), new, given)
            append(cursor, taken, by=by.pk)
            lay_shown(cursor, taken)
            put_out(cursor, known=bool(known))
        return Done(len(taken), same, faults)
