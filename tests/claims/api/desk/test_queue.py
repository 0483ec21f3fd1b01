"""/desk/queue/: what waits for whom."""

from datetime import date

import pytest

from claims.assigning import assign_claim
from claims.attending import attend
from claims.queues import QUEUES
from tests import factories

QUEUE = "/api/v1/desk/queue/"


def submitted(author, *, settled=True, **fields):
    return factories.submit(factories.make_claim(author, **fields), author, settled=settled)


def ids(answer):
    return [each["id"] for each in answer.json()["results"]]


def test_what_waits_longest_comes_first_with_all_that_decides(author, reviewer, as_reviewer):
    first, second = submitted(author, settled=False), submitted(author)
    assign_claim(claim=first, assignee=reviewer, by=author, due_on=date(2026, 12, 1))
    attend(claim=first, by=author)

    answer = as_reviewer.get(QUEUE)

    assert ids(answer) == [str(first.pk), str(second.pk)]
    line = answer.json()["results"][0]
    assert line["assignments"][0]["assignee"] == "reviewer"
    assert line["assignments"][0]["due_on"] == "2026-12-01"
    assert [each["person"] for each in line["present"]] == ["author"]
    assert (line["approvals"], line["approvals_needed"]) == (0, 1)
    assert line["undecided_figures"] == 2
    assert line["stale_citations"] == []
    assert line["waiting_since"] >= line["created_at"]


def test_the_queue_names_what_has_changed(author, reviewer, contributor, as_reviewer):
    source = factories.make_source()
    factories.capture(source, "It moved 412 containers in all of May.", by=contributor)
    claim = factories.approved_claim(author, reviewer, source=source, text="It moved 412 [1]")
    factories.capture(source, "It moved 413 containers in all of May.", by=contributor)

    [line] = as_reviewer.get(QUEUE, {"queue": "stale"}).json()["results"]

    assert line["id"] == str(claim.pk)
    assert line["stale_citations"] == ["[1]"]
    assert "[1] has changed" in line["state_reason"]


def test_every_queue_is_counted(author, reviewer, as_reviewer):
    submitted(author)
    factories.approved_claim(author, reviewer)

    counts = {
        each["queue"]: each["count"]
        for each in as_reviewer.get(f"{QUEUE}counts/").json()["results"]
    }

    assert counts == {
        "waiting": 1, "assigned": 0, "unassigned": 1, "stale": 0, "returned": 0,
        "publishable": 1, "drafts": 0,
    }  # fmt: skip


@pytest.mark.parametrize("queue", QUEUES)
def test_a_count_is_that_of_its_list(author, reviewer, as_author, as_reviewer, queue):
    submitted(author)
    factories.send_back(submitted(author), reviewer)
    factories.approved_claim(author, reviewer)
    factories.make_claim(author)

    for client in (as_author, as_reviewer):
        counts = client.get(f"{QUEUE}counts/").json()["results"]
        [counted] = [each["count"] for each in counts if each["queue"] == queue]
        assert len(ids(client.get(QUEUE, {"queue": queue}))) == counted


def test_a_queue_is_filtered(author, reviewer, as_reviewer):
    english, german = submitted(author), submitted(author, language="de")
    assign_claim(claim=german, assignee=reviewer, by=author, due_on=date(2020, 1, 1))

    def found(**query):
        return ids(as_reviewer.get(QUEUE, query))

    assert found(language="de") == [str(german.pk)]
    assert found(source=english.source.slug) == [str(english.pk)]
    assert found(author="reviewer") == []
    assert found(assignee="reviewer") == [str(german.pk)]
    assert found(overdue="true") == [str(german.pk)]
    assert found(overdue="false") == [str(english.pk)]
    assert found(due_before="2020-01-01") == [str(german.pk)]
    assert found(ordering="due_on") == [str(german.pk), str(english.pk)]


def test_pages_of_a_queue_hold_each_claim_once(author, as_reviewer):
    claims = [str(submitted(author).pk) for _ in range(5)]
    found, url = [], f"{QUEUE}?page_size=2"

    while url:
        answer = as_reviewer.get(url)
        found += ids(answer)
        url = answer.json()["next"]

    assert found == claims


@pytest.mark.parametrize(
    ("query", "parameter", "words"),
    [
        ({"queue": "waitin"}, "queue", 'did you mean "waiting"?'),
        ({"overdue": "perhaps"}, "overdue", "no value"),
        ({"sorce": "x"}, "sorce", 'did you mean "source"?'),
        ({"ordering": "text"}, "ordering", "no ordering"),
    ],
)
def test_a_wrong_query_is_refused(as_reviewer, query, parameter, words):
    answer = as_reviewer.get(QUEUE, query)

    assert answer.status_code == 400
    [error] = answer.json()["errors"]
    assert error["parameter"] == parameter
    assert words in error["detail"]


def test_the_queue_is_for_the_desk(reader):
    assert reader.get(QUEUE).status_code == 401
    assert reader.get(f"{QUEUE}counts/").status_code == 401


def test_a_queue_costs_the_same_for_one_and_for_many(
    author, reviewer, as_reviewer, django_assert_num_queries
):
    for count in (1, 5):
        for _ in range(count):
            claim = submitted(author)
            assign_claim(claim=claim, assignee=reviewer, by=author)
            attend(claim=claim, by=author)
        with django_assert_num_queries(10):
            as_reviewer.get(QUEUE)
