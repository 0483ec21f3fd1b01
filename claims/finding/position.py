"""The position of the log: what is found depends on the editions up to there, and on no more."""

from django.db import connection

HEAD = "(select sequence from claims_edition order by sequence desc limit 1)"


def head() -> int:
    """The sequence of the newest edition; 0 before the first."""
    with connection.cursor() as cursor:
        cursor.execute("select sequence from claims_edition order by sequence desc limit 1")
        row = cursor.fetchone()
    return row[0] if row else 0
