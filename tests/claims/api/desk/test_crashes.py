"""Keyed writes over a real server whose workers are killed: each is done exactly once."""

import json
import os
import signal
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from http.client import HTTPException
from typing import Any

import psycopg
import pytest

from config.database.embedded import Server
from tests.served import Served, run, serving

WRITES = 1_000
CLIENTS = 8
SECONDS_OF_A_CRASH_LOOP = 6  # Granian's 5.5 from the replacement of a worker
CLAIMS = "/api/v1/desk/claims/"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("served") / "data") as server:
        yield server


@pytest.fixture(scope="module")
def token(served: Served) -> str:
    return run(served, "editor", "nora", "--role", "contributor", "--token").strip()


def database(served: Served) -> "psycopg.Connection[Any]":
    server = Server(served.folder / "throw-away", durable=False)
    return psycopg.connect(f"host={server.socket_folder} user=stet dbname=stet", autocommit=True)


def count(served: Served, text: str) -> int:
    with database(served) as rows:
        found = rows.execute("SELECT count(*) FROM claims_claim WHERE text LIKE %s", [text])
        return int(found.fetchone()[0])  # type: ignore[index]


def post(served: Served, token: str, path: str, body: Any, key: str) -> tuple[int, Any, bytes]:
    return served.ask(
        "POST",
        path,
        json.dumps(body),
        **{
            "Authorization": f"Bearer {token}",
            "Content-Type": "application/json",
            "Idempotency-Key": key,
        },
    )


def until_answered(served: Served, token: str, path: str, body: Any, key: str) -> tuple[int, bytes]:
    """The answer; the client sends the same again for as long as it gets none."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with suppress(OSError, HTTPException):
            status, _, answer = post(served, token, path, body, key)
            if status < 500 and (status != 409 or b"idempotency_in_progress" not in answer):
                return status, answer
        time.sleep(0.05)
    raise AssertionError(f"no answer to {key}")


def source(served: Served, token: str, title: str) -> str:
    body = {"title": title, "publisher": "Harbour Gazette"}
    status, answer = until_answered(served, token, "/api/v1/desk/sources/", body, title)
    assert status == 201, answer
    return str(json.loads(answer)["slug"])


def kill_the_workers(served: Served) -> None:
    """Once they have served for a while: the server takes less for a crash loop, and ends."""
    time.sleep(SECONDS_OF_A_CRASH_LOOP)
    for worker in set(served.workers()) - {served.process.pid}:
        with suppress(ProcessLookupError):
            os.kill(worker, signal.SIGKILL)


def test_twenty_at_once_are_done_once_and_answered_alike(served: Served, token: str) -> None:
    body = {"source": source(served, token, "Twenty"), "text": "Twenty at once [1]"}

    with ThreadPoolExecutor(20) as pool:
        asked = [pool.submit(until_answered, served, token, CLAIMS, body, "t") for _ in range(20)]
        answers = {each.result() for each in asked}

    assert [status for status, _ in answers] == [201]
    assert count(served, "Twenty at once") == 1


def test_an_answer_that_was_lost_is_given_again(served: Served, token: str) -> None:
    """The crash comes between the commit and the answer: the client has read nothing."""
    body = {"source": source(served, token, "Lost"), "text": "The answer is lost [1]"}
    first = post(served, token, CLAIMS, body, "lost")  # nobody reads it

    kill_the_workers(served)
    again = until_answered(served, token, CLAIMS, body, "lost")

    assert again == (201, first[2])
    assert count(served, "The answer is lost") == 1


def test_a_crash_before_the_commit_leaves_nothing(served: Served, token: str) -> None:
    slug = source(served, token, "Before")
    body = {"source": slug, "text": "The commit never came [1]"}
    outcome: list[Any] = []

    def ask() -> None:
        with suppress(OSError, HTTPException):
            outcome.append(post(served, token, CLAIMS, body, "before"))

    with database(served) as rows:
        with rows.transaction():
            rows.execute("SELECT 1 FROM sources_source WHERE slug = %s FOR UPDATE", [slug])
            asking = threading.Thread(target=ask)
            asking.start()
            while not rows.execute("SELECT 1 FROM pg_locks WHERE NOT granted").fetchone():
                assert asking.is_alive()
            kill_the_workers(served)
            asking.join()
        assert rows.execute("SELECT 1 FROM claims_answer WHERE key = 'before'").fetchone() is None
    status, _ = until_answered(served, token, CLAIMS, body, "before")

    assert outcome == []
    assert status == 201
    assert count(served, "The commit never came") == 1


def test_a_thousand_keyed_posts_survive_the_killing_of_the_workers(
    served: Served, token: str
) -> None:
    slugs = [source(served, token, f"Report {number}") for number in range(CLIENTS)]
    done: list[int] = []
    ids: dict[int, str] = {}

    def write(number: int) -> None:
        body = {"source": slugs[number % CLIENTS], "text": f"Write {number} was kept [1]"}
        status, answer = until_answered(served, token, CLAIMS, body, f"write-{number}")
        assert status == 201, answer
        ids[number] = json.loads(answer)["id"]
        done.append(number)

    def kill() -> None:
        for share in (0.2, 0.5, 0.8):
            while len(done) < share * WRITES and len(done) < WRITES:
                time.sleep(0.01)
            kill_the_workers(served)

    with ThreadPoolExecutor(CLIENTS + 1) as pool:
        killing = pool.submit(kill)
        writing = [pool.submit(write, number) for number in range(WRITES)]
        for each in (*writing, killing):
            each.result()

    with database(served) as rows:
        found = rows.execute(
            "SELECT text, id::text FROM claims_claim WHERE text LIKE 'Write %'"
        ).fetchall()
    assert Counter(text for text, _ in found) == {
        f"Write {number} was kept": 1 for number in range(WRITES)
    }
    assert dict(found) == {f"Write {number} was kept": key for number, key in ids.items()}
