"""/export/claims.jsonl and .csv: everything that is published, to the end."""

import csv
import io
import json

import pytest

from claims.finding import streams
from claims.formats.claim_rows import HEADER
from claims.formats.tables import cell_of
from claims.models import Edition
from tests import factories

JSONL, CSV = "/api/v1/export/claims.jsonl", "/api/v1/export/claims.csv"


@pytest.fixture
def five(author, reviewer):
    claims = [
        factories.published_claim(author, reviewer, text=f'=SUM({n}) \\ "or" {n}, 元 [1][3]')
        for n in range(5)
    ]
    factories.withdraw(factories.published_claim(author, reviewer), reviewer)
    factories.make_claim(author, text="Secret [1]")
    return claims


def lines(answer):
    return answer.getvalue().decode().splitlines(keepends=True)


def test_json_lines_are_the_bytes_that_were_sealed_and_an_end(five, reader, monkeypatch):
    monkeypatch.setattr(streams, "BATCH", 2)

    answer = reader.get(JSONL)
    *documents, end = lines(answer)

    stored = Edition.objects.filter(claim__in=five).order_by("sequence")
    assert documents == [f"{edition.document}\n" for edition in stored]
    assert json.loads(end) == {"end": True, "claims": 5, "sequence": 5}
    assert end.endswith("\n")
    assert answer["Content-Type"] == "application/jsonl"
    assert answer["Content-Disposition"] == 'attachment; filename="claims.jsonl"'


def test_a_download_that_was_cut_off_goes_on(five, reader):
    got = lines(reader.get(JSONL))[:2]

    rest = lines(reader.get(f"{JSONL}?after={json.loads(got[-1])['sequence']}"))

    assert [*got, *rest[:-1]] == lines(reader.get(JSONL))[:-1]
    assert json.loads(rest[-1])["claims"] == 3


def test_the_filters_of_the_list_hold_here_as_well(five, reader):
    assert len(lines(reader.get(f"{JSONL}?id={five[0].pk}"))) == 2
    assert len(lines(reader.get(f"{JSONL}?rating=mixed"))) == 1
    assert len(lines(reader.get(f"{JSONL}?as_of=2001-01-01T00:00:00Z"))) == 1
    assert reader.get(f"{JSONL}?ratng=mixed").status_code == 400
    assert reader.get(f"{CSV}?after=x").status_code == 400


def test_a_table_has_a_row_for_each_and_runs_no_formula(five, reader):
    answer = reader.get(CSV)
    header, *rows, end = csv.reader(io.StringIO(answer.getvalue().decode(), newline=""))

    assert tuple(header) == HEADER
    assert end == ["end", "5"]
    texts = [row[HEADER.index("text")] for row in rows]
    assert all(text.startswith("'=SUM") for text in texts)
    assert [cell_of(text) for text in texts] == [claim.text for claim in five]
    assert answer["Content-Type"] == "text/csv; charset=utf-8"


def test_an_empty_export_has_a_header_and_an_end(reader, db):
    assert lines(reader.get(CSV)) == [f"{','.join(HEADER)}\r\n", "end,0\r\n"]
    assert json.loads(lines(reader.get(JSONL))[0]) == {"end": True, "claims": 0, "sequence": 0}


def test_what_is_published_during_a_download_comes_at_its_end(
    five, author, reviewer, reader, monkeypatch
):
    monkeypatch.setattr(streams, "BATCH", 2)
    answer = iter(reader.get(JSONL).streaming_content)
    seen = [next(answer)]
    factories.edit(five[4], author, text="Now another [1]")
    factories.approve(factories.submit(five[4], author), reviewer)
    factories.publish(five[4], reviewer)

    whole = b"".join([*seen, *answer]).decode().splitlines()

    ids = [json.loads(line).get("id") for line in whole[:-1]]
    assert set(ids) == {str(claim.pk) for claim in five}
    assert json.loads(whole[-2])["text"] == "Now another"
