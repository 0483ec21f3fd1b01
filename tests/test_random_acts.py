"""Random people do random things, and what Stet promises holds after each of them.

`make test` runs a few hundred acts; `pytest tests/test_random_acts.py
--hypothesis-profile=long` runs many thousand.
"""

import json
from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from rest_framework.test import APIClient

from claims import drafting, publishing, reviewing, workflow
from claims.accounts import issuing
from claims.drafting.evidence import JUDGED
from claims.importing import import_digest
from claims.models import Claim, Decision, Edition, State
from sources.errors import Conflict
from sources.models import Source
from tests import factories
from tests.predictions import Person, Predicted
from tests.rows import changed, everything
from tests.world import by_token

ROLES = ["contributor", "contributor", "reviewer", "publisher", "publisher", "administrator"]
PARAGRAPHS = 4
DIGEST = """\
Topic: Ports
Harbour moves more containers
Harbour Gazette · 2025-06-02 09:30 UTC
Core Viewpoint
- The harbour moved 412 containers, up 8% [1][3]
- Its cranes are 40 metres high [2]
"""
people = st.integers(0, len(ROLES) - 1)
claims = st.integers(0, 3)
paragraphs = st.integers(1, PARAGRAPHS)
# Some act on what they saw a while ago; that is refused, whoever they are.
late = st.sampled_from([0, 0, 0, 0, 1, 2])
over_http = st.booleans()
everybody = st.permutations(range(len(ROLES)))
NEXT = {"in_review": "approve", "approved": "publish"}
BOUNDED = {"max_examples": 8, "stateful_step_count": 20}
ROUTES = {
    "submit": ("submissions", {}),
    "approve": ("reviews", {"decision": "approve", "rating": "supported", "rationale": "So."}),
    "request_changes": ("reviews", {"decision": "request_changes", "rationale": "Which May?"}),
    "publish": ("editions", {}),
    "withdraw": ("withdrawals", {"reason": "Retracted."}),
}


def allowed() -> set[tuple[str, str]]:
    """Every change of state that the transition table, an edit or new evidence makes."""
    steps = {(s.value, t.target.value) for t in workflow.TRANSITIONS for s in t.sources}
    edits = {(state.value, workflow.EDITED.value) for state in State}
    back = {(state.value, workflow.EVIDENCE_CHANGED.value) for state in JUDGED}
    return steps | edits | back | {(state.value, state.value) for state in State}


def letters(number: int) -> str:
    """A word of its own for each number, which is no figure."""
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))


class Desk(RuleBasedStateMachine):
    """A desk with a few people, one source and up to four claims of it."""

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    @initialize()
    def open(self) -> None:
        self.users = [
            factories.make_user(role, f"{role}-{index}") for index, role in enumerate(ROLES)
        ]
        self.people = [
            Person(user.username, role) for user, role in zip(self.users, ROLES, strict=True)
        ]
        self.clients = [by_token(issuing.issue_token(user=user)) for user in self.users]
        self.reader = APIClient()
        done = import_digest(text=DIGEST, by=self.users[0], language="en")
        self.source: Source = done.source
        self.words = [f"Paragraph {number} says so." for number in range(1, PARAGRAPHS + 1)]
        factories.capture(self.source, *self.words, by=self.users[0])
        self.claims = [entry.claim for entry in done.claims]
        first = self.people[0].name
        self.predicted = [Predicted(first, [1, 3]), Predicted(first, [2])]
        self.predicted[0].retexted({"412", "8%"})
        self.predicted[1].retexted({"40 metres"})
        for predicted in self.predicted:
            predicted.reworded(set(predicted.cited), self.people[0])
        self.texts = 0
        self.before = everything()

    # What people do.

    @rule(who=people)
    @precondition(lambda self: len(self.claims) < 4)
    def draft(self, who: int) -> None:
        self.texts += 1
        claim = factories.make_claim(
            self.users[who], source=self.source, text=f"Claim {letters(self.texts)}, up 8% [1][2]"
        )
        self.claims.append(claim)
        self.predicted.append(Predicted(self.people[who].name, [1, 2]))
        self.accepted()

    @rule(
        which=claims, who=people, late=late, http=over_http, cited=st.sets(paragraphs, max_size=3)
    )
    def edit(self, which: int, who: int, late: int, http: bool, cited: set[int]) -> None:
        claim, predicted = self.chosen(which)
        self.texts += 1
        text = f"Claim {letters(self.texts)}, up 8% " + "".join(
            f"[{number}]" for number in sorted(cited)
        )
        if self.did(
            who, claim, late, http, "PATCH", "", {"text": text.strip()}, drafting.edit_claim,
            claim=claim, text=text.strip(),
        ):  # fmt: skip
            predicted.stale &= cited
            predicted.cited = sorted(cited)
            predicted.retexted({"8%"})
            predicted.revised(self.people[who])

    @rule(which=claims, who=people, late=late, http=over_http, number=paragraphs)
    def cite(self, which: int, who: int, late: int, http: bool, number: int) -> None:
        claim, predicted = self.chosen(which)
        if self.did(
            who, claim, late, http, "POST", "citations/", {"paragraph": number}, drafting.cite,
            possible=number not in predicted.cited, claim=claim, paragraph=number,
        ):  # fmt: skip
            predicted.cited.append(number)
            predicted.revised(self.people[who])

    @rule(which=claims, who=people, late=late, http=over_http, number=paragraphs)
    def uncite(self, which: int, who: int, late: int, http: bool, number: int) -> None:
        claim, predicted = self.chosen(which)
        if number not in predicted.cited:
            return
        row = factories.citation_of(claim, number)
        if self.did(
            who, claim, late, http, "DELETE", f"citations/{row.pk}/", None, drafting.uncite,
            citation=row,
        ):  # fmt: skip
            predicted.cited.remove(number)
            predicted.stale.discard(number)
            predicted.revised(self.people[who])

    @rule(
        which=claims, who=people, late=late, http=over_http, number=paragraphs,
        stance=st.sampled_from(["supports", "refutes", "context", "likes"]),
    )  # fmt: skip
    def edit_citation(
        self, which: int, who: int, late: int, http: bool, number: int, stance: str
    ) -> None:
        claim, predicted = self.chosen(which)
        if number not in predicted.cited:
            return
        row = factories.citation_of(claim, number)
        differs = row.stance != stance or row.is_stale
        if self.did(
            who, claim, late, http, "PATCH", f"citations/{row.pk}/", {"stance": stance},
            drafting.edit_citation, possible=stance != "likes", citation=row, stance=stance,
        ) and differs:  # fmt: skip
            predicted.stale.discard(number)
            predicted.revised(self.people[who])

    @rule(
        which=claims, who=people, late=late, http=over_http,
        status=st.sampled_from(["confirmed", "rejected", "perhaps"]),
    )  # fmt: skip
    def decide(self, which: int, who: int, late: int, http: bool, status: str) -> None:
        claim, predicted = self.chosen(which)
        row = claim.figures.unsettled().first() or claim.figures.first()
        if row is None:
            return
        if self.did(
            who, claim, late, http, "PATCH", f"figures/{row.pk}/", {"status": status},
            drafting.decide_figure, figure=row, status=status,
            possible=status != "perhaps" and predicted.may_decide(row.text, self.people[who]),
        ):  # fmt: skip
            predicted.decided(row.text, status, self.people[who])

    @rule(which=claims, who=people, late=late, http=over_http, act=st.sampled_from(sorted(ROUTES)))
    def step(self, which: int, who: int, late: int, http: bool, act: str) -> None:
        claim, predicted = self.chosen(which)
        path, body = ROUTES[act]
        function: Any = {
            "submit": reviewing.submit_claim,
            "publish": publishing.publish_claim,
            "withdraw": publishing.withdraw_claim,
        }.get(act, reviewing.review_claim)
        if self.did(
            who, claim, late, http, "POST", f"{path}/", body, function,
            possible=predicted.accepts(act, self.people[who]), claim=claim, **body,
        ):  # fmt: skip
            predicted.step(act, self.people[who])

    @rule(which=claims, by=everybody, steps=st.integers(1, 6), http=over_http)
    def go_on(self, which: int, by: list[int], steps: int, http: bool) -> None:
        """On towards readers, and round again; whoever may not take the step tries it first."""
        _, predicted = self.chosen(which)
        for _ in range(steps):
            act = NEXT.get(predicted.state, "submit")
            if predicted.state == "published":
                self.edit(which, by[-1], 0, http, {1, 3})
            by.sort(key=lambda who: predicted.accepts(act, self.people[who]))
            if not predicted.accepts(act, self.people[by[-1]]) and predicted.undecided:
                self.step(which, by[-1], 0, http, act)
                lost = predicted.lost - {w for w, s in predicted.figures.items() if s == "rejected"}
                who = max(by, key=lambda who: predicted.may_settle(self.people[who]))
                for _ in range(predicted.undecided):
                    self.decide(which, who, 0, http, "rejected" if lost else "confirmed")
                by.sort(key=lambda who: predicted.accepts(act, self.people[who]))
            for who in by:
                before = predicted.state
                self.step(which, who, 0, http, act)
                if predicted.state != before:
                    break

    @rule(who=people, number=paragraphs, late=late)
    def recapture(self, who: int, number: int, late: int) -> None:
        self.texts += 1
        words = list(self.words)
        words[number - 1] = f"Paragraph {number} says so, in edition {self.texts}."
        self.source.refresh_from_db()
        try:
            drafting.capture_source(
                source=self.source, version=self.source.version - late,
                text="\n\n".join(words), by=self.users[who],
            )  # fmt: skip
        except Conflict:
            self.refused(late > 0)
            return
        assert late == 0
        self.words = words
        for predicted in self.predicted:
            predicted.reworded({number}, self.people[who])
        self.accepted()

    @rule(who=people, late=late)
    def retitle(self, who: int, late: int) -> None:
        self.texts += 1
        self.source.refresh_from_db()
        try:
            drafting.edit_source(
                source=self.source, version=self.source.version - late, by=self.users[who],
                kind="report" if self.source.kind == "article" else "article",
            )  # fmt: skip
        except Conflict:
            self.refused(late > 0)
            return
        assert late == 0
        for predicted in self.predicted:
            if predicted.state in JUDGED:
                predicted.revised(self.people[who])
        self.accepted()

    @rule(who=people)
    def import_again(self, who: int) -> None:
        done = import_digest(text=DIGEST, by=self.users[who], language="en")

        assert done.created == 0
        assert changed(self.before, everything()) == []

    # How it is done, and what came of it.

    def chosen(self, which: int) -> tuple[Claim, Predicted]:
        index = which % len(self.claims)
        return factories.fresh(self.claims[index]), self.predicted[index]

    def did(
        self, who: int, claim: Claim, late: int, http: bool, method: str, path: str,
        body: Any, function: Any, /, *, possible: bool = True, **values: Any,
    ) -> bool:  # fmt: skip
        """Do it by the function or over HTTP; whether it was done, which has to be as predicted."""
        wanted = possible and not late
        version = claim.version - late
        if http:
            answer = self.clients[who].generic(
                method, f"/api/v1/desk/claims/{claim.pk}/{path}",
                *(("",) if body is None else (json.dumps(body), "application/json")),
                headers={"If-Match": f'"{version}"'},
            )  # fmt: skip
            assert answer.status_code in {200, 201, 204, 400, 403, 409, 412}, answer.content
            done, said = answer.status_code < 300, answer.content
        else:
            try:
                function(version=version, by=self.users[who], **values)
                done, said = True, b""
            except (Conflict, ValidationError) as error:
                done, said = False, repr(error).encode()
        assert done == wanted, (function, self.people[who], late, said)
        if done:
            self.accepted()
        else:
            self.refused(True)
        return done

    def accepted(self) -> None:
        """Every row that differs has an event that says what it is now."""
        after = everything()
        self.history_tells(after)
        self.states_follow_the_table(after)
        self.before = after

    def refused(self, expected: bool) -> None:
        assert expected
        assert changed(self.before, everything()) == []

    def states_follow_the_table(self, after: dict[str, list[str]]) -> None:
        was, now = (
            {row["id"]: row["state"] for row in map(json.loads, dump["claims_claim"])}
            for dump in (self.before, after)
        )
        assert {(was[pk], state) for pk, state in now.items() if pk in was} <= allowed()

    def history_tells(self, after: dict[str, list[str]]) -> None:
        for model in tracked():
            table = model._meta.db_table
            rows = {row["id"]: row for row in map(json.loads, after[table])}
            events: dict[str, list[Any]] = {}
            event_table = next(iter(model.pgh_event_models.values()))._meta.db_table
            for event in sorted(map(json.loads, after[event_table]), key=lambda e: e["pgh_id"]):
                events.setdefault(event["id"], []).append(event)
            assert rows.keys() <= events.keys(), f"a row of {table} without history"
            for pk, chain in events.items():
                assert chain[0]["pgh_label"] == "insert"
                assert (chain[-1]["pgh_label"] == "delete") == (pk not in rows)
                row = rows.get(pk)
                if row is not None:
                    # Secrets are left out of the history.
                    told = row.keys() & chain[-1].keys()
                    assert {n: chain[-1][n] for n in told} == {n: row[n] for n in told}
                if "version" in chain[0]:
                    kept = [event["version"] for event in chain if event["pgh_label"] != "delete"]
                    assert kept == list(range(kept[0], kept[0] + len(kept)))
            was = {row["id"]: row for row in map(json.loads, self.before[table])}
            for pk in rows.keys() & was.keys():
                if rows[pk] != was[pk]:
                    earlier = [{n: e.get(n, was[pk][n]) for n in was[pk]} for e in events[pk][:-1]]
                    assert was[pk] in earlier, f"a change of {table} without its before"

    # What always holds.

    @invariant()
    def the_claim_is_where_it_was_predicted(self) -> None:
        for claim, predicted in zip(self.claims, self.predicted, strict=True):
            row = factories.fresh(claim)
            assert (row.state, row.revision) == (predicted.state, predicted.revision)
            stale = {c.paragraph.number for c in row.citations.all() if c.is_stale}
            assert stale == predicted.stale
            assert row.figures.unsettled().count() == predicted.undecided

    @invariant()
    def every_edition_was_approved_by_somebody_else(self) -> None:
        for claim in self.claims:
            since = 0
            for edition in claim.editions.order_by("number"):
                if edition.status == "published":
                    hands = set(
                        claim.revisions.filter(
                            number__gt=since, number__lte=edition.revision
                        ).values_list("author", flat=True)
                    ) | {claim.author_id}
                    approved = claim.reviews.filter(
                        revision=edition.revision, decision=Decision.APPROVE
                    ).exclude(reviewer__in=hands)
                    assert approved.exists()
                    since = edition.revision

    @invariant()
    def the_log_has_no_gap_and_holds(self) -> None:
        sequences = list(Edition.objects.order_by("sequence").values_list("sequence", flat=True))
        assert sequences == list(range(1, len(sequences) + 1))
        if sequences:
            call_command("verify", stdout=StringIO())

    @invariant()
    def readers_see_the_last_edition(self) -> None:
        for claim, predicted in zip(self.claims, self.predicted, strict=True):
            last = claim.editions.order_by("-sequence").first()
            answer = self.reader.get(f"/api/v1/claims/{claim.pk}/")
            assert [e.status for e in claim.editions.order_by("number")] == predicted.editions
            if last is None:
                assert answer.status_code == 404
            else:
                assert answer.content == last.document.encode()


def tracked() -> list[Any]:
    """The models whose every change is kept."""
    models = [m for app in ("sources", "claims") for m in apps.get_app_config(app).get_models()]
    names = {model.__name__ for model in models}
    return [model for model in models if f"{model.__name__}Event" in names]


@pytest.mark.django_db
def test_whatever_people_do_the_promises_hold(ratings: None) -> None:
    long = settings.get_current_profile_name() == "long"
    quiet = {
        "deadline": None,
        "report_multiple_bugs": False,
        "suppress_health_check": list(HealthCheck),
    }

    run_state_machine_as_test(Desk, settings=settings(**quiet, **({} if long else BOUNDED)))
