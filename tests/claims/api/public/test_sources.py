"""/api/v1/sources/: what published claims rest on, and the digest of it."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from claims import drafting
from claims.importing import import_digest
from claims.models import Claim, User
from tests import factories
from tests.claims.test_importing import DIGEST

URL = "/api/v1/sources/"


def publish_all(author: User, reviewer: User) -> list[Claim]:
    done = import_digest(text=DIGEST, by=author)
    claims = [entry.claim for entry in done.claims]
    for claim in claims:
        factories.approve(factories.submit(claim, author), reviewer)
        factories.publish(claim, reviewer)
    return claims


def test_a_source_is_shown_as_its_newest_edition_describes_it(
    author: User, reviewer: User, reader: APIClient
) -> None:
    claim = factories.published_claim(author, reviewer, source=factories.make_source("Report"))
    claim.source.refresh_from_db()
    drafting.edit_source(
        source=claim.source, version=claim.source.version, by=author, title="Secret new title"
    )

    [listed] = reader.get(URL).json()["results"]

    assert listed == reader.get(f"{URL}report/").json()
    assert listed["title"] == "Report"
    assert listed["publisher"] == {"slug": "harbour-gazette", "name": "Harbour Gazette"}


def test_a_source_of_a_withdrawn_claim_is_gone(
    author: User, reviewer: User, reader: APIClient
) -> None:
    claim = factories.published_claim(author, reviewer)
    factories.withdraw(claim, reviewer)

    assert reader.get(URL).json()["results"] == []
    assert reader.get(f"{URL}{claim.source.slug}/").status_code == 404


def test_a_source_that_is_cited_beside_the_claims_own_is_shown(
    author: User, reviewer: User, reader: APIClient
) -> None:
    customs = factories.make_source("Customs figures", publisher="Customs Office")
    factories.published_claim(author, reviewer, text=f"Both say so [1][{customs.slug}:4]")

    shown = reader.get(f"{URL}customs-figures/").json()

    assert shown["publisher"]["name"] == "Customs Office"
    paragraph = reader.get(f"{URL}customs-figures/paragraphs/4/").json()
    assert len(paragraph["claims"]) == 1
    found = reader.get("/api/v1/claims/?source=customs-figures&paragraph=4").json()["results"]
    assert len(found) == 1


def test_a_paragraph_comes_with_the_claims_that_rest_on_it(
    author: User, reviewer: User, reader: APIClient
) -> None:
    claims = publish_all(author, reviewer)
    factories.make_claim(author, source=claims[0].source, text="Not published [3]")
    slug = claims[0].source.slug

    listed = reader.get(f"{URL}{slug}/paragraphs/").json()["results"]
    third = reader.get(f"{URL}{slug}/paragraphs/3/").json()

    assert [paragraph["number"] for paragraph in listed] == [1, 3, 4]
    assert {claim["id"] for claim in third["claims"]} == {str(c.pk) for c in claims[:2]}
    assert reader.get(f"{URL}{slug}/paragraphs/2/").status_code == 404


def test_words_captured_after_the_edition_are_not_shown(
    author: User, reviewer: User, reader: APIClient
) -> None:
    claim = factories.make_claim(author)
    factories.capture(claim.source, "Old words.", "b", "c", by=author)
    factories.approve(factories.submit(claim, author), reviewer)
    factories.publish(claim, reviewer)

    factories.capture(claim.source, "Secret words.", "b", "c", by=author)

    shown = reader.get(f"{URL}{claim.source.slug}/paragraphs/1/").json()
    assert shown["text"] == "Old words."
    assert "Secret" not in str(shown)


def test_the_digest_of_a_source_is_what_was_imported(
    author: User, reviewer: User, reader: APIClient
) -> None:
    claims = publish_all(author, reviewer)

    response = reader.get(f"{URL}{claims[0].source.slug}/digest/")

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    again = import_digest(text=response.content.decode(), by=author)
    assert (again.created, again.source_created) == (0, False)
    assert [entry.claim for entry in again.claims] == claims


@pytest.mark.parametrize("where", ["", "?publisher=harbour-gazette&kind=article&ordering=title"])
@pytest.mark.parametrize("count", [1, 5])
def test_a_page_costs_the_same_for_one_and_for_many(
    author: User,
    reviewer: User,
    reader: APIClient,
    django_assert_num_queries: Any,
    count: int,
    where: str,
) -> None:
    for _ in range(count):
        claim = factories.published_claim(author, reviewer)

    with django_assert_num_queries(1):
        assert len(reader.get(URL + where).json()["results"]) == count
    slug = claim.source.slug
    with django_assert_num_queries(2):
        reader.get(f"{URL}{slug}/paragraphs/")
    with django_assert_num_queries(3):
        reader.get(f"{URL}{slug}/paragraphs/1/")


@pytest.mark.parametrize("slug", ["a%00b", "%ff", "..", "x" * 3000])
@pytest.mark.django_db
def test_an_address_that_cannot_be_is_refused(reader: APIClient, slug: str) -> None:
    response = reader.get(f"{URL}{slug}/")

    assert response.status_code in {400, 404}
    assert response["Content-Type"] == "application/problem+json"
