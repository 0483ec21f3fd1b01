"""The desk's front page: how many claims are in each state, and what waits for whom."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.urls import reverse

from claims.models import Claim, Figure, FigureStatus, Revision, State, User

MOST = 8


@dataclass(frozen=True, slots=True)
class Shelf:
    """The claims of one state: how many there are, and where they are listed."""

    state: str
    label: str
    count: int
    url: str


def overview(user: User) -> dict[str, Any]:
    """What the front page shows to `user`."""
    undecided = Figure.objects.filter(status=FigureStatus.PROPOSED).count()
    return {
        "shelves": shelves(),
        "undecided": undecided,
        "undecided_url": f"{reverse('admin:claims_figure_changelist')}?status__exact=proposed",
        "may_review": user.has_perm("claims.review_claim"),
        "may_draft": user.has_perm("claims.draft_claim"),
        "waiting": waiting_for(user)[:MOST],
        "returned": returned_to(user)[:MOST],
    }


def shelves() -> list[Shelf]:
    """Every state with its number of claims, in the order a claim goes through them."""
    counted = Claim.objects.order_by().values_list("state").annotate(Count("pk"))
    counts = dict(counted)
    listed = reverse("admin:claims_claim_changelist")
    return [
        Shelf(
            state.value,
            str(state.label).capitalize(),
            counts.get(state.value, 0),
            f"{listed}?state__exact={state.value}",
        )
        for state in State
    ]


def waiting_for(user: User) -> QuerySet[Claim]:
    """Claims that `user` could review, the longest waiting first; none without that role."""
    if not user.has_perm("claims.review_claim"):
        return Claim.objects.none()
    own = Revision.objects.unpublished().filter(claim=OuterRef("pk"), author=user)
    return (
        Claim.objects.filter(~Exists(own), state=State.IN_REVIEW)
        .exclude(author=user)
        .select_related("source", "author")
        .order_by("updated_at", "id")
    )


def returned_to(user: User) -> QuerySet[Claim]:
    """Claims of `user` that a reviewer sent back, the longest waiting first."""
    return (
        Claim.objects.filter(author=user, state=State.CHANGES_REQUESTED)
        .select_related("source")
        .order_by("updated_at", "id")
    )
