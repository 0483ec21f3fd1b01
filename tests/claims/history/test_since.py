"""What others did to a claim since somebody read it."""

from uuid import uuid4

import pytest
from rest_framework.test import APIClient

from claims.annotating import annotate
from claims.history import changed_since
from claims.history.since import MOST
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


def test_whoever_saves_an_older_version_is_told_what_changed(
    author, reviewer, as_author: APIClient, as_reviewer: APIClient
):
    claim = factories.make_claim(author)
    where = f"/api/v1/desk/claims/{claim.pk}/"
    tag = as_author.get(where)["ETag"]
    as_reviewer.patch(where, {"language": "de"}, HTTP_IF_MATCH=tag)

    refused = as_author.patch(where, {"text": "Another [1]"}, HTTP_IF_MATCH=tag)

    assert refused.status_code == 412
    errors = {error["pointer"]: error["detail"] for error in refused.json()["errors"]}
    assert errors["/language"] == "reviewer changed language from “en” to “de”."
    assert "/version" not in errors


def test_parts_are_told_too(author, reviewer, as_author: APIClient, as_reviewer: APIClient):
    claim = factories.make_claim(author)
    where = f"/api/v1/desk/claims/{claim.pk}/"
    tag = as_author.get(where)["ETag"]
    citation = factories.citation_of(claim, 3)
    as_reviewer.delete(f"{where}citations/{citation.pk}/", HTTP_IF_MATCH=tag)

    for refused in (
        as_author.post(f"{where}submissions/", {}, HTTP_IF_MATCH=tag),
        as_author.delete(where, HTTP_IF_MATCH=tag),
    ):
        told = [error["detail"] for error in refused.json()["errors"]]
        assert refused.status_code == 412
        assert any(detail.startswith("reviewer deleted the citation") for detail in told), told


def test_remarks_do_not_crowd_out_what_changed(
    author, reviewer, as_author: APIClient, as_reviewer: APIClient
):
    claim = factories.make_claim(author)
    where = f"/api/v1/desk/claims/{claim.pk}/"
    tag = as_author.get(where)["ETag"]
    for number in range(MOST + 2):
        annotate(by=reviewer, claim=claim, body=f"Remark {number} for @author")
    as_reviewer.patch(where, {"text": "The harbour moved 400 containers [1]"}, HTTP_IF_MATCH=tag)

    refused = as_author.patch(where, {"language": "de"}, HTTP_IF_MATCH=tag)

    told = [(error["pointer"], error["detail"]) for error in refused.json()["errors"]]
    assert "/text" in [pointer for pointer, _ in told]
    assert not [detail for _, detail in told if "annotation" in detail or "mention" in detail]


def test_an_unknown_version_tells_nothing(author, as_author: APIClient):
    claim = factories.make_claim(author)

    assert changed_since(claim.pk, 99) == []
    assert changed_since(uuid4(), 1) == []
    for tag in ('"99"', '"x"', 'W/"1"', '"' + "9" * 40 + '"'):
        refused = as_author.patch(
            f"/api/v1/desk/claims/{claim.pk}/", {"language": "de"}, HTTP_IF_MATCH=tag
        )
        assert (refused.status_code, refused.json()["errors"]) == (412, [])
