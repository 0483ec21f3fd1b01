"""POST /api/v1/references/resolve/."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from claims.models import User
from tests import factories

URL = "/api/v1/references/resolve/"


def resolve(reader: APIClient, text: str, source: str = "") -> list[dict[str, Any]]:
    response = reader.post(URL, {"text": text, "source": source}, format="json")
    assert response.status_code == 200, response.json()
    return response.json()["references"]


def test_each_marker_has_its_span_and_its_own_status(
    author: User, reviewer: User, reader: APIClient
) -> None:
    claim = factories.published_claim(author, reviewer, source=factories.make_source("Report"))
    text = "As [1] says, and [2] denies, [report:3] too; not [sic]."

    found = resolve(reader, text, "report")

    assert [(r["marker"], r["number"], r["status"]) for r in found] == [
        ("[1]", 1, 200),
        ("[2]", 2, 404),
        ("[report:3]", 3, 200),
    ]
    assert all(text[r["start"] : r["end"]] == r["marker"] for r in found)
    assert found[0]["url"].endswith("/api/v1/sources/report/paragraphs/1/")
    assert reader.get(found[0]["url"]).json()["claims"][0]["id"] == str(claim.pk)


def test_without_a_source_several_may_be_meant(
    author: User, reviewer: User, reader: APIClient
) -> None:
    for title in ("First", "Second"):
        factories.published_claim(author, reviewer, source=factories.make_source(title))

    [found] = resolve(reader, "So [1]")

    assert (found["status"], found["candidates"]) == (300, ["first", "second"])


def test_claims_that_rest_on_different_words_are_told(
    author: User, reviewer: User, reader: APIClient
) -> None:
    source = factories.make_source("Report")
    factories.published_claim(author, reviewer, source=source)
    factories.capture(source, "Words.", "b", "c", by=author)
    factories.published_claim(author, reviewer, source=source, text="Another [1]")

    [found] = resolve(reader, "So [1]", "report")

    assert (found["status"], found["text"]) == (409, "Words.")


@pytest.mark.parametrize(
    ("body", "pointer"),
    [({}, "/text"), ({"text": 3}, "/text"), ({"text": "[1]", "sorce": "x"}, "/sorce")],
)
@pytest.mark.django_db
def test_a_malformed_request_is_refused(
    reader: APIClient, body: dict[str, Any], pointer: str
) -> None:
    response = reader.post(URL, body, format="json")

    assert response.status_code == 400
    assert response.json()["errors"][0]["pointer"] == pointer


def test_many_markers_cost_the_same_queries(
    author: User, reviewer: User, reader: APIClient, django_assert_num_queries: Any
) -> None:
    factories.published_claim(author, reviewer)

    with django_assert_num_queries(2):
        resolve(reader, " ".join(f"so [{number}]" for number in range(1, 500)))
