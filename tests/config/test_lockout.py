"""Signing in: guesses are counted, strangers lock nobody out, nothing typed is kept."""

import logging
import time
from itertools import count

import pytest
from axes.models import AccessAttempt
from django.db import connection
from django.test import Client

from claims.models import User
from config.guesses import MOST
from tests.factories import make_user

pytestmark = pytest.mark.django_db
PASSWORD = "seven wet cranes"
LOGIN = "/admin/login/"


@pytest.fixture
def ada() -> User:
    user = make_user("publisher", "ada")
    user.set_password(PASSWORD)
    user.save()
    return user


def attempt(name: str, password: str, address: str = "192.0.2.1", **headers: str):
    form = {"username": name, "password": password}
    return Client(REMOTE_ADDR=address).post(LOGIN, form, headers=headers)


def test_the_fifth_failure_ends_it_and_the_page_says_for_how_long(ada):
    answers = [attempt("ada", "wrong guess here") for _ in range(5)]

    assert [each.status_code for each in answers] == [200, 200, 200, 200, 429]
    assert answers[-1]["Retry-After"] == "900"
    assert "Try again in 15 minutes" in answers[-1].content.decode()
    assert attempt("ada", PASSWORD).status_code == 429


@pytest.mark.parametrize("length", [151, 256, 5000])
def test_a_name_longer_than_any_is_refused_and_not_kept(ada, length):
    answer = attempt("n" * length, "wrong guess here")

    assert answer.status_code == 200
    assert "at most 150 characters" in " ".join(answer.content.decode().split())
    assert not AccessAttempt.objects.exists()


def test_a_stranger_locks_nobody_out_elsewhere(ada):
    for _ in range(6):
        attempt("ada", "wrong guess here")

    assert attempt("ada", PASSWORD, "198.51.100.7").status_code == 302
    assert attempt("bob", PASSWORD).status_code == 200


def test_an_address_that_the_client_invents_does_not_count(ada):
    answers = [
        attempt("ada", "wrong guess here", **{"X-Forwarded-For": f"203.0.113.{n}"})
        for n in range(5)
    ]

    assert answers[-1].status_code == 429


def test_signing_in_forgets_the_failures(ada):
    for _ in range(4):
        attempt("ada", "wrong guess here")
    attempt("ada", PASSWORD)

    assert attempt("ada", "wrong guess here").status_code == 200
    assert AccessAttempt.objects.get().failures_since_start == 1


def test_an_unknown_name_is_answered_as_a_wrong_password(ada):
    known = [attempt("ada", "wrong guess here") for _ in range(5)]
    unknown = [attempt("eve", "wrong guess here") for _ in range(5)]

    for one, other in zip(known, unknown, strict=True):
        assert one.status_code == other.status_code
        assert _told(one).replace("ada", "eve") == _told(other)


def _told(answer) -> str:
    return "".join(
        line for line in answer.content.decode().splitlines() if "csrfmiddlewaretoken" not in line
    )


def test_what_is_typed_is_neither_kept_nor_logged(ada, caplog):
    caplog.set_level(logging.DEBUG)
    attempt("ada", "a wrong password of mine")
    attempt("ada", PASSWORD)

    with connection.cursor() as cursor:
        cursor.execute("select string_agg(a::text, ' ') from axes_accessattempt a")
        kept = str(cursor.fetchone()[0])
    said = kept + " ".join(record.getMessage() for record in caplog.records)
    assert "wrong password of mine" not in said
    assert PASSWORD not in said


def test_another_password_ends_the_other_sessions(ada):
    here, there = Client(), Client()
    for browser in (here, there):
        browser.post(LOGIN, {"username": "ada", "password": PASSWORD})

    changed = here.post(
        "/admin/password_change/",
        {
            "old_password": PASSWORD,
            "new_password1": "nine dry herons",
            "new_password2": "nine dry herons",
        },
    )

    assert changed.status_code == 302
    assert here.get("/admin/").status_code == 200
    assert there.get("/admin/").status_code == 302


def test_guesses_from_everywhere_end_too_but_not_for_a_known_browser(ada):
    known = Client(REMOTE_ADDR="198.51.100.7")
    known.post(LOGIN, {"username": "ada", "password": PASSWORD})
    known.post("/admin/logout/")
    attempt("ada", "wrong guess here")
    AccessAttempt.objects.update(failures_since_start=MOST, ip_address="203.0.113.1")

    assert attempt("ada", PASSWORD, "203.0.113.2").status_code == 429
    assert attempt("bob", PASSWORD, "203.0.113.2").status_code == 200
    answer = known.post(LOGIN, {"username": "ada", "password": PASSWORD})
    assert answer.status_code == 302


def test_an_unknown_name_takes_as_long_as_a_wrong_password(ada):
    def seconds(name: str) -> float:
        began = time.perf_counter()
        attempt(name, "wrong guess here", f"192.0.2.{next(addresses)}")
        return time.perf_counter() - began

    addresses = count(1)
    names = ["ada", "eve"]
    taken = {name: [] for name in names}
    for _ in range(5):
        for name in names:
            taken[name].append(seconds(name))
    known, unknown = (min(taken[name]) for name in names)

    # Hashing the password is nearly all of it, and is done for both.
    assert 0.7 < known / unknown < 1.4
