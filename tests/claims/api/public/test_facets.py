"""/facets/: how many published claims stand under each rating, topic, source …"""

import pytest

from claims.drafting import topic_called
from tests import factories

URL = "/api/v1/facets/"


@pytest.fixture
def three(author, reviewer):
    ports, ships = topic_called("Ports"), topic_called("Ships")
    factories.published_claim(author, reviewer, topics=[ports])
    factories.published_claim(author, reviewer, topics=[ports, ships])
    claim = factories.make_claim(author, topics=[ports])
    factories.approve(factories.submit(claim, author), reviewer, rating="mixed")
    factories.publish(claim, reviewer)
    factories.make_claim(author, topics=[topic_called("Secret")])
    factories.withdraw(factories.published_claim(author, reviewer), reviewer)


def counted(reader, query=""):
    answer = reader.get(f"{URL}?{query}")
    assert answer.status_code == 200, answer.content
    return {
        name: {each["value"]: each["claims"] for each in values}
        for name, values in answer.json()["facets"].items()
    }


def test_claims_are_counted_by_every_facet(three, reader):
    facets = counted(reader)

    assert facets["rating"] == {"supported": 2, "mixed": 1}
    assert facets["topic"] == {"ports": 3, "ships": 1}
    assert sum(facets["source"].values()) == sum(facets["publisher"].values()) == 3
    assert facets["language"] == {"en": 3}
    assert reader.get(URL).json()["count"] == 3


def test_the_filters_of_the_list_hold_here_as_well(three, reader):
    assert counted(reader, "by=topic&rating=supported") == {"topic": {"ports": 2, "ships": 1}}
    assert counted(reader, "by=rating,topic&topic=ships&count=exact") == {
        "rating": {"supported": 1},
        "topic": {"ports": 1, "ships": 1},
    }
    assert counted(reader, "by=rating&as_of=2001-01-01T00:00:00Z") == {"rating": {}}
    assert counted(reader, "by=topic&size=1") == {"topic": {"ports": 3}}


def test_values_are_labelled_as_they_were_published(three, reader):
    topics = reader.get(f"{URL}?by=topic").json()["facets"]["topic"]
    ratings = reader.get(f"{URL}?by=rating").json()["facets"]["rating"]

    assert [each["label"] for each in topics] == ["Ports", "Ships"]
    assert [each["label"] for each in ratings] == ["Supported", "Mixed"]


@pytest.mark.parametrize(
    "query", ["by=colour", "size=201", "count=estimated", "ratng=mixed", "unit=furlong"]
)
def test_what_is_no_facet_is_refused_by_name(reader, db, query):
    refused = reader.get(f"{URL}?{query}")

    assert refused.status_code == 400
    assert refused.json()["errors"][0]["parameter"] == query.split("=")[0]


def test_facets_cost_two_statements(three, reader, django_assert_num_queries):
    with django_assert_num_queries(2):  # the position of the log, the counts
        reader.get(URL)
