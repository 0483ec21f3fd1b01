"""Everything that people do is done whole or not at all, whichever statement fails.

ACTS holds one act for each public function that writes; a function without one fails here.
Each entry gets the world and returns the act, made ready so that it goes through.
"""

import inspect
from collections.abc import Callable
from datetime import timedelta
from types import ModuleType
from typing import Any

import pytest
from django.contrib.auth.models import Group

from claims import drafting, importing, publishing, reviewing, shelving, staffing
from claims.models import Edition, State
from sources import capturing
from tests import factories
from tests.failing import fail_at_every_statement
from tests.world import World

WRITERS = (drafting, reviewing, publishing, importing, staffing, capturing, shelving)
# They read, lock, or are a part of the acts below and of no use alone.
NO_ACTS = {
    "drafting.faulty_text", "drafting.lock_claim", "drafting.revise",
    "drafting.text_with_references", "publishing.content_of", "capturing.lock_source",
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
        w, State.PUBLISHED, drafting.add_figure, by=w.author, text="412", value="412", unit="1"
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
    "reviewing.annotate": lambda w: lambda: reviewing.annotate(
        by=w.author, claim=w.claim, body="Which May?"
    ),
    "reviewing.resolve_annotation": lambda w: lambda: reviewing.resolve_annotation(
        annotation=w.remark, by=w.reviewer
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
    "issuing.issue_token": lambda w: lambda: staffing.issue_token(
        user=w.author, lifetime=timedelta(days=1)
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
}  # fmt: skip


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
