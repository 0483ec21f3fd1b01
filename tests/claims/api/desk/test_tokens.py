"""Tokens over the API."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from claims.accounts import issuing
from claims.models import Token, User
from tests import factories

URL = "/api/v1/desk/tokens/"


def test_nobody_makes_a_token_without_signing_in(reader: APIClient) -> None:
    assert reader.post(URL, {"name": "x"}).status_code == 401


def test_a_token_is_made_shown_once_and_works(as_author: APIClient, reader: APIClient) -> None:
    answer = as_author.post(URL, {"name": "pipeline", "scopes": ["read"], "days": 7})

    made = answer.json()
    assert answer.status_code == 201
    assert (made["name"], made["scopes"], made["state"]) == ("pipeline", ["read"], "active")
    assert "secret" not in as_author.get(answer["Location"]).json()
    reader.credentials(HTTP_AUTHORIZATION=f"Bearer {made['secret']}")
    assert reader.get("/api/v1/desk/me/").json()["scopes"] == ["read"]


def test_a_session_makes_one_too(author: User) -> None:
    client = APIClient()
    client.force_login(author)

    made = client.post(URL, {"name": "pipeline"}).json()

    assert made["scopes"] == ["read", "desk", "publish"]


@pytest.mark.parametrize(
    ("body", "pointer", "code"),
    [
        ({}, "/name", "required"),
        ({"name": "x", "scopes": ["king"]}, "/scopes/0", "invalid_choice"),
        ({"name": "x", "scopes": ["publish"]}, "/scopes", "scope_too_wide"),
        ({"name": "x", "days": 0}, "/days", "min_value"),
        ({"name": "x", "days": 200}, "/days", "outlives"),
        ({"name": "x", "days": 367}, "/days", "max_value"),
        ({"name": "a\nb"}, "/name", "name_no_line"),
        ({"name": "x", "expires_at": "2020-01-01T00:00:00Z"}, "/expires_at", "past"),
        ({"name": "x", "expires_at": "2999-01-01T00:00:00Z"}, "/expires_at", "lifetime"),
        ({"name": "x", "user": "root"}, "/user", "unknown_field"),
    ],
)
def test_a_token_that_is_too_much_is_refused(
    author: User, client_of: Any, body: dict[str, Any], pointer: str, code: str
) -> None:
    client = client_of(author, scopes=["read", "desk"])

    answer = client.post(URL, body)

    assert answer.status_code == 400
    assert {"pointer": pointer, "code": code}.items() <= answer.json()["errors"][0].items()
    assert Token.objects.count() == 1


def test_a_token_ends_at_the_very_moment_that_was_asked_for(author: User) -> None:
    client = APIClient()
    client.force_login(author)
    asked = (timezone.now() + timedelta(days=20)).strftime("%Y-%m-%dT%H:%M:%SZ")

    assert client.post(URL, {"name": "x", "expires_at": asked}).json()["expires_at"] == asked


def test_another_token_is_not_there(as_author: APIClient, reviewer: User) -> None:
    other, _ = issuing.add_token(user=reviewer)
    missing = as_author.get(f"{URL}0199a000-0000-7000-8000-000000000000/")

    for answer in (as_author.get(f"{URL}{other.pk}/"), as_author.delete(f"{URL}{other.pk}/")):
        assert (answer.status_code, answer.json()) == (404, missing.json())
    assert len(as_author.get(URL).json()["results"]) == 1
    assert as_author.get(URL, {"user": "reviewer"}).json()["results"] == []
    assert Token.objects.get(pk=other.pk).state == "active"


def test_administrators_see_and_revoke_everybodys(author: User, client_of: Any) -> None:
    token, _ = issuing.add_token(user=author)
    client = client_of(factories.make_user("administrator"))

    listed = client.get(URL, {"user": "author"}).json()["results"]
    revoked = client.delete(f"{URL}{token.pk}/")

    assert [each["id"] for each in listed] == [str(token.pk)]
    assert revoked.status_code == 204
    assert client.get(URL, {"user": "author", "state": "revoked"}).json()["results"]


def test_a_revoked_token_is_refused_at_once(as_author: APIClient) -> None:
    own = Token.objects.get()

    assert as_author.delete(f"{URL}{own.pk}/").status_code == 204
    assert as_author.get("/api/v1/desk/me/").status_code == 401


def test_a_name_is_changed_on_the_version_that_was_read(as_author: APIClient) -> None:
    address = f"{URL}{Token.objects.get().pk}/"
    tag = as_author.get(address)["ETag"]

    assert as_author.patch(address, {"name": "x"}).status_code == 428
    changed = as_author.patch(address, {"name": "laptop"}, HTTP_IF_MATCH=tag)
    assert (changed.status_code, changed.json()["name"]) == (200, "laptop")
    assert as_author.patch(address, {"name": "y"}, HTTP_IF_MATCH=tag).status_code == 412
    refused = as_author.patch(address, {"scopes": ["read"]}, HTTP_IF_MATCH=changed["ETag"])
    assert refused.status_code == 400


@pytest.mark.parametrize(
    ("scopes", "path", "needs"),
    [
        (["read"], "submissions", "desk"),
        (["read", "publish"], "submissions", "desk"),
        (["read"], "reviews", "desk"),
        (["read", "desk"], "editions", "publish"),
        (["read", "desk"], "withdrawals", "publish"),
    ],
)
def test_each_step_takes_its_scope(
    author: User, client_of: Any, scopes: list[str], path: str, needs: str
) -> None:
    claim = factories.make_claim(author)

    answer = client_of(author, scopes=scopes).post(f"/api/v1/desk/claims/{claim.pk}/{path}/", {})

    assert (answer.status_code, answer.json()["code"]) == (403, "insufficient_scope")
    assert f'scope="{needs}"' in answer["WWW-Authenticate"]


def test_scopes_give_no_right_that_the_role_lacks(author: User, client_of: Any) -> None:
    claim = factories.make_claim(author)
    client = client_of(author)
    author.groups.clear()

    answer = client.post(f"/api/v1/desk/claims/{claim.pk}/editions/", {})

    assert (answer.status_code, answer.json()["code"]) == (403, "permission_denied")


@pytest.mark.parametrize("count", [1, 5])
def test_the_list_costs_the_same(
    author: User, as_author: APIClient, django_assert_num_queries: Any, count: int
) -> None:
    for _ in range(count):
        issuing.issue_token(user=author)

    with django_assert_num_queries(4):
        as_author.get(URL)
