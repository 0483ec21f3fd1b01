"""POST /api/v1/desk/digests/."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from claims.models import Claim, User
from sources.models import Publisher, Source
from tests.claims.test_importing import DIGEST

URL = "/api/v1/desk/digests/"
TEXT = "text/plain; charset=utf-8"


def post(client: APIClient, body: object, kind: str = TEXT, url: str = URL) -> object:
    if kind == "application/json":
        return client.post(url, body, format="json")
    data = body.encode() if isinstance(body, str) else body
    return client.generic("POST", url, data, content_type=kind)


def errors(response: object) -> list[tuple[str | None, str]]:
    assert response["Content-Type"] == "application/problem+json"
    return [(e.get("pointer"), e["code"]) for e in response.json()["errors"]]


def test_nobody_imports_without_signing_in(reader: APIClient) -> None:
    response = post(reader, DIGEST)

    assert response.status_code == 401
    assert response["WWW-Authenticate"].startswith("Bearer")
    assert response["Content-Type"] == "application/problem+json"


def test_a_text_is_imported(as_author: APIClient) -> None:
    response = post(as_author, DIGEST)

    answer = response.json()
    assert response.status_code == 201
    assert (answer["created"], answer["unchanged"], answer["dry_run"]) == (3, 0, False)
    assert answer["source"]["published_at"] == "2025-06-02T09:30:00Z"
    assert [c["reference"] for c in answer["claims"][0]["citations"]] == [1, 3]
    assert answer["claims"][0]["text_with_references"].endswith("[1][3]")
    assert answer["claims"][1]["section"] == {"title": "Group 1: Causes", "position": 1}


def test_the_same_digest_twice_says_that_nothing_changed(as_author: APIClient) -> None:
    first = post(as_author, DIGEST)

    again = post(as_author, {"text": DIGEST}, "application/json")

    assert again.status_code == 200
    assert (again.json()["created"], again.json()["unchanged"]) == (0, 3)
    assert [c["id"] for c in again.json()["claims"]] == [c["id"] for c in first.json()["claims"]]
    assert {c["result"] for c in again.json()["claims"]} == {"unchanged"}


def test_a_dry_run_has_the_same_shape_and_stores_nothing(as_author: APIClient) -> None:
    dry = post(as_author, DIGEST, url=f"{URL}?dry_run=true")

    assert dry.status_code == 200
    assert not Claim.objects.exists()
    wet = post(as_author, DIGEST).json()
    assert dry.json().keys() == wet.keys()
    for shown, made in zip(dry.json()["claims"], wet["claims"], strict=True):
        assert shown["text_with_references"] == made["text_with_references"]
        assert [c["marker"] for c in shown["citations"]] == [c["marker"] for c in made["citations"]]


@pytest.mark.parametrize("query", ["?dry_run", "?dry_run="])
def test_a_switch_without_a_value_is_refused_and_nothing_stored(
    as_author: APIClient, query: str
) -> None:
    refused = post(as_author, DIGEST, url=f"{URL}{query}")

    assert (refused.status_code, refused.json()["errors"][0]["parameter"]) == (400, "dry_run")
    assert not Claim.objects.exists()


def test_the_importer_says_what_the_text_does_not(as_author: APIClient) -> None:
    text = DIGEST.replace(" UTC", "").replace("Topic: Ports\n", "")
    body = {
        "text": text,
        "timezone": "Asia/Shanghai",
        "language": "en",
        "topic": "Harbours",
        "url": "https://gazette.example/8",
    }

    answer = post(as_author, body, "application/json").json()

    assert answer["source"]["published_at"] == "2025-06-02T01:30:00Z"
    assert answer["source"]["url"] == "https://gazette.example/8"
    assert answer["warnings"] == []
    assert Claim.objects.filter(topics__label="Harbours").count() == 3


def test_every_warning_has_a_span_of_the_text(as_author: APIClient) -> None:
    text = "Menu\n" + DIGEST.replace("Topic: Ports\n", "") + "- No source for this\n"

    warnings = post(as_author, text).json()["warnings"]

    spans = {w["code"]: text[w["start"] : w["end"]] for w in warnings}
    assert spans["furniture_ignored"].strip() == "Menu"
    assert "No source for this" in spans["claim_without_reference"]
    assert all(0 <= w["start"] < w["end"] <= len(text) for w in warnings)


LINES = DIGEST.splitlines()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "no_text"),
        (" \n ", "no_text"),
        (DIGEST.replace(LINES[2], "An ordinary line"), "no_publisher_line"),
        (DIGEST.replace("before [1][3]", "before []"), "marker_without_number"),
        (DIGEST.replace("[4]", "[0]"), "marker_zero"),
        (DIGEST.replace("[4]", "[99999999999]"), "marker_too_large"),
        (DIGEST.replace("[1][3]", "[1][3][1]"), "marker_repeated"),
        (DIGEST.replace("Harbour moves more containers", "x" * 100_000), "title_too_long"),
        (DIGEST.replace("2025-06-02", "2025-02-30"), "date_does_not_exist"),
        ("\n".join(LINES[:3]), "no_claims"),
    ],
)
def test_a_digest_that_cannot_be_is_refused_and_leaves_nothing(
    as_author: APIClient, text: str, code: str
) -> None:
    response = post(as_author, {"text": text}, "application/json")

    assert response.status_code == 400
    assert ("/text", code) in errors(response)
    assert all("start" in e for e in response.json()["errors"])
    assert not Claim.objects.exists()
    assert not Source.objects.exists()
    assert not Publisher.objects.exists()


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"\xff\xfe digest", 400, "not_utf8"),
        ("a\x00b", 400, "nul"),
        (b"x" * (1024 * 1024 + 1), 413, "too_large"),
    ],
)
def test_a_body_that_is_no_text_is_refused(
    as_author: APIClient, body: bytes | str, status: int, code: str
) -> None:
    response = post(as_author, body)

    assert response.status_code == status, response.content
    assert code in {response.json()["code"], *(c for _, c in errors(response))}
    assert not Claim.objects.exists()


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ([], ""),
        ({}, "/text"),
        ({"text": 7}, "/text"),
        ({"text": None}, "/text"),
        ({"text": DIGEST, "zone": "UTC"}, "/zone"),
        ({"text": DIGEST, "timezone": "Mars/Olympus"}, "/timezone"),
        ({"text": DIGEST, "url": "javascript:alert(1)"}, "/url"),
        ({"text": DIGEST, "language": "English, mostly"}, "/language"),
    ],
)
def test_a_body_of_the_wrong_shape_is_refused_at_its_place(
    as_author: APIClient, body: object, pointer: str
) -> None:
    response = post(as_author, body, "application/json")

    assert response.status_code == 400
    assert pointer in [where for where, _ in errors(response)]
    assert not Source.objects.exists()


def test_another_media_type_is_refused(as_author: APIClient) -> None:
    assert post(as_author, DIGEST, "text/html").status_code == 415


def test_an_unknown_parameter_names_the_nearest(as_author: APIClient) -> None:
    response = post(as_author, DIGEST, url=f"{URL}?dryrun=1")

    assert response.status_code == 400
    assert "dry_run" in response.content.decode()
    assert not Claim.objects.exists()


def test_somebody_without_a_role_does_not_import(
    ratings: None, client_of: object, django_user_model: type[User]
) -> None:
    user = django_user_model.objects.create_user("guest")

    assert post(client_of(user), DIGEST).status_code == 403


def test_a_read_only_token_does_not_import(author: User, client_of: object) -> None:
    response = post(client_of(author, scopes=["read"]), DIGEST)

    assert (response.status_code, response.json()["code"]) == (403, "insufficient_scope")


def test_each_further_claim_costs_the_same_queries(as_author: APIClient) -> None:
    def cost(claims: int) -> int:
        text = DIGEST.replace("containers\n", f"containers {claims}\n")
        text += "".join(f"- Further claim {number} [5]\n" for number in range(claims))
        with CaptureQueriesContext(connection) as queries:
            assert post(as_author, text).status_code == 201
        return len(queries)

    cost(2)  # adds the publisher, the claimant and the topic
    few, more, many = cost(1), cost(11), cost(31)

    assert (more - few) / 10 == (many - more) / 20 <= 44
