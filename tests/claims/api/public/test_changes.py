"""/changes/ and /log/: every edition in its order, and the hashes that hold them together."""

import threading
import time

import pytest
from django.db import connection

from claims.models import Edition
from tests import factories

URL = "/api/v1/changes/"


@pytest.fixture
def log(author, reviewer):
    """Published, published, corrected, updated, withdrawn."""
    first = factories.published_claim(author, reviewer, text="It moved 412 [1]")
    second = factories.published_claim(author, reviewer)
    for text, note in (("It moved 413 [1]", "It was 413."), ("It has moved 413 [1]", "")):
        factories.edit(first, author, text=text)
        factories.approve(factories.submit(first, author), reviewer)
        factories.publish(first, reviewer, correction=note)
    factories.withdraw(second, reviewer)
    return list(Edition.objects.order_by("sequence"))


def test_the_feed_tells_every_edition_in_the_order_of_the_log(log, reader):
    told = reader.get(URL).json()

    assert [each["sequence"] for each in told["results"]] == [1, 2, 3, 4, 5]
    assert [each["kind"] for each in told["results"]] == [
        "published", "published", "corrected", "updated", "withdrawn",
    ]  # fmt: skip
    assert [each["document"]["sha256"] for each in told["results"]] == [e.sha256 for e in log]
    assert told["results"][4]["document"]["withdrawal"] == "The report was retracted."
    assert (told["after"], told["latest"]) == (5, 5)


def test_the_feed_is_followed_by_its_next(log, reader):
    seen, url = [], f"{URL}?page_size=2"
    for _ in range(4):
        answer = reader.get(url)
        assert answer["Link"] == f'<{answer.json()["next"]}>; rel="next"'
        seen += [each["sequence"] for each in answer.json()["results"]]
        url = answer.json()["next"]

    assert seen == [1, 2, 3, 4, 5]
    assert reader.get(url).json()["results"] == []


@pytest.mark.parametrize(
    "query",
    [
        "after=-1",
        "after=x",
        "after=1&after=2",
        "page_size=201",
        "page_size=0",
        "wait=31",
        f"after={10**30}",
    ],
)
def test_a_place_that_is_none_is_refused_by_name(reader, db, query):
    refused = reader.get(f"{URL}?{query}")

    assert refused.status_code == 400
    assert refused.json()["errors"][0]["parameter"] == query.split("=")[0]


def test_whoever_is_ahead_of_the_log_can_see_it(log, reader):
    told = reader.get(f"{URL}?after=99").json()

    assert (told["results"], told["after"], told["latest"]) == ([], 99, 5)


def test_a_feed_of_an_empty_log_is_empty(reader, db):
    told = reader.get(URL).json()

    assert (told["results"], told["after"], told["latest"]) == ([], 0, 0)


@pytest.mark.django_db(transaction=True)
def test_who_waits_is_told_as_soon_as_something_is_published(author, reviewer, reader):
    claim = factories.approved_claim(author, reviewer)

    def publish():
        time.sleep(0.5)
        factories.publish(claim, reviewer)
        connection.close()

    other = threading.Thread(target=publish)
    other.start()
    told = reader.get(f"{URL}?wait=30").json()
    other.join()

    assert [each["claim"] for each in told["results"]] == [str(claim.pk)]


def test_the_log_shows_its_heads_newest_first(log, reader):
    heads = reader.get("/api/v1/log/").json()["results"]

    assert [each["sequence"] for each in heads] == [5, 4, 3, 2, 1]
    assert heads[0]["log_sha256"] == log[-1].log_sha256
    assert heads[0]["previous_sha256"] == heads[1]["sha256"]
    assert reader.get("/api/v1/log/3/").json() == heads[2]
    assert reader.get("/api/v1/log/6/").status_code == 404


def test_the_log_has_a_tag_until_something_is_published(log, author, reviewer, reader):
    tag = reader.get("/api/v1/log/")["ETag"]
    assert reader.get("/api/v1/log/", headers={"If-None-Match": tag}).status_code == 304

    factories.published_claim(author, reviewer)

    assert reader.get("/api/v1/log/", headers={"If-None-Match": tag}).status_code == 200
