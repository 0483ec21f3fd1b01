"""All claims that a question finds, as stored bytes, in the order of the log.

Read batch by batch, each a statement of its own: a client that is slow holds no transaction open.
A claim that is published again meanwhile leaves its place and comes at the end, so that none is
missed; it may come twice, the later one being its newest edition.
"""

import json
from collections.abc import Iterator

from django.db import connection

from claims.finding.pages import statement
from claims.finding.questions import Question

BATCH = 2_000


def documents(question: Question, *, after: int = 0) -> Iterator[list[bytes]]:
    """The documents with a sequence beyond `after`, in batches of at most BATCH."""
    while True:
        rows = _batch(question, after)
        if rows:
            yield rows
            after = json.loads(rows[-1])["sequence"]
        if len(rows) < BATCH:
            return


def _batch(question: Question, after: int) -> list[bytes]:
    sql, values = statement(question, "sequence", "{k} > %(sequence)s", falling=False, size=BATCH)
    # COPY gives a row at the least cost. JSON has neither of these characters, so that nothing is
    # quoted or doubled: the bytes are those that are stored.
    copy = (
        f"copy (select document from ({sql}) found) to stdout "
        "(format csv, quote e'\\x01', delimiter e'\\x02')"
    )
    with (
        connection.cursor() as cursor,
        cursor.cursor.copy(copy, {**values, "sequence": after}) as rows,
    ):
        return [bytes(row) for row in rows]
