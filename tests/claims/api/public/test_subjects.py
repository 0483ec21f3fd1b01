"""/api/v1/topics/, publishers/ and ratings/."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from claims import drafting
from claims.models import Topic, User
from tests import factories


def test_topics_and_publishers_of_published_claims_are_counted(
    author: User, reviewer: User, reader: APIClient
) -> None:
    ports = drafting.topic_called("Ports")
    for _ in range(2):
        factories.published_claim(author, reviewer, topics=[ports])
    factories.make_claim(author, topics=[drafting.topic_called("Secret")])

    assert reader.get("/api/v1/topics/").json()["results"] == [
        {"slug": "ports", "label": "Ports", "claims": 2}
    ]
    assert reader.get("/api/v1/topics/ports/").json()["claims"] == 2
    assert reader.get("/api/v1/topics/secret/").status_code == 404
    assert reader.get("/api/v1/publishers/").json()["results"] == [
        {"slug": "harbour-gazette", "name": "Harbour Gazette", "sources": 2}
    ]
    assert reader.get("/api/v1/publishers/harbour-gazette/").json()["sources"] == 2


def test_a_topic_keeps_its_published_label_until_the_next_edition(
    author: User, reviewer: User, reader: APIClient
) -> None:
    factories.published_claim(author, reviewer, topics=[drafting.topic_called("Ports")])
    Topic.objects.update(label="Harbours")

    assert reader.get("/api/v1/topics/ports/").json()["label"] == "Ports"


def test_ratings_are_the_scale_in_its_order(ratings: None, reader: APIClient) -> None:
    listed = reader.get("/api/v1/ratings/").json()["results"]

    assert [(r["code"], r["value"]) for r in listed] == [
        ("supported", 5),
        ("mostly-supported", 4),
        ("mixed", 3),
        ("mostly-refuted", 2),
        ("refuted", 1),
        ("misleading", None),
        ("outdated", None),
        ("unverifiable", None),
    ]
    assert reader.get("/api/v1/ratings/mixed/").json()["best"] == 5


@pytest.mark.parametrize("name", ["topics", "publishers", "ratings"])
@pytest.mark.parametrize("count", [1, 4])
def test_a_list_is_one_query(
    author: User,
    reviewer: User,
    reader: APIClient,
    django_assert_num_queries: Any,
    name: str,
    count: int,
) -> None:
    for number in range(count):
        factories.published_claim(
            author,
            reviewer,
            topics=[drafting.topic_called(f"Topic {number}")],
            source=factories.make_source(publisher=f"Publisher {number}"),
        )

    with django_assert_num_queries(1):
        assert len(reader.get(f"/api/v1/{name}/").json()["results"]) >= count
