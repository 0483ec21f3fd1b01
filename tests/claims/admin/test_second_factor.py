"""Signing in with a second factor, and keeping it."""

import re

import pytest
from django.test import Client

from claims.accounts import enrolling
from claims.models import User
from tests.claims.accounts.test_enrolling import code_of

PASSWORD = "seven wet cranes"
PAGE = "/admin/second-factor/"


@pytest.fixture
def person(author: User) -> User:
    author.set_password(PASSWORD)
    author.save()
    return author


@pytest.fixture
def browser(person: User, client: Client) -> Client:
    client.post("/admin/login/", {"username": "author", "password": PASSWORD})
    return client


@pytest.fixture
def enrolled(browser: Client, person: User) -> list[str]:
    """The recovery codes of the person, whose browser is signed in."""
    browser.post(PAGE, {"act": "begin", "password": PASSWORD})
    device = enrolling.pending_enrolment(by=person)
    answer = browser.post(PAGE, {"act": "confirm", "code": code_of(device)})
    return re.findall(r"<code>([a-z0-9-]{11})</code>", answer.content.decode())


def sign_in() -> Client:
    client = Client()
    client.post("/admin/login/", {"username": "author", "password": PASSWORD})
    return client


def test_the_code_is_drawn_here_and_runs_no_script(browser: Client, person: User) -> None:
    page = browser.post(PAGE, {"act": "begin", "password": PASSWORD}).content.decode()

    drawn = page.split('<div class="qr">', 1)[1].split("</svg>", 1)[0]
    assert "<svg" in drawn
    assert not re.search(r"href|src=|style=|<script", drawn)
    assert "no-store" in browser.get(PAGE)["Cache-Control"]
    assert re.search(r'class="secret">[A-Z2-7]{32}<', page)


@pytest.mark.parametrize("act", ["begin", "renew", "remove"])
def test_a_change_asks_for_the_password(
    browser: Client, person: User, enrolled: list[str], act: str
) -> None:
    answer = browser.post(PAGE, {"act": act, "password": "wrong"})

    assert answer.status_code == 400
    assert enrolling.codes_left(person) == 10
    assert enrolling.pending_enrolment(by=person) is None


def test_whoever_has_one_is_not_let_in_by_the_password_alone(enrolled: list[str]) -> None:
    browser = sign_in()

    assert browser.get("/admin/")["Location"].startswith("/admin/login/")
    assert (
        browser.get("/admin/login/?next=/admin/")["Location"] == "/admin/verify/?next=%2Fadmin%2F"
    )
    assert browser.get(PAGE)["Location"].startswith("/admin/login/")
    assert browser.get("/api/v1/desk/me/").json()["code"] == "second_factor_required"


def test_a_code_lets_in_and_the_session_gets_another_name(
    enrolled: list[str],
) -> None:
    browser = sign_in()
    before = browser.cookies["sessionid"].value

    answer = browser.post("/admin/verify/?next=/admin/claims/claim/", {"code": enrolled[0]})

    assert answer["Location"] == "/admin/claims/claim/"
    assert browser.cookies["sessionid"].value != before
    assert browser.get("/admin/").status_code == 200
    assert browser.get("/api/v1/desk/me/").status_code == 200


@pytest.mark.parametrize("code", ["000000", "aaaaa-aaaaa", "", "\0", "x" * 500, "１２３４５６"])
def test_a_wrong_code_does_not(enrolled: list[str], code: str) -> None:
    browser = sign_in()

    assert browser.post("/admin/verify/", {"code": code}).status_code == 400
    assert browser.get("/admin/").status_code == 302


def test_nobody_is_led_away(enrolled: list[str]) -> None:
    answer = sign_in().post("/admin/verify/?next=https://evil.example/", {"code": enrolled[0]})

    assert answer["Location"] == "/admin/"


def test_a_role_that_needs_one_is_led_to_it_first(
    browser: Client, person: User, settings: object
) -> None:
    settings.STET_SECOND_FACTOR = ["publisher"]  # type: ignore[attr-defined]

    assert browser.get("/admin/claims/claim/").status_code == 302
    assert browser.get("/admin/login/?next=/admin/")["Location"].startswith(PAGE)
    assert "Your role signs in with" in browser.get(PAGE).content.decode()
    assert browser.get("/api/v1/desk/claims/").json()["code"] == "second_factor_required"

    browser.post(PAGE, {"act": "begin", "password": PASSWORD})
    device = enrolling.pending_enrolment(by=person)
    browser.post(PAGE, {"act": "confirm", "code": code_of(device)})
    assert browser.get("/admin/claims/claim/").status_code == 200


def test_it_is_removed_with_the_password(
    browser: Client, person: User, enrolled: list[str]
) -> None:
    browser.post(PAGE, {"act": "remove", "password": PASSWORD})

    assert not enrolling.has_second_factor(person)
    assert browser.get("/admin/").status_code == 200


def test_nobody_without_an_account_sees_the_pages(client: Client, ratings: None) -> None:
    assert client.get(PAGE).status_code == 302
    assert client.post(PAGE, {"act": "begin"}).status_code == 302
    assert client.post("/admin/verify/", {"code": "1"}).status_code == 302


def test_whoever_has_no_code_at_hand_signs_out(enrolled: list[str]) -> None:
    browser = sign_in()

    assert browser.post("/admin/logout/").status_code == 200
    assert "sessionid" not in browser.cookies or not browser.cookies["sessionid"].value
    assert Client().post("/admin/logout/").status_code == 200
