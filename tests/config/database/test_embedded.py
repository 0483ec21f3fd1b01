"""One server per folder, shared by processes, whatever happens to any of them."""

import os
import signal
from pathlib import Path

import psycopg
import pytest

from config.database.binaries import EmbeddedPostgresError
from config.database.embedded import Server


def ask(server: Server, question: str) -> object:
    address = {"host": str(server.socket_folder), "user": "stet", "dbname": "stet"}
    with psycopg.connect(**address) as connection:
        row = connection.execute(question).fetchone()
        assert row is not None
        return row[0]


def test_processes_that_start_at_once_share_one_server(place, use):
    users = [use() for _ in range(4)]
    for user in users:
        user.wait()

    assert place.starts() == 1
    assert len(place.guards()) == 1
    assert ask(place.server, "show server_version").startswith("18.")


def test_the_application_is_no_superuser_and_orders_text_by_code_point(place, use):
    use().wait()

    assert ask(place.server, "show is_superuser") == "off"
    ordered = "select string_agg(x, '' order by x) from unnest(array['b', 'é', 'B', 'a']) x"
    assert ask(place.server, ordered) == "Babé"
    assert ask(place.server, "show timezone") == "UTC"


def test_the_server_listens_on_no_network(place, use):
    use().wait()

    assert ask(place.server, "show listen_addresses") == ""
    assert place.server.socket_folder.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_the_server_stops_when_its_last_user_is_gone_however_it_went(place, use, how):
    first, second = use(), use()
    first.wait()
    second.wait()

    first.process.send_signal(how)
    first.end()
    assert not place.is_stopped(within=5)

    second.process.send_signal(how)
    second.end()
    assert place.is_stopped()


def test_a_server_killed_with_its_user_and_its_guard_starts_again(place, use):
    first = use()
    first.wait()
    for process in (*place.guards(), first.process.pid, place.postmaster()):
        os.kill(process, signal.SIGKILL)

    use().wait()

    assert ask(place.server, "select 1") == 1
    assert place.starts() == 2
    assert len(place.guards()) == 1


def test_what_a_dead_server_left_behind_is_not_taken_for_a_server(place, use):
    first = use()
    first.wait()
    first.end()
    assert place.is_stopped()
    # The pid of a process that is alive, as after a restart of a container.
    (place.server.data / "postmaster.pid").write_text(f"{os.getpid()}\n{place.server.data}\n")
    (place.server.socket_folder / ".s.PGSQL.5432").touch()

    use().wait()

    assert ask(place.server, "select 1") == 1


def test_a_half_made_cluster_is_made_again(place, use):
    (place.base / "initdb.tmp" / "base").mkdir(parents=True)

    use().wait()

    assert ask(place.server, "select current_database()") == "stet"


def test_a_long_path_gets_a_short_socket(tmp_path):
    base = tmp_path / ("long" * 30)

    server = Server(base)

    assert len(str(server.socket_folder)) < 60
    assert server.socket_folder != Server(base / "x").socket_folder


def test_a_path_that_an_address_cannot_hold_gets_another_socket():
    assert Server(Path("/srv/a,b")).socket_folder.parent == Path("/tmp")
    assert Server(Path("/srv/a b")).socket_folder == Path("/srv/a b/run")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make a folder someone else's")
def test_a_folder_of_someone_else_is_refused_with_their_name(tmp_path):
    base = tmp_path / "data"
    base.mkdir()
    os.chown(base, 65534, -1)

    with pytest.raises(EmbeddedPostgresError, match=r"belongs to .* and you are root: run this as"):
        Server(base).ensure()


def test_a_folder_that_cannot_be_made_is_refused(tmp_path):
    (tmp_path / "file").touch()

    with pytest.raises(EmbeddedPostgresError, match="set STET_DATA_DIR to another folder"):
        Server(tmp_path / "file" / "data").ensure()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root needs another account for the server")
def test_the_server_of_root_runs_as_another_and_nothing_is_opened_up_for_it(place, use):
    place.base.parent.chmod(0o700)

    use().wait()

    assert Path(f"/proc/{place.postmaster()}").stat().st_uid != 0
    assert place.base.stat().st_uid == 0
    assert place.base.stat().st_mode & 0o777 == 0o700
    assert place.base.parent.stat().st_mode & 0o777 == 0o700
