"""Addresses that are no text are refused; history learns who, where and why."""

import pytest
from django.apps import apps

from claims.accounts import issuing
from claims.models import User
from sources.models import Publisher
from tests.factories import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.config.api.endpoints")]


@pytest.mark.parametrize(
    "path",
    [
        "/api/try/publishers/%00/",
        "/api/try/publishers/?named=%00",
        "/api/try/publishers/?named=a%c0%80",
        "/api/try/publishers/?%00=a",
        "/admin/?x=%00",
        "/admin/login/?next=%ff",
    ],
)
def test_an_address_that_no_row_can_have_is_refused(client, path):
    address, _, query = path.partition("?")

    answer = client.get(address, QUERY_STRING=query)

    assert (answer.status_code, answer.json()["code"]) == (400, "unreadable_address")


def test_any_other_text_is_an_address(client):
    assert client.get("/api/try/publishers/稀土/").status_code == 404
    assert client.get("/api/try/publishers/%ff/").status_code == 404
    assert client.get("/api/try/publishers/%ed%a0%80/").status_code == 404
    assert client.get("/api/try/publishers/?named=稀+土%20é").status_code == 200


def test_every_answer_names_its_request(client):
    first, second = client.get("/api/try/echo/"), client.get("/api/v1/nothing/")

    assert len(first.headers["X-Request-Id"]) == 36
    assert first.headers["X-Request-Id"] != second.headers["X-Request-Id"]


@pytest.mark.parametrize(
    ("sent", "kept"),
    [("req-1:a.b_c", True), ("", False), ("a b", False), ("-x", False), ("x" * 101, False)],
)
def test_a_sane_id_of_the_caller_is_kept(client, sent, kept):
    answer = client.get("/api/try/echo/", headers={"X-Request-Id": sent})

    assert (answer.headers["X-Request-Id"] == sent) is kept


def test_history_tells_who_and_why(client):
    Publisher.objects.create(slug="p", name="P")
    author = User.objects.create_user("author")
    headers = {
        "X-Request-Id": "r-7",
        "Change-Reason": "UTF-8''Umbenannt%3A%20%E7%A8%80%E5%9C%9F",
        "If-Match": "*",
    }
    client.force_login(author)

    answer = client.patch("/api/try/desk/p/", {"name": "Q"}, "application/json", headers=headers)

    assert answer.status_code == 200
    event = apps.get_model("sources", "PublisherEvent").objects.order_by("pgh_id").last()
    assert event.pgh_context.metadata == {
        "user": author.pk,
        "url": "/api/try/desk/p/",
        "request": "r-7",
        "reason": "Umbenannt: 稀土",
    }


def test_history_knows_who_signed_in_by_token(client):
    author = make_user("contributor", "author")
    token = issuing.issue_token(user=author)
    headers = {"Authorization": f"Bearer {token}"}

    client.post("/api/try/desk/", {"slug": "p", "name": "P"}, "application/json", headers=headers)

    event = apps.get_model("sources", "PublisherEvent").objects.get()
    assert event.pgh_context.metadata["user"] == author.pk


@pytest.mark.parametrize(
    "reason", ["x" * 1001, "", " ", "Gr\xfc\xdfe", "UTF-8''%FF", "UTF-8''a%0Ab"]
)
def test_a_reason_that_cannot_be_kept_is_refused(client, reason):
    answer = client.patch(
        "/api/try/publishers/p/", {}, "application/json", headers={"Change-Reason": reason}
    )

    assert (answer.status_code, answer.json()["code"]) == (400, "unreadable_reason")
