"""Claims as they stood: every revision is put together again as it was, and history is whole."""

import json
from typing import Any

import pytest
from django.apps import apps
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims import drafting, history
from claims.api.desk.serializers import ClaimSerializer
from claims.errors import Conflict
from claims.models import Claim, HistoryOperation, Revision, User
from claims.restoring import restore_revision
from tests import factories

# Each step commits, as in life: a revision ends where a later transaction begins.
pytestmark = pytest.mark.django_db(transaction=True)


def shown(claim: Claim) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(json.dumps(ClaimSerializer(claim).data, default=str))
    return data


def today(claim: Claim) -> dict[str, Any]:
    return shown(Claim.objects.with_parts().get(pk=claim.pk))


def test_a_revision_is_shown_as_it_last_stood(author: User, reviewer: User) -> None:
    claim = factories.make_claim(author, topics=[drafting.topic_called("Ports")])
    factories.add_figure(claim, author)
    factories.approve(factories.submit(claim, author), reviewer)
    before = today(claim)
    factories.edit(claim, reviewer, text="Nothing of it [2]", topics=[])

    assert shown(history.claim_at(claim, 2)) == before
    assert before["state"] == "approved"
    assert shown(history.claim_at(claim, 3)) == today(claim)


def test_what_it_named_is_shown_as_it_was_called_then(author: User) -> None:
    claim = factories.make_claim(author, claimant=drafting.claimant_named("Port Authority"))
    factories.capture(claim.source, "In May.", "Cranes.", "Up 8 percent.", by=author)
    before = today(claim)
    factories.edit(claim, author, text="Up by 8% [1]")
    claimant = factories.fresh(claim).claimant
    assert claimant is not None
    claimant.name = "Harbour Authority"
    claimant.save()
    factories.capture(claim.source, "Before all.", "In June.", "Cranes.", by=author)

    assert shown(history.claim_at(claim, 2)) == before


def test_a_revision_that_there_never_was(author: User) -> None:
    with pytest.raises(Revision.DoesNotExist):
        history.claim_at(factories.make_claim(author), 2)


def test_what_came_by_a_fixture_was_not_recorded_before(author: User) -> None:
    claim = factories.make_claim(author)
    Claim.objects.filter(pk=claim.pk).update(revision=3)
    Revision.objects.create(claim=claim, number=2, author=author)
    Revision.objects.create(claim=claim, number=3, author=author)

    with pytest.raises(history.NotRecorded):
        history.claim_at(claim, 2)


TEXTS = ["Up 8% in May [1]", "Up 8% [1][2]", "Down 9% and up 8% [3][1]", "So it was [2][3]"]
EDITS = st.lists(
    st.tuples(st.sampled_from(["text", "topics", "stance", "figure", "decide", "remove", "cite",
                               "uncite", "language", "capture", "restore", "submit"]),
              st.integers(0, 3)),
    min_size=1, max_size=12,
)  # fmt: skip


def act(claim: Claim, kind: str, choice: int, by: User) -> None:
    """Do one thing to the claim, if it can be done now."""
    claim = factories.fresh(claim)
    version = claim.version
    figure = claim.figures.order_by("pk").first()
    citation = claim.citations.order_by("position").first()
    if kind == "text":
        factories.edit(claim, by, text=TEXTS[choice])
    elif kind == "topics":
        factories.edit(
            claim, by, topics=[drafting.topic_called(f"Topic {n}") for n in range(choice)]
        )
    elif kind == "language":
        factories.edit(claim, by, language=["en", "de", "", "ru"][choice])
    elif kind == "stance" and citation:
        stance = ["supports", "refutes", "context", "supports"][choice]
        drafting.edit_citation(citation=citation, version=version, by=by, stance=stance)
    elif kind == "figure" and "8%" in claim.text and not claim.figures.frozen().exists():
        factories.add_figure(claim, by, of=f"share {choice}")
    elif kind == "decide" and figure:
        beside = claim.figures.frozen().exclude(pk=figure.pk).exists()
        status = "rejected" if beside else ["confirmed", "rejected"][choice % 2]
        drafting.decide_figure(figure=figure, version=version, by=by, status=status)
    elif kind == "remove" and figure:
        drafting.remove_figure(figure=figure, version=version, by=by)
    elif kind == "cite" and not claim.citations.filter(paragraph__number=choice + 1).exists():
        drafting.cite(claim=claim, version=version, by=by, paragraph=choice + 1)
    elif kind == "uncite" and citation:
        drafting.uncite(citation=citation, version=version, by=by)
    elif kind == "capture":
        words = [f"Words {n} of {choice}." for n in range(1, 5)]
        factories.capture(claim.source, *words, by=by)
    elif kind == "restore" and choice + 1 < claim.revision:
        restore_revision(claim=claim, version=version, by=by, revision=choice + 1)
    elif kind == "submit" and claim.state == "draft" and claim.language and citation:
        factories.submit(claim, by)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(edits=EDITS)
def test_after_any_edits_history_is_whole(author: User, edits: list[tuple[str, int]]) -> None:
    source = factories.make_source()
    claim = factories.make_claim(author, source=source, text=TEXTS[0])
    stood = {1: today(claim)}
    for kind, choice in edits:
        try:
            act(claim, kind, choice, author)
        except Conflict:
            continue
        stood[factories.fresh(claim).revision] = today(claim)

    for number, before in stood.items():
        assert shown(history.claim_at(claim, number)) == before
    check_chain(HistoryOperation.objects.filter(subject=str(claim.pk)))
    check_chain(HistoryOperation.objects.filter(subject=str(source.pk)))


def check_chain(operations: Any) -> None:
    """Every event is told once, and what one change left is what the next one found."""
    changes = history.changes_of(operations)
    left: dict[tuple[str, str], dict[str, Any]] = {}
    for pk in sorted(changes):
        change = changes[pk]
        row = left.setdefault((change.resource.label, change.operation.row), {})
        assert change.complete
        for changed in change.fields:
            assert row.get(changed.field) == changed.before
            row[changed.field] = changed.after
    for (label, key), row in left.items():
        model: Any = apps.get_model(label)
        standing = model.objects.filter(pk=key).first()
        if standing is None:
            assert set(row.values()) <= {None}
            continue
        for name, value in row.items():
            field = model._meta.get_field(name)
            held = getattr(standing, field.attname)
            told = value["id"] if isinstance(value, dict) else value
            assert told == (str(held) if isinstance(value, dict) else held)
