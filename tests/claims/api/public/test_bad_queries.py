"""Whatever stands in a query of readers is answered or refused, and never a fault."""

import uuid

import pytest

LISTS = [
    "claims/", "facets/", "export/claims.jsonl", "export/claims.csv", "feeds/claims.atom",
]  # fmt: skip
REFUSED = {
    "too many ids": "id=" + ",".join(str(uuid.UUID(int=n)) for n in range(2_000)),
    "no id": "id=42",
    "empty ids": "id=,",
    "a day that is none": "claimed_after=2025-02-30",
    "a year of five digits": "claimed_before=10000-01-01",
    "a time that is none": "published_after=2025-01-01T25:00:00Z",
    "as of no time": "as_of=soon",
    "a paragraph without a source": "paragraph=1",
    "a paragraph of no number": "source=x&paragraph=0",
    "a unit that is none": "unit=furlongs",
    "an amount that is none": "unit=kg&figure_min=NaN",
    "an endless amount": "unit=kg&figure_max=1e999999999",
    "an amount of nothing": "figure_min=1",
    "twice": "topic=a&topic=b",
    "misspelt": "raiting=mixed",
    "NUL": "topic=%00",
    "not UTF-8": "topic=%ff",
}


@pytest.mark.django_db
@pytest.mark.parametrize("where", LISTS)
@pytest.mark.parametrize("query", REFUSED.values(), ids=REFUSED)
def test_what_makes_no_sense_is_refused_with_its_parameter(reader, where, query):
    refused = reader.get(f"/api/v1/{where}?{query}")

    assert refused.status_code == 400
    assert refused["Content-Type"] == "application/problem+json"
    assert refused.json()["detail"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query",
    ["page_size=0", "page_size=1000000000", "page_size=-1", "page_size=x", "ordering=colour",
     "ordering=--sequence", "cursor=x", "cursor=" + "A" * 9_000, "fields=colour", "count=all"],
)  # fmt: skip
def test_pages_that_are_none_are_refused(reader, query):
    refused = reader.get(f"/api/v1/claims/?{query}")

    assert refused.status_code == 400
    assert refused.json()["errors"][0]["parameter"] == query.split("=")[0]


@pytest.mark.django_db
@pytest.mark.parametrize("where", LISTS)
@pytest.mark.parametrize(
    "query",
    ["published_after=0001-01-01T00:00:00%2B14:00", "published_before=9999-12-31T23:59:59-12:00",
     "as_of=9999-12-31T23:59:59-12:00", "as_of=0001-01-01T00:00:00%2B14:00", "topic=%F0%9F%98%80",
     "claimed_after=0001-01-01", "claimed_before=9999-12-31", "rating=,mixed,", "topic='%20or%201",
     "unit=kg&figure_min=5&figure_max=1", "source=x&paragraph=99999", "language=%25s,%25(x)s"],
)  # fmt: skip
def test_what_finds_nothing_is_no_fault(reader, where, query):
    answer = reader.get(f"/api/v1/{where}?{query}")

    assert answer.status_code == 200
    assert answer.getvalue() if answer.streaming else answer.content
