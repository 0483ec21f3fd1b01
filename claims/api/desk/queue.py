"""The queue: which claims wait for whom, the longest waiting first."""

from collections.abc import Iterable
from typing import Any

import django_filters
from django.conf import settings
from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.mixins import ListModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.desk.attention import AssignmentSerializer, PresenceSerializer
from claims.api.desk.base import DeskView
from claims.api.desk.serializers import ClaimLineSerializer
from claims.gates import approvals_among
from claims.models import Assignment, Claim, FigureStatus, Presence, Review
from claims.models.claim import ClaimQuerySet
from claims.queues import QUEUES
from sources.api.base import StetViewSet
from sources.api.parameters import WrongParameter, WrongParameters, value_of
from sources.api.spelling import shortened, suggestion

QUEUE = OpenApiParameter(
    "queue",
    OpenApiTypes.STR,
    enum=list(QUEUES),
    description="Which one: " + "; ".join(f"`{q.name}`: {q.title}" for q in QUEUES.values()),
)


class QueuedSerializer(ClaimLineSerializer):
    """A claim in a queue, with what decides whether to take it up."""

    waiting_since = serializers.DateTimeField(source="entered_at")
    assignments = AssignmentSerializer(many=True)
    present = PresenceSerializer(many=True, source="attendants")
    approvals = serializers.SerializerMethodField()
    approvals_needed = serializers.SerializerMethodField()
    stale_citations = serializers.SerializerMethodField()
    undecided_figures = serializers.SerializerMethodField()

    class Meta(ClaimLineSerializer.Meta):
        fields = [
            *ClaimLineSerializer.Meta.fields, "waiting_since", "assignments", "present",
            "approvals", "approvals_needed", "stale_citations", "undecided_figures",
        ]  # fmt: skip

    def get_approvals(self, claim: Claim) -> int:
        return len(approvals_among(claim.reviews.all(), revision=claim.revision))

    def get_approvals_needed(self, claim: Claim) -> int:
        return int(settings.STET_REQUIRED_APPROVALS)

    def get_stale_citations(self, claim: Claim) -> list[str]:
        """The markers of citations whose words have changed since somebody stood behind them."""
        return [citation.marker for citation in claim.citations.all() if citation.is_stale]

    def get_undecided_figures(self, claim: Claim) -> int:
        return sum(figure.status == FigureStatus.PROPOSED for figure in claim.figures.all())


class CountSerializer(serializers.Serializer):
    """How many claims are in a queue."""

    queue = serializers.CharField()
    title = serializers.CharField()
    count = serializers.IntegerField()


class CountsSerializer(serializers.Serializer):
    """Every queue with its number of claims, for the caller."""

    results = CountSerializer(many=True)


class QueueFilter(django_filters.FilterSet):
    source = django_filters.CharFilter(field_name="source__slug", label="A source's slug.")
    topic = django_filters.CharFilter(field_name="topics__slug", label="A topic's slug.")
    author = django_filters.CharFilter(field_name="author__username", label="An account's name.")
    language = django_filters.CharFilter(label="A BCP 47 tag.")
    assignee = django_filters.CharFilter(
        field_name="assignments__assignee__username", label="An account's name."
    )
    due_before = django_filters.DateFilter(
        field_name="due_on", lookup_expr="lte", label="Due by this day."
    )
    overdue = django_filters.BooleanFilter(
        method="filter_overdue", label="Whether the day it was due has passed."
    )

    class Meta:
        model = Claim
        fields: list[str] = []

    def filter_overdue(self, queryset: QuerySet[Claim], name: str, value: bool) -> Any:
        """Due before today, in UTC; false: due later, or on no day."""
        today = timezone.now().date()
        later = Q(due_on=None) | Q(due_on__gte=today)
        return queryset.filter(Q(due_on__lt=today) if value else later)


class QueueViewSet(DeskView, ListModelMixin, StetViewSet):
    """What waits for you, and at the desk in all."""

    serializer_class = QueuedSerializer
    queryset = Claim.objects.none()
    filterset_class = QueueFilter
    parameters = frozenset({"queue"})
    filtered = True
    orderings = {"waiting_since": "entered_at", "due_on": "due_on"}
    default_ordering = "waiting_since"

    def get_queryset(self) -> ClaimQuerySet:
        return self._with_due_day(self._queue())

    @extend_schema(parameters=[QUEUE])
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """A queue, the longest waiting first, with who is looking at each claim now."""
        return super().list(request, *args, **kwargs)

    @extend_schema(responses=CountsSerializer)
    @action(detail=False, pagination_class=None, parameters=frozenset())
    def counts(self, request: Request) -> Response:
        """How many claims are in each queue, by the same filters."""
        found = [
            {
                "queue": queue.name,
                "title": queue.title,
                "count": self.filter_queryset(self._with_due_day(queue.rows(self.editor))).count(),
            }
            for queue in QUEUES.values()
        ]
        return Response(CountsSerializer({"results": found}).data)

    def paginate_queryset(self, queryset: Any) -> Any:
        return super().paginate_queryset(with_attention(queryset))

    def _queue(self) -> ClaimQuerySet:
        name = value_of(self.request.query_params, "queue") or "waiting"
        if name not in QUEUES:
            detail = f'There is no queue "{shortened(name)}"; {suggestion(name, QUEUES)}'
            raise WrongParameters(WrongParameter("queue", "unknown_queue", detail))
        return QUEUES[name].rows(self.editor)

    def _with_due_day(self, claims: ClaimQuerySet) -> ClaimQuerySet:
        """With the day that the first assignee was given."""
        first = Assignment.objects.filter(claim=OuterRef("pk")).order_by("due_on")
        return claims.annotate(due_on=Subquery(first.values("due_on")[:1]))


def with_attention(claims: ClaimQuerySet) -> ClaimQuerySet:
    """With all that a line of the queue shows, in a fixed number of queries."""
    prefetched: Iterable[Prefetch] = (
        Prefetch("assignments", Assignment.objects.select_related("assignee", "assigner")),
        Prefetch(
            "presences", Presence.objects.current().select_related("person"), to_attr="attendants"
        ),
        Prefetch("reviews", Review.objects.order_by("created_at", "id")),
    )
    return claims.with_parts().prefetch_related(*prefetched)
