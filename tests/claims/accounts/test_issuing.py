"""Tokens: scopes, ends, last use, revocation."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims.accounts import issuing
from claims.errors import Stale
from claims.models import Token
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def test_only_the_hash_of_a_token_is_stored() -> None:
    secret = issuing.issue_token(
        user=make_user(), name="laptop", scopes=["read"], lifetime=timedelta(days=2)
    )

    token = Token.objects.get()
    with connection.cursor() as cursor:
        cursor.execute("select t::text from claims_token t")
        assert secret not in cursor.fetchone()[0]
    assert secret.startswith("stet_")
    assert (token.name, token.scopes, token.state) == ("laptop", ["read"], "active")
    assert timedelta(days=1) < token.expiry - timezone.now() <= timedelta(days=2)


@pytest.mark.parametrize(
    ("role", "scopes"),
    [
        ("contributor", ["read", "desk"]),
        ("reviewer", ["read", "desk"]),
        ("publisher", ["read", "desk", "publish"]),
    ],
)
def test_a_token_may_all_that_the_role_allows_unless_told(role: str, scopes: list[str]) -> None:
    issuing.issue_token(user=make_user(role))

    assert Token.objects.get().scopes == scopes


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"lifetime": timedelta(0)}, "expires_at"),
        ({"lifetime": timedelta(days=4000)}, "expires_at"),
        ({"scopes": []}, "scopes"),
        ({"scopes": ["king"]}, "scopes"),
        ({"scopes": ["publish"]}, "scopes"),
        ({"name": "x" * 101}, "name"),
    ],
)
def test_a_token_that_makes_no_sense_is_refused(wrong: dict[str, object], field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        issuing.issue_token(user=make_user("reviewer"), **wrong)  # type: ignore[arg-type]

    assert field in refused.value.error_dict
    assert not Token.objects.exists()


def test_a_token_makes_none_that_does_more_or_lasts_longer() -> None:
    user = make_user()
    within, _ = issuing.add_token(user=user, scopes=["read", "desk"], lifetime=timedelta(days=2))

    with pytest.raises(ValidationError) as wider:
        issuing.add_token(user=user, scopes=["publish"], within=within)
    with pytest.raises(ValidationError) as longer:
        issuing.add_token(user=user, lifetime=timedelta(days=3), within=within)
    made, _ = issuing.add_token(user=user, within=within)

    assert "scopes" in wider.value.error_dict
    assert "expires_at" in longer.value.error_dict
    assert (made.scopes, made.expiry) == (["read", "desk"], within.expiry)


def test_a_revoked_token_stays_and_opens_nothing() -> None:
    token, _ = issuing.add_token(user=make_user())

    first = issuing.revoke_token(token=token).revoked_at

    assert issuing.revoke_token(token=token).revoked_at == first
    assert Token.objects.in_state("revoked").get() == token
    assert not Token.objects.in_state("active").exists()


def test_who_renames_what_was_changed_since_is_told() -> None:
    token, _ = issuing.add_token(user=make_user())
    issuing.rename_token(token=token, version=token.version, name="laptop")

    with pytest.raises(Stale):
        issuing.rename_token(token=token, version=token.version, name="desktop")


def test_last_use_is_written_once_a_minute() -> None:
    token, _ = issuing.add_token(user=make_user())
    issuing.note_use(token=token)
    used = Token.objects.get()

    with CaptureQueriesContext(connection) as queries:
        issuing.note_use(token=used)
    assert len(queries) == 0

    Token.objects.update(last_used_at=F("last_used_at") - issuing.MINUTE)
    issuing.note_use(token=Token.objects.get())
    assert Token.objects.get().last_used_at >= used.last_used_at
    assert Token.objects.get().version == token.version
