"""/api/v1/desk/claims/ and what may be done with one."""

from typing import Any

import pytest
from django.apps import apps
from rest_framework.test import APIClient

from claims.models import Claim, User
from tests import factories

URL = "/api/v1/desk/claims/"


def url(claim: Claim, rest: str = "") -> str:
    return f"{URL}{claim.pk}/{rest}"


def draft(client: APIClient, **fields: Any) -> Any:
    body = {"source": "none", "text": factories.TEXT, "language": "en"} | fields
    return client.post(URL, body, format="json")


@pytest.mark.django_db
def test_nobody_reads_drafts_without_signing_in(reader: APIClient) -> None:
    assert reader.get(URL).status_code == 401


def test_a_claim_is_written_with_its_markers(as_author: APIClient) -> None:
    source = factories.make_source()
    body = {
        "source": source.slug,
        "claimant": {"name": "Port Authority"},
        "claimed_on": "2025-06-02",
        "section": {"title": "Core Viewpoint"},
    }

    response = draft(as_author, **body)

    claim = response.json()
    assert response.status_code == 201, claim
    assert response["Location"].endswith(f"/api/v1/desk/claims/{claim['id']}/")
    assert response["ETag"] == f'"{claim["version"]}"'
    assert claim["text_with_references"] == factories.TEXT
    assert [c["marker"] for c in claim["citations"]] == ["[1]", "[3]"]
    assert claim["claimant"]["name"] == "Port Authority"
    assert (claim["state"], claim["revision"]) == ("draft", 1)


@pytest.mark.parametrize(
    ("given", "pointer", "code"),
    [
        ({"source": "nowhere"}, "/source", "unknown_source"),
        ({"text": "So [0]"}, "/text", "marker_zero"),
        ({"text": "So [1][1]"}, "/text", "marker_repeated"),
        ({"text": 5}, "/text", "not_text"),
        ({"state": "published"}, "/state", "unknown_field"),
        ({"claimed_on": "2025-02-30"}, "/claimed_on", "invalid"),
        ({"topics": ["ports", "no-such"]}, "/topics/1", "unknown_topic"),
        ({"position": -1}, "/position", "min_value"),
        ({"claimant": {"nam": "x"}}, "/claimant/nam", "unknown_field"),
    ],
)
def test_a_claim_that_cannot_be_is_refused_and_leaves_nothing(
    as_author: APIClient, given: dict[str, Any], pointer: str, code: str
) -> None:
    from claims.drafting import topic_called

    topic_called("Ports")
    source = factories.make_source()

    response = draft(as_author, **{"source": source.slug} | given)

    assert response.status_code == 400
    found = [(e.get("pointer"), e["code"]) for e in response.json()["errors"]]
    assert (pointer, code) in found
    assert not Claim.objects.exists()


def test_a_change_needs_the_etag_of_what_was_read(author: User, as_author: APIClient) -> None:
    claim = factories.make_claim(author)
    body = {"text": "Up 9% [1]"}

    without = as_author.patch(url(claim), body, format="json")
    stale = as_author.patch(url(claim), body, format="json", HTTP_IF_MATCH='"99"')
    right = as_author.patch(
        url(claim),
        body,
        format="json",
        HTTP_IF_MATCH=as_author.get(url(claim))["ETag"],
        HTTP_CHANGE_REASON="A slip",
    )

    assert (without.status_code, stale.status_code) == (428, 412)
    assert stale["ETag"] == f'"{claim.version}"'
    assert right.status_code == 200
    assert right.json()["text_with_references"] == "Up 9% [1]"
    assert right["ETag"] == f'"{right.json()["version"]}"'
    assert factories.fresh(claim).revisions.get(number=2).reason == "A slip"


def test_what_is_unchanged_is_not_sent_again(author: User, as_author: APIClient) -> None:
    claim = factories.make_claim(author)
    etag = as_author.get(url(claim))["ETag"]

    response = as_author.get(url(claim), HTTP_IF_NONE_MATCH=etag)

    assert (response.status_code, response.content) == (304, b"")


def test_a_draft_is_deleted_and_a_published_claim_is_not(
    author: User, reviewer: User, as_author: APIClient
) -> None:
    draft, published = factories.make_claim(author), factories.published_claim(author, reviewer)

    answers = [
        as_author.delete(url(claim), HTTP_IF_MATCH=f'"{claim.version}"').status_code
        for claim in (draft, published)
    ]

    assert answers == [204, 409]
    assert list(Claim.objects.all()) == [published]


def test_the_transitions_tell_what_is_open_and_why_the_rest_is_not(
    author: User, as_author: APIClient, as_reviewer: APIClient
) -> None:
    claim = factories.submit(factories.make_claim(author), author)

    mine = as_author.get(url(claim, "transitions/")).json()
    theirs = as_reviewer.get(url(claim, "transitions/")).json()

    steps = {step["name"]: step for step in mine["transitions"]}
    assert [reason["code"] for reason in steps["approve"]["reasons"]] == ["own_claim"]
    assert [s["name"] for s in theirs["transitions"] if s["open"]] == [
        "approve",
        "request_changes",
    ]


def test_the_list_is_filtered(author: User, as_author: APIClient) -> None:
    first, second = factories.make_claim(author), factories.make_claim(author)
    factories.submit(second, author)

    def ids(query: str) -> list[str]:
        response = as_author.get(f"{URL}?{query}")
        assert response.status_code == 200, response.json()
        return [claim["id"] for claim in response.json()["results"]]

    assert ids("state=draft") == [str(first.pk)]
    assert ids("state=draft&state=in_review&ordering=created_at") == [
        str(first.pk),
        str(second.pk),
    ]
    assert ids(f"source={second.source.slug}") == [str(second.pk)]
    assert ids("author=author&language=en&page_size=1") == [str(second.pk)]
    assert as_author.get(f"{URL}?state=drft").status_code == 400


@pytest.mark.parametrize("count", [1, 12])
def test_the_list_costs_the_same_for_one_and_for_many(
    author: User, as_author: APIClient, django_assert_num_queries: Any, count: int
) -> None:
    for _ in range(count):
        factories.make_claim(author)
    as_author.get(URL)

    # token and person, two for permissions, page, topics, citations, figures
    with django_assert_num_queries(7):
        response = as_author.get(URL)
    assert len(response.json()["results"]) == count


def test_the_detail_costs_the_same_whatever_is_cited(
    author: User, as_author: APIClient, django_assert_num_queries: Any
) -> None:
    claim = factories.make_claim(author, text="All of them say so [1][2][3][4][5][6]")

    with django_assert_num_queries(7):
        as_author.get(url(claim))


def test_another_method_is_refused(as_author: APIClient, author: User) -> None:
    claim = factories.make_claim(author)

    response = as_author.put(url(claim), {}, format="json")

    assert response.status_code == 405
    assert response["Content-Type"] == "application/problem+json"


def test_a_claim_that_is_not_there(as_author: APIClient) -> None:
    missing = as_author.get(f"{URL}0199a000-0000-7000-8000-000000000000/")

    assert missing.status_code == 404
    assert missing["Content-Type"] == "application/problem+json"


def test_history_keeps_who_why_and_which_request(author: User, as_author: APIClient) -> None:
    claim = factories.make_claim(author)

    response = as_author.patch(
        url(claim),
        {"text": "Up 9% [1]"},
        format="json",
        HTTP_IF_MATCH=f'"{claim.version}"',
        HTTP_CHANGE_REASON="A slip",
    )

    event = (
        apps.get_model("claims", "ClaimEvent").objects.filter(pgh_obj_id=claim.pk).latest("pgh_id")
    )
    assert event.text == "Up 9%"
    context = event.pgh_context.metadata
    assert context["user"] == author.pk
    assert context["reason"] == "A slip"
    assert context["request"] == response["X-Request-Id"]


def test_a_claim_has_its_clients_key_once_in_its_source(author: User, as_author: APIClient) -> None:
    source = factories.make_source()
    made = draft(as_author, source=source.slug, key="feed:7")

    again = draft(as_author, source=source.slug, key="feed:7")
    elsewhere = draft(as_author, source=factories.make_source().slug, key="feed:7")
    nameless = [draft(as_author, source=source.slug).status_code for _ in range(2)]

    assert (made.status_code, made.json()["key"]) == (201, "feed:7")
    assert again.status_code == 400
    assert {"pointer": "/key", "code": "key_taken"}.items() <= again.json()["errors"][0].items()
    assert elsewhere.status_code == 201
    assert nameless == [201, 201]


def test_another_key_is_another_version_and_no_other_revision(
    author: User, as_author: APIClient
) -> None:
    claim = factories.make_claim(author)

    changed = as_author.patch(
        url(claim), {"key": "feed:8"}, format="json", HTTP_IF_MATCH=f'"{claim.version}"'
    )

    assert changed.status_code == 200
    assert changed.json()["key"] == "feed:8"
    assert changed.json()["version"] > claim.version
    assert changed.json()["revision"] == claim.revision
    assert changed["ETag"] == f'"{factories.fresh(claim).version}"'
