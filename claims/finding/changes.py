"""What has been published since a place in the log: every edition, without gaps, in its order."""

import time
from datetime import datetime
from threading import BoundedSemaphore
from typing import NamedTuple
from uuid import UUID

from claims.finding.position import head
from claims.finding.statements import read

LONGEST_WAIT = 30
# Each who waits has a thread: beyond this many of a process nobody is kept waiting.
MOST_WAITING = 12
_waiting = BoundedSemaphore(MOST_WAITING)
_PAUSE = 0.25


class Change(NamedTuple):
    """An edition of the log; `kind` is published, updated, corrected or withdrawn."""

    sequence: int
    claim: UUID
    edition: int
    kind: str
    published_at: datetime
    sha256: str
    document: bytes


_SQL = """
    select sequence, claim_id, number,
        case when status = 'withdrawn' then 'withdrawn' when note <> '' then 'corrected'
            when number = 1 then 'published' else 'updated' end,
        published_at, sha256, convert_to(document, 'UTF8')
    from claims_edition where sequence > %(after)s order by sequence limit {size:d}
"""


def changes(*, after: int, size: int) -> list[Change]:
    """The next editions after a place in the log.

    A sequence is given under the log's lock and committed before the next is: what is seen has
    no gap that is filled later.
    """
    return [Change(*row) for row in read(_SQL.format(size=size), {"after": after}, prepare=True)]


def wait_for_change(*, after: int, seconds: float) -> None:
    """Return when something is published after that place, or when the time is over."""
    until = time.monotonic() + min(seconds, LONGEST_WAIT)
    if head() > after or not _waiting.acquire(blocking=False):
        return
    try:
        while time.monotonic() < until and head() <= after:
            time.sleep(_PAUSE)
    finally:
        _waiting.release()
