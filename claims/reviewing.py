"""Put claims before the reviewers, and record what they decide, with their remarks."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction

from claims import gates, workflow
from claims.annotating import annotate
from claims.drafting import lock_claim, revise
from claims.drafting.evidence import unread_evidence
from claims.drafting.revisions import hold_source
from claims.models import Claim, Decision, Motivation, Rating, Review, State, Submission, User


@transaction.atomic
def submit_claim(*, claim: Claim, version: int, by: User, comment: str = "") -> Submission:
    """Put the claim's revision before the reviewers.

    What was withdrawn is judged anew, as another revision. Raises Stale, and NotReady with
    everything that is missing.
    """
    claim = lock_claim(claim, version=version)
    workflow.check(workflow.SUBMIT, claim=claim, by=by)
    if claim.state == State.WITHDRAWN:
        revise(claim, by=by, reason=comment)
    submission = Submission(claim=claim, submitter=by, revision=claim.revision, comment=comment)
    submission.full_clean()
    submission.save()
    workflow.enter(claim, workflow.SUBMIT.target, why=unread_evidence(claim))
    return submission


@transaction.atomic
def review_claim(
    *,
    claim: Claim,
    version: int,
    by: User,
    decision: str,
    rating: str = "",
    rationale: str = "",
    remarks: Sequence[Mapping[str, Any]] = (),
) -> Review:
    """Record a decision on the revision the reviewer read: approve, or request changes.

    The claim is approved with the last approval it needs (STET_REQUIRED_APPROVALS). Whoever
    approves has read the cited paragraphs as they are now. `remarks` are left with the review or
    not at all: each as `annotate` takes it, on the claim unless it names a paragraph, editing
    unless it says otherwise. Raises Stale, NotReady, and ValidationError for an unknown decision
    or rating, a missing rationale, or a remark (`remarks/0/quote`).
    """
    transition = workflow.DECISIONS.get(decision)
    if transition is None:
        raise ValidationError(
            {
                "decision": ValidationError(
                    f"decision is one of: {', '.join(Decision.values)}.", code="unknown_decision"
                )
            }
        )
    # Sources are locked before claims, as everywhere.
    for source in sorted({r["paragraph"].source_id for r in remarks if r.get("paragraph")}):
        hold_source(source)
    claim = lock_claim(claim, version=version)
    review = Review(
        claim=claim,
        reviewer=by,
        revision=claim.revision,
        decision=decision,
        rating=_rating(rating),
        rationale=rationale,
    )
    review.full_clean()
    workflow.check(transition, claim=claim, by=by)
    review.save()
    _leave_remarks(review, remarks)
    if decision == Decision.APPROVE:
        for citation in claim.citations.all():
            if citation.is_stale:
                citation.text_sha256 = citation.paragraph.text_sha256
                citation.save(update_fields=["text_sha256"])
        if gates.missing_approvals(claim):
            workflow.enter(claim, workflow.SUBMIT.target, why=unread_evidence(claim))
            return review
    workflow.enter(claim, transition.target)
    return review


def _leave_remarks(review: Review, remarks: Sequence[Mapping[str, Any]]) -> None:
    for index, remark in enumerate(remarks):
        fields = {"motivation": Motivation.EDITING.value, **remark}
        if fields.get("paragraph") is None:
            fields["claim"] = review.claim
        try:
            annotate(by=review.reviewer, review=review, **fields)
        except ValidationError as error:
            raise ValidationError(
                {
                    f"remarks/{index}{'' if name == NON_FIELD_ERRORS else f'/{name}'}": errors
                    for name, errors in error.update_error_dict({}).items()
                }
            ) from error


def _rating(code: str) -> Rating | None:
    if not code:
        return None
    rating = Rating.objects.filter(code=code).first()
    if rating is None:
        known = ", ".join(Rating.objects.values_list("code", flat=True))
        raise ValidationError(
            {
                "rating": ValidationError(
                    f"There is no rating {code!r}; known: {known}.", code="unknown_rating"
                )
            }
        )
    return rating
