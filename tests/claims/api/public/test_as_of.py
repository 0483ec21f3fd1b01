"""`as_of` and `fields`: what was said then, and only what is asked for."""

import pytest

from claims.drafting import topic_called
from claims.models import Edition
from tests import factories

URL = "/api/v1/claims/"


@pytest.fixture
def claim(author, reviewer):
    """Published as supported about ports, corrected to mixed about ships, withdrawn."""
    ports, ships = topic_called("Ports"), topic_called("Ships")
    claim = factories.published_claim(
        author, reviewer, text="The harbour grew 8% [1]", topics=[ports]
    )
    factories.edit(claim, author, text="The harbour grew 9% [3]", topics=[ships])
    factories.approve(factories.submit(claim, author), reviewer, rating="mixed")
    factories.publish(claim, reviewer, correction="It was 9 %.")
    factories.withdraw(claim, reviewer)
    return claim


def times():
    return [
        edition.published_at.isoformat().replace("+00:00", "Z")
        for edition in Edition.objects.order_by("sequence")
    ]


def editions(reader, **query):
    answer = reader.get(URL, query)
    assert answer.status_code == 200, answer.content
    return [each["edition"] for each in answer.json()["results"]]


def test_a_list_shows_what_stood_then(claim, reader):
    first, second, third = times()

    assert editions(reader, as_of="2001-01-01T00:00:00Z") == []
    assert editions(reader, as_of=first) == [1]
    assert editions(reader, as_of=second) == [2]
    assert editions(reader, as_of=third) == []
    assert editions(reader) == []


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"rating": "supported"}, [1]),
        ({"rating": "mixed"}, []),
        ({"topic": "ports"}, [1]),
        ({"topic": "ships"}, []),
        ({"paragraph": "1"}, [1]),
        ({"paragraph": "3"}, []),
        ({"unit": "%"}, [1]),
        ({"unit": "%", "figure_min": "8", "figure_max": "8.5"}, [1]),
        ({"unit": "%", "figure_min": "9"}, []),
        ({"unit": "kg"}, []),
        ({"language": "en", "ordering": "claimed_on", "count": "exact"}, [1]),
    ],
)
def test_the_filters_are_those_of_what_stood_then(claim, reader, query, found):
    if "paragraph" in query:
        query = query | {"source": claim.source.slug}

    assert editions(reader, as_of=times()[0], **query) == found


def test_a_claim_shows_what_stood_then(claim, reader):
    first, second, third = times()
    url = f"{URL}{claim.pk}/"

    assert reader.get(url, {"as_of": "2001-01-01T00:00:00Z"}).status_code == 404
    assert reader.get(url, {"as_of": first}).json()["edition"] == 1
    assert reader.get(url, {"as_of": second}).json()["correction"] == "It was 9 %."
    assert reader.get(url, {"as_of": third}).json()["status"] == "withdrawn"
    assert reader.get(url, {"as_of": "yesterday"}).status_code == 400


def test_fields_choose_members_and_members_of_members(author, reviewer, reader):
    claim = factories.published_claim(author, reviewer)
    fields = "id,source.slug,citations.marker"

    [listed] = reader.get(URL, {"fields": fields}).json()["results"]

    assert listed == {
        "id": str(claim.pk),
        "source": {"slug": claim.source.slug},
        "citations": [{"marker": "[1]"}, {"marker": "[3]"}],
    }
    assert reader.get(f"{URL}{claim.pk}/", {"fields": fields}).json() == listed
    assert set(reader.get(URL, {"fields": "source,source.slug"}).json()["results"][0]["source"]) > {
        "slug", "title",
    }  # fmt: skip


def test_a_field_that_is_none_is_refused_by_name(reader, db):
    refused = reader.get(URL, {"fields": "id,sorce.slug"}).json()

    assert refused["status"] == 400
    assert refused["errors"][0]["parameter"] == "fields"
    assert 'did you mean "source.slug"' in refused["detail"]


def test_a_capped_count_says_what_it_is(author, reviewer, reader):
    factories.published_claim(author, reviewer)

    for how, relation in (("exact", "eq"), ("capped", "eq"), ("estimated", "estimate")):
        page = reader.get(URL, {"count": how}).json()
        assert page["count_relation"] == relation
        assert isinstance(page["count"], int)
    assert reader.get(URL, {"count": "some"}).status_code == 400
