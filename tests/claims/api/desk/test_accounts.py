"""Accounts over the API."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from claims.accounts.staffing import role_of
from claims.models import User
from tests import factories

URL = "/api/v1/desk/accounts/"


@pytest.fixture
def keeper(ratings: None) -> User:
    return factories.make_user("administrator", "keeper")


@pytest.fixture
def as_keeper(keeper: User, client_of: Any) -> APIClient:
    return client_of(keeper)


def tag(client: APIClient, name: str) -> str:
    return client.get(f"{URL}{name}/")["ETag"]


@pytest.mark.parametrize("path", ["", "author/", "nobody/"])
def test_only_administrators_see_accounts(as_author: APIClient, path: str) -> None:
    assert as_author.get(URL + path).status_code == 403


def test_an_account_is_made_and_changed(as_keeper: APIClient) -> None:
    made = as_keeper.post(URL, {"username": "ada", "role": "reviewer", "first_name": "Ada"})

    assert (made.status_code, made.json()["role"]) == (201, "reviewer")
    assert not made.json()["has_password"]
    changed = as_keeper.patch(f"{URL}ada/", {"role": "publisher"}, HTTP_IF_MATCH=made["ETag"])
    assert (changed.status_code, changed.json()["role"]) == (200, "publisher")
    again = as_keeper.patch(f"{URL}ada/", {"role": "reviewer"}, HTTP_IF_MATCH=made["ETag"])
    assert again.status_code == 412


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"username": "keeper", "role": "reviewer"}, "/username"),
        ({"username": "a b", "role": "reviewer"}, "/username"),
        ({"username": "KEEPER", "role": "reviewer"}, "/username"),
        ({"username": "..", "role": "reviewer"}, "/username"),
        ({"username": ".", "role": "reviewer"}, "/username"),
        ({"username": "me", "role": "reviewer"}, "/username"),
        ({"username": "Nobody", "role": "reviewer"}, "/username"),
        ({"username": "ada", "role": "reviewer", "first_name": "a\nb"}, "/first_name"),
        ({"username": "ada", "role": "reviewer", "last_name": "a\u2028b"}, "/last_name"),
        ({"username": "ada", "role": "king"}, "/role"),
        ({"username": "ada"}, "/role"),
        ({"username": "ada", "role": "reviewer", "is_superuser": True}, "/is_superuser"),
        ({"username": "ada", "role": "reviewer", "email": "x"}, "/email"),
    ],
)
def test_a_bad_account_is_refused(as_keeper: APIClient, body: dict[str, Any], pointer: str) -> None:
    answer = as_keeper.post(URL, body)

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["pointer"] == pointer
    assert User.objects.count() == 1


def test_an_account_is_closed_and_reopened(
    as_keeper: APIClient, as_author: APIClient, author: User
) -> None:
    assert as_keeper.post(f"{URL}author/closures/").status_code == 428
    closed = as_keeper.post(f"{URL}author/closures/", HTTP_IF_MATCH=tag(as_keeper, "author"))

    assert (closed.status_code, closed.json()["open"]) == (201, False)
    assert as_author.get("/api/v1/desk/me/").status_code == 401
    assert as_keeper.get(URL, {"open": "false"}).json()["results"][0]["username"] == "author"
    opened = as_keeper.post(f"{URL}author/reopenings/", HTTP_IF_MATCH=closed["ETag"])
    assert (opened.json()["open"], opened.json()["role"]) == (True, "publisher")


@pytest.mark.parametrize("body", ["[]", "null", "0", '""', '{"why": "x"}', "{bad"])
def test_a_closure_asks_for_nothing(as_keeper: APIClient, author: User, body: str) -> None:
    answer = as_keeper.generic(
        "POST", f"{URL}author/closures/", body, "application/json",
        HTTP_IF_MATCH=tag(as_keeper, "author"),
    )  # fmt: skip

    assert answer.status_code == 400
    author.refresh_from_db()
    assert author.is_active


def test_nobody_closes_or_promotes_themselves(as_keeper: APIClient, keeper: User) -> None:
    etag = tag(as_keeper, "keeper")
    closing = as_keeper.post(f"{URL}keeper/closures/", HTTP_IF_MATCH=etag)
    changing = as_keeper.patch(f"{URL}keeper/", {"role": "reviewer"}, HTTP_IF_MATCH=etag)

    assert (closing.status_code, closing.json()["code"]) == (409, "own_account")
    assert (changing.status_code, changing.json()["code"]) == (409, "own_account")
    assert role_of(User.objects.get(pk=keeper.pk)) == "administrator"


@pytest.mark.parametrize("scopes", [["read", "desk"], ["read", "publish"]])
def test_a_token_of_fewer_scopes_changes_no_account(
    keeper: User, client_of: Any, scopes: list[str]
) -> None:
    answer = client_of(keeper, scopes=scopes).post(URL, {"username": "ada", "role": "publisher"})

    assert answer.json()["code"] == "insufficient_scope"
    assert 'scope="desk publish"' in answer["WWW-Authenticate"]


def test_no_answer_holds_a_digest_or_a_hash(as_keeper: APIClient, keeper: User) -> None:
    keeper.set_password("a long enough phrase")
    keeper.save()
    token = keeper.auth_token_set.get()

    said = "".join(
        as_keeper.get(path).content.decode()
        for path in (URL, f"{URL}keeper/", "/api/v1/desk/tokens/", "/api/v1/desk/me/")
    )

    assert token.digest not in said
    assert keeper.password not in said


@pytest.mark.parametrize("count", [1, 5])
def test_the_list_costs_the_same(
    as_keeper: APIClient, django_assert_num_queries: Any, count: int
) -> None:
    for _ in range(count):
        factories.make_user("contributor")

    with django_assert_num_queries(5):
        as_keeper.get(URL)


def test_me_tells_who_asks(as_author: APIClient) -> None:
    me = as_author.get("/api/v1/desk/me/").json()

    assert (me["username"], me["role"]) == ("author", "publisher")
    assert "claims.publish_claim" in me["permissions"]
    assert me["token"]["scopes"] == ["read", "desk", "publish"]
