"""The desk's front page: how many claims are in each state, and what waits for whom."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet
from django.urls import reverse

from claims.models import Claim, Figure, FigureStatus, State, User
from claims.queues import returned_to, waiting_for

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
        "waiting": _longest_first(waiting_for(user)),
        "returned": _longest_first(returned_to(user)),
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


def _longest_first(claims: QuerySet[Claim]) -> QuerySet[Claim]:
    return claims.select_related("source").order_by("entered_at", "id")[:MOST]
