"""Put claims before the reviewers, record what they decide, and keep remarks."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from claims import gates, workflow
from claims.drafting import lock_claim
from claims.errors import Conflict
from claims.models import Annotation, Claim, Decision, Rating, Review, Submission, User
from sources.models import now


@transaction.atomic
def submit_claim(*, claim: Claim, version: int, by: User, comment: str = "") -> Submission:
    """Put the claim's revision before the reviewers.

    Raises Stale, and NotReady with everything that is missing.
    """
    claim = lock_claim(claim, version=version)
    workflow.check(workflow.SUBMIT, claim=claim, by=by)
    submission = Submission(claim=claim, submitter=by, revision=claim.revision, comment=comment)
    submission.full_clean()
    submission.save()
    workflow.enter(claim, workflow.SUBMIT.target)
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
) -> Review:
    """Record a decision on the revision the reviewer read: approve, or request changes.

    The claim is approved with the last approval it needs (STET_REQUIRED_APPROVALS). Whoever
    approves has read the cited paragraphs as they are now. Raises Stale, NotReady, and
    ValidationError for an unknown decision or rating, or a missing rationale.
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
    if decision == Decision.APPROVE:
        for citation in claim.citations.all():
            if citation.is_stale:
                citation.text_sha256 = citation.paragraph.text_sha256
                citation.save(update_fields=["text_sha256"])
        if gates.missing_approvals(claim):
            workflow.enter(claim, workflow.SUBMIT.target, why=claim.state_reason)
            return review
    workflow.enter(claim, transition.target)
    return review


@transaction.atomic
def annotate(*, by: User, **fields: Any) -> Annotation:
    """Leave a remark on a claim, a part of it, or a paragraph. Raises ValidationError."""
    annotation = Annotation(author=by, **fields)
    annotation.full_clean()
    parts = (annotation.citation, annotation.figure)
    if any(part is not None and part.claim_id != annotation.claim_id for part in parts):
        raise ValidationError("The part belongs to another claim.", code="no_target")
    parent = annotation.parent
    if parent is not None and (parent.claim_id, parent.paragraph_id) != (
        annotation.claim_id,
        annotation.paragraph_id,
    ):
        raise ValidationError("A reply has the target of its parent.", code="no_target")
    annotation.save()
    return annotation


@transaction.atomic
def resolve_annotation(*, annotation: Annotation, by: User) -> Annotation:
    """Say that a remark is dealt with, by whom and when. Raises Conflict if it is already."""
    annotation = Annotation.objects.select_for_update(no_key=True).get(pk=annotation.pk)
    if annotation.resolved_at is not None:
        raise Conflict("The remark is resolved already.")
    annotation.resolved_by, annotation.resolved_at = by, now()
    annotation.save(update_fields=["resolved_by", "resolved_at"])
    return annotation


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
