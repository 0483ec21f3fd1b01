"""Who signs in with a token, who does not, and what each is told."""

from datetime import timedelta

import pytest
from django.utils import timezone

from claims.accounts import issuing
from claims.models import Token
from tests.factories import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.config.api.endpoints")]

URL = "/api/try/private/"


@pytest.fixture
def author():
    return make_user("contributor", "author")


def sign_in(user, **fields):
    """The headers of a new token."""
    token = issuing.issue_token(user=user, **fields)
    return {"Authorization": f"Bearer {token}"}


def test_nobody_is_asked_for_a_token(client):
    answer = client.get(URL)

    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="Stet"'
    assert answer.json()["code"] == "not_authenticated"


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "Bearer "])
def test_a_token_signs_in(client, author, scheme):
    token = sign_in(author)["Authorization"].split()[1]

    answer = client.get(URL, headers={"Authorization": f"{scheme} {token}"})

    assert answer.json() == {"user": "author"}
    assert answer.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    "header",
    [
        "Bearer",
        "Bearer ",
        "Bearer x",
        "Bearer stet_" + "0" * 64,
        "Bearer a b",
        "Bearer \0" + "0" * 30,
        "Bearer " + "\xff" * 30,
        "Bearer " + "0" * 100_000,
    ],
    ids=lambda header: repr(header[:20]),
)
def test_a_token_that_is_not_ours_is_refused(client, header):
    answer = client.get(URL, headers={"Authorization": header})

    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="Stet", error="invalid_token"'
    assert answer.json()["code"] == "invalid_token"


def test_many_bad_tokens_are_slowed_down_and_good_ones_are_not(client, author):
    headers = sign_in(author)
    bad = {"Authorization": "Bearer stet_" + "0" * 64}

    answers = [client.get(URL, headers=bad) for _ in range(31)]

    assert {answer.status_code for answer in answers[:30]} == {401}
    assert (answers[30].status_code, answers[30].json()["code"]) == (429, "throttled")
    assert 0 < int(answers[30].headers["Retry-After"]) <= 61
    assert client.get(URL, headers=headers).status_code == 200
    assert client.get(URL, headers=bad, REMOTE_ADDR="192.0.2.9").status_code == 401


def test_an_expired_token_is_refused_and_kept(client, author):
    headers = sign_in(author)
    Token.objects.update(expiry=timezone.now() - timedelta(seconds=1))

    assert client.get(URL, headers=headers).status_code == 401
    assert Token.objects.count() == 1


def test_another_scheme_is_not_a_token(client):
    assert client.get(URL, headers={"Authorization": "Basic eDp5"}).status_code == 401


def test_who_may_not_sign_in_any_more_is_refused(client, author):
    headers = sign_in(author)
    author.is_active = False
    author.save()

    assert client.get(URL, headers=headers).status_code == 401


def test_a_token_for_reading_changes_nothing(client, author):
    headers = sign_in(author, scopes=["read"])

    answer = client.post(URL, content_type="application/json", headers=headers)

    assert client.get(URL, headers=headers).status_code == 200
    assert (answer.status_code, answer.json()["code"]) == (403, "insufficient_scope")
    assert answer.headers["WWW-Authenticate"] == (
        'Bearer realm="Stet", error="insufficient_scope", scope="desk"'
    )


def test_a_session_signs_in_but_changes_need_its_csrf_token(author):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(author)

    answer = client.post(URL, content_type="application/json")

    assert client.get(URL).headers["Cache-Control"] == "private, no-store"
    assert (answer.status_code, answer.json()["status"]) == (403, 403)


def test_the_body_of_a_signed_in_form_is_refused_not_overlooked(client, author):
    client.force_login(author)

    assert client.post(URL, {"user": "x"}).status_code == 415
