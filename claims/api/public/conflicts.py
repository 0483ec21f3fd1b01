"""Conflicts between published figures, as stored bytes."""

from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from claims.api.public.figure_filters import DimensionFilter
from claims.api.public.figure_shapes import ConflictDocument
from claims.api.public.stored import PublicViewSet, page, plain
from claims.models import FigureConflict, PublishedTopic


class ConflictFilter(django_filters.FilterSet):
    """A conflict is found by either of its figures."""

    topic = django_filters.CharFilter(method="filter_topic", label="A topic's slug.")
    source = django_filters.CharFilter(method="filter_source", label="A source's slug.")
    claim = django_filters.UUIDFilter(method="filter_claim", label="A claim's id.")
    figure = django_filters.UUIDFilter(method="filter_figure", label="A figure's id.")
    dimension = DimensionFilter(label="mass, money, share, …, or a rate as mass/duration.")

    class Meta:
        model = FigureConflict
        fields: list[str] = []

    def filter_topic(self, rows: Any, name: str, slug: str) -> Any:
        sides = Q(publication=OuterRef("left__publication")) | Q(
            publication=OuterRef("right__publication")
        )
        return rows.filter(Exists(PublishedTopic.objects.filter(sides, slug=slug)))

    def filter_source(self, rows: Any, name: str, slug: str) -> Any:
        return rows.filter(Q(left__source=slug) | Q(right__source=slug))

    def filter_claim(self, rows: Any, name: str, pk: Any) -> Any:
        return rows.filter(Q(left__publication=pk) | Q(right__publication=pk))

    def filter_figure(self, rows: Any, name: str, pk: Any) -> Any:
        return rows.filter(Q(left=pk) | Q(right=pk))


class ConflictViewSet(PublicViewSet):
    """Pairs of published figures that speak of the same and disagree."""

    serializer_class = ConflictDocument
    queryset = FigureConflict.objects.none()
    filterset_class = ConflictFilter
    lookup_value_converter = "id"
    orderings = {"published_at": "published_at"}
    default_ordering = "-published_at"

    def get_queryset(self) -> QuerySet[FigureConflict]:
        return FigureConflict.objects.standing().only("document", "published_at")

    @extend_schema(responses=ConflictDocument(many=True))
    def list(self, request: Request) -> HttpResponse:
        """Conflicts, the newest first, but for those that the desk has dismissed.

        Compared are figures of different claims, of one measure, dimension (money: currency),
        modality and time; they disagree where no number would be written as both.
        """
        rows = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        return page((row.document.encode() for row in rows or ()), paginator=self.paginator)

    @extend_schema(responses=ConflictDocument)
    def retrieve(self, request: Request, pk: str) -> HttpResponse:
        """A conflict; its address holds as long as both figures stay as they are."""
        row = get_object_or_404(self.get_queryset(), pk=pk)
        return plain(row.document.encode())
