"""The desk's conflicts, their dismissal, and the findings inside a claim."""

import pytest

from claims.dismissing import dismiss_conflict
from claims.models import Dismissal, FigureConflict
from tests import factories

CONFLICTS = "/api/v1/desk/figures/conflicts/"


@pytest.fixture
def conflict(author, reviewer):
    for count in ("412", "512"):
        claim = factories.make_claim(author, text=f"The harbour moved {count} containers [1]")
        factories.add_figure(claim, author, count, value=count, unit="1")
        factories.approve(factories.submit(claim, author), reviewer)
        factories.publish(claim, reviewer)
    return FigureConflict.objects.get()


def dismiss(client, conflict, body, **headers):
    return client.post(f"{CONFLICTS}{conflict.pk}/dismissals/", body, headers=headers)


def test_a_reviewer_dismisses_a_conflict_with_a_reason(conflict, as_reviewer, reader):
    answer = dismiss(as_reviewer, conflict, {"reason": "Two harbours."})

    assert answer.status_code == 201, answer.content
    said = answer.json()
    assert (said["author"], said["reason"]) == ("reviewer", "Two harbours.")
    assert reader.get("/api/v1/figures/conflicts/").json()["results"] == []
    assert reader.get(f"/api/v1/figures/conflicts/{conflict.pk}/").status_code == 404
    shown = as_reviewer.get(f"{CONFLICTS}{conflict.pk}/").json()
    assert shown["dismissal"] == said
    assert as_reviewer.get(f"{CONFLICTS}{conflict.pk}/dismissals/").json()["results"] == [said]


def test_the_desk_tells_the_dismissed_from_the_others(conflict, reviewer, as_author):
    def found(**asked):
        return len(as_author.get(CONFLICTS, asked).json()["results"])

    assert (found(), found(dismissed="true"), found(dismissed="false")) == (1, 0, 1)
    dismiss_conflict(conflict=conflict, by=reviewer, reason="Two harbours.")
    assert (found(), found(dismissed="true"), found(dismissed="false")) == (1, 1, 0)
    assert as_author.get(CONFLICTS, {"dismissed": "maybe"}).status_code == 400


def test_a_conflict_is_dismissed_once(conflict, as_reviewer):
    dismiss(as_reviewer, conflict, {"reason": "Two harbours."})
    again = dismiss(as_reviewer, conflict, {"reason": "Two harbours."})

    assert (again.status_code, again.json()["code"]) == (409, "conflict")
    assert Dismissal.objects.count() == 1


def test_a_retried_dismissal_gets_the_first_answer(conflict, as_reviewer):
    key = {"Idempotency-Key": "dismiss-1"}
    first = dismiss(as_reviewer, conflict, {"reason": "Two harbours."}, **key)
    second = dismiss(as_reviewer, conflict, {"reason": "Two harbours."}, **key)

    assert (second.status_code, second.content) == (201, first.content)
    assert second["Idempotency-Replayed"] == "true"


@pytest.mark.parametrize(
    "body", [{}, {"reason": ""}, {"reason": " "}, {"reason": 5}, {"reason": "x" * 10_001},
             {"reason": "So.", "by": "me"}, []],
)  # fmt: skip
def test_a_malformed_dismissal_is_refused(conflict, as_reviewer, body):
    assert dismiss(as_reviewer, conflict, body).status_code == 400
    assert not Dismissal.objects.exists()


def test_nobody_and_contributors_dismiss_nothing(conflict, contributor, client_of, reader):
    assert dismiss(reader, conflict, {"reason": "So."}).status_code == 401
    assert dismiss(client_of(contributor), conflict, {"reason": "So."}).status_code == 403


def test_the_list_costs_the_same_for_one_and_for_many(
    conflict, author, reviewer, as_author, django_assert_num_queries
):
    for count in ("612", "712"):
        # Who asks (3), the page, its dismissals.
        with django_assert_num_queries(5):
            as_author.get(CONFLICTS)
        claim = factories.make_claim(author, text=f"The harbour moved {count} containers [1]")
        factories.add_figure(claim, author, count, value=count, unit="1")
        factories.approve(factories.submit(claim, author), reviewer)
        factories.publish(claim, reviewer)


def test_a_claims_arithmetic_is_checked(author, as_author):
    claim = factories.make_claim(author, text="Up from 85% to 91%, that is by 6% [1]")
    ends = {"direction": "up", "group": "g1"}
    for words, role in (("85%", "from"), ("91%", "to"), ("6%", "delta")):
        factories.add_figure(
            claim, author, words, value=words[:-1], mantissa=words[:-1], role=role, **ends
        )
    findings = f"/api/v1/desk/claims/{claim.pk}/findings/"

    [found] = as_author.get(findings).json()["findings"]

    assert found["code"] == "points_not_percent"
    spans = [claim.text[span["start"] : span["end"]] for span in found["spans"]]
    assert spans == ["85%", "91%", "6%"]
    factories.decide(claim.figures.get(text="6%"), author, "rejected")
    assert as_author.get(findings).json() == {"findings": []}
