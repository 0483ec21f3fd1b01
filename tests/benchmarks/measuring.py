"""Ask a server again and again, and tell what a request costs it: CPU, its database's included.

CPU and not time: the asking shares the machine with the answering, and others may do so as well.
"""

import os
import random
import socket
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

TICK = os.sysconf("SC_CLK_TCK")
CLIENTS = 4


class Cost(NamedTuple):
    """What a request cost (microseconds of CPU), how many a second came through, and its size."""

    server: float
    database: float
    rate: float
    size: float

    @property
    def cpu(self) -> float:
        return self.server + self.database


def cpu_of(pids: Sequence[int], *, ended: bool) -> float:
    """Seconds of CPU that the processes have used; `ended` adds children that have ended."""
    total = 0
    for pid in pids:
        fields = text_of(Path(f"/proc/{pid}/stat")).rpartition(")")[2].split()
        total += sum(map(int, fields[11:15] if ended else fields[11:13]))
    return total / TICK


def children_of(pid: int) -> list[int]:
    return [
        int(each)
        for task in Path(f"/proc/{pid}/task").glob("*/children")
        for each in text_of(task).split()
    ]


def text_of(path: Path) -> str:
    """What a file of /proc says; nothing when its process has ended."""
    try:
        return path.read_text()
    except OSError:
        return ""


def family_of(pid: int) -> list[int]:
    """A process and all that it has started."""
    return [pid, *(each for child in children_of(pid) for each in family_of(child))]


def measured(
    port: int, requests: Sequence[bytes], *, server: int, database: int, seconds: float
) -> Cost:
    """The cost of a request, chosen at random of these, over some seconds."""
    _run(port, requests, seconds=0.5)
    before = _used(server, database)
    began = time.monotonic()
    answers, size = _run(port, requests, seconds=seconds)
    lasted = time.monotonic() - began
    after = _used(server, database)
    used = [(b - a) / answers * 1e6 for a, b in zip(before, after, strict=True)]
    return Cost(used[0], used[1], answers / lasted, size / answers)


def _used(server: int, database: int) -> tuple[float, float]:
    # The embedded server is a child of the process that was the first to need it.
    own = set(family_of(server)) - set(family_of(database))
    return (
        cpu_of(sorted(own), ended=False),
        cpu_of(children_of(database), ended=False) + cpu_of([database], ended=True),
    )


def _run(port: int, requests: Sequence[bytes], *, seconds: float) -> tuple[int, int]:
    done: list[tuple[int, int]] = []
    until = time.monotonic() + seconds

    def ask() -> None:
        count = size = 0
        with socket.create_connection(("127.0.0.1", port)) as connection:
            for status, length in _answers(connection, requests):
                assert status in {200, 304}, status
                count, size = count + 1, size + length
                if time.monotonic() > until:
                    break
        done.append((count, size))

    clients = [threading.Thread(target=ask) for _ in range(CLIENTS)]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    assert len(done) == CLIENTS
    return sum(count for count, _ in done), sum(size for _, size in done)


def _answers(connection: socket.socket, requests: Sequence[bytes]) -> Iterator[tuple[int, int]]:
    """Status and length of answer after answer, on one connection."""
    held = b""
    while True:
        connection.sendall(random.choice(requests))
        while b"\r\n\r\n" not in held:
            held += _more(connection)
        head, _, held = held.partition(b"\r\n\r\n")
        length = 0
        for line in head.split(b"\r\n")[1:]:
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        missing = length - len(held)
        while missing > 0:
            missing -= len(connection.recv(min(missing, 1 << 18)))
        held = held[length:]
        yield int(head[9:12]), len(head) + length


def _more(connection: socket.socket) -> bytes:
    received = connection.recv(1 << 16)
    assert received, "the server has closed the connection"
    return received
