"""Do what a keyed request asks once, however often it is sent, and keep the answer for the rest.

The act and its answer are one transaction: a crash before the commit leaves neither, a crash
after it leaves both, and the request that is sent again finds the answer.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

from django.db import OperationalError, connection, transaction
from django.db.models import QuerySet

from claims.errors import Conflict
from claims.models import Answer, User
from claims.sealing import Unreadable, seal, unseal
from sources.locks import try_to_hold
from sources.models import now

T = TypeVar("T")

KEPT = timedelta(hours=24)
TRIES = 3
# Old answers are taken away while storing others, a few each time.
_FORGOTTEN_IN_PASSING = 20
# Who may, how much and whether we are well differ from one minute to the next.
_NEVER_KEPT = frozenset({401, 403, 429})
# serialization_failure, deadlock_detected: the same again may well succeed.
_WORTH_ANOTHER_TRY = frozenset({"40001", "40P01"})


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer as it goes over the wire; `replayed` when it was given before."""

    status: int
    body: bytes
    headers: Mapping[str, str]
    replayed: bool = False


class InProgress(Conflict):
    """The same key is being worked on at this moment."""

    code = "idempotency_in_progress"


class KeyReused(Conflict):
    """The key belongs to another request."""

    code = "idempotency_mismatch"


class AnswerLost(Conflict):
    """The request was done, and what it was answered cannot be read any more."""

    code = "idempotency_answer_lost"


def answer_once(*, account: User, key: str, fingerprint: str, act: Callable[[], Reply]) -> Reply:
    """The reply of `act`, or the one kept from when this key was first used.

    `act` runs in a savepoint that a refusal (status 400 and above) rolls back. Its reply is kept
    in the same transaction, sealed, unless it is one of 401, 403, 429 or 5xx. Raises InProgress,
    KeyReused and AnswerLost; what `act` raises takes everything back.
    """
    return again_when_unlucky(
        lambda: _answer_once(account=account, key=key, fingerprint=fingerprint, act=act)
    )


@transaction.atomic
def _answer_once(*, account: User, key: str, fingerprint: str, act: Callable[[], Reply]) -> Reply:
    if not try_to_hold(_number(account, key)):
        raise InProgress("The first request with this key is still being worked on: ask again.")
    kept = Answer.objects.filter(account=account, key=key).first()
    if kept is not None and kept.created_at > now() - KEPT:
        if kept.fingerprint != fingerprint:
            raise KeyReused(
                "This Idempotency-Key was used for another request: take a new key for each."
            )
        return Reply(kept.status, _opened(kept), kept.headers, replayed=True)
    if kept is not None:
        kept.delete()
    with _taken_back_if_refused() as outcome:
        reply = act()
        outcome.append(reply.status)
    if reply.status < 500 and reply.status not in _NEVER_KEPT:
        _forget_some()
        Answer.objects.create(
            account=account,
            key=key,
            fingerprint=fingerprint,
            status=reply.status,
            headers=dict(reply.headers),
            # Some answers show a secret that is stored nowhere else.
            body=seal(reply.body.decode()).encode(),
        )
    return reply


def _opened(kept: Answer) -> bytes:
    try:
        return unseal(bytes(kept.body).decode()).encode()
    except Unreadable as error:
        raise AnswerLost(
            "This was done, but SECRET_KEY has changed since: look what became of it."
        ) from error


def settle() -> None:
    """Check now what the database would check at the commit: an answer is given before it."""
    connection.check_constraints()


def again_when_unlucky(act: Callable[[], T]) -> T:
    """What `act` returns, tried again when PostgreSQL gave it up for another transaction.

    `act` is a transaction of its own; within another one nothing is tried again.
    """
    for _ in range(TRIES - 1):
        try:
            return act()
        except OperationalError as error:
            if connection.in_atomic_block or not unlucky(error):
                raise
    return act()


def unlucky(error: BaseException) -> bool:
    """Whether PostgreSQL chose this transaction to end a deadlock or a conflict of writes."""
    return getattr(error.__cause__, "sqlstate", None) in _WORTH_ANOTHER_TRY


def forget_old_answers() -> int:
    """Delete the answers that are older than 24 hours; how many. For a task that runs daily."""
    return _old().delete()[0]


def fingerprint_of(*parts: str | bytes) -> str:
    """SHA-256 of the parts of a request, in hex; where one part ends counts."""
    digest = hashlib.sha256()
    for part in parts:
        piece = part.encode() if isinstance(part, str) else part
        digest.update(len(piece).to_bytes(8, "big") + piece)
    return digest.hexdigest()


def _forget_some() -> None:
    """Delete a few of the old answers, not waiting for who deletes others."""
    rows = _old().select_for_update(skip_locked=True).order_by("created_at")
    if some := list(rows.values_list("pk", flat=True)[:_FORGOTTEN_IN_PASSING]):
        Answer.objects.filter(pk__in=some).delete()


def _old() -> QuerySet[Answer]:
    return Answer.objects.filter(created_at__lte=now() - KEPT)


@contextmanager
def _taken_back_if_refused() -> Iterator[list[int]]:
    """A savepoint that is rolled back when the status put into the list is a refusal's."""
    outcome: list[int] = []
    with transaction.atomic():
        yield outcome
        if any(status >= 400 for status in outcome):
            transaction.set_rollback(True)


def _number(account: User, key: str) -> int:
    """The number of the advisory lock: 64 bits, so that two keys meet once in a universe."""
    digest = hashlib.sha256(f"{account.pk}:{key}".encode()).digest()
    return int.from_bytes(digest[:8], "big", signed=True)
