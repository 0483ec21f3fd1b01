"""Confirming that changed evidence still bears a claim, and what it said before."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from claims.confirming import confirm_citation, words_before
from claims.errors import Conflict, NotReady, Stale
from claims.models import Confirmation, State
from tests import factories

OLD = "The harbour moved 412 containers in May, says the port."
CHANGED = "The harbour moved 412 containers in May, says the port office."
OTHER = "Trade was slow elsewhere on the coast."


@pytest.fixture
def clerk(ratings):
    """Whoever captures the text: they have changed the claim, and do not review it."""
    return factories.make_user("contributor")


@pytest.fixture
def returned(author, reviewer, clerk):
    """An approved claim that came back, because its paragraph has other words."""
    source = factories.make_source()
    factories.capture(source, OLD, OTHER, by=clerk)
    claim = factories.approved_claim(author, reviewer, source=source, text="It moved 412 [1]")
    factories.capture(source, CHANGED, OTHER, by=clerk)
    return factories.fresh(claim)


def confirm(claim, by, number=1, **fields):
    return confirm_citation(
        citation=factories.citation_of(claim, number),
        version=factories.fresh(claim).version,
        by=by,
        **fields,
    )


def test_a_confirmed_citation_is_no_longer_stale(returned, reviewer):
    assert returned.state == State.IN_REVIEW
    assert factories.citation_of(returned, 1).is_stale

    made = confirm(returned, reviewer, comment="Only the office is named.")

    assert not factories.citation_of(returned, 1).is_stale
    after = factories.fresh(returned)
    assert (after.revision, after.state) == (returned.revision, State.IN_REVIEW)
    assert after.version > returned.version
    assert (made.confirmer, made.revision) == (reviewer, returned.revision)
    assert made.text_sha256 == factories.citation_of(returned, 1).paragraph.text_sha256


def test_the_claim_says_what_is_left_to_be_read(author, reviewer, clerk):
    source = factories.make_source()
    factories.capture(source, OLD, OTHER, by=clerk)
    claim = factories.approved_claim(author, reviewer, source=source, text="It moved 412 [1][2]")
    factories.capture(source, CHANGED, OTHER + " So they say.", by=clerk)
    assert factories.fresh(claim).state_reason.startswith("The text of [1], [2] has changed")

    confirm(claim, reviewer)
    assert factories.fresh(claim).state_reason.startswith("The text of [2] has changed")

    confirm(claim, reviewer, number=2)
    assert factories.fresh(claim).state_reason == ""


def test_nobody_confirms_their_own_claim_or_change(returned, author, clerk):
    codes = []
    for person in (author, clerk):
        with pytest.raises(NotReady) as refused:
            confirm(returned, person)
        codes += [reason.code for reason in refused.value.reasons]

    assert codes == ["own_claim", "own_change"]
    assert factories.citation_of(returned, 1).is_stale


def test_there_must_be_something_to_confirm(author, reviewer, clerk, returned):
    confirm(returned, reviewer)

    with pytest.raises(Conflict, match="has not changed"):
        confirm(returned, reviewer)

    citation = factories.citation_of(returned, 1)
    factories.capture(returned.source, OTHER, "Nothing of this was ever here.", by=clerk)
    claim = factories.fresh(returned)
    citation.refresh_from_db()
    with pytest.raises(Conflict, match="no longer has the paragraph"):
        confirm_citation(citation=citation, version=claim.version, by=reviewer)


def test_a_quote_that_is_gone_is_corrected_first(author, reviewer, clerk):
    source = factories.make_source()
    factories.capture(source, OLD, by=clerk)
    claim = factories.make_claim(author, source=source, text="It moved 412 [1]")
    from claims.drafting import edit_citation

    edit_citation(
        citation=factories.citation_of(claim, 1),
        version=factories.fresh(claim).version,
        by=author,
        quote="says the port.",
    )
    factories.approve(factories.submit(claim, author), reviewer)
    factories.capture(source, CHANGED, by=clerk)

    with pytest.raises(ValidationError, match="do not occur"):
        confirm(claim, reviewer)

    assert not Confirmation.objects.exists()


def test_a_confirmation_is_of_the_version_that_was_read(returned, reviewer):
    citation = factories.citation_of(returned, 1)

    with pytest.raises(Stale):
        confirm_citation(citation=citation, version=returned.version - 1, by=reviewer)


def test_a_confirmation_is_written_once(returned, reviewer):
    made = confirm(returned, reviewer)

    with pytest.raises(DatabaseError), transaction.atomic():
        Confirmation.objects.update(comment="Something else.")
    with pytest.raises(DatabaseError), transaction.atomic():
        Confirmation.objects.all().delete()
    assert Confirmation.objects.get() == made


def test_a_long_comment_is_refused(returned, reviewer):
    with pytest.raises(ValidationError, match="more than 10000"):
        confirm(returned, reviewer, comment="x" * 10_001)


def test_what_a_stale_paragraph_said_before_is_known(returned):
    citation = factories.citation_of(returned, 1)

    assert words_before([citation]) == {citation.pk: OLD}


def test_before_its_capture_a_paragraph_said_nothing(author, clerk):
    claim = factories.make_claim(author, text="It moved 412 [1]")
    factories.capture(claim.source, OLD, by=clerk)
    citation = factories.citation_of(claim, 1)

    assert words_before([citation]) == {citation.pk: ""}


def test_what_is_not_stale_is_not_looked_up(author, django_assert_num_queries):
    citations = list(factories.make_claim(author).citations.all())

    with django_assert_num_queries(0):
        assert words_before(citations) == {}
