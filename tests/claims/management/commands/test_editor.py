"""manage.py editor."""

import io

import pytest
from django.core.management import CommandError, call_command
from django_otp.plugins.otp_totp.models import TOTPDevice
from rest_framework.test import APIClient

from claims.models import Token, User


def editor(*args: str) -> tuple[str, str]:
    out, err = io.StringIO(), io.StringIO()
    call_command("editor", *args, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


@pytest.mark.django_db
def test_the_token_alone_goes_to_standard_output_and_works() -> None:
    out, err = editor("ada", "--role", "publisher", "--token")

    assert out == out.strip() + "\n"
    assert "ada is a publisher" in err
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {out.strip()}")
    assert client.get("/api/v1/desk/claims/").status_code == 200


@pytest.mark.django_db
def test_a_second_call_updates_and_without_token_prints_nothing() -> None:
    editor("ada", "--role", "publisher")

    out, err = editor("ada", "--role", "contributor")

    assert (out, User.objects.count(), Token.objects.count()) == ("", 1, 0)
    assert "ada is a contributor" in err


@pytest.mark.parametrize(
    "args",
    [
        ("ada", "--role", "king"),
        ("ada",),
        ("", "--role", "reviewer"),
        ("a b", "--role", "reviewer"),
        ("ada", "--role", "reviewer", "--token", "--days", "0"),
    ],
)
@pytest.mark.django_db
def test_what_makes_no_sense_is_a_sentence(args: tuple[str, ...]) -> None:
    with pytest.raises(CommandError):
        editor(*args)

    assert not User.objects.exists()


@pytest.mark.django_db
def test_a_token_may_be_for_reading_only() -> None:
    out, _ = editor("ada", "--role", "publisher", "--token", "--scope", "read", "--days", "1")

    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {out.strip()}")
    assert client.post("/api/v1/desk/sources/", {}, format="json").status_code == 403


@pytest.mark.django_db
def test_an_account_is_closed_and_reopened() -> None:
    editor("ada", "--role", "publisher")

    _, closed = editor("ada", "--close")
    assert "ada is closed" in closed
    assert not User.objects.get().is_active
    with pytest.raises(CommandError, match="reopen it first"):
        editor("ada", "--role", "reviewer")

    editor("ada", "--reopen")
    assert User.objects.get().is_active


@pytest.mark.django_db
def test_a_lost_second_factor_is_removed() -> None:
    editor("ada", "--role", "publisher")
    TOTPDevice.objects.create(user=User.objects.get(), name="app")

    editor("ada", "--reset-second-factor")

    assert not TOTPDevice.objects.exists()


@pytest.mark.parametrize("args", [("bob", "--close"), ("bob", "--close", "--token")])
@pytest.mark.django_db
def test_what_is_not_there_is_not_closed(args: tuple[str, ...]) -> None:
    with pytest.raises(CommandError):
        editor(*args)
