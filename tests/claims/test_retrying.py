"""A keyed act is done once; answers are forgotten after a day; bad luck is tried again."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection, transaction

from claims import retrying
from claims.models import Answer, Topic, User
from claims.retrying import Reply, answer_once, fingerprint_of, forget_old_answers
from tests import factories

REPLY = Reply(201, b"done", {"Content-Type": "text/plain"})


def keep(account: User, key: str, *, hours: float = 0) -> Answer:
    answer_once(account=account, key=key, fingerprint="f", act=lambda: REPLY)
    answer = Answer.objects.get(key=key)
    answer.created_at -= timedelta(hours=hours)
    answer.save()
    return answer


def test_answers_older_than_a_day_are_forgotten(author: User) -> None:
    young, old = keep(author, "young", hours=23), keep(author, "old", hours=25)

    assert forget_old_answers() == 1
    assert list(Answer.objects.all()) == [young]
    assert old.key == "old"


def test_some_are_forgotten_in_passing(author: User) -> None:
    answers = [keep(author, f"k{number}") for number in range(25)]
    Answer.objects.update(created_at=answers[0].created_at - timedelta(hours=25))

    keep(author, "next")

    assert Answer.objects.count() == 25 - 20 + 1


def test_a_fault_takes_everything_back_and_keeps_nothing(author: User) -> None:
    def act() -> Reply:
        Topic.objects.create(slug="ports", label="Ports")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        answer_once(account=author, key="k", fingerprint="f", act=act)

    assert not Topic.objects.exists()
    assert not Answer.objects.exists()


@pytest.mark.parametrize("status", [401, 403, 429, 500, 503])
def test_what_is_not_kept_is_done_again(author: User, status: int) -> None:
    done = []

    def act() -> Reply:
        done.append(Topic.objects.create(slug="ports", label="Ports"))
        return Reply(status, b"", {})

    for _ in range(2):
        answer_once(account=author, key="k", fingerprint="f", act=act)

    assert len(done) == 2
    assert not Topic.objects.exists()
    assert not Answer.objects.exists()


def test_a_fingerprint_tells_where_a_part_ends() -> None:
    assert fingerprint_of("ab", "c") != fingerprint_of("a", "bc")
    assert fingerprint_of("a", b"b") == fingerprint_of(b"a", "b")


@pytest.mark.django_db(transaction=True)
def test_a_deadlock_is_tried_again() -> None:
    """Two acts lock two topics, each the other's first: PostgreSQL ends one of them."""
    author = factories.make_user("publisher", "author")
    for slug in ("one", "two"):
        Topic.objects.create(slug=slug, label="Topic")
    both_hold_one = threading.Barrier(2)
    statuses: list[int] = []
    tries: list[str] = []

    def work(first: str, second: str) -> None:
        def act() -> Reply:
            tries.append(first)
            Topic.objects.filter(slug=first).update(label=f"by {first}")
            if tries.count(first) == 1:
                both_hold_one.wait(timeout=10)
            Topic.objects.filter(slug=second).update(label=f"by {first}")
            return REPLY

        try:
            reply = answer_once(account=author, key=first, fingerprint="f", act=act)
            statuses.append(reply.status)
        finally:
            connection.close()

    threads = [
        threading.Thread(target=work, args=names) for names in (("one", "two"), ("two", "one"))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert statuses == [201, 201]
    assert len(tries) == 3
    assert Answer.objects.count() == 2


def test_within_a_transaction_nothing_is_tried_again(author: User) -> None:
    tries: list[Any] = []

    def act() -> None:
        tries.append(1)
        cause = type("Deadlock", (Exception,), {"sqlstate": "40P01"})()
        raise OperationalError from cause

    with pytest.raises(OperationalError), transaction.atomic():
        retrying.again_when_unlucky(act)

    assert len(tries) == 1
