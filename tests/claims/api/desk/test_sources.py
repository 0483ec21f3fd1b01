"""/api/v1/desk/sources/ and capturing text."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from claims.models import User
from sources.models import Paragraph, Source
from tests import factories

URL = "/api/v1/desk/sources/"
BODY = {"title": "Harbour report", "publisher": "Harbour Gazette", "url": "https://x.example/1"}


@pytest.mark.django_db
def test_nobody_reads_without_signing_in(reader: APIClient) -> None:
    assert reader.get(URL).status_code == 401


def test_a_source_is_added_with_its_publisher(as_author: APIClient) -> None:
    response = as_author.post(URL, BODY | {"kind": "report"}, format="json")

    source = response.json()
    assert response.status_code == 201, source
    assert source["slug"] == "harbour-report"
    assert source["publisher"] == {"slug": "harbour-gazette", "name": "Harbour Gazette"}
    assert response["Location"].endswith("/desk/sources/harbour-report/")
    again = as_author.post(URL, BODY, format="json")
    assert again.status_code == 400
    assert [(e["pointer"], e["code"]) for e in again.json()["errors"]] == [
        ("/title", "source_exists")
    ]
    both = as_author.post(URL, BODY | {"slug": "2024", "url": "ftp://x"}, format="json")
    assert {e["pointer"] for e in both.json()["errors"]} == {"/slug", "/url", "/title"}


@pytest.mark.parametrize(
    ("given", "pointer"),
    [
        ({"title": ""}, "/title"),
        ({"title": "x" * 501}, "/title"),
        ({"publisher": None}, "/publisher"),
        ({"kind": "rumour"}, "/kind"),
        ({"url": "ftp://x.example"}, "/url"),
        ({"published_at": "2025-02-30T10:00:00Z"}, "/published_at"),
        ({"version": 3}, "/version"),
        ({"slug": "No Slug"}, "/slug"),
        (
            {"published_at": "2025-03-01T00:00:00Z", "retrieved_at": "2025-02-01T00:00:00Z"},
            "/retrieved_at",
        ),
    ],
)
def test_a_source_that_cannot_be_is_refused(
    as_author: APIClient, given: dict[str, Any], pointer: str
) -> None:
    response = as_author.post(URL, BODY | given, format="json")

    assert response.status_code == 400
    assert pointer in [e.get("pointer") for e in response.json()["errors"]]
    assert not Source.objects.exists()


def test_a_change_needs_its_version(author: User, as_author: APIClient) -> None:
    source = factories.make_source()
    where = f"{URL}{source.slug}/"

    without = as_author.patch(where, {"title": "Another"}, format="json")
    right = as_author.patch(
        where, {"title": "Another"}, format="json", HTTP_IF_MATCH=as_author.get(where)["ETag"]
    )

    assert without.status_code == 428
    assert (right.status_code, right.json()["title"]) == (200, "Another")
    assert right["ETag"] == '"2"'


def capture(client: APIClient, source: Source, text: str, **headers: str) -> Any:
    tag = client.get(f"{URL}{source.slug}/")["ETag"]
    return client.put(
        f"{URL}{source.slug}/paragraphs/",
        {"text": text},
        format="json",
        **{"HTTP_IF_MATCH": tag} | headers,
    )


def test_a_text_is_captured_and_captured_again(author: User, as_author: APIClient) -> None:
    claim = factories.make_claim(author)
    first = capture(as_author, claim.source, "In May 412.\n\nCranes came.\n\nUp 8 percent.")

    again = capture(as_author, claim.source, "New.\n\nIn May 412.\n\nUp 8 per cent, they say.")

    assert [p["change"] for p in first.json()["paragraphs"]] == ["captured", "added", "captured"]
    changes = {p["text"]: p["change"] for p in again.json()["paragraphs"]}
    assert changes["New."] == "added"
    assert changes["In May 412."] == "moved"
    assert again["ETag"] == f'"{again.json()["version"]}"'
    assert {c["claim"] for c in again.json()["citations"]} == {str(claim.pk)}
    listed = as_author.get(f"{URL}{claim.source.slug}/paragraphs/").json()["results"]
    assert [p["number"] for p in listed][:3] == [1, 2, 3]


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        ({"text": " "}, {}, 400),
        ({"text": 3}, {}, 400),
        ({}, {}, 400),
        ({"text": "One."}, {"HTTP_IF_MATCH": '"77"'}, 412),
        ({"text": "One."}, {"HTTP_IF_MATCH": ""}, 428),
    ],
)
def test_a_capture_that_cannot_be_is_refused(
    as_author: APIClient, body: dict[str, Any], headers: dict[str, str], status: int
) -> None:
    source = factories.make_source()

    response = as_author.put(
        f"{URL}{source.slug}/paragraphs/",
        body,
        format="json",
        **{"HTTP_IF_MATCH": '"1"'} | headers,
    )

    assert response.status_code == status, response.json()
    assert not Paragraph.objects.exists()


@pytest.mark.parametrize("count", [1, 9])
def test_the_list_costs_the_same_for_one_and_for_many(
    as_author: APIClient, django_assert_num_queries: Any, count: int
) -> None:
    for _ in range(count):
        factories.make_source()
    as_author.get(URL)

    with django_assert_num_queries(4):
        as_author.get(URL)


@pytest.mark.parametrize("count", [1, 9])
def test_paragraphs_cost_the_same_for_one_and_for_many(
    author: User, as_author: APIClient, django_assert_num_queries: Any, count: int
) -> None:
    source = factories.make_source()
    factories.capture(source, *(f"Paragraph {number}." for number in range(count)), by=author)
    where = f"{URL}{source.slug}/paragraphs/"

    with django_assert_num_queries(6):
        assert len(as_author.get(where).json()["results"]) == count
