"""The guard by itself: it waits for the last user, and ends when there is nothing to stop."""

import fcntl
import subprocess
import sys
import time

import pytest

from config.database import guard


@pytest.fixture
def watch(tmp_path):
    """Start a guard over a folder without a server; it holds the guard's lock until it ends."""
    started = []

    def start():
        with (tmp_path / "guard").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            told = [tmp_path, tmp_path / "none", "/bin/false", "0", "0", str(lock.fileno())]
            started.append(
                subprocess.Popen(
                    [sys.executable, "-I", "-S", guard.__file__, *told], pass_fds=[lock.fileno()]
                )
            )
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()


def test_it_waits_as_long_as_someone_uses_the_server(tmp_path, watch):
    with (tmp_path / "lease").open("w") as lease:
        fcntl.flock(lease, fcntl.LOCK_SH)
        process = watch()
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(timeout=guard.LINGER + 1)

    assert process.wait(timeout=guard.LINGER + 5) == 0


def test_someone_who_comes_while_it_lingers_keeps_it_waiting(tmp_path, watch):
    process = watch()
    time.sleep(1)
    with (tmp_path / "lease").open("w") as lease:
        fcntl.flock(lease, fcntl.LOCK_SH)
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(timeout=guard.LINGER + 1)

    assert process.wait(timeout=guard.LINGER + 5) == 0


def test_it_holds_its_lock_to_the_end(tmp_path, watch):
    process = watch()

    with (tmp_path / "guard").open("w") as lock:
        with pytest.raises(BlockingIOError):
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        process.wait(timeout=guard.LINGER + 5)
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
