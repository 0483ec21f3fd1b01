"""manage.py editor."""

import io

import pytest
from django.core.management import CommandError, call_command
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
