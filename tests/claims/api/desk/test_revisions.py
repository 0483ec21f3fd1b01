"""/desk/claims/{id}/revisions/ and restorations/: former revisions, read and brought back."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from claims.models import Claim, User
from tests import factories

# Each step commits, as in life: a revision ends where a later transaction begins.
pytestmark = pytest.mark.django_db(transaction=True)


def url(claim: Claim, rest: str = "") -> str:
    return f"/api/v1/desk/claims/{claim.pk}/revisions/{rest}"


def restore(client: APIClient, claim: Claim, body: Any, **headers: str) -> Any:
    headers = {"If-Match": f'"{factories.fresh(claim).version}"'} | headers
    where = f"/api/v1/desk/claims/{claim.pk}/restorations/"
    return client.post(where, body, format="json", headers=headers)


@pytest.fixture
def edited(author: User, reviewer: User) -> Claim:
    claim = factories.make_claim(author)
    factories.add_figure(claim, author)
    factories.submit(claim, author)
    return factories.edit(claim, reviewer, text="The harbour moved 413 [1][2]", reason="A slip")


def test_nobody_reads_or_restores_without_signing_in(reader: APIClient, edited: Claim) -> None:
    for where in ("", "1/", "2/differences/"):
        assert reader.get(url(edited, where)).status_code == 401
    assert restore(reader, edited, {"revision": 1}).status_code == 401


def test_revisions_are_listed_with_what_they_came_to(as_author: APIClient, edited: Claim) -> None:
    told = as_author.get(url(edited)).json()["results"]

    assert [(each["number"], each["author"], each["state"]) for each in told] == [
        (3, "reviewer", "draft"),
        (2, "author", "in_review"),
        (1, "author", "draft"),
    ]
    assert told[0]["reason"] == "A slip"


def test_the_list_costs_the_same_for_one_and_for_many(
    as_author: APIClient, author: User, edited: Claim, django_assert_num_queries: Any
) -> None:
    one = factories.make_claim(author)
    for claim in (one, edited):
        with django_assert_num_queries(6):  # who and may they (3), claim, page, states
            as_author.get(url(claim))


def test_a_revision_is_shown_as_it_stood(as_author: APIClient, edited: Claim) -> None:
    told = as_author.get(url(edited, "2/")).json()

    assert (told["text_with_references"], told["state"]) == (factories.TEXT, "in_review")
    assert [c["marker"] for c in told["citations"]] == ["[1]", "[3]"]
    assert [f["text"] for f in told["figures"]] == ["412", "8%"]


def test_what_differs_is_told_by_words_and_fields(as_author: APIClient, edited: Claim) -> None:
    told = as_author.get(url(edited, "3/differences/")).json()

    assert (told["before"], told["after"]) == (2, 3)
    gone = "".join(part["text"] for part in told["text"] if part["operation"] == "delete")
    assert gone.startswith("412 containers in May")
    assert [c["marker"] for c in told["citations"]["added"]] == ["[2]"]
    assert [c["marker"] for c in told["citations"]["removed"]] == ["[3]"]
    figure = told["figures"]["changed"][-1]
    assert {"field": "start", "before": 41, "after": None} in figure["fields"]


def test_any_two_are_compared(as_author: APIClient, edited: Claim) -> None:
    told = as_author.get(url(edited, "2/differences/?from=1")).json()

    assert [f["text"] for f in told["figures"]["added"]] == ["8%"]
    assert {part["operation"] for part in told["text"]} == {"equal"}


@pytest.mark.parametrize(
    ("rest", "status"),
    [
        ("9/", 404),
        ("0/", 404),
        ("1/differences/", 400),
        ("3/differences/?from=9", 400),
        ("3/differences/?from=x", 400),
        ("3/differences/?form=1", 400),
    ],
)
def test_what_there_is_not(as_author: APIClient, edited: Claim, rest: str, status: int) -> None:
    assert as_author.get(url(edited, rest)).status_code == status


def test_a_revision_is_restored(as_author: APIClient, edited: Claim) -> None:
    answer = restore(as_author, edited, {"revision": 2})

    assert answer.status_code == 201, answer.json()
    told = answer.json()
    assert (told["revision"], told["state"]) == (4, "draft")
    assert told["text_with_references"] == factories.TEXT
    assert answer["ETag"] == f'"{told["version"]}"'


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({}, 400, "required"),
        ({"revision": "2"}, 400, "not_integer"),
        ({"revision": 0}, 400, "min_value"),
        ({"revision": 9}, 400, "unknown_revision"),
        ({"revision": 2, "force": True}, 400, "unknown_field"),
        ({"revision": 3}, 409, "current_revision"),
    ],
)
def test_a_request_that_cannot_be(
    as_author: APIClient, edited: Claim, body: Any, status: int, code: str
) -> None:
    answer = restore(as_author, edited, body)

    assert answer.status_code == status
    assert [error["code"] for error in answer.json()["errors"]] == [code]
    assert factories.fresh(edited).revision == 3


def test_it_needs_the_version_that_was_read(as_author: APIClient, edited: Claim) -> None:
    assert restore(as_author, edited, {"revision": 2}, **{"If-Match": '"1"'}).status_code == 412
    assert restore(as_author, edited, {"revision": 2}, **{"If-Match": ""}).status_code == 428
