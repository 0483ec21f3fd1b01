"""What the desk says to those it does not let in; tests/test_who_may.py says who that is."""

import re
from typing import Any

from rest_framework.test import APIClient

from claims.models import User
from tests import factories
from tests.who_may import doors

SOME_ID = "0199a000-0000-7000-8000-000000000000"
DESK = [
    re.sub("<(number|entry)>", "1", re.sub("<\\w*slug>", "x", route))
    for route in doors()
    if route.startswith("/api/v1/desk/")
]


def desk() -> list[str]:
    """Every address of the desk, with ids that nothing has."""
    return [re.sub("<\\w+>", SOME_ID, route) for route in DESK]


def test_nobody_enters_without_signing_in(db: None, reader: APIClient) -> None:
    for path in desk():
        for method in ("get", "post", "put", "patch", "delete", "head", "options"):
            response = getattr(reader, method)(path)

            assert response.status_code == 401, (method, path)
            assert response["WWW-Authenticate"].startswith("Bearer")


def test_a_token_for_reading_changes_nothing(author: User, client_of: Any) -> None:
    client = client_of(author, scopes=["read"])

    for path in desk():
        for method in ("post", "put", "patch", "delete"):
            response = getattr(client, method)(path, {})

            assert response.status_code == 403, (method, path)
            assert response.json()["code"] == "insufficient_scope"


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
