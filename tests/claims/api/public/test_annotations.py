"""/annotations/: public remarks by the Web Annotation Protocol."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from claims import annotating
from claims.api.public import annotations
from claims.formats.web_annotation import CONTEXT, PROFILE, read_annotation
from claims.models import Annotation, Claim, User
from tests import factories

LIST = "/api/v1/annotations/"


@pytest.fixture
def published(author: User, reviewer: User) -> Claim:
    return factories.published_claim(author, reviewer)


def leave(claim: Claim, by: User, **fields: Any) -> Annotation:
    fields = {"body": "Checked twice.", "visibility": "public"} | fields
    return annotating.annotate(by=by, claim=claim, **fields)


def test_a_remark_is_read_at_its_address(published: Claim, author: User, reader: APIClient) -> None:
    remark = leave(published, author, quote="412")

    response = reader.get(f"{LIST}{remark.pk}/")

    assert response["Content-Type"] == PROFILE
    assert response["Link"] == '<http://www.w3.org/ns/ldp#Resource>; rel="type"'
    assert "Accept" in response["Vary"]
    assert response["Allow"] == "GET, HEAD, OPTIONS"
    found = response.json()
    assert found["@context"] == CONTEXT
    assert found["target"]["source"] == f"http://testserver/api/v1/claims/{published.pk}/"
    assert read_annotation(found).start == 18
    again = reader.get(f"{LIST}{remark.pk}/", HTTP_IF_NONE_MATCH=response["ETag"])
    assert again.status_code == 304
    plain = reader.get(f"{LIST}{remark.pk}/", HTTP_ACCEPT="application/json")
    assert plain["Content-Type"] == "application/json"


def test_a_container_embeds_its_first_page(
    published: Claim, author: User, reader: APIClient
) -> None:
    remark = leave(published, author)

    response = reader.get(LIST)

    found = response.json()
    assert found["type"] == ["BasicContainer", "AnnotationCollection"]
    assert (found["total"], found["id"]) == (1, response["Content-Location"])
    assert found["first"]["items"][0]["id"].endswith(f"{remark.pk}/")
    assert "constrainedBy" in response["Link"]
    assert "Prefer" in response["Vary"]


def test_an_empty_container_has_no_pages(ratings: None, reader: APIClient) -> None:
    found = reader.get(LIST).json()

    assert found["total"] == 0
    assert "first" not in found
    after = f"{LIST}?after=00000000-0000-0000-0000-000000000000"
    assert reader.get(after).status_code == 404


@pytest.mark.parametrize("preference", ["oa#PreferContainedIRIs", "ldp#PreferMinimalContainer"])
def test_a_client_says_what_it_prefers(
    published: Claim, author: User, reader: APIClient, preference: str
) -> None:
    leave(published, author)
    prefer = f'return=representation;include="http://www.w3.org/ns/{preference}"'

    first = reader.get(LIST, HTTP_PREFER=prefer).json()["first"]

    assert isinstance(first if "Minimal" in preference else first["items"][0], str)


def test_pages_are_walked_both_ways(
    published: Claim, author: User, reader: APIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(annotations, "PAGE_SIZE", 2)
    ids = [str(leave(published, author, body=f"{n}").pk) for n in range(5)]
    container = reader.get(f"{LIST}?iris=1&claim={published.pk}").json()

    page, seen = container["first"], []
    while True:
        assert page["startIndex"] == len(seen)
        seen += page["items"]
        if "next" not in page:
            break
        page = reader.get(page["next"]).json()
    last = reader.get(container["last"]).json()

    assert [address.split("/")[-2] for address in seen] == ids
    assert last["items"] == seen[-2:]
    assert reader.get(last["prev"]).json()["items"] == seen[1:3]


def test_what_the_desk_keeps_is_nowhere(
    published: Claim, author: User, reviewer: User, reader: APIClient
) -> None:
    desk = leave(published, author, visibility="desk")
    draft = leave(factories.make_claim(author), author)
    once = leave(published, author)
    annotating.edit_annotation(annotation=once, version=1, by=author, visibility="desk")

    assert reader.get(LIST).json()["total"] == 0
    assert reader.get(f"{LIST}{desk.pk}/").status_code == 404
    assert reader.get(f"{LIST}{draft.pk}/").status_code == 404
    assert reader.get(f"{LIST}{once.pk}/").status_code == 410


@pytest.mark.parametrize("query", ["iris=2", "after=x", "motivaton=x", "motivation=x", "claim=5"])
def test_a_wrong_query_is_refused(ratings: None, reader: APIClient, query: str) -> None:
    assert reader.get(f"{LIST}?{query}").status_code == 400


def test_nobody_writes_here(ratings: None, reader: APIClient) -> None:
    assert reader.post(LIST, {}).status_code == 405
    assert "constrainedBy" in reader.options(LIST)["Link"]


@pytest.mark.parametrize("count", [1, 20])
def test_a_container_costs_the_same_for_many(
    published: Claim,
    author: User,
    reader: APIClient,
    django_assert_num_queries: Any,
    count: int,
) -> None:
    for _ in range(count):
        leave(published, author)

    with django_assert_num_queries(5):
        reader.get(LIST)
