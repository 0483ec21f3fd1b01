"""Count what the desk did in a span of time, per person or per topic."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from django.db.models import (
    Aggregate,
    Count,
    ExpressionWrapper,
    F,
    FloatField,
    Model,
    Q,
    QuerySet,
)
from django.db.models.fields import DurationField
from django.db.models.functions import Extract

from claims.models import Claim, Decision, Edition, EditionStatus, Review, Submission, Topic, User

By = Literal["person", "topic"]


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing that is counted: rows of a model, by their time, and who did each."""

    model: type[Model]
    at: str
    person: str
    claim: str
    only: Q = field(default_factory=Q)

    def rows(self, since: datetime, until: datetime) -> QuerySet[Any]:
        """Those of the span, from `since` on and before `until`."""
        span = {f"{self.at}__gte": since, f"{self.at}__lt": until}
        return self.model._default_manager.filter(self.only, **span).order_by()

    def path(self, by: By) -> str:
        """Where a row's person or topic is."""
        return f"{self.person}__username" if by == "person" else f"{self.claim}topics__slug"


STANDING = Q(status=EditionStatus.PUBLISHED)
MEASURES: Mapping[str, Measure] = {
    "drafted": Measure(Claim, "created_at", "author", ""),
    "submitted": Measure(Submission, "created_at", "submitter", "claim__"),
    "reviewed": Measure(Review, "created_at", "reviewer", "claim__"),
    "returned": Measure(
        Review, "created_at", "reviewer", "claim__", Q(decision=Decision.REQUEST_CHANGES)
    ),
    "published": Measure(Edition, "published_at", "publisher", "claim__", STANDING),
    "corrected": Measure(Edition, "published_at", "publisher", "claim__", STANDING & ~Q(note="")),
    "withdrawn": Measure(
        Edition, "published_at", "publisher", "claim__", Q(status=EditionStatus.WITHDRAWN)
    ),
}
# From the draft to the first edition; it is the author's time, whoever published.
FIRST_EDITIONS = Measure(Edition, "published_at", "claim__author", "claim__", Q(number=1))


@dataclass(frozen=True, slots=True)
class Line:
    """What one person did, or was done on one topic; "" is what has no topic.

    `counts` has every measure; `seconds_to_publish` is the median from draft to first edition of
    what was first published in the span, None without any.
    """

    name: str
    label: str
    counts: Mapping[str, int]
    seconds_to_publish: float | None


def report(*, since: datetime, until: datetime, by: By) -> tuple[list[Line], Line]:
    """A line for each person or topic with anything in the span, by name; and the whole.

    A claim of two topics counts for both, and once in the whole.
    """
    counts: dict[str, dict[str, int]] = {}
    total = {}
    for measure, what in MEASURES.items():
        rows = what.rows(since, until)
        total[measure] = rows.count()
        for name, count in rows.values_list(what.path(by)).annotate(Count("pk", distinct=True)):
            counts.setdefault(name or "", {})[measure] = count
    medians = _medians(since, until, by)
    labels = _labels(by)
    lines = [
        Line(name, labels.get(name, name), _whole(counts.get(name, {})), medians.get(name))
        for name in sorted(counts.keys() | medians.keys())
    ]
    whole = _to_publish(since, until).aggregate(median=_Median("seconds"))["median"]
    return lines, Line("", "", total, whole)


class _Median(Aggregate):
    """To the millisecond: more digits are an artefact of how times are subtracted."""

    template = (
        "ROUND((PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY %(expressions)s))::numeric, 3)"
        "::double precision"
    )
    output_field = FloatField()


def _to_publish(since: datetime, until: datetime) -> QuerySet[Any]:
    taken = ExpressionWrapper(F("published_at") - F("claim__created_at"), DurationField())
    rows: QuerySet[Any] = FIRST_EDITIONS.rows(since, until).annotate(
        seconds=Extract(taken, "epoch")
    )
    return rows


def _medians(since: datetime, until: datetime, by: By) -> dict[str, float]:
    rows = _to_publish(since, until).values_list(FIRST_EDITIONS.path(by))
    return {name or "": median for name, median in rows.annotate(median=_Median("seconds"))}


def _labels(by: By) -> dict[str, str]:
    if by == "topic":
        return dict(Topic.objects.values_list("slug", "label"))
    return {user.username: user.get_full_name() or user.username for user in User.objects.all()}


def _whole(counts: Mapping[str, int]) -> dict[str, int]:
    return {measure: counts.get(measure, 0) for measure in MEASURES}
