"""Who enters the desk: every endpoint, anonymous and with each role."""

from typing import Any

import pytest
from django.urls import get_resolver
from rest_framework.test import APIClient

from claims.models import User
from tests import factories

DESK = (
    "digests/", "sources/", "sources/x/", "sources/x/paragraphs/", "claims/", "claims/{id}/",
    "claims/{id}/transitions/", "claims/{id}/citations/", "claims/{id}/citations/{id}/",
    "claims/{id}/figures/", "claims/{id}/figures/{id}/", "claims/{id}/submissions/",
    "claims/{id}/reviews/", "claims/{id}/editions/", "claims/{id}/withdrawals/",
    "webhooks/", "webhooks/{id}/", "webhooks/{id}/secrets/", "webhooks/{id}/tests/",
    "webhooks/{id}/replays/", "webhooks/{id}/deliveries/", "webhooks/{id}/deliveries/{id}/",
    "webhooks/{id}/deliveries/{id}/redeliveries/",
)  # fmt: skip
SOME_ID = "0199a000-0000-7000-8000-000000000000"
METHODS = ("get", "post", "put", "patch", "delete", "head", "options")


def address(path: str) -> str:
    return f"/api/v1/desk/{path.format(id=SOME_ID)}"


def test_the_list_of_endpoints_is_whole() -> None:
    def routes(resolver: Any, prefix: str = "") -> set[str]:
        found = set()
        for pattern in resolver.url_patterns:
            here = prefix + str(pattern.pattern)
            found |= routes(pattern, here) if hasattr(pattern, "url_patterns") else {here}
        return found

    desk = {route for route in routes(get_resolver()) if route.startswith("api/v1/desk/")}
    assert len(desk) == len(DESK), sorted(desk)


@pytest.mark.parametrize("path", DESK)
@pytest.mark.parametrize("method", METHODS)
@pytest.mark.django_db
def test_nobody_enters_without_signing_in(reader: APIClient, path: str, method: str) -> None:
    response = getattr(reader, method)(address(path))

    assert response.status_code == 401
    assert response["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize("path", DESK)
@pytest.mark.parametrize("method", ["get", "post", "put", "patch", "delete"])
def test_an_account_without_a_role_gets_nowhere(
    client_of: Any, django_user_model: type[User], ratings: None, path: str, method: str
) -> None:
    client = client_of(django_user_model.objects.create_user("guest"))

    assert getattr(client, method)(address(path), {}).status_code in {403, 405}


@pytest.mark.parametrize("path", DESK)
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_a_read_only_token_changes_nothing(
    author: User, client_of: Any, path: str, method: str
) -> None:
    client = client_of(author, read_only=True)

    response = getattr(client, method)(address(path), {})

    assert response.status_code == 403
    assert response.json()["code"] == "read_only_token"


def test_a_closed_account_and_an_expired_token_end_at_once(author: User, client_of: Any) -> None:
    client = client_of(author)
    assert client.get("/api/v1/desk/claims/").status_code == 200

    author.is_active = False
    author.save()

    assert client.get("/api/v1/desk/claims/").status_code == 401


def test_a_session_needs_the_csrf_token(author: User) -> None:
    client = APIClient(enforce_csrf_checks=True)
    client.force_login(author)

    assert client.get("/api/v1/desk/claims/").status_code == 200
    refused = client.post("/api/v1/desk/sources/", {"title": "x"}, format="json")

    assert refused.status_code == 403
    assert refused["Content-Type"] == "application/problem+json"


def test_what_the_desk_answers_is_not_stored_by_caches(as_author: APIClient, author: User) -> None:
    factories.make_claim(author)

    assert as_author.get("/api/v1/desk/claims/")["Cache-Control"] == "private, no-store"
