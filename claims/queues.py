"""What waits for whom at the desk: named queues of claims, the longest waiting first."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.db.models import (
    CharField,
    Count,
    Exists,
    F,
    Func,
    OuterRef,
    Q,
    Subquery,
)

from claims.models import Assignment, Citation, Claim, Review, Revision, State, Submission, User
from claims.models.claim import ClaimQuerySet


@dataclass(frozen=True, slots=True)
class Queue:
    """A queue by name; `rows` gives the claims that are in it for somebody."""

    name: str
    title: str
    rows: Callable[[User], ClaimQuerySet]


def waiting_for(user: User) -> ClaimQuerySet:
    """Claims in review that need `user`: assigned to them, or short of reviewers.

    None without the role; never their own claims or changes, or what they have approved.
    """
    needed = int(settings.STET_REQUIRED_APPROVALS)
    asked = Count("assignments", filter=Q(assignments__assignee__is_active=True), distinct=True)
    mine = Assignment.objects.filter(claim=OuterRef("pk"), assignee=user)
    return _reviewable_by(user).alias(asked=asked).filter(Q(asked__lt=needed) | Exists(mine))


def assigned_to(user: User) -> ClaimQuerySet:
    """Claims in review that are assigned to `user` and not approved by them yet."""
    return _reviewable_by(user).filter(
        Exists(Assignment.objects.filter(claim=OuterRef("pk"), assignee=user))
    )


def unassigned(user: User) -> ClaimQuerySet:
    """Claims in review that are assigned to nobody, whoever may review them."""
    asked = Assignment.objects.filter(claim=OuterRef("pk"), assignee__is_active=True)
    return Claim.objects.filter(~Exists(asked), state=State.IN_REVIEW)


def returned_to(user: User) -> ClaimQuerySet:
    """Claims that a reviewer sent back and `user` wrote, or was the last to submit."""
    last = Submission.objects.filter(claim=OuterRef("pk")).order_by("-created_at", "-id")
    return (
        Claim.objects.filter(state=State.CHANGES_REQUESTED)
        .alias(submitted_by=Subquery(last.values("submitter")[:1]))
        .filter(Q(author=user) | Q(submitted_by=user.pk))
    )


def stale(user: User) -> ClaimQuerySet:
    """Claims in review whose cited words have changed since somebody last stood behind them."""
    changed = (
        Citation.objects.filter(claim=OuterRef("pk"))
        .annotate(words=_Sha256("paragraph__text"))
        .exclude(words=F("text_sha256"))
    )
    return Claim.objects.filter(Exists(changed), state=State.IN_REVIEW)


def publishable(user: User) -> ClaimQuerySet:
    """Approved claims; none for whoever may not publish them."""
    if not user.has_perm("claims.publish_claim"):
        return Claim.objects.none()
    return Claim.objects.filter(state=State.APPROVED)


def drafts_of(user: User) -> ClaimQuerySet:
    """Drafts that `user` wrote."""
    return Claim.objects.filter(author=user, state=State.DRAFT)


QUEUES: Mapping[str, Queue] = {
    queue.name: queue
    for queue in (
        Queue("waiting", "waiting for my review", waiting_for),
        Queue("assigned", "assigned to me", assigned_to),
        Queue("unassigned", "in review, assigned to nobody", unassigned),
        Queue("stale", "in review, with changed evidence", stale),
        Queue("returned", "mine, sent back", returned_to),
        Queue("publishable", "approved, to be published", publishable),
        Queue("drafts", "my drafts", drafts_of),
    )
}


class _Sha256(Func):
    """SHA-256 of a text as UTF-8, in hex: `Paragraph.text_sha256`, computed by the database."""

    template = "encode(sha256(convert_to(%(expressions)s, 'UTF8')), 'hex')"
    output_field = CharField()


def _reviewable_by(user: User) -> ClaimQuerySet:
    """Claims in review that four eyes leave to `user`, and that they have not approved yet."""
    if not user.has_perm("claims.review_claim"):
        return Claim.objects.none()
    own = Revision.objects.unpublished().filter(claim=OuterRef("pk"), author=user)
    approved = Review.objects.filter(
        claim=OuterRef("pk"), revision=OuterRef("revision"), reviewer=user
    )
    return Claim.objects.filter(~Exists(own), ~Exists(approved), state=State.IN_REVIEW).exclude(
        author=user
    )
