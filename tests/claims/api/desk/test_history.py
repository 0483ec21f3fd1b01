"""/desk/history/, and the history of a claim and of a source: who changed what, when and why."""

from typing import Any

import pghistory
import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from claims import history
from claims.models import Claim, HistoryEntry, HistoryOperation, User
from sources.models import Publisher
from tests import factories

URL = "/api/v1/desk/history/"


def of_claim(claim: Claim) -> str:
    return f"/api/v1/desk/claims/{claim.pk}/history/"


def edit(client: APIClient, claim: Claim, **headers: str) -> Any:
    version = factories.fresh(claim).version
    body = {"text": "The harbour moved 413 containers [1][3]"}
    where = f"/api/v1/desk/claims/{claim.pk}/"
    headers = {"If-Match": f'"{version}"', **headers}
    return client.patch(where, body, format="json", headers=headers)


@pytest.fixture
def claim(author: User) -> Claim:
    return factories.make_claim(author)


@pytest.mark.parametrize("where", ["history/", "history/1/operations/", "sources/x/history/"])
def test_nobody_reads_it_without_signing_in(reader: APIClient, db: None, where: str) -> None:
    assert reader.get(f"/api/v1/desk/{where}").status_code == 401


def test_an_entry_tells_who_when_why_and_what(as_reviewer: APIClient, claim: Claim) -> None:
    edit(as_reviewer, claim, **{"X-Request-Id": "r-7", "Change-Reason": "A slip"})

    entry = as_reviewer.get(of_claim(claim)).json()["results"][0]

    assert (entry["who"], entry["request"], entry["reason"]) == ("reviewer", "r-7", "A slip")
    told = {
        (operation["resource"], field["field"]): (field["before"], field["after"])
        for operation in entry["operations"]
        if operation["operation"] == "update"
        for field in operation["fields"]
    }
    assert told["claim", "text"] == (
        "The harbour moved 412 containers in May, 8% more than a year before",
        "The harbour moved 413 containers",
    )
    assert told["claim", "revision"] == (1, 2)
    added = [o for o in entry["operations"] if o["operation"] == "insert"]
    assert [o["resource"] for o in added] == ["figure", "revision"]
    author = next(f for f in added[1]["fields"] if f["field"] == "author")
    assert (author["before"], author["after"]["name"]) == (None, "reviewer")


def test_a_change_by_nobody_names_nobody(as_author: APIClient, claim: Claim) -> None:
    entry = as_author.get(of_claim(claim)).json()["results"][-1]

    assert (entry["who"], entry["request"]) == (None, "")


def test_a_deleted_draft_has_its_history(as_author: APIClient, claim: Claim) -> None:
    as_author.delete(f"/api/v1/desk/claims/{claim.pk}/", headers={"If-Match": "*"})

    answer = as_author.get(of_claim(claim))

    deleted = answer.json()["results"][0]
    assert deleted["who"] == "author"
    assert {o["operation"] for o in deleted["operations"]} == {"delete"}
    assert all(f["after"] is None for o in deleted["operations"] for f in o["fields"])


def test_what_there_never_was_has_none(as_author: APIClient, claim: Claim) -> None:
    where = f"/api/v1/desk/claims/{claim.source_id}/history/"

    assert as_author.get(where).status_code == 404
    assert as_author.get("/api/v1/desk/sources/no-such/history/").status_code == 404
    assert as_author.get(f"{URL}99999999/operations/").status_code == 404


def test_a_source_has_its_paragraphs_in_its_history(
    as_author: APIClient, claim: Claim, author: User
) -> None:
    factories.capture(claim.source, "In May.", "Cranes.", "Up 8 percent.", by=author)

    answer = as_author.get(f"/api/v1/desk/sources/{claim.source.slug}/history/")

    resources = {o["resource"] for e in answer.json()["results"] for o in e["operations"]}
    assert resources == {"source", "paragraph"}


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("resource=claim", 2),
        ("resource=publisher", 1),
        ("resource=revision&operation=insert", 2),
        ("operation=delete", 1),
        ("who=reviewer", 1),
        ("who=nobody", 0),
        ("request=r-7", 1),
        ("since=2999-01-01T00:00:00Z", 0),
        ("until=2999-01-01T00:00:00Z&resource=claim&who=reviewer", 1),
    ],
)
def test_it_is_filtered(as_reviewer: APIClient, claim: Claim, query: str, number: int) -> None:
    edit(as_reviewer, claim, **{"X-Request-Id": "r-7"})

    assert len(as_reviewer.get(f"{URL}?{query}&page_size=200").json()["results"]) == number


def test_it_is_filtered_by_a_row(as_author: APIClient, claim: Claim) -> None:
    [entry] = as_author.get(f"{URL}?id={claim.source_id}").json()["results"]

    assert {o["id"] for o in entry["operations"]} == {str(claim.source_id)}


@pytest.mark.parametrize(
    "query", ["resource=rumour", "operation=change", "since=yesterday", "resorce=claim", "who=%00"]
)
def test_a_question_that_makes_no_sense_is_refused(as_author: APIClient, query: str) -> None:
    assert as_author.get(f"{URL}?{query}").status_code == 400


def test_nobody_writes_it(as_author: APIClient, claim: Claim) -> None:
    for where in (URL, of_claim(claim)):
        for act in (as_author.post, as_author.patch, as_author.put, as_author.delete):
            assert act(where, {}, format="json").status_code == 405


def test_an_entry_of_many_rows_is_told_in_pages(
    as_author: APIClient, claim: Claim, author: User
) -> None:
    words = [f"Paragraph number {n} is about cranes." for n in range(1, 80)]
    factories.capture(claim.source, *words, by=author)

    [entry] = as_author.get(f"{URL}?resource=paragraph&operation=insert").json()["results"][:1]
    asked = {"page_size": 200, "resource": "paragraph", "operation": "insert"}
    rest = as_author.get(entry["more_operations"], asked)

    assert len(entry["operations"]) == history.MOST_OPERATIONS
    assert len(rest.json()["results"]) == 79


def test_pages_follow_each_other(as_author: APIClient, db: None) -> None:
    for n in range(5):
        with pghistory.context(request=f"r-{n}"):
            Publisher.objects.create(slug=f"p{n}", name=f"P {n}")

    told, where = [], f"{URL}?page_size=2&resource=publisher"
    while where:
        page = as_author.get(where).json()
        told += [entry["request"] for entry in page["results"]]
        where = page["next"]

    assert told == ["r-4", "r-3", "r-2", "r-1", "r-0"]


def test_it_costs_the_same_for_one_entry_and_for_many(as_author: APIClient, claim: Claim) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert as_author.get(f"{of_claim(claim)}?page_size=200").status_code == 200
        return len(asked)

    edit(as_author, claim)
    few = queries()
    for _ in range(3):
        edit(as_author, claim)

    assert queries() == few <= 24


def test_a_long_history_is_read_by_its_indexes(as_author: APIClient, author: User) -> None:
    claim = factories.make_claim(author)
    _fill(author, entries=5_000)
    for wanted in (
        {"subject": str(claim.pk)},
        {"row": str(claim.pk)},
        {"resource": "claims.rating", "kind": "delete"},
    ):
        entries = history.matching(Q(**wanted)).order_by("-id")[:26]
        assert "Seq Scan on claims_historyoperation" not in entries.explain()
    for kept in (
        HistoryEntry.objects.filter(who__username="nobody"),
        HistoryEntry.objects.filter(request="r-7"),
        HistoryEntry.objects.all(),
    ):
        with connection.cursor() as cursor:
            # The table is not that large.
            cursor.execute("SET LOCAL enable_hashjoin = off; SET LOCAL enable_seqscan = off")
        plan = kept.order_by("-id")[:26].explain()
        assert "Seq Scan on claims_historyentry" not in plan, plan


def _fill(author: User, *, entries: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO claims_historyentry (who_id, transaction, request, reason, command, "
            "made_at) SELECT CASE WHEN n %% 2 = 0 THEN %s END, -n, 'r' || n, '', '', now() "
            "FROM generate_series(1, %s) n",
            [author.pk, entries],
        )
        cursor.execute(
            'INSERT INTO claims_historyoperation (entry_id, resource, "row", subject, kind, '
            "event) SELECT id, 'claims.figure', gen_random_uuid(), gen_random_uuid(), 'update', k "
            "FROM claims_historyentry, generate_series(1, 2) k WHERE transaction < 0"
        )
        cursor.execute("ANALYZE claims_historyentry, claims_historyoperation")
    assert HistoryOperation.objects.count() > 2 * entries
