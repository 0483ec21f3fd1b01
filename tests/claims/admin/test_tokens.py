"""Tokens in the admin."""

import pytest

from claims.accounts.issuing import issue_token
from claims.models import Token

TOKENS = "/admin/claims/token/"


def test_a_token_is_shown_once_and_works(author_browser, author, client):
    answer = author_browser.post(
        f"{TOKENS}issue/", {"name": "pipeline", "days": 7, "scopes": ["read"]}
    )
    secret = answer.context["secret"]

    used = client.get("/api/v1/desk/claims/", headers={"Authorization": f"Bearer {secret}"})

    assert used.status_code == 200
    assert secret in answer.content.decode()
    assert secret not in author_browser.get(TOKENS).content.decode()
    assert Token.objects.get().user == author


def test_a_token_lasts_a_year_at_most(author_browser):
    answer = author_browser.post(
        f"{TOKENS}issue/", {"name": "pipeline", "days": 3650, "scopes": ["read"]}
    )

    assert answer.status_code == 400
    assert not Token.objects.exists()


def test_people_see_and_revoke_their_own_tokens(author_browser, author, reviewer):
    for person in (author, reviewer):
        issue_token(user=person, name=f"of {person}")
    own, other = Token.objects.get(user=author), Token.objects.get(user=reviewer)

    listed = author_browser.get(TOKENS).content.decode()
    author_browser.post(f"{TOKENS}{own.pk}/revoke/")
    author_browser.post(f"{TOKENS}{other.pk}/revoke/")

    assert "of author" in listed
    assert "of reviewer" not in listed
    assert list(Token.objects.in_state("active")) == [other]


def test_administrators_see_and_revoke_every_token(admin_browser, author):
    issue_token(user=author, name="of author")
    token = Token.objects.get()

    listed = admin_browser.get(TOKENS).content.decode()
    admin_browser.post(f"{TOKENS}{token.pk}/revoke/")

    assert "of author" in listed
    assert token.digest not in listed
    assert not Token.objects.in_state("active").exists()


@pytest.mark.parametrize("address", ["add/", "{pk}/change/", "{pk}/delete/"])
def test_tokens_have_no_stock_form(admin_browser, author, address):
    issue_token(user=author, name="of author")
    token = Token.objects.get()

    answer = admin_browser.post(TOKENS + address.format(pk=token.pk), {"name": "x"})

    assert answer.status_code == 403
    assert Token.objects.get().name == "of author"
