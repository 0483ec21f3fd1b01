"""Load a whole file, batch after batch, while the next one is read; go on where it stopped."""

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass, field
from itertools import islice

from django.db import DataError, IntegrityError, OperationalError, connection, transaction

from claims.loading.batches import Done, Loader
from claims.loading.errors import Fault, Refused, Unloadable
from claims.loading.files import LONGEST, Lines
from claims.loading.places import Place
from claims.loading.planning import FIRST, Plans
from claims.loading.reading import Entry, read_entry
from claims.loading.showing import read_ahead

# Of one batch: its lines, and their bytes. The log is locked while one is stored.
BATCH = 2_000
_MOST_BYTES = 32 * 1024 * 1024
# Deadlock, serialization failure, lock not available: another writer was first.
_AGAIN = frozenset({"40P01", "40001", "55P03"})
_ATTEMPTS = 6


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a load is: lines read, what became of them, the share of the file."""

    line: int
    done: Done
    share: float


@dataclass(slots=True)
class _Batch:
    entries: list[Entry] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    line: int = 0
    offset: int = 0
    digest: str = ""
    share: float = 0.0
    broken: Unloadable | None = None

    @property
    def is_last(self) -> bool:
        return not self.entries and not self.faults


def load(
    lines: Lines,
    loader: Loader,
    place: Place | None,
    *,
    batch: int = BATCH,
    dry_run: bool = False,
    all_or_nothing: bool = False,
) -> Iterator[Progress]:
    """Load the lines from `place` on; tells after each batch what became of it.

    A batch is stored as a whole, with the place; its bad lines are told and left out.
    With `all_or_nothing` one bad line keeps out all; with `dry_run` nothing is stored.
    Raises Unloadable when the file cannot be read further.
    """
    whole = transaction.atomic() if all_or_nothing and not dry_run else nullcontext()
    numbered = iter(lines)

    def read(most: int = batch) -> _Batch:
        return _read(lines, numbered, loader.editions, most)

    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="reading") as ahead, whole:
        wrong, plans = False, Plans()
        coming = ahead.submit(read, min(batch, FIRST))
        while not (here := coming.result()).is_last:
            coming = ahead.submit(read)
            done = _stored(loader, here, place, dry_run=dry_run)
            wrong = wrong or bool(done.faults)
            if not dry_run:
                plans.added(done.added)
            yield Progress(here.line, done, here.share)
            if here.broken is not None:
                break
        if here.broken is not None:
            raise here.broken
        if all_or_nothing and wrong and not dry_run:
            transaction.set_rollback(True)


def _read(lines: Lines, numbered: Iterator[tuple[int, bytes]], editions: bool, most: int) -> _Batch:
    """The next lines, read and understood; touches no database."""
    made = _Batch()
    size = 0
    try:
        for number, data in islice(numbered, most):
            size += len(data)
            try:
                if len(data) > LONGEST:
                    raise Refused(("", f"The line has more than {LONGEST:,} bytes."))
                entry = read_entry(number, data, editions=editions)
                if editions:
                    entry.figures = read_ahead(entry.content)
                made.entries.append(entry)
            except Refused as refused:
                made.faults += [Fault(number, *each) for each in refused.faults]
            if size > _MOST_BYTES:
                break
    except Unloadable as error:
        made.broken = error
    position = lines.position
    made.line, made.offset = position.line, position.offset
    made.digest, made.share = position.digest.hexdigest(), lines.share
    return made


def _stored(loader: Loader, batch: _Batch, place: Place | None, *, dry_run: bool) -> Done:
    """The batch in one transaction, tried again when another writer was in the way."""
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            with transaction.atomic():
                done = _divided(loader, batch.entries) + Done(faults=batch.faults)
                if place is not None:
                    place.move(batch.line, batch.offset, batch.digest, done)
                transaction.set_rollback(dry_run)
            if place is not None:
                place.load.offset = batch.offset
            return done
        except OperationalError as error:
            state = getattr(error.__cause__, "sqlstate", None)
            if state not in _AGAIN or attempt == _ATTEMPTS or connection.in_atomic_block:
                raise
            time.sleep(0.05 * 2**attempt)
    raise AssertionError("the last attempt returns or raises")


def _divided(loader: Loader, entries: Sequence[Entry]) -> Done:
    """What became of the entries; where the database refuses some, each half by itself."""
    if not entries:
        return Done()
    try:
        return loader.load(entries)
    except (IntegrityError, DataError) as error:
        if len(entries) == 1:
            detail = str(error).split("\n")[0]
            return Done(faults=[Fault(entries[0].line, "", f"The database refuses it: {detail}")])
    middle = len(entries) // 2
    return _divided(loader, entries[:middle]) + _divided(loader, entries[middle:])
