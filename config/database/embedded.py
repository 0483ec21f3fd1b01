"""Run one PostgreSQL per data folder, shared by every process that opens a connection.

What is running is told by kernel file locks, which no `kill -9` leaves stale:

mutex        one process at a time makes, starts or stops the server
lease        shared: held by every process that uses the server, until it ends
server.lock  inherited by the server and all its backends: held means something of it is alive
guard        held by the process that stops the server after the last lease (guard.py)

The server listens on a socket in a folder of mode 0700, and nowhere else.
"""

import fcntl
import hashlib
import os
import pwd
import subprocess
import sys
import threading
import time
from pathlib import Path

from config.database import cluster, guard
from config.database.binaries import (
    MAJOR,
    Account,
    EmbeddedPostgresError,
    account_for,
    programs_for,
)

LONGEST_SOCKET_PATH = 103  # what the strictest system allows; Linux: 107

_starting = threading.Lock()
_leases: dict[Path, int] = {}


class Server:
    """The PostgreSQL whose data is below `base`; making this object starts nothing."""

    def __init__(self, base: Path, *, durable: bool = True) -> None:
        self.base = base
        self.durable = durable
        self.data = base / f"pg{MAJOR}"
        self.log = base / "postgres.log"
        self.socket_folder = _socket_folder(base)

    def ensure(self, *, timeout: float = 300) -> None:
        """Return when the server answers; it then stays for as long as this process lives.

        The timeout is long because a server recovering from a crash is not to be given up.
        """
        with _starting:
            try:
                account = self._folders()
                mutex = self._open("mutex")
                try:
                    fcntl.flock(mutex, fcntl.LOCK_EX)
                    self._take_lease()
                    if not cluster.answers(self.socket_folder, timeout=timeout):
                        self._start(account, timeout)
                finally:
                    os.close(mutex)
                self.guard()
            except OSError as error:
                raise EmbeddedPostgresError(
                    f"The embedded PostgreSQL in {self.base} cannot be used ({error}): mend that, "
                    "set STET_DATA_DIR to another folder, or set DATABASE_URL."
                ) from error

    def guard(self) -> None:
        """See to it that a guard is there, in a session that no Ctrl-C reaches."""
        lock = self._open("guard")
        try:
            if not _locked_now(lock):
                return
            account = account_for(self.data)
            pg_ctl = programs_for(account) / "pg_ctl"
            told = [str(part) for part in (self.base, self.data, pg_ctl, account.uid, account.gid)]
            started = subprocess.Popen(  # noqa: S603 (ourselves)
                [sys.executable, "-I", "-S", guard.__file__, *told, str(lock)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=(lock,),
                start_new_session=True,
                cwd="/",
            )
            started.returncode = 0  # it outlives us on purpose: nobody is to warn of it
        finally:
            os.close(lock)

    def _folders(self) -> Account:
        self.base.mkdir(mode=0o700, parents=True, exist_ok=True)
        if (owner := self.base.stat().st_uid) != os.geteuid():
            raise EmbeddedPostgresError(
                f"{self.base} belongs to {_name(owner)} and you are {_name(os.geteuid())}: "
                f"run this as {_name(owner)}, or set STET_DATA_DIR to a folder of your own."
            )
        account = account_for(self.data)
        folder = self.socket_folder
        folder.mkdir(mode=0o700, exist_ok=True)
        if folder.is_symlink() or folder.lstat().st_uid not in {account.uid, os.geteuid()}:
            raise EmbeddedPostgresError(
                f"{folder} was made by someone else: delete it, or set STET_DATA_DIR to a folder "
                "with a shorter path."
            )
        folder.chmod(0o700)
        cluster.hand_over(folder, account)
        return account

    def _open(self, name: str) -> int:
        return os.open(self.base / name, os.O_RDWR | os.O_CREAT, 0o600)

    def _take_lease(self) -> None:
        if self.base not in _leases:
            lease = self._open("lease")
            fcntl.flock(lease, fcntl.LOCK_SH)
            _leases[self.base] = lease  # open until this process ends, however it ends

    def _start(self, account: Account, timeout: float) -> None:
        """Start the server, or wait for the one that is alive and does not answer yet."""
        deadline = time.monotonic() + timeout
        lock = self._open("server.lock")
        try:
            while not _locked_now(lock):  # it recovers, or the last backends of a killed one leave
                if cluster.answers(self.socket_folder, timeout=deadline - time.monotonic()):
                    return
                if time.monotonic() > deadline:
                    raise cluster.silent(self.log, "neither answers nor ends")
                time.sleep(0.05)
            if not self.data.exists():
                cluster.make(self.data, account, durable=self.durable)
            # Nothing of an earlier server lives, whatever these say.
            sockets = self.socket_folder.glob(f"{cluster.SOCKET}*")
            for stale in (self.data / "postmaster.pid", *sockets):
                stale.unlink(missing_ok=True)
            cluster.launch(
                self.data,
                self.socket_folder,
                self.log,
                account,
                lock=lock,
                timeout=deadline - time.monotonic(),
            )
        finally:
            os.close(lock)  # the server keeps its own copy


def _socket_folder(base: Path) -> Path:
    folder = base / "run"
    short = len(os.fsencode(folder / cluster.SOCKET)) <= LONGEST_SOCKET_PATH
    # A client reads a comma as the end of one host, and every name as UTF-8.
    if short and "," not in str(folder) and str(folder).isprintable():
        return folder
    tag = hashlib.sha256(os.fsencode(base)).hexdigest()[:16]
    return Path("/tmp") / f"stet-{os.geteuid()}-{tag}"  # noqa: S108 (its owner is checked)


def _locked_now(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"user {uid}"
