"""Other sites' scripts read what is public, and learn nothing of the desk."""

import pytest

from tests.crawling import UNKNOWN

pytestmark = pytest.mark.django_db

ORIGIN = "https://newsroom.example"
ASKED = {"Origin": ORIGIN, "Access-Control-Request-Method": "GET"}


def permissions(answer):
    return {name for name in answer.headers if name.startswith("Access-Control-")}


@pytest.mark.parametrize("headers", [{"Origin": ORIGIN}, {}])
@pytest.mark.parametrize(
    "path",
    ["/api/v1/claims/", f"/api/v1/claims/{UNKNOWN}/", "/api/v1/claims/?x=1", "/api/v1/?x=%00"],
)
def test_any_site_may_show_a_public_answer_and_refusal(client, path, headers):
    answer = client.get(path, headers=headers)

    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "ETag" in answer.headers["Access-Control-Expose-Headers"]
    assert "Access-Control-Allow-Credentials" not in answer.headers
    assert "Origin" not in answer.headers.get("Vary", "")


@pytest.mark.parametrize("path", ["/api/v1/claims/", "/api/v1/references/resolve/", "/api/schema/"])
def test_a_browser_that_asks_first_is_told_what_it_may(client, path):
    answer = client.options(path, headers=ASKED)

    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "POST" in answer.headers["Access-Control-Allow-Methods"]
    assert "Content-Type" in answer.headers["Access-Control-Allow-Headers"]
    assert int(answer.headers["Access-Control-Max-Age"]) > 0
    assert not answer.cookies


def test_options_without_a_browser_is_answered_by_the_view(client):
    answer = client.options("/api/v1/claims/", headers={"Origin": ORIGIN})

    assert "GET" in answer.headers["Allow"]


@pytest.mark.parametrize(
    "path", ["/api/v1/desk/claims/", "/admin/login/", "/api/v1/desk/", "/healthz/live/"]
)
@pytest.mark.parametrize("method", ["get", "options"])
def test_the_desk_is_open_to_no_other_site(client, path, method):
    answer = getattr(client, method)(path, headers=ASKED)

    assert permissions(answer) == set()
