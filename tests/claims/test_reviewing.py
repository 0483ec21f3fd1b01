"""Submitting and reviewing: who may, when, and that nothing happens otherwise."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from claims import gates
from claims.errors import NotReady, Stale
from claims.models import Review, State, User
from claims.queues import waiting_for
from claims.reviewing import review_claim, submit_claim
from tests import factories


def test_a_claim_goes_from_draft_to_review_to_approval(author: User, reviewer: User) -> None:
    claim = factories.make_claim(author)

    claim = factories.submit(claim, author)
    assert claim.state == State.IN_REVIEW
    claim = factories.approve(claim, reviewer)

    assert claim.state == State.APPROVED
    assert claim.revision == 1


def test_everything_missing_is_told_at_once(author: User) -> None:
    claim = factories.make_claim(author, text="No source says so", language="")

    with pytest.raises(NotReady) as refused:
        submit_claim(claim=claim, version=claim.version, by=author)

    assert {reason.code for reason in refused.value.reasons} == {"no_citation", "no_language"}
    assert factories.fresh(claim).state == State.DRAFT


def test_authors_do_not_review_their_own_claims(author: User) -> None:
    claim = factories.submit(factories.make_claim(author), author)

    with pytest.raises(NotReady) as refused:
        factories.approve(claim, author)

    assert [reason.code for reason in refused.value.reasons] == ["own_claim"]
    assert not Review.objects.exists()


def test_who_changed_a_claim_since_its_last_edition_does_not_review_it(
    author: User, reviewer: User
) -> None:
    claim = factories.make_claim(author)
    claim = factories.edit(claim, reviewer, text="The harbour moved 413 containers [1]")
    claim = factories.submit(claim, author)

    with pytest.raises(NotReady) as refused:
        factories.approve(claim, reviewer)

    assert [reason.code for reason in refused.value.reasons] == ["own_change"]
    assert factories.approve(claim, factories.make_user()).state == State.APPROVED


def test_a_change_that_was_published_no_longer_bars_its_author(
    author: User, reviewer: User
) -> None:
    claim = factories.make_claim(author)
    claim = factories.edit(claim, reviewer, text="The harbour moved 413 containers [1]")
    third = factories.make_user()
    factories.publish(factories.approve(factories.submit(claim, author), third), third)
    claim = factories.edit(claim, third, text="The harbour moved 414 containers [1]")

    claim = factories.approve(factories.submit(claim, author), reviewer)

    assert claim.state == State.APPROVED


def test_changes_are_requested_and_the_claim_submitted_again(author: User, reviewer: User) -> None:
    claim = factories.submit(factories.make_claim(author), author)

    claim = factories.send_back(claim, reviewer)
    assert claim.state == State.CHANGES_REQUESTED
    claim = factories.submit(claim, author, comment="May 2025, now said in the source.")
    claim = factories.approve(claim, reviewer)

    assert claim.state == State.APPROVED
    assert claim.submissions.count() == 2


def test_a_decision_on_another_version_than_the_one_read_is_refused(
    author: User, reviewer: User
) -> None:
    claim = factories.submit(factories.make_claim(author), author)
    read = claim.version
    factories.edit(claim, author, text="Something else [1]")

    with pytest.raises(Stale):
        review_claim(
            claim=claim,
            version=read,
            by=reviewer,
            decision="approve",
            rating="supported",
            rationale="Yes.",
        )


def test_an_edit_of_an_approved_claim_takes_the_approval_away(author: User, reviewer: User) -> None:
    claim = factories.approved_claim(author, reviewer)

    claim = factories.edit(claim, author, text="The harbour moved 500 containers [1]")

    assert claim.state == State.DRAFT
    assert claim.revision == 2


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"decision": "maybe"}, "unknown_decision"),
        ({"rating": "suported"}, "unknown_rating"),
        ({"rating": ""}, "no_rating"),
        ({"rationale": "  "}, "no_rationale"),
    ],
)
def test_a_review_without_sense_is_refused(
    author: User, reviewer: User, given: dict[str, str], code: str
) -> None:
    claim = factories.submit(factories.make_claim(author), author)
    whole = {"decision": "approve", "rating": "supported", "rationale": "Yes."} | given

    with pytest.raises(ValidationError) as refused:
        review_claim(claim=claim, version=claim.version, by=reviewer, **whole)

    codes = {e.code for errors in refused.value.error_dict.values() for e in errors}
    assert codes == {code}
    assert factories.fresh(claim).state == State.IN_REVIEW


def test_a_contributor_does_not_review(author: User, contributor: User) -> None:
    claim = factories.submit(factories.make_claim(author), author)

    with pytest.raises(NotReady) as refused:
        factories.approve(claim, contributor)

    assert [reason.code for reason in refused.value.reasons] == ["role"]


def test_as_many_approvals_as_the_setting_asks_for(
    author: User, reviewer: User, settings: object
) -> None:
    settings.STET_REQUIRED_APPROVALS = 2  # type: ignore[attr-defined]
    claim = factories.submit(factories.make_claim(author), author)

    claim = factories.approve(claim, reviewer)
    assert claim.state == State.IN_REVIEW
    claim = factories.approve(claim, reviewer)
    assert claim.state == State.IN_REVIEW, "one reviewer counts once"
    claim = factories.approve(claim, factories.make_user())

    assert claim.state == State.APPROVED


def test_whoever_approves_has_read_the_paragraphs_as_they_are(author: User, reviewer: User) -> None:
    claim = factories.submit(factories.make_claim(author), author)
    factories.capture(claim.source, "In May 412 boxes.", "Cranes.", "Up 8 percent.", by=author)
    assert all(citation.is_stale for citation in claim.citations.all())

    factories.approve(claim, reviewer)

    assert not any(citation.is_stale for citation in claim.citations.all())


def test_reviews_are_written_once(author: User, reviewer: User) -> None:
    factories.approved_claim(author, reviewer)
    review = Review.objects.get()

    for change in (
        lambda: Review.objects.update(rationale="Something else"),
        lambda: Review.objects.all().delete(),
        lambda: review.delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert Review.objects.get().rationale == "Both paragraphs say so."


def test_remarks_are_left_with_a_review_or_not_at_all(author: User, reviewer: User) -> None:
    claim = factories.submit(factories.make_claim(author), author)
    asked = {"claim": claim, "version": claim.version, "by": reviewer}
    asked |= {"decision": "request_changes", "rationale": "Two things."}

    with pytest.raises(ValidationError) as refused:
        review_claim(**asked, remarks=[{"body": "a"}, {"body": "b", "quote": "no such words"}])
    assert "remarks/1/quote" in refused.value.error_dict
    assert not Review.objects.exists()
    review = review_claim(
        **asked,
        remarks=[
            {"body": "Boxes?", "quote": "412 containers"},
            {"body": "Which page?", "citation": factories.citation_of(claim, 1)},
            {"body": "Hm.", "paragraph": factories.citation_of(claim, 3).paragraph},
        ],
    )

    remarks = review.remarks.order_by("created_at", "pk")
    assert [remark.motivation for remark in remarks] == ["editing"] * 3
    assert [remark.claim for remark in remarks] == [claim, claim, None]


def test_reviewers_who_rate_differently_have_not_agreed(
    author: User, reviewer: User, settings: object
) -> None:
    settings.STET_REQUIRED_APPROVALS = 2  # type: ignore[attr-defined]
    other, third = factories.make_user("publisher"), factories.make_user("reviewer")
    claim = factories.submit(factories.make_claim(author), author)
    factories.approve(claim, reviewer, rating="supported")

    claim = factories.approve(claim, other, rating="refuted")
    assert claim.state == State.IN_REVIEW

    assert factories.approve(claim, third, rating="refuted").state == State.APPROVED
    factories.publish(claim, other)
    content = claim.editions.get().content
    assert content["rating"]["code"] == "refuted"
    assert content["reviewed_by"] == f"{other.username}, {third.username}"


def test_the_rating_is_that_of_the_last_word(
    author: User, reviewer: User, settings: object
) -> None:
    settings.STET_REQUIRED_APPROVALS = 2  # type: ignore[attr-defined]
    other = factories.make_user("publisher")
    claim = factories.submit(factories.make_claim(author), author)
    factories.approve(claim, reviewer, rating="refuted", rationale="At first.")
    factories.approve(claim, other, rating="refuted", rationale="Then.")
    factories.send_back(claim, reviewer)

    claim = factories.submit(claim, author)
    claim = factories.approve(claim, reviewer, rating="refuted", rationale="In the end.")

    factories.publish(claim, other)
    assert claim.editions.get().content["rating"]["rationale"] == "In the end."


def test_what_was_withdrawn_is_judged_anew(author: User, reviewer: User) -> None:
    claim = factories.published_claim(author, reviewer)
    factories.withdraw(claim, reviewer)

    claim = factories.submit(claim, author)

    assert (claim.state, claim.revision) == (State.IN_REVIEW, 2)
    assert gates.approvals(claim) == []
    assert claim in waiting_for(reviewer)
