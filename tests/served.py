"""Stet served for real: `manage.py serve` in a process group of its own, on a free port."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path

ROOT = Path(__file__).parents[1]


class Served:
    """One run of the command, in a process group of its own."""

    def __init__(self, folder: Path, **variables: str) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        given = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        given |= {"STET_DATA_DIR": str(folder), "STET_DB_DURABLE": "0", "STET_DEMO": "0"}
        given |= {"STET_RATE_LIMIT": "none"}
        given |= {"PORT": str(self.port)} | variables
        self.folder = folder
        self.output = folder.with_name(f"output-{self.port}")
        with self.output.open("wb") as written:
            self.process = subprocess.Popen(
                [sys.executable, ROOT / "manage.py", "serve"],
                stdout=written,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                env=given,
                start_new_session=True,
            )

    def said(self) -> str:
        return self.output.read_text()

    def ask(
        self, method: str, path: str, body: bytes | str | None = None, **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read()
        finally:
            connection.close()

    def wait(self, *, seconds: float = 240) -> "Served":
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and self.process.poll() is None:
            with suppress(OSError):
                if self.ask("GET", "/healthz/ready/")[0] == 200:
                    return self
            time.sleep(0.1)
        raise AssertionError(f"not ready:\n{self.said()}")

    def workers(self) -> list[int]:
        return [
            int(entry.parent.name)
            for entry in Path("/proc").glob("[0-9]*/stat")
            if self._is_in_our_group(entry)
        ]

    def _is_in_our_group(self, entry: Path) -> bool:
        with suppress(OSError):
            state, _, group = entry.read_text().rpartition(")")[2].split()[:3]
            return state != "Z" and int(group) == self.process.pid
        return False

    def leaves_nothing_running(self) -> bool:
        postmaster = self.folder / "throw-away" / "pg18" / "postmaster.pid"
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            if not self.workers() and not postmaster.exists():
                return True
            time.sleep(0.1)
        return False

    def environment(self) -> dict[str, str]:
        """For other commands on the same data: the served database, as an operator has it."""
        given = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        return given | {"STET_DATA_DIR": str(self.folder), "STET_DB_DURABLE": "0"}


def run(served: Served, *command: str) -> str:
    """What a command prints, run beside the server on its data."""
    return subprocess.run(
        [sys.executable, ROOT / "manage.py", *command],
        env=served.environment(),
        capture_output=True,
        text=True,
        check=True,
    ).stdout


@contextmanager
def serving(folder: Path, **variables: str) -> Iterator[Served]:
    """A server that is ready, and is gone afterwards."""
    served = Served(folder, **variables)
    try:
        yield served.wait()
    finally:
        with suppress(ProcessLookupError):
            os.killpg(served.process.pid, signal.SIGKILL)
        served.process.wait()
