"""Stop the embedded server a few seconds after its last user is gone, however that user ended.

Runs as a process of its own, `python guard.py BASE DATA PG_CTL UID GID LOCK`, with nothing of the
project imported: it is small, and outlives a `kill -9` of everything that asked for it. LOCK is the
number of a file descriptor it inherits; while that is held no second guard is started.
"""

import fcntl
import os
import subprocess
import sys
import time
from pathlib import Path

LINGER = 3.0  # seconds; the next command finds the server warm


def wait_for_the_last_user(base: Path) -> tuple[int, int]:
    """Sleep until nobody uses the server; returns the locks that keep newcomers out."""
    while True:
        lease = os.open(base / "lease", os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(lease, fcntl.LOCK_EX)
        # Kept while waiting for the mutex, it would block whoever holds the mutex for a lease.
        fcntl.flock(lease, fcntl.LOCK_UN)
        time.sleep(LINGER)
        mutex = os.open(base / "mutex", os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(mutex, fcntl.LOCK_EX)
        try:
            fcntl.flock(lease, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(mutex)
            os.close(lease)
        else:
            return mutex, lease


def stop(data: Path, pg_ctl: str, uid: int, gid: int) -> None:
    """Ask the server to end; take its connections away when it does not."""
    # The account may not reach `data` by its path, only by this handle.
    handle = os.open(data, os.O_RDONLY)
    reached = str(data) if uid == os.geteuid() else f"/proc/self/fd/{handle}"
    who = {} if uid == os.geteuid() else {"user": uid, "group": gid, "extra_groups": []}
    for mode, seconds in (("fast", "60"), ("immediate", "60")):
        done = subprocess.run(  # type: ignore[call-overload]  # noqa: S603 (our own binary)
            [pg_ctl, "-w", "-t", seconds, "-D", reached, "-m", mode, "stop"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=(handle,),
            cwd="/",
            **who,
        )
        if done.returncode == 0 or not (data / "postmaster.pid").exists():
            break
    os.close(handle)


def main(base: str, data: str, pg_ctl: str, uid: str, gid: str, lock: str) -> None:
    """Wait, stop the server, and give the guard's lock back before anyone else may go on."""
    mutex, lease = wait_for_the_last_user(Path(base))
    try:
        if Path(data).exists():
            stop(Path(data), pg_ctl, int(uid), int(gid))
    finally:
        for descriptor in (int(lock), lease, mutex):
            os.close(descriptor)


if __name__ == "__main__":
    main(*sys.argv[1:])
