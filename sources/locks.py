"""The database's advisory locks, each with its number, so that no two things share one."""

from enum import IntEnum

from django.db import connection


class Lock(IntEnum):
    """What is done by one transaction at a time."""

    PREPARING = 22_501
    """A server makes its database ready to serve."""
    IMPORTING = 22_502
    """Imports are short and wait for each other: a second one finds the first one's rows."""
    NAMING = 22_504
    """Publishers, claimants and topics are added one by one: a second one finds the first."""
    STAFFING = 22_511
    """Standings change one by one: of the last two administrators only one can leave."""
    LOG = 22_503
    """Editions join the log in commit order; the table's trigger takes it too."""


def hold(lock: Lock) -> None:
    """Wait for `lock` and hold it until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [lock.value])


def try_to_hold(number: int) -> bool:
    """Hold the lock of this number until the transaction ends; False when another holds it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [number])
        return bool(cursor.fetchone()[0])
