"""/desk/reports/ and reports.csv."""

import csv
import io

import pytest
from django.utils import timezone

from tests import factories

REPORTS = "/api/v1/desk/reports/"
TABLE = "/api/v1/desk/reports.csv"


def test_a_report_covers_the_last_thirty_days(author, reviewer, as_author):
    factories.published_claim(author, reviewer)

    answer = as_author.get(REPORTS).json()

    assert answer["until"] == timezone.now().date().isoformat()
    assert [line["name"] for line in answer["results"]] == ["author", "reviewer"]
    assert answer["total"]["published"] == answer["total"]["drafted"] == 1
    assert answer["results"][0]["seconds_to_publish"] == answer["total"]["seconds_to_publish"]


def test_the_table_says_the_same(author, reviewer, as_author):
    author.first_name = "=HYPERLINK(1)"
    author.save()
    factories.published_claim(author, reviewer)

    answer = as_author.get(TABLE)

    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"].startswith('attachment; filename="report-person-')
    header, first, second = csv.reader(io.StringIO(answer.content.decode(), newline=""))
    assert header[:3] == ["person", "label", "drafted"]
    assert first[:3] == ["author", "'=HYPERLINK(1)", "1"]
    assert second[0] == "reviewer"


def test_a_span_without_anything_is_empty(author, as_author):
    factories.make_claim(author)

    answer = as_author.get(REPORTS, {"since": "2001-01-01", "until": "2001-01-31", "by": "topic"})

    assert answer.json()["results"] == []
    assert answer.json()["total"]["drafted"] == 0


@pytest.mark.parametrize("where", [REPORTS, TABLE])
@pytest.mark.parametrize(
    ("query", "wrong"),
    [
        ({"since": "yesterday"}, {"since"}),
        ({"since": "x", "until": "y", "by": "z"}, {"since", "until", "by"}),
        ({"until": "9999-12-31"}, {"until"}),
        ({"since": "20250101", "until": "2025-W01-1"}, {"since", "until"}),
        ({"since": "2026-02-02", "until": "2026-02-01"}, {"since"}),
        ({"sinc": "2026-02-02"}, {"sinc"}),
    ],
)
def test_a_wrong_query_is_refused(as_author, where, query, wrong):
    answer = as_author.get(where, query)

    assert answer.status_code == 400
    assert {error["parameter"] for error in answer.json()["errors"]} == wrong


@pytest.mark.parametrize("where", [REPORTS, TABLE])
def test_reports_are_for_the_desk(reader, db, where):
    assert reader.get(where).status_code == 401
