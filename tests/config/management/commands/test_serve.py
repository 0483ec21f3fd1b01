"""`manage.py serve`: what it starts, says and leaves behind, seen from outside."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.receiver import receiving
from tests.served import ROOT, Served


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Data that the tests of this module share: to make them takes several seconds."""
    return tmp_path_factory.mktemp("served") / "data"


@pytest.fixture
def serve(folder: Path) -> Iterator[Callable[..., Served]]:
    started: list[Served] = []

    def start(**variables: str) -> Served:
        started.append(Served(folder, **variables))
        return started[-1]

    yield start
    for served in started:
        with suppress(ProcessLookupError):
            os.killpg(served.process.pid, signal.SIGKILL)
        served.process.wait()
    assert all(served.leaves_nothing_running() for served in started)


def sign_in(served: Served, password: str) -> int:
    _, headers, page = served.ask("GET", "/admin/login/")
    cookie = SimpleCookie(headers["set-cookie"])["csrftoken"].value
    token = re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token
    fields = {"username": "admin", "password": password, "csrfmiddlewaretoken": token[1].decode()}
    return served.ask(
        "POST",
        "/admin/login/?next=/admin/",
        urlencode(fields),
        **{"Cookie": f"csrftoken={cookie}", "Content-Type": "application/x-www-form-urlencoded"},
    )[0]


def test_the_first_start_says_where_everything_is_and_a_password_that_signs_in(tmp_path):
    served = Served(tmp_path / "data").wait()
    try:
        password = re.search(r"Sign in as admin with the password (\S{12,}) ", served.said())

        assert f"http://127.0.0.1:{served.port}/api/v1/" in served.said()
        assert f"http://127.0.0.1:{served.port}/api/docs/" in served.said()
        assert f"http://127.0.0.1:{served.port}/admin/" in served.said()
        assert password
        assert sign_in(served, "not" + password[1]) == 200
        assert sign_in(served, password[1]) == 302
    finally:
        os.killpg(served.process.pid, signal.SIGTERM)
        served.process.wait()
    assert served.leaves_nothing_running()


def test_ctrl_c_ends_everything_at_once_and_the_password_is_not_said_again(serve):
    first = serve().wait()
    os.killpg(first.process.pid, signal.SIGINT)
    first.process.wait(timeout=8)

    second = serve().wait()

    assert first.process.returncode == 0
    assert first.said().endswith("Stopped.\n")
    assert "password" not in second.said()


def test_terminating_the_main_process_ends_everything(serve):
    served = serve().wait()

    served.process.terminate()

    assert served.process.wait(timeout=8) == 0
    assert served.leaves_nothing_running()


def test_killing_the_main_process_leaves_nothing_and_the_next_start_works(serve):
    served = serve().wait()
    assert len(served.workers()) >= 3

    served.process.kill()
    served.process.wait()

    assert served.leaves_nothing_running()
    serve().wait()


def test_a_killed_worker_is_replaced(serve):
    served = serve().wait()
    before = set(served.workers())
    for worker in before - {served.process.pid}:
        os.kill(worker, signal.SIGKILL)
        break

    served.wait()

    assert served.process.poll() is None


def test_a_killed_database_costs_no_process(serve):
    served = serve().wait()
    postmaster = served.folder / "throw-away" / "pg18" / "postmaster.pid"
    before = set(served.workers())

    os.kill(int(postmaster.read_text().split()[0]), signal.SIGKILL)
    served.wait()

    assert set(served.workers()) == before


def test_a_client_that_sends_far_too_much_reads_why_it_is_refused(serve):
    served = serve().wait()

    status, _, body = served.ask(
        "POST",
        "/api/v1/desk/digests/",
        bytes(20_000_000),
        **{"Content-Type": "application/json"},
    )

    assert status in {401, 413}
    assert b'"code"' in body


def test_an_answer_states_its_length(serve):
    served = serve().wait()

    _, headers, body = served.ask("GET", "/healthz/live/")

    assert headers["content-length"] == str(len(body))


def test_a_taken_port_is_refused_before_anything_is_started(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        served = Served(tmp_path / "data", PORT=port)
        served.process.wait()

    assert served.process.returncode == 1
    assert served.said() == (
        f"CommandError: Port {port} is in use: stop what listens there, "
        "or set PORT to another number.\n"
    )
    assert not (tmp_path / "data" / "throw-away").exists()


def test_a_database_that_does_not_answer_is_said_to(tmp_path):
    url = "postgresql://ann:hush@127.0.0.1:1/claims"
    served = Served(tmp_path / "data", DATABASE_URL=url)
    served.process.wait()

    assert served.process.returncode == 1
    assert "The database does not answer" in served.said()
    assert "check DATABASE_URL" in served.said()
    assert "hush" not in served.said()
    assert "Traceback" not in served.said()


def delivering(served: Served) -> list[int]:
    """The processes that deliver events."""
    lines = {
        pid: Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0") for pid in served.workers()
    }
    return [pid for pid, line in lines.items() if b"worker" in line]


def wait_for(what: Callable[[], Any], *, seconds: float = 30) -> Any:
    deadline = time.monotonic() + seconds
    while not (found := what()):
        assert time.monotonic() < deadline, "not in time"
        time.sleep(0.1)
    return found


def test_events_are_delivered_also_after_the_worker_and_the_database_were_killed(serve):
    served = serve(STET_WEBHOOK_PRIVATE="127.0.0.0/8").wait()
    said = subprocess.run(
        [sys.executable, ROOT / "manage.py", "editor", "ann", "--role", "administrator", "--token"],
        env=served.environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    headers = {"Authorization": f"Bearer {said.stdout.strip()}", "Content-Type": "application/json"}
    hooks = "/api/v1/desk/webhooks/"
    with receiving() as receiver:
        body = json.dumps({"url": receiver.url, "event_types": ["claim.published"]})
        status, _, made = served.ask("POST", hooks, body, **headers)
        assert status == 201
        test = f"{hooks}{json.loads(made)['id']}/tests/"

        assert served.ask("POST", test, "{}", **headers)[0] == 201
        wait_for(lambda: len(receiver.got) == 1)
        (worker,) = delivering(served)
        os.kill(worker, signal.SIGKILL)
        assert wait_for(lambda: set(delivering(served)) - {worker})
        assert served.ask("POST", test, "{}", **headers)[0] == 201
        wait_for(lambda: len(receiver.got) == 2)
        postmaster = served.folder / "throw-away" / "pg18" / "postmaster.pid"
        os.kill(int(postmaster.read_text().split()[0]), signal.SIGKILL)
        served.wait()
        assert served.ask("POST", test, "{}", **headers)[0] == 201
        # What was under way when the database went is held for a while, and then repeated.
        ids = lambda: {headers["webhook-id"] for headers, _ in receiver.got}  # noqa: E731
        wait_for(lambda: len(ids()) == 3, seconds=60)
