"""Making a cluster, and a server that does not start."""

import subprocess

import pytest

from config.database import cluster
from config.database.binaries import EmbeddedPostgresError, account_for, programs_for


def test_a_new_cluster_is_made_whole_with_checksums_and_safe_writes(tmp_path):
    data = tmp_path / "pg"
    account = account_for(data)

    cluster.make(data, account, durable=True)

    assert [path.name for path in tmp_path.iterdir()] == ["pg"]
    settings = (data / "postgresql.conf").read_text()
    assert "\nfsync = off" not in settings
    assert data.stat().st_uid == account.uid
    known = subprocess.run(
        [programs_for(account) / "pg_controldata", "-D", data], capture_output=True, text=True
    )
    assert "Data page checksum version:           1" in known.stdout


def test_throw_away_data_is_written_without_waiting_for_the_disk(tmp_path):
    data = tmp_path / "pg"

    cluster.make(data, account_for(data), durable=False)

    settings = (data / "postgresql.conf").read_text()
    assert "\nfsync = off" in settings
    assert "\nfull_page_writes = off" in settings


def test_a_server_that_ends_at_once_is_reported_with_the_end_of_its_log(tmp_path):
    data, sockets = tmp_path / "pg", tmp_path / "run"
    account = account_for(data)
    cluster.make(data, account, durable=False)
    sockets.mkdir()
    cluster.hand_over(sockets, account)
    with (data / "postgresql.conf").open("a") as settings:
        settings.write("no_such_setting = 1\n")

    with (
        (tmp_path / "lock").open("w") as lock,
        pytest.raises(EmbeddedPostgresError, match="ended at once") as refused,
    ):
        cluster.launch(data, sockets, tmp_path / "log", account, lock=lock.fileno(), timeout=20)

    assert "no_such_setting" in str(refused.value)
    assert "DATABASE_URL" in str(refused.value)


def test_nothing_answers_where_no_server_is(tmp_path):
    (tmp_path / cluster.SOCKET).touch()

    assert not cluster.answers(tmp_path, timeout=5)
