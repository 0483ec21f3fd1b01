"""A reader is told how much is left, and refused beyond it; the desk and health are not counted."""

import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from config.environment import Rate
from config.limits import counters

pytestmark = pytest.mark.django_db

PATH = "/api/v1/topics/"
FORKING = """
import os
from django.conf import settings
from config.limits import counters

def count():
    return counters(settings.STET_DATA_DIR).add("a", window=10**9)[0]

count()
if os.fork() == 0:
    print(count(), flush=True)
    os._exit(0)
os.wait()
print(count(), flush=True)
"""


@pytest.fixture(autouse=True)
def three_a_day(settings, tmp_path):
    settings.STET_DATA_DIR = tmp_path
    settings.STET_RATE_LIMIT = Rate(3, 86_400)


def left(answer):
    found = re.fullmatch(r'"default";r=(\d+);t=(\d+)', answer.headers["RateLimit"])
    assert found, answer.headers["RateLimit"]
    return int(found[1]), int(found[2])


def test_every_public_answer_says_what_is_left(client):
    answers = [client.get(PATH), client.get("/api/v1/nothing/"), client.head(PATH)]

    assert [left(answer)[0] for answer in answers] == [2, 1, 0]
    assert {answer.headers["RateLimit-Policy"] for answer in answers} == {'"default";q=3;w=86400'}


def test_beyond_the_quota_a_reader_is_refused_as_the_draft_has_it(client):
    for _ in range(3):
        client.get(PATH)

    answer = client.get(PATH)

    assert answer.status_code == 429
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert left(answer) == (0, int(answer.headers["Retry-After"]))
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["X-Request-Id"]
    document = answer.json()
    assert document["type"] == "https://iana.org/assignments/http-problem-types#quota-exceeded"
    assert document["violated-policies"] == ["default"]
    assert (document["status"], document["code"]) == (429, "quota_exceeded")


@pytest.mark.parametrize("path", ["/healthz/live/", "/api/v1/desk/claims/", "/admin/login/"])
def test_health_and_the_desk_are_not_counted(client, path):
    answers = [client.get(path) for _ in range(5)]

    assert 429 not in {answer.status_code for answer in answers}
    assert not any("RateLimit" in answer.headers for answer in answers)
    assert left(client.get(PATH))[0] == 2


def test_a_browser_that_asks_first_is_not_counted(client):
    client.options(PATH, headers={"Access-Control-Request-Method": "GET"})

    assert left(client.get(PATH))[0] == 2


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8:1:2::3", "2001:db8:1:2:ffff::", True),
        ("2001:db8:1:2::3", "2001:db8:1:3::3", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
    ],
)
def test_an_address_or_a_network_of_ipv6_is_one_client(client, first, second, together):
    client.get(PATH, REMOTE_ADDR=first)

    assert left(client.get(PATH, REMOTE_ADDR=second))[0] == (1 if together else 2)


def test_without_a_limit_nothing_is_said(client, settings):
    settings.STET_RATE_LIMIT = None

    answers = [client.get(PATH) for _ in range(5)]

    assert {answer.status_code for answer in answers} == {200}
    assert not any("RateLimit" in answer.headers for answer in answers)


def test_threads_that_come_first_at_once_count_together(tmp_path):
    with ThreadPoolExecutor(16) as threads:
        made = list(threads.map(lambda _: counters(tmp_path), range(64)))

    assert len({id(each) for each in made}) == 1


def test_a_process_made_of_another_counts_beside_it(tmp_path):
    told = {"DJANGO_SETTINGS_MODULE": "config.settings", "STET_DATA_DIR": str(tmp_path)}

    said = subprocess.run(
        [sys.executable, "-c", FORKING],
        env=os.environ | told,
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    assert said.split() == ["2", "3"]
