"""Restoring: what a revision said is said again, as a new one, or refused with every reason."""

import pytest
from django.core.exceptions import ValidationError

from claims import drafting, gates
from claims.errors import Stale
from claims.models import Claim, State, User
from claims.restoring import NotRestorable, restore_revision
from tests import factories

# Each step commits, as in life: a revision ends where a later transaction begins.
pytestmark = pytest.mark.django_db(transaction=True)


def restore(claim: Claim, by: User, revision: int, reason: str = "") -> Claim:
    claim = factories.fresh(claim)
    return restore_revision(
        claim=claim, version=claim.version, by=by, revision=revision, reason=reason
    )


def test_everything_comes_back_as_it_was(author: User, reviewer: User) -> None:
    topics = [drafting.topic_called("Ports")]
    claim = factories.make_claim(author, topics=topics)
    factories.capture(claim.source, "In May.", "Cranes.", "Up 8 percent.", by=author)
    drafting.edit_citation(
        citation=factories.citation_of(claim, 3),
        version=factories.fresh(claim).version,
        by=author,
        stance="context",
        quote="8 percent",
    )
    figure = factories.add_figure(claim, author)
    factories.edit(claim, author, text="Nothing [2]", topics=[], language="de")
    drafting.remove_figure(
        figure=claim.figures.get(text="8%"), version=factories.fresh(claim).version, by=author
    )

    restored = restore(claim, reviewer, 4, "It was right.")

    assert (restored.revision, restored.state, restored.language) == (7, State.DRAFT, "en")
    assert drafting.text_with_references(factories.fresh(claim)) == factories.TEXT
    kept = factories.citation_of(claim, 3)
    assert (kept.stance, kept.quote) == ("context", "8 percent")
    again = claim.figures.get(text="8%")
    assert (again.pk, again.status, again.decided_by, again.start) == (
        figure.pk, "confirmed", author, figure.start
    )  # fmt: skip
    assert [link.topic for link in claim.topic_links.all()] == topics
    last = claim.revisions.get(number=7)
    assert (last.author, last.reason) == (reviewer, "Restored revision 4. It was right.")


def test_whoever_restores_does_not_review(author: User, reviewer: User) -> None:
    claim = factories.make_claim(author)
    factories.edit(claim, author, text="Nothing [2]")

    claim = restore(claim, reviewer, 1)

    assert [reason.code for reason in gates.to_review(claim, reviewer)] == ["own_change"]


def test_a_decision_taken_since_is_kept(author: User) -> None:
    claim = factories.make_claim(author)
    figure = factories.figure_of(claim)
    factories.edit(claim, author, language="de")
    drafting.decide_figure(
        figure=figure, version=factories.fresh(claim).version, by=author, status="confirmed"
    )

    restore(claim, author, 1)

    assert claim.figures.get(text="8%").status == "confirmed"


def test_it_is_refused_with_every_reason(author: User) -> None:
    topic = drafting.topic_called("Ports")
    section = drafting.section_titled(source := factories.make_source(), "Group 1")
    claim = factories.make_claim(author, source=source, section=section, topics=[topic])
    factories.capture(source, "In May it was warm.", "Cranes.", "Up 8 percent.", by=author)
    drafting.edit_citation(
        citation=factories.citation_of(claim, 3),
        version=factories.fresh(claim).version,
        by=author,
        quote="8 percent",
    )
    factories.edit(claim, author, text="Cranes [2]", topics=[], section=None)
    factories.make_claim(author, source=source, section=section, position=0, text="Cranes [2]")
    topic.delete()
    factories.capture(source, "Cranes.", "Up 9 percent.", by=author)

    with pytest.raises(NotRestorable) as refused:
        restore(claim, author, 3)

    codes = {reason.code for reason in refused.value.reasons}
    assert codes == {"gone_paragraph", "quote_not_found", "gone_topic", "position_taken"}
    assert factories.fresh(claim).revision == 4


def test_the_current_revision_is_not_restored(author: User) -> None:
    with pytest.raises(NotRestorable, match="is at revision 1"):
        restore(factories.make_claim(author), author, 1)


def test_a_revision_that_there_never_was(author: User) -> None:
    with pytest.raises(ValidationError) as refused:
        restore(factories.make_claim(author), author, 7)

    assert refused.value.error_dict["revision"][0].code == "unknown_revision"


def test_somebody_else_was_faster(author: User) -> None:
    claim = factories.make_claim(author)
    factories.edit(claim, author, text="Nothing [2]")

    with pytest.raises(Stale):
        restore_revision(claim=claim, version=claim.version, by=author, revision=1)
