"""Nothing of the desk's work shows to readers: not in a byte, not in a count, not in a refusal."""

from collections.abc import Callable
from typing import Any

import pghistory
import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction
from rest_framework.test import APIClient

from claims import drafting
from claims.accounts import issuing
from claims.annotating import annotate, resolve_annotation
from claims.assigning import assign_claim
from claims.confirming import confirm_citation
from claims.dismissing import dismiss_conflict
from claims.importing import import_digest
from claims.models import (
    Attempt,
    Claim,
    Confirmation,
    Dismissal,
    HistoryEntry,
    Resolution,
    Review,
    Revision,
    State,
    Submission,
    User,
)
from claims.webhooks import subscribing
from claims.webhooks.delivering import record
from claims.webhooks.posting import Outcome
from sources.models import now
from tests import factories
from tests.crawling import BODIES, UNKNOWN, Crawl, documented, public_routes
from tests.routes import address, routes
from tests.who_may import doors
from tests.world import World, by_token

SECRET = "zqxsecret"
DRAFTS = 50


@pytest.fixture
def world(ratings: None) -> World:
    """Several published claims, one of them corrected and one withdrawn, and drafts beside."""
    world = World()
    claim = world.claims[State.PUBLISHED]
    factories.edit(claim, world.changer, text="In May 412 containers, 8% more [1][3]")
    claim = factories.approve(factories.submit(claim, world.author), world.reviewer)
    factories.publish(claim, world.publisher, correction="Says which May.")
    for language in ("de", "en"):
        factories.published_claim(world.author, world.publisher, language=language)
    return world


def hide(world: World) -> list[str]:
    """Much that readers must not learn of; the ids, slugs and words to probe for it."""
    other = factories.make_source(f"{SECRET} report", publisher=f"{SECRET} press")
    factories.capture(other, f"{SECRET} one.", f"{SECRET} two.", by=world.author)
    factories.capture(
        world.source, "In May 412 boxes.", "The cranes are new.", "A year ago 8% fewer.",
        f"{SECRET} four.", f"{SECRET} five.", f"{SECRET} six.", f"{SECRET} seven.",
        by=world.author,
    )  # fmt: skip
    topic = drafting.topic_called(f"{SECRET} topic")
    claimant = drafting.claimant_named(f"{SECRET} person", type="Person")
    person = factories.make_user("publisher", f"{SECRET}-person")
    words = [SECRET, other.slug, other.publisher.slug, topic.slug, claimant.slug, person.username]
    made = []
    for number in range(DRAFTS):
        claim = factories.make_claim(
            person, source=other if number % 2 else world.source, text=f"{SECRET} {number} [1][2]",
            topics=[topic], claimant=claimant, language="fr",
            section=drafting.section_titled(other, f"{SECRET} group") if number % 2 else None,
        )  # fmt: skip
        made.append(claim)
        if number % 3 == 0:
            factories.submit(claim, person, comment=SECRET)
        if number % 6 == 0:
            factories.approve(claim, world.reviewer, rating="mixed", rationale=SECRET)
    for claim in Claim.objects.filter(publication__isnull=False):
        factories.edit(claim, person, text=f"{SECRET} edited [1][2]", topics=[topic])
        factories.add_figure(claim, person, text=SECRET, value="7", unit="1")
        annotate(by=person, claim=claim, body=SECRET)
    import_digest(
        text=f"{SECRET} digest\n{SECRET} post · 2025-06-02 09:30 UTC\nCore Viewpoint\n"
        f"- {SECRET} [1][3]\n",
        by=person,
    )
    drafting.edit_source(
        source=world.source, version=_version(world.source), by=person, title=f"{SECRET} title"
    )
    issuing.issue_token(user=person, name=SECRET)
    parts = [claim.citations.all()[0].pk for claim in made[:1]]
    return [*words, str(made[0].pk), str(made[1].pk), *map(str, parts)]


def _version(row: Any) -> int:
    row.refresh_from_db()
    return int(row.version)


def both_worlds(world: World, ask: Callable[[list[str]], dict[str, Any]]) -> tuple[Any, Any]:
    """What is answered with everything hidden in the database, and without: the same questions."""
    keep_the_statistics()
    with transaction.atomic():
        probes = hide(world)
        hidden = ask(probes)
        transaction.set_rollback(True)
    return ask(probes), hidden


def keep_the_statistics() -> None:
    """Until the test ends no autovacuum analyzes what readers see: estimated counts rest on it."""
    tables = [apps.get_model("claims", name)._meta.db_table for name in sorted(PUBLIC_MODELS)]
    with connection.cursor() as db:
        db.execute(f"LOCK TABLE {', '.join(tables)} IN SHARE UPDATE EXCLUSIVE MODE")


def assert_same(without: dict[str, Any], hidden: dict[str, Any]) -> None:
    assert without.keys() == hidden.keys()
    differ = [line for line in without if without[line] != hidden[line]]
    assert not differ, (differ[:5], without[differ[0]], hidden[differ[0]])


def test_readers_cannot_tell_a_world_with_drafts_from_one_without(
    world: World, reader: APIClient
) -> None:
    without, hidden = both_worlds(world, lambda probes: Crawl(reader, probes).run())

    assert_same(without, hidden)
    found = [line for line, answer in without.items() if answer[0] == 200]
    assert len(found) > 300, "the crawl has lost its way"
    assert not [line for line, answer in without.items() if answer[0] >= 500]


def test_an_account_without_a_role_learns_no_more_from_the_desk(world: World) -> None:
    guest = by_token(issuing.issue_token(user=User.objects.create_user("guest")))

    def ask(probes: list[str]) -> dict[str, Any]:
        crawl = Crawl(guest)
        for route in routes():
            if route.startswith("/api/v1/desk/"):
                for word in [*crawl.known[:2], UNKNOWN, *probes]:
                    places = dict.fromkeys(world.places(), word)
                    path = address(route, places | {"number": "1"})
                    for method in ("GET", "POST", "PATCH", "DELETE", "OPTIONS"):
                        crawl.keep(f"{method} {path}", method, path)
        return crawl.answers

    without, hidden = both_worlds(world, ask)

    assert_same(without, hidden)


def test_being_signed_in_shows_readers_nothing_more(world: World, reader: APIClient) -> None:
    guest = by_token(issuing.issue_token(user=User.objects.create_user("guest")))

    def ask(client: APIClient) -> dict[str, Any]:
        crawl = Crawl(client)
        for route in public_routes("GET"):
            crawl.read(address(route, world.places()))
        return crawl.answers

    assert ask(guest) == ask(reader)


def test_every_public_post_has_bodies_to_probe_with() -> None:
    assert set(public_routes("POST")) == set(BODIES)


def test_the_schema_tells_of_every_public_list() -> None:
    told = documented()

    lists = [route for route in public_routes("GET") if "ordering" in told.get(route, {})]
    assert "/api/v1/claims/" in lists
    assert set(public_routes("GET")) <= set(doors())


# What readers are meant to see, in its own words.
PUBLIC_MODELS = {
    "Rating", "Edition", "Publication", "PublishedSource", "PublishedParagraph",
    "PublishedCitation", "PublishedTopic", "PublishedAnnotation", "PublishedFigure", "FigureConflict",
}  # fmt: skip
# Text that holds no words: hashes, codes and what the database makes by itself.
NO_WORDS = {
    "Token.token_key", "Token.digest", "User.password", "Publisher.country", "Claim.imported_as",
    "Citation.text_sha256", "Confirmation.text_sha256", "Answer.key", "Answer.fingerprint",
    "HistoryOperation.resource", "HistoryOperation.row", "HistoryOperation.subject",
    "HistoryOperation.kind", "Delivery.type", "Figure.unit", "Load.path", "Load.digest",
}  # fmt: skip


def working_models() -> list[type[models.Model]]:
    """Every model of the working copy, those that come later too."""
    return [
        model
        for name in ("sources", "claims")
        for model in apps.get_app_config(name).get_models()
        if model.__name__ not in PUBLIC_MODELS and not model.__name__.endswith("Event")
    ]


def text_fields(model: type[models.Model]) -> list[str]:
    return [
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
        and not field.choices
        and not field.primary_key
        and f"{model.__name__}.{field.name}" not in NO_WORDS
    ]


def mark(row: models.Model, field: str) -> bool:
    """Write the secret word into a field of a row, in the first form that its rules let stand."""
    pk = str(row.pk).replace("-", "")
    for value in (
        f"{SECRET} {pk}",
        f"{SECRET}-{pk}",
        f"https://{SECRET}.example/{pk}",
        f"en-{SECRET[:8]}",
        SECRET,
    ):
        try:
            with transaction.atomic():
                type(row)._default_manager.filter(pk=row.pk).update(**{field: value})
        except DatabaseError:
            continue
        return True
    return False


def written_once(world: World) -> dict[type[models.Model], tuple[str, ...]]:
    """Rows that nobody changes are made with the word in them; in which fields."""
    with pghistory.context(request=SECRET, command=SECRET, reason=SECRET):
        _write_once(world)
    return {
        Attempt: ("answer", "error"),
        Confirmation: ("comment",),
        Dismissal: ("reason",),
        HistoryEntry: ("request", "reason", "command"),
        Resolution: ("comment",),
        Review: ("rationale",),
        Revision: ("reason",),
        Submission: ("comment",),
    }


def _write_once(world: World) -> None:
    claim = world.claims[State.DRAFT]
    factories.edit(claim, world.author, claimed_on="2025-06-03", reason=SECRET)
    factories.submit(claim, world.author, comment=SECRET)
    factories.send_back(claim, world.reviewer, rationale=SECRET)
    factories.capture(world.source, "In May we moved 421 containers.", by=world.author)
    stale = world.claims[State.APPROVED]
    confirm_citation(
        citation=factories.citation_of(stale, 1),
        version=factories.fresh(stale).version,
        by=world.reviewer,
        comment=SECRET,
    )
    remark = annotate(by=world.reviewer, claim=claim, body=SECRET, quote="412")
    resolve_annotation(annotation=remark, version=1, by=world.author, comment=SECRET)
    assign_claim(claim=claim, assignee=world.reviewer, by=world.author, note=SECRET)
    dismiss_conflict(conflict=world.conflict, by=world.reviewer, reason=SECRET)
    failed = Outcome(0, status=500, answer=SECRET, error=SECRET)
    record(world.delivery, started_at=now(), outcome=failed)
    subscribing.switch_off(webhook=world.webhook, reason="Asked to.")


def test_a_word_in_every_text_of_the_desk_shows_nowhere(world: World, reader: APIClient) -> None:
    made = written_once(world)
    unmarked = []
    for model in working_models():
        rows = list(model._default_manager.all())
        for field in text_fields(model):
            marked = [mark(row, field) for row in rows]
            if model not in made and not any(marked):
                unmarked.append(f"{model.__name__}.{field}")
    assert not unmarked, (
        f"give the world such rows, or say in NO_WORDS that there are no words: {unmarked}"
    )
    for model, fields in made.items():
        for field in fields:
            assert model._default_manager.filter(**{field: SECRET}).exists(), field

    answers = Crawl(reader).run()

    shown = [line for line, answer in answers.items() if SECRET[:8] in repr(answer).lower()]
    assert shown == []
    assert sum(answer[0] == 200 for answer in answers.values()) > 300
