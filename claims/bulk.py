"""Carry out many operations: each for itself, or all or none; in order, one answer for each."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

from django.db import transaction

from claims.retrying import again_when_unlucky, settle

Operation = TypeVar("Operation")
Answer = TypeVar("Answer")

MOST_OPERATIONS = 10_000


@dataclass(slots=True)
class Totals:
    """How many operations were done and refused, and whether what was done is kept."""

    done: int = 0
    refused: int = 0
    kept: bool = True


def carry_out(
    operations: Iterable[Operation],
    *,
    act: Callable[[Operation], Answer],
    refuse: Callable[[Operation, Exception], Answer],
    tell: Callable[[Answer], None],
    dry_run: bool = False,
    all_or_none: bool = False,
) -> Totals:
    """Do `act` for each operation and `tell` its answer, or that of `refuse` to what it raised.

    Each is a transaction of its own, tried again after a deadlock. With `all_or_none`, and for a
    `dry_run`, all are one: nothing is kept when one is refused, or in any case. What `refuse`
    raises ends the run.
    """
    totals = Totals()
    with _together(totals, dry_run=dry_run, all_or_none=all_or_none):
        for operation in operations:
            try:
                answer = again_when_unlucky(lambda each=operation: _one(act, each))  # type: ignore[misc]
            except Exception as error:
                answer = refuse(operation, error)
                totals.refused += 1
            else:
                totals.done += 1
            tell(answer)
    return totals


@transaction.atomic
def _one(act: Callable[[Operation], Answer], operation: Operation) -> Answer:
    answer = act(operation)
    settle()
    return answer


@contextmanager
def _together(totals: Totals, *, dry_run: bool, all_or_none: bool) -> Iterator[None]:
    if not (dry_run or all_or_none):
        yield
        return
    with transaction.atomic():
        yield
        totals.kept = not dry_run and not totals.refused
        if not totals.kept:
            transaction.set_rollback(True)
