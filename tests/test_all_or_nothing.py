"""Everything that people do is done whole or not at all, whichever statement fails.

ACTS holds one act for each public function that writes; a function without one fails here.
Each entry gets the world and returns the act, made ready so that it goes through.
"""

import inspect
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from types import ModuleType
from typing import Any

import pytest
from django.contrib.auth.models import Group

from claims import (
    annotating,
    assigning,
    attending,
    confirming,
    dismissing,
    drafting,
    importing,
    publishing,
    restoring,
    reviewing,
    shelving,
)
from claims.accounts import issuing, staffing
from claims.models import Edition, State, User
from claims.webhooks import subscribing
from sources import capturing
from tests import factories
from tests.failing import fail_at_every_statement
from tests.world import World

WRITERS = (
    annotating, assigning, attending, capturing, confirming, dismissing, drafting, importing, issuing,
    publishing, restoring, reviewing, shelving, staffing, subscribing,
)  # fmt: skip
# They read, lock, or are a part of the acts below and of no use alone.
NO_ACTS = {
    "drafting.faulty_text", "drafting.lock_claim", "drafting.revise",
    "drafting.text_with_references", "drafting.figure_of", "drafting.hold_source", "publishing.content_of", "capturing.lock_source",
    "annotating.show", "annotating.show_remarks_on", "assigning.person_named",
    "attending.attendants", "confirming.words_before", "issuing.scopes_open_to", "issuing.note_use",
    "staffing.role_of", "subscribing.policy",
}  # fmt: skip

OTHER_WORDS = ("In May we moved 421 containers.", "A crane is new.", "A year ago 9% fewer.")
DIGEST = """\
Topic: Ports
Harbour moves more containers
Dock Post · 2025-06-02 09:30 UTC
Core Viewpoint
- The harbour moved 412 containers in May, 8% more than a year before [1][3]
- It has cranes [2]
"""


def on(world: World, state: State, function: Any, **values: Any) -> Callable[[], object]:
    """An act on the claim in that state, at the version that it is at."""
    claim = world.claims[state]
    return lambda: function(claim=claim, version=claim.version, **values)


def part(world: World, part: str, row: Any, function: Any, **values: Any) -> Callable[[], object]:
    version = factories.fresh(row.claim).version
    return lambda: function(**{part: row}, version=version, by=world.author, **values)


def on_source(world: World, function: Any, **values: Any) -> Callable[[], object]:
    world.source.refresh_from_db()
    return lambda: function(source=world.source, version=world.source.version, **values)


def unshelve(world: World) -> Callable[[], object]:
    """An edition whose shelf says something else than it does."""
    edition = Edition.objects.get(claim=world.claims[State.PUBLISHED])
    edition.publication.topics.all().delete()
    return lambda: shelving.shelve(edition)


def unshelve_figures(world: World) -> Callable[[], object]:
    """A publication whose figures are not on the shelf."""
    publication = world.claim.publication
    publication.figures.all().delete()
    return lambda: shelving.shelve_figures_of(publication)


ACTS: dict[str, Callable[[World], Callable[[], object]]] = {
    "drafting.draft_claim": lambda w: lambda: drafting.draft_claim(
        source=w.source, by=w.author, text="So it is [1][2]", language="en",
        topics=[drafting.topic_called("Harbours")],
    ),
    "drafting.edit_claim": lambda w: on(
        w, State.PUBLISHED, drafting.edit_claim, by=w.author, text="Now 8% more [2][1]",
        topics=[], language="de",
    ),
    "drafting.delete_claim": lambda w: on(w, State.DRAFT, drafting.delete_claim, by=w.author),
    "drafting.cite": lambda w: on(w, State.APPROVED, drafting.cite, by=w.author, paragraph=2),
    "drafting.edit_citation": lambda w: part(
        w, "citation", w.citation, drafting.edit_citation, stance="context", quote="412"
    ),
    "drafting.uncite": lambda w: part(w, "citation", w.citation, drafting.uncite),
    "drafting.add_figure": lambda w: on(
        w, State.PUBLISHED, drafting.add_figure, by=w.author, text="May", value="5", unit="1"
    ),
    "drafting.edit_figure": lambda w: part(
        w, "figure", w.figure, drafting.edit_figure, value="9"
    ),
    "drafting.decide_figure": lambda w: part(
        w, "figure", w.figure, drafting.decide_figure, status="rejected"
    ),
    "drafting.remove_figure": lambda w: part(w, "figure", w.figure, drafting.remove_figure),
    "drafting.claimant_named": lambda w: lambda: drafting.claimant_named("Nora Quay"),
    "drafting.section_titled": lambda w: lambda: drafting.section_titled(w.source, "Cranes"),
    "drafting.topic_called": lambda w: lambda: drafting.topic_called("Cranes"),
    "drafting.draft_source": lambda w: lambda: drafting.draft_source(
        by=w.author, publisher=w.source.publisher, title="Another report"
    ),
    "drafting.edit_source": lambda w: on_source(
        w, drafting.edit_source, by=w.author, title="Another title"
    ),
    "drafting.capture_source": lambda w: on_source(
        w, drafting.capture_source, by=w.author, text="\n\n".join(OTHER_WORDS)
    ),
    "reviewing.submit_claim": lambda w: on(
        w, State.DRAFT, reviewing.submit_claim, by=w.author, comment="Please."
    ),
    "reviewing.review_claim": lambda w: on(
        w, State.IN_REVIEW, reviewing.review_claim, by=w.reviewer, decision="approve",
        rating="supported", rationale="So it is.",
    ),
    "annotating.annotate": lambda w: lambda: annotating.annotate(
        by=w.author, claim=w.claim, body="Which May, @reviewer?", quote="in May"
    ),
    "annotating.edit_annotation": lambda w: lambda: annotating.edit_annotation(
        annotation=w.remark, version=w.remark.version, by=w.reviewer, body="Which of them?"
    ),
    "annotating.delete_annotation": lambda w: lambda: annotating.delete_annotation(
        annotation=w.remark, version=w.remark.version, by=w.reviewer
    ),
    "annotating.resolve_annotation": lambda w: lambda: annotating.resolve_annotation(
        annotation=w.remark, version=w.remark.version, by=w.author, comment="The last one."
    ),
    "annotating.reopen_annotation": lambda w: _resolved(w),
    "assigning.assign_claim": lambda w: lambda: assigning.assign_claim(
        claim=w.claim, assignee=w.publisher, by=w.author
    ),
    "assigning.change_assignment": lambda w: lambda: assigning.change_assignment(
        assignment=w.assignment, version=1, note="Soon, please."
    ),
    "assigning.end_assignment": lambda w: lambda: assigning.end_assignment(
        assignment=w.assignment, version=1
    ),
    "attending.attend": lambda w: lambda: attending.attend(claim=w.claim, by=w.author),
    "attending.leave": lambda w: _present(w),
    "confirming.confirm_citation": lambda w: _stale(w),
    "restoring.restore_revision": lambda w: on(
        w, State.DRAFT, restoring.restore_revision, by=w.author, revision=1
    ),
    "publishing.publish_claim": lambda w: on(
        w, State.APPROVED, publishing.publish_claim, by=w.publisher
    ),
    "publishing.withdraw_claim": lambda w: on(
        w, State.PUBLISHED, publishing.withdraw_claim, by=w.publisher, reason="Retracted."
    ),
    "importing.import_digest": lambda w: lambda: importing.import_digest(
        text=DIGEST, by=w.author
    ),
    "staffing.set_up_roles": lambda w: _without_a_permission(),
    "staffing.set_up_account": lambda w: lambda: staffing.set_up_account(
        name="nora", role="reviewer"
    ),
    "staffing.create_account": lambda w: partial(
        staffing.create_account, name="nora", role="reviewer", by=_administrator()
    ),
    "staffing.edit_account": lambda w: partial(
        staffing.edit_account, user=w.changer, version=User.objects.get(pk=w.changer.pk).version,
        by=_administrator(), role="reviewer", first_name="Ada",
    ),
    "staffing.change_role": lambda w: lambda: staffing.change_role(
        user=w.changer, role="reviewer"
    ),
    "staffing.close_account": lambda w: lambda: staffing.close_account(user=w.reviewer),
    "staffing.reopen_account": lambda w: _closed(w),
    "issuing.add_token": lambda w: lambda: issuing.add_token(user=w.author, name="pipe"),
    "issuing.issue_token": lambda w: lambda: issuing.issue_token(
        user=w.author, lifetime=timedelta(days=1)
    ),
    "issuing.rename_token": lambda w: lambda: issuing.rename_token(
        token=w.token, version=w.token.version, name="pipe"
    ),
    "issuing.revoke_token": lambda w: lambda: issuing.revoke_token(token=w.token),
    "issuing.revoke_tokens": lambda w: lambda: issuing.revoke_tokens(user=w.author),
    "subscribing.subscribe": lambda w: lambda: subscribing.subscribe(
        by=w.publisher, url="https://example.com/other", event_types=["claim.published"]
    ),
    "subscribing.edit_webhook": lambda w: lambda: subscribing.edit_webhook(
        webhook=w.webhook, version=w.webhook.version, description="Ours."
    ),
    "subscribing.delete_webhook": lambda w: lambda: subscribing.delete_webhook(
        webhook=w.webhook, version=w.webhook.version
    ),
    "subscribing.rotate_secret": lambda w: lambda: subscribing.rotate_secret(webhook=w.webhook),
    "subscribing.send_test": lambda w: lambda: subscribing.send_test(webhook=w.webhook),
    "subscribing.redeliver": lambda w: lambda: subscribing.redeliver(delivery=w.delivery),
    "subscribing.replay": lambda w: lambda: subscribing.replay(webhook=w.webhook, after=0),
    "subscribing.switch_off": lambda w: lambda: subscribing.switch_off(
        webhook=w.webhook, reason="It is gone."
    ),
    "capturing.publisher_named": lambda w: lambda: capturing.publisher_named("Dock Post"),
    "capturing.add_source": lambda w: lambda: capturing.add_source(
        publisher=w.source.publisher, title="Another report"
    ),
    "capturing.edit_source": lambda w: on_source(w, capturing.edit_source, title="Another title"),
    "capturing.capture_text": lambda w: on_source(
        w, capturing.capture_text, text="\n\n".join(OTHER_WORDS)
    ),
    "shelving.shelve": unshelve,
    "shelving.shelve_figures_of": unshelve_figures,
    "dismissing.dismiss_conflict": lambda w: lambda: dismissing.dismiss_conflict(
        conflict=w.conflict, by=w.reviewer, reason="Two harbours."
    ),
}  # fmt: skip


def _administrator() -> User:
    return factories.make_user("administrator")


def _resolved(world: World) -> Callable[[], object]:
    remark = world.remark
    annotating.resolve_annotation(annotation=remark, version=remark.version, by=world.author)
    remark.refresh_from_db()
    return lambda: annotating.reopen_annotation(
        annotation=remark, version=remark.version, by=world.author
    )


def _present(world: World) -> Callable[[], object]:
    attending.attend(claim=world.claim, by=world.author)
    return lambda: attending.leave(claim=world.claim, by=world.author)


def _stale(world: World) -> Callable[[], object]:
    factories.capture(world.source, *OTHER_WORDS, by=world.author)
    claim = factories.fresh(world.claims[State.APPROVED])
    return lambda: confirming.confirm_citation(
        citation=factories.citation_of(claim, 1), version=claim.version, by=world.reviewer
    )


def _closed(world: World) -> Callable[[], object]:
    staffing.close_account(user=world.changer)
    return lambda: staffing.reopen_account(user=world.changer)


def _without_a_permission() -> Callable[[], object]:
    for group in Group.objects.all():
        group.permissions.remove(group.permissions.order_by("pk")[0])
    return staffing.set_up_roles


def public_functions(module: ModuleType) -> set[str]:
    """What a module offers: its own functions, or those that a package names in `__all__`."""
    room = module.__name__.rpartition(".")[2]
    offered = getattr(module, "__all__", None)
    return {
        f"{room}.{name}"
        for name, value in inspect.getmembers(module, inspect.isfunction)
        if (name in offered if offered else value.__module__ == module.__name__)
        and not name.startswith("_")
    }


def test_every_function_that_writes_has_its_act() -> None:
    known = set().union(*map(public_functions, WRITERS))

    assert known - NO_ACTS - set(ACTS) == set(), "give these an act"
    assert set(ACTS) - known == set()


@pytest.mark.parametrize("name", ACTS)
def test_a_failure_at_any_statement_leaves_nothing_half_done(ratings: None, name: str) -> None:
    act = ACTS[name](World())

    assert fail_at_every_statement(act) >= 1
