"""Servers for throw-away data, used by processes that a test can kill."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from config.database.binaries import MAJOR
from config.database.embedded import Server

ROOT = Path(__file__).parents[3]
SCRIPT = """
import sys
from pathlib import Path
from config.database.embedded import Server

Server(Path(sys.argv[1]), durable=False).ensure()
print("ready", flush=True)
sys.stdin.read()
"""


@dataclass
class Use:
    """One process that uses the server, until it is told to end or killed."""

    process: subprocess.Popen[bytes]

    def wait(self) -> None:
        assert self.process.stdout
        assert self.process.stdout.readline() == b"ready\n", self.process.communicate()[1].decode()

    def end(self) -> None:
        self.process.communicate()


@dataclass
class Place:
    """A server's folder, and what can be seen of the server from outside."""

    base: Path

    @property
    def server(self) -> Server:
        return Server(self.base, durable=False)

    def postmaster(self) -> int | None:
        try:
            return int((self.base / f"pg{MAJOR}" / "postmaster.pid").read_text().split()[0])
        except FileNotFoundError:
            return None

    def guards(self) -> list[int]:
        found = []
        for process in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                words = (process / "cmdline").read_bytes().split(b"\0")
                script = Path(os.fsdecode(words[3])).name if len(words) > 4 else ""
                if script == "guard.py" and words[4] == os.fsencode(self.base):
                    found.append(int(process.name))
        return found

    def starts(self) -> int:
        return (self.base / "postgres.log").read_text().count("starting PostgreSQL")

    def is_stopped(self, *, within: float = 60) -> bool:
        deadline = time.monotonic() + within
        while time.monotonic() < deadline:
            if self.postmaster() is None and not self.guards():
                return True
            time.sleep(0.1)
        return False


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path / "a 'folder' é, x")


@pytest.fixture
def use(place: Place) -> Iterator[Callable[[], Use]]:
    """Start a process that uses the server; call `wait()` for it to be ready."""
    started: list[Use] = []

    def start() -> Use:
        process = subprocess.Popen(
            [sys.executable, "-W", "error", "-c", SCRIPT, str(place.base)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
        )
        started.append(Use(process))
        return started[-1]

    yield start
    for used in started:
        used.process.kill()
        used.end()
    assert place.is_stopped()
