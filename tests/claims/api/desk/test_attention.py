"""/desk/claims/{id}/assignments/ and presence/."""

import pytest
from rest_framework.test import APIClient

from claims.models import Assignment, Presence
from tests import factories


@pytest.fixture
def claim(author):
    return factories.make_claim(author)


def where(claim, part="assignments"):
    return f"/api/v1/desk/claims/{claim.pk}/{part}/"


def test_a_reviewer_assigns_changes_and_ends(claim, as_author):
    made = as_author.post(
        where(claim), {"assignee": factories.make_user("reviewer").username, "due_on": "2026-12-01"}
    )
    assert made.status_code == 201
    assert made["ETag"] == '"1"'
    one = made["Location"].removeprefix("http://testserver")
    assert as_author.get(one).json()["due_on"] == "2026-12-01"
    assert [each["id"] for each in as_author.get(where(claim)).json()["results"]] == [
        made.json()["id"]
    ]

    changed = as_author.patch(one, {"due_on": None}, HTTP_IF_MATCH='"1"')
    assert (changed.status_code, changed.json()["due_on"], changed["ETag"]) == (200, None, '"2"')
    assert as_author.patch(one, {"note": "x"}).status_code == 428
    assert as_author.delete(one, HTTP_IF_MATCH='"1"').status_code == 412
    assert as_author.delete(one, HTTP_IF_MATCH='"2"').status_code == 204
    assert as_author.get(one).status_code == 404


def test_assigning_takes_a_reviewer(claim, contributor, client_of, reader):
    body = {"assignee": "reviewer"}

    assert reader.post(where(claim), body).status_code == 401
    assert client_of(contributor).post(where(claim), body).status_code == 403
    assert not Assignment.objects.exists()


@pytest.mark.parametrize(
    ("body", "status", "pointer", "code"),
    [
        ({}, 400, "/assignee", "required"),
        ({"assignee": "nobody"}, 400, "/assignee", "unknown_account"),
        ({"assignee": 5}, 400, "/assignee", "not_text"),
        ({"assignee": "reviewer", "due_on": "soon"}, 400, "/due_on", "invalid"),
        ({"assignee": "reviewer", "dew_on": "2026-12-01"}, 400, "/dew_on", "unknown_field"),
        ({"assignee": "author"}, 409, "/assignee", "own_claim"),
    ],
)
def test_what_is_wrong_is_named(claim, reviewer, as_reviewer, body, status, pointer, code):
    answer = as_reviewer.post(where(claim), body)

    assert answer.status_code == status
    assert [(e["pointer"], e["code"]) for e in answer.json()["errors"]] == [(pointer, code)]


def test_assignments_of_other_claims_are_not_there(claim, author, reviewer, as_author):
    other = factories.make_claim(author)
    made = as_author.post(where(other), {"assignee": "reviewer"}).json()["id"]

    assert as_author.get(f"{where(claim)}{made}/").status_code == 404
    assert as_author.get(where(claim)).json()["results"] == []


def test_assignments_cost_the_same_for_one_and_for_many(
    claim, author, as_author, django_assert_num_queries
):
    for count in (1, 4):
        for _ in range(count):
            person = factories.make_user("reviewer").username
            as_author.post(where(claim), {"assignee": person})
        with django_assert_num_queries(5):
            as_author.get(where(claim))


def test_people_say_that_they_are_there(claim, as_author, as_reviewer):
    assert as_author.put(where(claim, "presence")).status_code == 200

    seen = as_reviewer.put(where(claim, "presence")).json()["present"]
    assert [each["person"] for each in seen] == ["author", "reviewer"]
    assert as_author.delete(where(claim, "presence")).status_code == 204

    left = as_reviewer.get(where(claim, "presence")).json()["present"]
    assert [each["person"] for each in left] == ["reviewer"]


def test_presence_is_for_those_at_the_desk(claim, reader: APIClient, as_author, author, client_of):
    for method in (reader.get, reader.put, reader.delete):
        assert method(where(claim, "presence")).status_code == 401
    nowhere = where(claim, "presence").replace(
        str(claim.pk), "0" * 8 + "-0000-0000-0000-" + "0" * 12
    )
    assert as_author.put(nowhere).status_code == 404
    assert as_author.put(f"{where(claim, 'presence')}?x=1").status_code == 400
    assert not Presence.objects.exists()


@pytest.mark.parametrize(
    ("body", "code"), [('{"seconds": 1}', "unknown_field"), ("[]", "invalid"), ("{bad", "not_json")]
)
def test_presence_asks_for_nothing(claim, as_author, body, code):
    refused = as_author.generic("PUT", where(claim, "presence"), body, "application/json")

    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (400, code)
    assert not Presence.objects.exists()
    assert as_author.put(where(claim, "presence"), {}).status_code == 200
