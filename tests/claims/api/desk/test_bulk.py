"""/api/v1/desk/bulk/: many operations, an answer for each."""

import json
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from claims.drafting import topic_called
from claims.models import Claim, Claimant, Topic, User
from sources.api import lines
from sources.models import Publisher, Source
from tests import factories

URL = "/api/v1/desk/bulk/"


def op(type_: str, data: Any, **more: Any) -> dict[str, Any]:
    return {"type": type_, "data": data, **more}


def claim(source: Source, key: str = "k-1", text: str = "It grew 8% [1]", **data: Any) -> Any:
    return op("claim", {"source": source.slug, "key": key, "text": text, "language": "en", **data})


def post(client: APIClient, *operations: Any, query: str = "", **headers: Any) -> Any:
    return client.post(URL + query, {"operations": operations}, format="json", **headers)


def post_lines(
    client: APIClient, *rows: Any, query: str = "", kind: str = lines.JSONL, **headers: Any
) -> tuple[Any, list[Any]]:
    body = b"".join(r if isinstance(r, bytes) else json.dumps(r).encode() + b"\n" for r in rows)
    answer = client.generic("POST", URL + query, body, kind, **headers)
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return answer, [json.loads(line) for line in content.splitlines()]


def results(answer: Any) -> list[tuple[int, str]]:
    assert answer.status_code == 200, answer.content
    rows = answer.json()["results"]
    assert [row["index"] for row in rows] == list(range(len(rows)))
    return [(row["status"], row["result"]) for row in rows]


@pytest.mark.django_db
def test_nobody_writes_without_signing_in(reader: APIClient) -> None:
    assert post(reader).status_code == 401


def test_everything_is_added_changed_and_then_unchanged(as_author: APIClient) -> None:
    key = {"source": "report", "key": "k-1"}
    operations = [
        op("publisher", {"slug": "gazette", "name": "Gazette"}),
        op("topic", {"slug": "ports", "label": "Ports"}),
        op("claimant", {"type": "Person", "name": "Ann Lee", "url": None}),
        op("source", {"slug": "report", "title": "Report", "publisher": "gazette"}),
        op("text", {"source": "report", "text": "Trade grew by 8%.\n\nSo it did."}),
        op(
            "claim",
            key
            | {
                "text": "It grew 8% [1][2]",
                "language": "en",
                "topics": ["ports"],
                "claimant": {"type": "Person", "name": "Ann Lee"},
                "section": {"title": "Core Viewpoint"},
            },
        ),
        op("citation", key | {"marker": "[1]", "stance": "supports", "quote": "grew by 8%"}),
        op("figure", key | {"text": "8%", "value": "8", "unit": "%"}),
        op("claim", key, op="submit"),
    ]

    first, again = post(as_author, *operations), post(as_author, *operations)

    assert results(first) == [
        *[(201, "created")] * 6, (200, "updated"), (200, "updated"), (201, "submitted"),
    ]  # fmt: skip
    assert results(again) == [(200, "unchanged")] * 9
    made = Claim.objects.get()
    assert (made.state, made.key) == ("in_review", "k-1")
    assert [c.quote for c in made.citations.all()] == ["grew by 8%", ""]
    assert first.json()["results"][5]["id"] == str(made.pk)
    assert again.json()["results"][5]["version"] == made.version
    assert as_author.get("/api/v1/desk/claims/?source=report&key=k-1").json()["results"]


def test_what_is_not_given_stays_and_a_claimant_merges(as_author: APIClient) -> None:
    source = factories.make_source()
    post(as_author, claim(source, claimant={"type": "Person", "name": "Ann"}))
    data = {"source": source.slug, "key": "k-1", "claimant": {"name": "Bea"}, "language": None}

    answer = post(as_author, op("claim", data), HTTP_CHANGE_REASON="A slip")

    assert results(answer) == [(200, "updated")]
    changed = Claim.objects.get()
    assert (changed.text, changed.language) == ("It grew 8%", "")
    assert changed.claimant is not None
    assert (changed.claimant.type, changed.claimant.name) == ("Person", "Bea")
    assert changed.revisions.get(number=2).reason == "A slip"


def test_a_figure_whose_words_stand_twice_is_known_by_its_start(as_author: APIClient) -> None:
    source = factories.make_source()
    key = {"source": source.slug, "key": "k-1"}
    both = [
        op("figure", key | {"text": "8%", "start": start, "value": "8", "unit": "%"})
        for start in (8, 20)
    ]

    first = post(as_author, claim(source, text="It grew 8% and lost 8% [1]"), *both)
    again = post(as_author, *both)

    assert results(first)[1:] == [(200, "updated")] * 2
    assert results(again) == [(200, "unchanged")] * 2
    assert sorted(Claim.objects.get().figures.values_list("start", "end")) == [(8, 10), (20, 22)]


def test_one_that_is_refused_harms_no_other(author: User, as_author: APIClient) -> None:
    source = factories.make_source()
    at = {"section": {"title": "One"}, "position": 0}

    answer = post(
        as_author,
        claim(source, "a", **at),
        claim(source, "b", **at),  # refused only by a deferred constraint
        claim(source, "c", text="So [1][1]"),
        op("claim", {"source": "nowhere", "key": "d", "text": "So [1]"}),
        claim(source, "e", state="published"),
        op("claim", {"source": source.slug, "key": "none"}, op="submit"),
        op("topic", {"label": "Ports"}, op="delete"),
        "no operation",
        claim(source, "f"),
    )

    assert results(answer) == [
        (201, "created"), *[(400, "refused")] * 2, (404, "refused"), (400, "refused"),
        (404, "refused"), *[(400, "refused")] * 2, (201, "created"),
    ]  # fmt: skip
    errors = [row["problem"]["errors"] for row in answer.json()["results"] if "problem" in row]
    assert [[(e["pointer"], e["code"]) for e in each] for each in errors] == [
        [("/data", "position_taken")],
        [("/data/text", "marker_repeated")],
        [("/data/source", "unknown_source")],
        [("/data/state", "unknown_field")],
        [("/data/key", "unknown_key")],
        [("/op", "unknown_operation")],
        [("", "invalid")],
    ]
    assert sorted(Claim.objects.values_list("key", flat=True)) == ["a", "f"]
    assert (answer.json()["done"], answer.json()["refused"]) == (2, 7)


@pytest.mark.parametrize(
    ("query", "bad", "kept"),
    [
        ("?all_or_none=true", True, False),
        ("?all_or_none=true", False, True),
        ("?dry_run=true", False, False),
        ("?dry_run=1&all_or_none=1", True, False),
    ],
)
@pytest.mark.parametrize("as_lines", [True, False])
def test_all_or_none_and_dry_runs_tell_what_would_have_been(
    as_author: APIClient, query: str, bad: bool, kept: bool, as_lines: bool
) -> None:
    source = factories.make_source()
    operations = [claim(source, "a"), claim(source, "b", text="So [0]" if bad else "So [1]")]

    if as_lines:
        _, (*rows, last) = post_lines(as_author, *operations, query=query)
        summary = last["summary"]
    else:
        summary = post(as_author, *operations, query=query).json()
        rows = summary["results"]

    assert [row["status"] for row in rows] == [201, 400 if bad else 201]
    assert [row.get("rolled_back", False) for row in rows] == [not kept] * 2
    assert summary["kept"] is kept
    assert Claim.objects.count() == (2 if kept else 0)


def test_a_version_that_was_not_seen_is_stale(author: User, as_author: APIClient) -> None:
    source = factories.make_source()
    post(as_author, claim(source))

    answer = post(
        as_author,
        claim(source, text="It fell [1]") | {"if_match": 77},
        claim(source, text="It fell [1]") | {"if_match": Claim.objects.get().version},
        claim(source, "new") | {"if_match": 1},
        op("source", {"slug": source.slug, "title": "T"}, if_match=99),
        op("claim", {"source": source.slug, "key": "k-1"}, op="delete", if_match=1),
    )

    assert [status for status, _ in results(answer)] == [412, 200, 412, 412, 412]
    problems = [row["problem"] for row in answer.json()["results"] if "problem" in row]
    assert {problem["errors"][0]["pointer"] for problem in problems} == {"/if_match"}
    assert Claim.objects.get().text == "It fell"


def test_a_draft_is_deleted_once_and_a_submitted_claim_is_not(
    author: User, as_author: APIClient
) -> None:
    source = factories.make_source()
    post(as_author, claim(source, "a"), claim(source, "b"))
    post(as_author, op("claim", {"source": source.slug, "key": "b"}, op="submit"))
    deletions = [
        op("claim", {"source": source.slug, "key": key}, op="delete") for key in ("a", "a", "b")
    ]

    assert results(post(as_author, *deletions)) == [
        (200, "deleted"), (200, "unchanged"), (409, "refused"),
    ]  # fmt: skip


def test_whoever_drafts_adds_subjects_and_only_administrators_change_them(
    author: User, as_author: APIClient, client_of: Any
) -> None:
    administrator = client_of(factories.make_user("administrator", "root"))
    topic_called("Ports")
    changes = [op("topic", {"slug": "ports", "label": "Harbours"})]

    refused, done = post(as_author, *changes), post(administrator, *changes)

    assert results(refused) == [(403, "refused")]
    assert results(done) == [(200, "updated")]
    assert Topic.objects.get().label == "Harbours"


def test_a_role_that_may_not_write_gets_nowhere(client_of: Any, ratings: None) -> None:
    guest = User.objects.create_user("guest")

    assert post(client_of(guest)).status_code == 403


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"operations": {}}, "not_a_list"),
        ({}, "required"),
        ({"operation": []}, "unknown_field"),
        ([], "invalid"),
    ],
)
def test_a_body_that_is_no_list_of_operations(as_author: APIClient, body: Any, code: str) -> None:
    answer = as_author.post(URL, body, format="json")

    assert answer.status_code == 400
    assert code in {error["code"] for error in answer.json()["errors"]}


def test_wrong_parameters_are_refused(as_author: APIClient) -> None:
    assert post(as_author, query="?dry_run=maybe").status_code == 400
    assert post(as_author, query="?dryrun=1").status_code == 400
    for query in ("?dry_run", "?dry_run=", "?all_or_none"):
        assert post(as_author, query=query).json()["errors"][0]["parameter"] in query


def test_more_than_ten_thousand_are_refused_before_anything_is_done(as_author: APIClient) -> None:
    many = [1] * 10_001

    assert post(as_author, *many).status_code == 413
    assert post_lines(as_author, *many)[0].status_code == 413


def test_the_json_form_takes_a_key_and_lines_do_not(as_author: APIClient) -> None:
    source = factories.make_source()
    key = {"HTTP_IDEMPOTENCY_KEY": "k"}

    first = post(as_author, claim(source), claim(source, "b", text="[0]"), **key)
    again = post(as_author, claim(source), claim(source, "b", text="[0]"), **key)
    refused, _ = post_lines(as_author, claim(source), **key)

    assert results(first) == [(201, "created"), (400, "refused")]
    assert again.content == first.content
    assert again["Idempotency-Replayed"] == "true"
    assert (refused.status_code, refused.json()["code"]) == (400, "idempotency_key_invalid")


@pytest.mark.parametrize("kind", [lines.JSONL, lines.NDJSON, "application/jsonl; charset=utf-8"])
def test_lines_are_answered_in_lines(as_author: APIClient, kind: str) -> None:
    source = factories.make_source()

    answer, rows = post_lines(
        as_author,
        claim(source, "a"),
        b"\n",
        b'{"type": \n',
        b'{"a": 1, "a": 2}\n',
        b"\xff\n",
        b"[" * 40 + b"\n",
        json.dumps(claim(source, "b")).encode(),
        kind=kind,
    )

    assert answer["Content-Type"] == kind.partition(";")[0]
    assert [row.get("status") for row in rows] == [201, 400, 400, 400, 400, 201, None]
    assert [row["index"] for row in rows[:-1]] == [0, 1, 2, 3, 4, 5]
    codes = [row["problem"]["errors"][0]["code"] for row in rows if "problem" in row]
    assert codes == ["not_json", "repeated_key", "not_utf8", "too_deep"]
    assert rows[-1]["summary"] == {
        "dry_run": False, "all_or_none": False, "kept": True, "done": 2, "refused": 4,
    }  # fmt: skip


def test_json_may_be_answered_in_lines_and_lines_are_asked_for_by_either_name(
    as_author: APIClient,
) -> None:
    source = factories.make_source()

    answer = post(as_author, claim(source), HTTP_ACCEPT=lines.NDJSON)
    rows = [json.loads(line) for line in answer.content.splitlines()]

    assert answer["Content-Type"].startswith(lines.NDJSON)
    assert rows[0]["result"] == "created"
    assert rows[1]["summary"]["done"] == 1


def test_lines_may_be_answered_as_one_json_value(as_author: APIClient) -> None:
    source = factories.make_source()
    ask = {"HTTP_ACCEPT": "application/json"}

    answer, [whole] = post_lines(as_author, claim(source, "a"), b"null\n", **ask)
    dry, [would] = post_lines(as_author, claim(source, "b"), query="?dry_run=true", **ask)

    assert answer["Content-Type"] == dry["Content-Type"] == "application/json"
    assert [row["status"] for row in whole["results"]] == [201, 400]
    assert (whole["kept"], whole["done"], whole["refused"]) == (True, 1, 1)
    assert would["results"][0]["rolled_back"] is True


@pytest.mark.parametrize("kind", [lines.JSONL, lines.NDJSON])
def test_no_lines_are_no_operations(as_author: APIClient, kind: str) -> None:
    for body in (b"", b"\n"):
        answer, rows = post_lines(as_author, body, kind=kind)

        assert (answer.status_code, answer["Content-Type"]) == (200, kind)
        assert rows[-1]["summary"]["done"] == 0
    assert results(post(as_author)) == []


def test_what_is_no_operation_is_refused_alone(as_author: APIClient) -> None:
    source = factories.make_source()

    answer = post(as_author, None, [], claim(source))
    _, rows = post_lines(as_author, b"null\n", b'"\\ud800"\n', claim(source))
    half = as_author.generic("POST", URL, b'{"operations": ["\\ud800"]}', "application/json")

    assert results(answer) == [(400, "refused"), (400, "refused"), (201, "created")]
    assert answer.json()["results"][0]["problem"]["errors"][0]["code"] == "null"
    assert [row.get("status") for row in rows] == [400, 400, 200, None]
    assert (half.status_code, half.json()["errors"][0]["pointer"]) == (400, "/operations/0")


def test_a_line_that_is_too_long_is_refused_alone(as_author: APIClient) -> None:
    source = factories.make_source()
    long = b'"' + b"x" * (lines.LONGEST_LINE + 10) + b'"\n'

    _, rows = post_lines(as_author, claim(source, "a"), long, claim(source, "b"))

    assert [row.get("status") for row in rows] == [201, 400, 201, None]
    assert rows[1]["problem"]["errors"][0]["code"] == "too_large"


def test_history_keeps_who_why_and_which_request(author: User, as_author: APIClient) -> None:
    source = factories.make_source()

    answer, _ = post_lines(as_author, claim(source), HTTP_CHANGE_REASON="From the archive")

    event = apps.get_model("claims", "ClaimEvent").objects.latest("pgh_id")
    assert event.pgh_context.metadata["user"] == author.pk
    assert event.pgh_context.metadata["reason"] == "From the archive"
    assert event.pgh_context.metadata["request"] == answer["X-Request-Id"]
    assert Claim.objects.get().revisions.get().reason == "From the archive"


def test_what_is_not_there_is_pointed_at(as_author: APIClient) -> None:
    source = factories.make_source()
    key = {"source": source.slug, "key": "k-1"}

    answer = post(
        as_author,
        claim(source),
        op("citation", key | {"marker": "[9]", "stance": "refutes"}),
        op("figure", key | {"text": "9%", "status": "confirmed"}),
        op("citation", {"source": source.slug, "key": "none", "marker": "[1]"}),
    )

    assert [
        (row["status"], row["problem"]["errors"][0]["pointer"])
        for row in answer.json()["results"][1:]
    ] == [(404, "/data/marker"), (404, "/data/text"), (404, "/data/key")]


def test_what_is_added_needs_its_names(as_author: APIClient) -> None:
    answer = post(
        as_author,
        op("publisher", {"slug": "x"}),
        op("topic", {"slug": "x"}),
        op("source", {"slug": "x"}),
        op("claimant", {}),
        op("claim", {"source": factories.make_source().slug, "key": "k"}),
    )

    pointers = [
        [e["pointer"] for e in row["problem"]["errors"]] for row in answer.json()["results"]
    ]
    assert pointers == [
        ["/data/name"], ["/data/label"], ["/data/title", "/data/publisher"], ["/data/name"],
        ["/data/text"],
    ]  # fmt: skip
    assert not Publisher.objects.filter(slug="x").exists()
    assert not Topic.objects.exists()
    assert not Claimant.objects.exists()


def test_each_further_claim_costs_the_same_queries(as_author: APIClient) -> None:
    source = factories.make_source()
    post(as_author, claim(source, "first"))

    def cost(count: int) -> int:
        with CaptureQueriesContext(connection) as queries:
            post(as_author, *(claim(source, f"{count}-{number}") for number in range(count)))
        return len(queries)

    one, few, many = cost(1), cost(11), cost(31)

    assert (few - one) / 10 == (many - few) / 20 <= 48
