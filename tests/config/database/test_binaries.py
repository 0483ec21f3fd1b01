"""The programs of the server, and the account that runs them."""

import os
import subprocess
import tempfile
from importlib.util import find_spec
from pathlib import Path

import pytest

from config.database import binaries
from config.database.binaries import Account, EmbeddedPostgresError, account_for, programs_for

only_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root runs programs as others")
NOBODY = Account(65534, 65534)


def test_the_wheel_holds_the_major_that_is_asked_for(tmp_path):
    programs = programs_for(account_for(tmp_path / "data"))

    said = subprocess.run([programs / "postgres", "--version"], capture_output=True, text=True)
    assert f"PostgreSQL) {binaries.MAJOR}." in said.stdout


def test_no_server_runs_as_root(tmp_path):
    assert account_for(tmp_path / "data").uid != 0


@only_root
def test_data_keep_the_account_that_made_them(tmp_path):
    data = tmp_path / "data"
    data.mkdir()
    os.chown(data, 65534, 65533)

    assert account_for(data) == Account(65534, 65533)


@pytest.fixture
def open_folder():
    """A folder that everyone may enter, unlike `tmp_path`."""
    with tempfile.TemporaryDirectory(dir="/tmp") as made:
        Path(made).chmod(0o755)
        yield Path(made)


@pytest.fixture
def hidden_wheel(tmp_path, monkeypatch):
    """The wheel as it lies below root's home: nobody else may enter there."""
    hidden = tmp_path / "hidden"
    hidden.mkdir(mode=0o700)
    wheel = Path(find_spec(binaries.WHEEL).origin).parent
    for installed in (wheel, wheel.with_name(f"{wheel.name}.libs")):
        (hidden / installed.name).symlink_to(installed)
    monkeypatch.syspath_prepend(hidden)
    return hidden


@only_root
def test_programs_out_of_the_accounts_reach_are_copied_for_it(hidden_wheel, open_folder):
    programs = programs_for(NOBODY, copies=open_folder / "stet")
    again = programs_for(NOBODY, copies=open_folder / "stet")

    assert programs == again
    assert programs.is_relative_to(open_folder)
    assert (programs / "postgres").stat().st_uid == 0
    assert (programs / "postgres").stat().st_mode & 0o777 == 0o755
    assert len(list((open_folder / "stet").iterdir())) == 1
    assert hidden_wheel.stat().st_mode & 0o777 == 0o700


@only_root
def test_a_broken_copy_is_said_to_be_one(hidden_wheel, open_folder):
    programs = programs_for(NOBODY, copies=open_folder)
    (programs / "postgres").unlink()

    with pytest.raises(EmbeddedPostgresError, match="delete that folder and start again"):
        programs_for(NOBODY, copies=open_folder)


@only_root
def test_a_copy_that_cannot_be_made_is_refused(hidden_wheel, open_folder):
    (open_folder / "file").touch()

    with pytest.raises(EmbeddedPostgresError, match="could not be copied"):
        programs_for(NOBODY, copies=open_folder / "file")
