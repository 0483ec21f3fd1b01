"""`manage.py worker`: a process of its own, on the data of a served site or of a test."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from claims.models import Delivery, User
from claims.webhooks import subscribing
from tests import factories
from tests.receiver import Receiver, receiving

ROOT = Path(__file__).parents[4]
SECONDS = 60.0


def started() -> "subprocess.Popen[bytes]":
    """A worker on the test's own database, which is committed to."""
    settings = connection.settings_dict
    url = (
        f"postgresql://{settings['USER']}@/{settings['NAME']}?host={settings['HOST']}"
        if not settings["PASSWORD"]
        else f"postgresql://{settings['USER']}:{settings['PASSWORD']}@{settings['HOST']}"
        f":{settings['PORT']}/{settings['NAME']}"
    )
    return subprocess.Popen(
        [sys.executable, ROOT / "manage.py", "worker"],
        env=os.environ | {"DATABASE_URL": url, "STET_WEBHOOK_PRIVATE": "127.0.0.0/8"},
    )


@pytest.fixture
def workers() -> Iterator[list[Any]]:
    running: list[Any] = []
    yield running
    for each in running:
        each.kill()
        each.wait()


def until(what: Any, *, seconds: float = SECONDS) -> float:
    began = time.monotonic()
    while not what():
        assert time.monotonic() - began < seconds, "not in time"
        time.sleep(0.05)
    return time.monotonic() - began


def delivered() -> bool:
    return not Delivery.objects.exclude(status="delivered").exists()


def test_once_delivers_what_is_due_and_ends(
    author: User, receiver: Receiver, capsys: pytest.CaptureFixture[str]
) -> None:
    subscribing.send_test(webhook=factories.make_webhook(author, receiver.url))

    call_command("worker", "--once")

    assert capsys.readouterr().out == "1 deliveries tried.\n"
    assert delivered()


@pytest.mark.django_db(transaction=True)
def test_a_worker_is_woken_and_ends_in_good_order(
    author: User, receiver: Receiver, workers: list[Any]
) -> None:
    webhook = factories.make_webhook(author, receiver.url)
    subscribing.send_test(webhook=webhook)
    workers.append(started())
    until(delivered)

    subscribing.send_test(webhook=webhook)
    took = until(delivered, seconds=10)

    assert took < 5
    workers[0].terminate()
    assert workers[0].wait(timeout=10) == 0


@pytest.mark.django_db(transaction=True)
def test_sigterm_finishes_the_delivery_under_way(
    author: User, here_allowed: None, workers: list[Any]
) -> None:
    with receiving(held=True) as receiver:
        subscribing.send_test(webhook=factories.make_webhook(author, receiver.url))
        workers.append(started())
        until(lambda: receiver.got)

        workers[0].terminate()
        time.sleep(1)
        receiver.release.set()

        assert workers[0].wait(timeout=20) == 0
    assert delivered()


@pytest.mark.django_db(transaction=True)
def test_a_delivery_survives_kill_9_in_its_middle_and_is_repeated_within_a_minute(
    author: User, here_allowed: None, workers: list[Any]
) -> None:
    with receiving(held=True) as receiver:
        subscribing.send_test(webhook=factories.make_webhook(author, receiver.url))
        workers.append(started())
        until(lambda: receiver.got)
        workers[0].send_signal(signal.SIGKILL)
        workers[0].wait()
        assert not delivered()
        receiver.release.set()

        workers.append(started())
        took = until(delivered)

    assert took < 60
    assert len(receiver.got) == 2
    assert len({headers["webhook-id"] for headers, _ in receiver.got}) == 1
    assert {json.loads(body)["type"] for _, body in receiver.got} == {"webhook.test"}
