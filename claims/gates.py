"""What a claim must have before each step: every gate tells all that is missing at once."""

from collections.abc import Callable, Iterable
from typing import TypeAlias

from django.conf import settings
from django.db.models import Subquery

from claims.errors import Reason
from claims.models import Claim, Decision, EditionStatus, Figure, HistoryOperation, Review, User

Gate: TypeAlias = Callable[[Claim, User], list[Reason]]


def to_submit(claim: Claim, by: User) -> list[Reason]:
    """Text (a constraint sees to it), at least one citation that resolves, a language."""
    reasons = unresolved_markers(claim)
    if not claim.citations.exists():
        reasons.append(
            Reason("no_citation", "The claim cites no paragraph: end it with a marker as [1].")
        )
    if not claim.language:
        reasons.append(Reason("no_language", "The claim's language is not known.", "/language"))
    return reasons


def to_review(claim: Claim, by: User) -> list[Reason]:
    """Four eyes: neither the claim's author nor anyone who changed it since the last edition."""
    if claim.author_id == by.pk:
        return [Reason("own_claim", "Authors do not review their own claims.")]
    if claim.revisions.unpublished().filter(author=by).exists():
        return [Reason("own_change", "You changed this claim: somebody else reviews the change.")]
    return []


def to_approve(claim: Claim, by: User) -> list[Reason]:
    """Four eyes, and every marker still resolves."""
    return [*to_review(claim, by), *unresolved_markers(claim)]


def to_publish(claim: Claim, by: User) -> list[Reason]:
    """Approved at this revision, on the paragraphs as they read now, every figure decided."""
    reasons = []
    if missing := missing_approvals(claim):
        reasons.append(
            Reason(
                "no_approval",
                f"Revision {claim.revision} has no approving review."
                if settings.STET_REQUIRED_APPROVALS == 1
                else f"Revision {claim.revision} needs {missing} more approving review(s).",
            )
        )
    reasons += unresolved_markers(claim)
    reasons += [
        Reason(
            "stale_evidence",
            f"The text of paragraph {citation.marker} has changed since somebody last read it "
            "for this claim.",
            f"/citations/{citation.position}",
        )
        for citation in claim.citations.all()
        if citation.is_stale and citation.paragraph.number is not None
    ]
    reasons += [_undecided(figure) for figure in claim.figures.unsettled()]
    return reasons + _renamed(claim)


def to_withdraw(claim: Claim, by: User) -> list[Reason]:
    """There is an edition that readers see, and it is not a withdrawal already."""
    last = claim.editions.order_by("-sequence").first()
    if last is None:
        return [Reason("never_published", "The claim has no edition that could be withdrawn.")]
    if last.status == EditionStatus.WITHDRAWN:
        return [Reason("withdrawn", "The claim is withdrawn already.")]
    return []


def unresolved_markers(claim: Claim) -> list[Reason]:
    """Markers whose paragraph a newer capture of the source no longer has."""
    return [
        Reason(
            "unresolved_marker",
            f"The marker {citation.marker} names a paragraph that the source no longer has.",
            f"/citations/{citation.position}",
        )
        for citation in claim.citations.all()
        if citation.paragraph.number is None
    ]


def approvals(claim: Claim) -> list[Review]:
    """The approving reviews of this revision that agree, oldest first; last words count."""
    reviews = claim.reviews.filter(revision=claim.revision).select_related("rating", "reviewer")
    reviews = reviews.order_by("created_at", "id")
    return approvals_among(reviews, revision=claim.revision)


def approvals_among(reviews: Iterable[Review], *, revision: int) -> list[Review]:
    """Those of a claim's `reviews` (oldest first) that approve this revision, in that order.

    Of different ratings the last one counts: whoever gave another has not approved of it.
    """
    last_words: dict[int, Review] = {}
    for each in reviews:
        if each.revision == revision:
            last_words.pop(each.reviewer_id, None)  # so that it stands at its own time
            last_words[each.reviewer_id] = each
    words = [word for word in last_words.values() if word.decision == Decision.APPROVE]
    return [word for word in words if word.rating_id == words[-1].rating_id]


def missing_approvals(claim: Claim) -> int:
    """How many more approving reviews this revision needs."""
    return max(0, int(settings.STET_REQUIRED_APPROVALS) - len(approvals(claim)))


def _renamed(claim: Claim) -> list[Reason]:
    """What an edition names beside the claim, when it was changed after the last approval."""
    words = approvals(claim)
    if not words:
        return []
    publishers = {claim.source.publisher} | {
        citation.paragraph.source.publisher
        for citation in claim.citations.select_related("paragraph__source__publisher")
    }
    named = [claim.claimant, claim.section, *claim.topics.all(), *publishers, words[-1].rating]
    rows = {str(row.pk): row for row in named if row is not None}
    # In the order of the history: clocks, and transactions that take their time, tell less.
    approval = HistoryOperation.objects.filter(row=str(words[-1].pk)).values("pk")[:1]
    changed = HistoryOperation.objects.filter(
        row__in=rows, kind="update", pk__gt=Subquery(approval)
    )
    return [
        Reason(
            "renamed_since_approval",
            f"{rows[key]} was changed after the approval: have the claim reviewed again.",
        )
        for key in sorted(set(changed.values_list("row", flat=True)))
    ]


def _undecided(figure: Figure) -> Reason:
    if figure.start is None:
        detail = (
            f"The figure {figure.text!r} no longer stands in the text as it was decided on: "
            "correct or reject it."
        )
    else:
        detail = f"Nobody has confirmed or rejected the figure {figure.text!r}."
    return Reason("undecided_figure", detail, f"/figures/{figure.pk}")
