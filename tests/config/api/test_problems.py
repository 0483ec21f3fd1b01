"""Whatever goes wrong is answered as a problem, in the words of the rule."""

import json
from datetime import UTC, datetime

import pytest
from django.test import Client

from sources.models import Publisher, Source

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.config.api.endpoints")]


@pytest.fixture
def used():
    publisher = Publisher.objects.create(slug="used", name="Used")
    Source.objects.create(publisher=publisher, slug="s", title="S", published_at=datetime.now(UTC))
    return publisher


def fault(client, name, *, status):
    answer = client.post(f"/api/try/faults/{name}/", content_type="application/json")
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.status_code == answer.json()["status"] == status
    return answer


def test_a_conflict_tells_every_reason(client):
    body = fault(client, "conflict", status=409).json()

    assert body == {
        "type": "about:blank",
        "title": "Conflict",
        "status": 409,
        "detail": "Not yet.",
        "code": "conflict",
        "errors": [{"pointer": "/citations", "code": "no_citation", "detail": "Cite something."}],
    }


def test_an_outdated_version_is_answered_412_with_the_current_etag(client):
    answer = fault(client, "stale", status=412)

    assert answer.headers["ETag"] == '"5"'
    assert answer.json()["detail"] == "The claim is at version 5, not 3: read it again."


def test_a_rule_of_the_domain_is_answered_with_pointer_and_span(client):
    body = fault(client, "validation", status=400).json()

    assert body["type"] == "/problems/invalid"
    assert body["title"] == "Invalid"
    assert body["errors"] == [
        {
            "pointer": "/citations/0/quote",
            "code": "not_there",
            "detail": "So is not there.",
            "start": 3,
            "end": 5,
        },
        {"pointer": "", "code": "invalid", "detail": "All wrong."},
    ]


def test_a_rule_broken_while_reading_names_the_parameter(client):
    body = client.get("/api/try/faults/validation/").json()

    assert [error.get("parameter") for error in body["errors"]] == ["citations", None]
    assert not any("pointer" in error for error in body["errors"])


def test_at_most_fifty_errors_are_listed(client):
    body = fault(client, "many", status=400).json()

    assert len(body["errors"]) == 50
    assert body["detail"] == "10000 things are wrong. The first: No."


def test_nested_serializer_errors_become_json_pointers(client):
    errors = fault(client, "serializer", status=400).json()["errors"]

    assert [error["pointer"] for error in errors] == ["/items/1/a~1b", ""]


@pytest.mark.parametrize(
    ("name", "pointer", "code", "detail"),
    [
        (
            "check",
            "/country",
            "unknown_country",
            'country is an ISO 3166-1 code of two capitals, as "CN".',
        ),
        ("unique_rule", "", "publisher_exists", "There is a publisher of this name."),
        ("unique_field", "/slug", "unique", "Publisher with this slug already exists."),
        ("null", "/url", "null", "This field cannot be null."),
    ],
)
def test_a_rule_met_only_in_the_database_speaks_its_own_words(
    client, used, name, pointer, code, detail
):
    body = fault(client, name, status=400).json()

    assert body["errors"] == [{"pointer": pointer, "code": code, "detail": detail}]


@pytest.mark.parametrize("name", ["overflow", "nul"])
def test_a_value_that_cannot_be_stored_is_the_callers_error(client, used, name):
    assert fault(client, name, status=400).json()["errors"][0]["code"] == "out_of_range"


def test_what_is_still_used_is_not_deleted(client, used):
    body = fault(client, "protected", status=409).json()

    assert (body["code"], body["detail"]) == ("still_used", "This is still used by 1 source.")


def test_a_broken_reference_at_commit_is_a_conflict(client, used):
    assert fault(client, "foreign_key", status=409).json()["code"] == "still_used"


def test_a_trigger_that_protects_rows_is_a_conflict(client, used):
    body = fault(client, "recorded", status=409).json()

    assert (body["code"], body["detail"]) == ("protected", "What has been recorded is not changed.")


def test_endless_recursion_is_the_callers_error(client):
    assert fault(client, "recursion", status=400).json()["errors"][0]["code"] == "too_deep"


def test_a_query_that_takes_too_long_may_be_tried_again(client):
    answer = fault(client, "timeout", status=503)

    assert answer.json()["code"] == "took_too_long"
    assert int(answer.headers["Retry-After"]) > 0


@pytest.mark.parametrize("path", ["/api/try/faults/timeout/", "/plain/?fault=timeout"])
def test_a_busy_database_is_told_outside_the_api_too(path):
    answer = Client(raise_request_exception=False).get(path)

    assert answer.status_code == 503
    assert "Retry-After" in answer.headers


@pytest.mark.parametrize("path", ["/api/try/faults/secret/", "/plain/?fault=secret"])
def test_a_fault_of_ours_leaks_nothing_and_names_the_request(path, caplog):
    answer = Client(raise_request_exception=False).get(path, headers={"X-Request-Id": "r-1"})

    assert answer.status_code == 500
    assert answer.json()["title"] == "Internal Server Error"
    assert "hunter2" not in answer.text
    assert "r-1" in answer.json()["detail"]
    assert "hunter2" in caplog.text


@pytest.mark.parametrize(
    "accept", ["*/*", "application/json", "application/problem+json, */*;q=0.1"]
)
def test_an_unknown_route_is_a_problem(client, accept):
    answer = client.get("/api/v1/nothing/", headers={"Accept": accept})

    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["detail"] == "There is nothing at this address."


def test_a_forgotten_last_slash_is_named(client):
    answer = client.post("/api/try/publishers")

    assert answer.status_code == 404
    assert answer.json()["detail"].endswith("The address ends in a slash: /api/try/publishers/")


def test_a_missing_row_does_not_name_the_model(client):
    body = client.get("/api/try/publishers/none/").json()

    assert body["detail"] == "There is nothing at this address."


def test_a_verb_that_does_not_exist_names_those_that_do(client):
    answer = client.delete("/api/try/echo/")

    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, POST, HEAD, OPTIONS"
    assert answer.json()["code"] == "method_not_allowed"


def test_what_cannot_be_accepted_is_a_problem_all_the_same(client):
    answer = client.get("/api/try/publishers/", headers={"Accept": "image/png"})

    assert answer.status_code == 406
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_no_address_is_made_for_a_host_that_is_not_ours(client, used):
    Publisher.objects.create(slug="another", name="Another")

    answer = client.get("/api/try/publishers/?page_size=1", headers={"Host": "evil.example"})

    assert (answer.status_code, answer.json()["code"]) == (400, "bad_request")


def test_editors_at_their_desk_get_pages(client):
    answer = client.post("/admin/nothing/")

    assert answer.headers["Content-Type"].startswith("text/html")


def test_a_long_value_is_not_sent_back_whole(client):
    answer = client.post(
        "/api/try/publishers/",
        json.dumps({"x" * 100_000: 1, "slug": "a", "name": "A"}),
        content_type="application/json",
    )

    assert answer.status_code == 400
    assert len(answer.content) < 2000
