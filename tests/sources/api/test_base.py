"""What every endpoint inherits: strict queries, ETags, and preconditions."""

import pytest

from sources.models import Publisher

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.config.api.endpoints")]

URL = "/api/try/publishers/p/"


@pytest.fixture(autouse=True)
def publisher():
    return Publisher.objects.create(slug="p", name="P")


def change(client, body=None, method="patch", **headers):
    sent = {"name": "Q"} if body is None else body
    return getattr(client, method)(URL, sent, "application/json", headers=headers)


@pytest.mark.parametrize("method", ["get", "post", "put", "patch", "delete", "head", "options"])
@pytest.mark.parametrize("url", [URL, "/api/try/echo/", "/api/schema/", "/healthz/live/"])
def test_an_unknown_parameter_is_refused_on_every_endpoint_and_method(client, method, url):
    answer = client.generic(method.upper(), f"{url}?shuot=1", content_type="application/json")

    assert answer.status_code == 400
    if method != "head":
        assert answer.json()["errors"][0]["code"] == "unknown_parameter"


def test_a_parameter_of_the_views_own_is_known_and_not_repeated(client):
    assert client.get("/api/try/echo/?shout=a").json() == {"shout": "a"}
    assert client.get("/api/try/echo/?shout=a&shout=b").status_code == 400


def test_the_parameters_of_a_list_are_not_those_of_a_row(client):
    assert client.get("/api/try/publishers/?page_size=5").status_code == 200
    assert client.get(f"{URL}?page_size=5").status_code == 400


def test_who_may_comes_before_what_is_wrong(client):
    assert client.get("/api/try/private/?x=1").status_code == 401


def test_options_names_the_methods(client):
    answer = client.options(URL)

    assert (answer.status_code, answer.content) == (204, b"")
    assert "PATCH" in answer.headers["Allow"]


def test_a_body_in_chunks_is_not_taken_for_none(client):
    answer = client.generic("POST", "/api/try/echo/", headers={"Transfer-Encoding": "chunked"})

    assert (answer.status_code, answer.json()["code"]) == (411, "length_required")


def test_a_row_carries_its_etag_and_is_not_sent_twice(client):
    first = client.get(URL)

    again = client.get(URL, headers={"If-None-Match": first.headers["ETag"]})

    assert first.headers["ETag"] == '"1"'
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == '"1"'


@pytest.mark.parametrize(
    ("header", "status"),
    [('"2"', 200), ('"0", "1"', 304), ("*", 304), ('W/"1"', 304), ("1", 200), ("", 200)],
)
def test_if_none_match_compares_weakly(client, header, status):
    assert client.get(URL, headers={"If-None-Match": header}).status_code == status


def test_a_change_says_what_it_changes(client):
    answer = change(client)

    assert answer.status_code == 428
    assert answer.headers["ETag"] == '"1"'
    assert "If-Match" in answer.json()["detail"]


@pytest.mark.parametrize("header", ['"1"', '"0", "1"', "*"])
def test_a_change_of_the_current_version_is_made(client, header):
    answer = change(client, **{"If-Match": header})

    assert answer.status_code == 200
    assert answer.headers["ETag"] == '"2"'
    assert answer.json()["name"] == "Q"


@pytest.mark.parametrize("header", ['"2"', 'W/"1"', "1", "x", '"*"'])
def test_a_change_of_another_version_is_refused(client, publisher, header):
    answer = change(client, **{"If-Match": header})

    publisher.refresh_from_db()
    assert answer.status_code == 412
    assert answer.json()["code"] == "stale"
    assert answer.headers["ETag"] == '"1"'
    assert publisher.name == "P"


def test_what_would_fail_anyway_is_told_first(client):
    answer = change(client, {"nmae": "Q"}, **{"If-Match": '"7"'})

    assert answer.status_code == 400


def test_deleting_says_what_it_deletes(client):
    assert client.delete(URL).status_code == 428
    assert client.delete(URL, headers={"If-Match": '"1"'}).status_code == 204


def test_put_takes_every_field(client):
    answer = change(client, {"name": "Q"}, "put", **{"If-Match": '"1"'})

    assert answer.status_code == 400
    assert [error["pointer"] for error in answer.json()["errors"]] == ["/slug"]
