"""Make a PostgreSQL cluster and launch its server; who may do that, and when, is embedded.py's.

When we are root the server runs under another account, which may not reach a folder below ours by
its path; it is given an open descriptor of the folder, so that none has to be opened up for it.
"""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from psycopg.conninfo import make_conninfo
from psycopg.pq import PGconn, Ping

from config.database.binaries import Account, EmbeddedPostgresError, programs_for

SOCKET = ".s.PGSQL.5432"
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "max_wal_size": "512MB",
    "log_min_duration_statement": "1s",
}
THROWN_AWAY = ("fsync", "synchronous_commit", "full_page_writes")
CLUSTER = (
    "--username=postgres",
    "--auth=reject",
    "--auth-local=trust",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
)
# One command a line: that is how a single-user server reads.
ROLE_AND_DATABASE = b"create role stet login createdb\ncreate database stet owner stet\n"


def answers(socket_folder: Path, *, timeout: float) -> bool:
    """Whether a server accepts connections there; one that starts or recovers is awaited."""
    deadline = time.monotonic() + timeout
    address = make_conninfo(host=str(socket_folder), user="stet", dbname="stet", connect_timeout=3)
    while (socket_folder / SOCKET).exists():
        answer = PGconn.ping(os.fsencode(address))
        if answer != Ping.REJECT or time.monotonic() > deadline:
            return answer == Ping.OK
        time.sleep(0.05)
    return False


def make(data: Path, account: Account, *, durable: bool) -> None:
    """A new cluster with its role and database, whole or not at all."""
    making = data.with_name("initdb.tmp")
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir(mode=0o700)
    hand_over(making, account)
    options = [f"--set={name}={value}" for name, value in SETTINGS.items()]
    if not durable:
        options += ["--no-sync", *(f"--set={name}=off" for name in THROWN_AWAY)]
    with _reached(account, making) as (handles, [reached]):
        _run(account, handles, ["initdb", *CLUSTER, *options, "-D", reached])
        # Here, not later: a cluster that was given its name has its role and database.
        _run(
            account,
            handles,
            ["postgres", "--single", "-c", "exit_on_error=on", "-D", reached, "postgres"],
            typed=ROLE_AND_DATABASE,
        )
    making.rename(data)


def launch(
    data: Path, socket_folder: Path, log: Path, account: Account, *, lock: int, timeout: float
) -> None:
    """Start the server, which inherits `lock`, and return when it answers."""
    deadline = time.monotonic() + timeout
    if log.exists() and log.stat().st_size > 10_000_000:
        log.replace(log.with_suffix(".log.1"))
    with (
        log.open("ab") as written,
        _reached(account, data, socket_folder) as (handles, [data_name, sockets]),
    ):
        quoted = sockets.replace('"', '""')  # a list: commas and blanks would divide it
        command = [str(programs_for(account) / "postgres"), "-D", data_name]
        command += ["-c", f'unix_socket_directories="{quoted}"', *_for_little_shared_memory()]
        server = subprocess.Popen(  # noqa: S603 (the wheel's own binary)
            command,
            stdin=subprocess.DEVNULL,
            stdout=written,
            stderr=written,
            pass_fds=(lock, *handles),
            start_new_session=True,
            **account.options(),
        )
    while server.poll() is None:
        if answers(socket_folder, timeout=deadline - time.monotonic()):
            server.returncode = 0  # it outlives us on purpose: nobody is to warn of it
            return
        if time.monotonic() > deadline:
            server.terminate()
            server.wait()
            raise silent(log, "does not answer")
        time.sleep(0.02)
    raise silent(log, "ended at once")


def silent(log: Path, what: str) -> EmbeddedPostgresError:
    """The refusal when there is no server, with the end of its log."""
    try:
        said = log.read_text(errors="replace")[-1500:]
    except OSError:
        said = ""
    return EmbeddedPostgresError(
        f"The embedded PostgreSQL in {log.parent} {what}; mend what its log says, or set "
        f"DATABASE_URL.\n{said}"
    )


def hand_over(folder: Path, account: Account) -> None:
    """Make the folder the account's own."""
    if folder.stat().st_uid != account.uid:
        os.chown(folder, account.uid, account.gid)


def _run(
    account: Account, handles: Sequence[int], command: list[str], *, typed: bytes = b""
) -> None:
    done = subprocess.run(  # noqa: S603 (the wheel's own binaries)
        [programs_for(account) / command[0], *command[1:]],
        input=typed,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        pass_fds=handles,
        **account.options(),
    )
    if done.returncode:
        raise EmbeddedPostgresError(
            f"PostgreSQL's {command[0]} failed; mend what it says, or set DATABASE_URL.\n"
            f"{done.stdout.decode(errors='replace')[-1500:]}"
        )


@contextmanager
def _reached(account: Account, *folders: Path) -> Iterator[tuple[list[int], list[str]]]:
    """Descriptors to pass on, and the names under which `account` reaches the folders."""
    if not account.is_another or not Path("/proc/self/fd").exists():
        yield [], [str(folder) for folder in folders]
        return
    handles = [os.open(folder, os.O_RDONLY | os.O_DIRECTORY) for folder in folders]
    try:
        yield handles, [f"/proc/self/fd/{handle}" for handle in handles]
    finally:
        for handle in handles:
            os.close(handle)


def _for_little_shared_memory() -> list[str]:
    """Containers give /dev/shm 64 MB, in which a parallel query may find no room."""
    try:
        found = os.statvfs("/dev/shm")  # noqa: S108 (only measured)
    except OSError:
        return []
    small = found.f_blocks * found.f_frsize < 256 * 1024 * 1024
    return ["-c", "max_parallel_workers_per_gather=0"] if small else []
