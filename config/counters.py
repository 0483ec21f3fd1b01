"""How often each key was counted, by all processes of this machine, in a file that never grows.

Each process adds to cells of its own and reads everybody's, so that no lock is ever waited for:
Python lets other threads run while it takes a lock on a file, and a process whose thread then
waits for its turn would hold up all the others. A place is held by a lock that the system gives
back with the process, however that ends; what was counted there goes on to count.
"""

import fcntl
import mmap
import os
import threading
import time
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

# Two keys in one slot are counted as one: with a thousand keys at a time, each meets another in
# less than one case of a hundred. Which ones do is a secret.
SLOTS = 1 << 17
# The processes that count together; a slot is one line of the processor's cache.
PLACES = 8
_SIZE = SLOTS * PLACES * 8
_LOW = (1 << 32) - 1


class Counters:
    """Counts in fixed windows; a cell is its window's number and, in the low half, the count."""

    def __init__(self, path: Path, *, secret: bytes) -> None:
        self._secret = secret[:64]
        self._lock = threading.Lock()
        self._place = 0
        try:
            shared = self._share(path)
        except (OSError, ValueError):
            # No room, no locks, or no place left: a process that counts by itself still counts.
            shared = mmap.mmap(-1, _SIZE)
        self._cells = memoryview(shared).cast("Q")

    def _share(self, path: Path) -> mmap.mmap:
        # Never closed: the system would give the lock back.
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        # Written out, not a hole: a full disk would end a process that touches a page of one.
        if (size := os.fstat(descriptor).st_size) < _SIZE:
            os.pwrite(descriptor, bytes(_SIZE - size), size)
        for place in range(PLACES):
            with suppress(BlockingIOError, PermissionError):
                fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, place)
                self._place = place
                return mmap.mmap(descriptor, _SIZE)
        os.close(descriptor)
        raise OSError("every place is taken")

    def add(self, key: str, *, window: int) -> tuple[int, int]:
        """Count once more; how often this window has seen `key`, and the seconds it still lasts.

        Windows do not begin all at once: clients that wait for theirs do not come together.
        """
        slot = int.from_bytes(blake2b(key.encode(), digest_size=4, key=self._secret).digest())
        slot %= SLOTS
        first = slot * PLACES
        own = first + self._place
        with self._lock:
            number, passed = divmod(int(time.time()) + slot, window)
            cell = self._cells[own]
            self._cells[own] = cell + 1 if cell >> 32 == number else number << 32 | 1
        # Counted before it is read: of two at once one sees both, so that never too many pass.
        cells = self._cells[first : first + PLACES].tolist()
        return sum(cell & _LOW for cell in cells if cell >> 32 == number), window - passed
