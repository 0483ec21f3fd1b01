"""/api/v1/claims/ and editions: stored bytes, filters, and nothing that is not published."""

import hashlib
import json
from typing import Any

import pytest
import rfc8785
from rest_framework.test import APIClient

from claims import drafting
from claims.models import Claim, Edition, User
from tests import factories

URL = "/api/v1/claims/"


def ids(reader: APIClient, query: str = "") -> list[str]:
    response = reader.get(f"{URL}?{query}")
    assert response.status_code == 200, response.content
    return [claim["id"] for claim in response.json()["results"]]


def test_only_what_is_published_is_listed(author: User, reviewer: User, reader: APIClient) -> None:
    factories.make_claim(author)
    factories.submit(factories.make_claim(author), author)
    factories.approved_claim(author, reviewer)
    published = factories.published_claim(author, reviewer)
    factories.withdraw(factories.published_claim(author, reviewer), reviewer)

    assert ids(reader) == [str(published.pk)]


@pytest.mark.parametrize("state", ["draft", "in_review", "approved"])
def test_what_is_not_published_is_not_there_by_any_address(
    author: User, reviewer: User, reader: APIClient, state: str
) -> None:
    claim = factories.make_claim(author)
    if state != "draft":
        factories.submit(claim, author)
    if state == "approved":
        factories.approve(claim, reviewer)

    for rest in ("", "editions/", "editions/1/"):
        assert reader.get(f"{URL}{claim.pk}/{rest}").status_code == 404
    slug = claim.source.slug
    for rest in ("", "digest/", "paragraphs/", "paragraphs/1/"):
        assert reader.get(f"/api/v1/sources/{slug}/{rest}").status_code == 404
    for name in ("claims", "sources", "topics", "publishers"):
        assert reader.get(f"/api/v1/{name}/").json()["results"] == []
    resolved = reader.post(
        "/api/v1/references/resolve/", {"text": "[1]", "source": slug}, format="json"
    ).json()
    assert resolved["references"][0]["status"] == 404


def test_readers_get_the_bytes_that_were_sealed(
    author: User, reviewer: User, reader: APIClient
) -> None:
    claim = factories.published_claim(author, reviewer)
    stored = Edition.objects.get().document

    response = reader.get(f"{URL}{claim.pk}/")

    assert response.content.decode() == stored
    document = json.loads(response.content)
    sha256 = document.pop("sha256")
    document.pop("previous_sha256")
    assert hashlib.sha256(rfc8785.dumps(document)).hexdigest() == sha256
    assert response["ETag"] == f'"{sha256}"'
    assert response["Content-Type"] == "application/json"
    listed = reader.get(URL)
    assert stored in listed.content.decode()


def test_a_reader_who_has_it_gets_304(author: User, reviewer: User, reader: APIClient) -> None:
    claim = factories.published_claim(author, reviewer)
    for where in (URL, f"{URL}{claim.pk}/", f"{URL}{claim.pk}/editions/1/"):
        first = reader.get(where)

        again = reader.get(where, HTTP_IF_NONE_MATCH=first["ETag"])

        assert (again.status_code, again.content) == (304, b"")
        assert again["ETag"] == first["ETag"]


def test_an_edition_never_changes_and_the_claim_shows_the_last(
    author: User, reviewer: User, reader: APIClient
) -> None:
    claim = factories.published_claim(author, reviewer)
    first = reader.get(f"{URL}{claim.pk}/editions/1/")
    factories.edit(claim, author, text="The harbour moved 421 containers [1]")
    factories.approve(factories.submit(claim, author), reviewer)
    factories.publish(claim, reviewer, correction="Digits.")

    assert reader.get(f"{URL}{claim.pk}/editions/1/").content == first.content
    assert "immutable" in first["Cache-Control"]
    assert reader.get(f"{URL}{claim.pk}/").json()["edition"] == 2
    editions = reader.get(f"{URL}{claim.pk}/editions/").json()["results"]
    assert [edition["edition"] for edition in editions] == [2, 1]
    assert reader.get(f"{URL}{claim.pk}/editions/3/").status_code == 404


def test_a_withdrawn_claim_keeps_its_address_and_says_why(
    author: User, reviewer: User, reader: APIClient
) -> None:
    claim = factories.published_claim(author, reviewer)
    factories.withdraw(claim, reviewer, reason="The report was retracted.")

    document = reader.get(f"{URL}{claim.pk}/").json()

    assert (document["status"], document["withdrawal"]) == (
        "withdrawn",
        "The report was retracted.",
    )


@pytest.fixture
def shelf(author: User, reviewer: User) -> dict[str, Claim]:
    """Two claims that differ in everything one can filter by."""
    ports = drafting.topic_called("Ports")
    one = factories.published_claim(
        author,
        reviewer,
        source=factories.make_source("Harbour report"),
        topics=[ports],
        claimant=drafting.claimant_named("Port Authority"),
        claimed_on="2025-06-02",
    )
    source = factories.make_source("Отчёт порта", publisher="Портовый вестник")
    other = factories.make_claim(
        author, text="Порт обработал 412 контейнеров [2]", source=source, language="ru"
    )
    factories.approve(factories.submit(other, author), reviewer, rating="mixed")
    factories.publish(other, reviewer)
    return {"one": one, "other": other}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"one", "other"}),
        ("rating=supported", {"one"}),
        ("rating=supported,mixed", {"one", "other"}),
        ("rating=refuted", set()),
        ("topic=ports", {"one"}),
        ("source=harbour-report", {"one"}),
        ("publisher=harbour-gazette", {"one"}),
        ("language=ru", {"other"}),
        ("claimant=port-authority", {"one"}),
        ("claimed_after=2025-06-02", {"one"}),
        ("claimed_after=2025-06-03", set()),
        ("claimed_before=2025-06-02", {"one"}),
        ("published_after=2020-01-01T00:00:00Z", {"one", "other"}),
        ("published_before=2020-01-01T00:00:00Z", set()),
        ("source=harbour-report&paragraph=3", {"one"}),
        ("source=harbour-report&paragraph=2", set()),
        ("topic=ports&language=ru", set()),
        ("topic=&language=ru", {"other"}),
    ],
)
def test_readers_filter(
    shelf: dict[str, Claim], reader: APIClient, query: str, found: set[str]
) -> None:
    assert set(ids(reader, query)) == {str(shelf[name].pk) for name in found}


def test_readers_ask_for_ids(shelf: dict[str, Claim], reader: APIClient) -> None:
    one, other = (str(shelf[name].pk) for name in ("one", "other"))

    assert ids(reader, f"id={one}") == [one]
    assert set(ids(reader, f"id={one},{other}")) == {one, other}
    assert reader.get(f"{URL}?id=7").status_code == 400


@pytest.mark.parametrize(
    ("query", "parameter", "hint"),
    [
        ("ratng=supported", "ratng", "rating"),
        ("rating=mixed&rating=supported", "rating", ""),
        ("ordering=titel", "ordering", ""),
        ("page_size=0", "page_size", "200"),
        ("page_size=201", "page_size", "200"),
        ("cursor=abc", "cursor", ""),
        ("claimed_after=yesterday", "claimed_after", ""),
        ("paragraph=3", "paragraph", "source"),
        ("source=x&paragraph=99999999999", "paragraph", ""),
        ("source=x&paragraph=1.5", "paragraph", ""),
    ],
)
@pytest.mark.django_db
def test_a_query_that_makes_no_sense_is_refused_by_name(
    reader: APIClient, query: str, parameter: str, hint: str
) -> None:
    response = reader.get(f"{URL}?{query}")

    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    [error] = response.json()["errors"]
    assert error["parameter"] == parameter
    assert hint in error["detail"]


@pytest.mark.parametrize("ordering", ["published_at", "-claimed_on", "rating", "-sequence"])
def test_pages_give_every_claim_once_both_ways(
    author: User, reviewer: User, reader: APIClient, ordering: str
) -> None:
    for number in range(7):
        claim = factories.make_claim(author, claimed_on=None if number % 3 else "2025-06-02")
        factories.approve(
            factories.submit(claim, author),
            reviewer,
            rating="unverifiable" if number % 2 else "supported",
        )
        factories.publish(claim, reviewer)

    def walk(url: str | None, way: str) -> list[list[str]]:
        pages = []
        while url:
            page = reader.get(url).json()
            pages.append([claim["id"] for claim in page["results"]])
            last, url = url, page[way]
        walk.last = last  # type: ignore[attr-defined]
        return pages

    forward = walk(f"{URL}?ordering={ordering}&page_size=2", "next")
    backward = walk(walk.last, "previous")  # type: ignore[attr-defined]

    assert len([claim for page in forward for claim in page]) == 7
    assert len({claim for page in forward for claim in page}) == 7
    assert forward == backward[::-1]


def test_a_cursor_belongs_to_its_list_and_filters(
    author: User, reviewer: User, reader: APIClient
) -> None:
    for _ in range(3):
        factories.published_claim(author, reviewer)
    following = reader.get(f"{URL}?page_size=1").json()["next"]
    cursor = following.split("cursor=")[1].split("&")[0]

    assert reader.get(f"{URL}?page_size=1&language=ru&cursor={cursor}").status_code == 400
    assert reader.get(f"/api/v1/sources/?cursor={cursor}").status_code == 400
    assert reader.get(f"{URL}?page_size=1&cursor={cursor}x").status_code == 400


def test_a_count_comes_only_when_asked_for(author: User, reviewer: User, reader: APIClient) -> None:
    factories.published_claim(author, reviewer)

    assert "count" not in reader.get(URL).json()
    assert reader.get(f"{URL}?count=exact").json()["count"] == 1
    assert isinstance(reader.get(f"{URL}?count=estimated").json()["count"], int)


@pytest.mark.parametrize("count", [1, 6])
def test_a_page_is_one_query(
    author: User,
    reviewer: User,
    reader: APIClient,
    django_assert_num_queries: Any,
    count: int,
) -> None:
    for _ in range(count):
        claim = factories.published_claim(author, reviewer)

    with django_assert_num_queries(1):
        response = reader.get(URL)
    with django_assert_num_queries(1):
        reader.get(f"{URL}{claim.pk}/")
    with django_assert_num_queries(1):
        reader.get(f"{URL}{claim.pk}/editions/1/")

    assert len(response.json()["results"]) == count


@pytest.mark.django_db
def test_readers_only_read(reader: APIClient, as_author: APIClient) -> None:
    for method in ("post", "put", "patch", "delete"):
        response = getattr(as_author, method)(URL, {}, format="json")
        assert response.status_code == 405
        assert response["Content-Type"] == "application/problem+json"


def test_an_unknown_token_does_not_disturb_a_reader(
    author: User, reviewer: User, reader: APIClient
) -> None:
    factories.published_claim(author, reviewer)
    reader.credentials(HTTP_AUTHORIZATION="Bearer stet_nonsense")

    assert len(ids(reader)) == 1


@pytest.mark.parametrize("count", [1, 4])
def test_editions_cost_the_same_for_one_and_for_many(
    author: User,
    reviewer: User,
    reader: APIClient,
    django_assert_num_queries: Any,
    count: int,
) -> None:
    claim = factories.published_claim(author, reviewer)
    for number in range(1, count):
        factories.edit(claim, author, text=f"Now {number} containers [1]")
        factories.approve(factories.submit(claim, author), reviewer)
        factories.publish(claim, reviewer)

    with django_assert_num_queries(3):
        editions = reader.get(f"{URL}{claim.pk}/editions/").json()["results"]
    assert len(editions) == count
