"""Conflicts of figures at the desk: all of them, and dismissing one."""

from collections.abc import Sequence
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.mixins import ListModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.desk.base import DeskView
from claims.api.desk.conflict_shapes import (
    DeskConflictSerializer,
    DismissalRequest,
    DismissalSerializer,
)
from claims.api.public.conflicts import ConflictFilter
from claims.dismissing import dismiss_conflict
from claims.models import Dismissal, FigureConflict
from sources.api.base import StetViewSet


class DeskConflictFilter(ConflictFilter):
    dismissed = django_filters.BooleanFilter(
        method="filter_dismissed", label="Only those that are dismissed, or only the others."
    )

    def filter_dismissed(self, rows: Any, name: str, value: bool) -> Any:
        return rows.dismissed() if value else rows.standing()


class ConflictViewSet(DeskView, ListModelMixin, StetViewSet):
    """Published figures that disagree, the dismissed ones too."""

    serializer_class = DeskConflictSerializer
    queryset = FigureConflict.objects.all()
    filterset_class = DeskConflictFilter
    lookup_value_converter = "id"
    orderings = {"published_at": "published_at"}
    default_ordering = "-published_at"
    http_method_names = ["get", "head", "options"]

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Conflicts, the newest first, each with its dismissal."""
        rows = self.paginate_queryset(self.filter_queryset(self.get_queryset())) or []
        return self.get_paginated_response(self._shown(rows))

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return Response(self._shown([self.get_object()])[0])

    def _shown(self, rows: Sequence[FigureConflict]) -> Any:
        found = Dismissal.objects.filter(conflict__in=[row.pk for row in rows])
        dismissals = {each.conflict: each for each in found.select_related("author")}
        context = {"dismissals": dismissals}
        return DeskConflictSerializer(rows, many=True, context=context).data


class DismissalViewSet(DeskView, ListModelMixin, StetViewSet):
    """The dismissal of a conflict: who, when and why. It holds while both figures stay."""

    writing = "claims.review_claim"
    serializer_class = DismissalSerializer
    queryset = Dismissal.objects.none()
    orderings = {"created_at": "created_at"}
    default_ordering = "-created_at"

    def get_queryset(self) -> QuerySet[Dismissal]:
        rows = Dismissal.objects.select_related("author")
        return rows.filter(conflict=self.get_conflict().pk)

    def get_conflict(self) -> FigureConflict:
        return get_object_or_404(FigureConflict, pk=self.kwargs["conflict"])

    @extend_schema(request=DismissalRequest, responses={201: DismissalSerializer})
    def create(self, request: Request, conflict: str) -> Response:
        """Dismiss the conflict: readers no longer see it, until one of its figures changes."""
        row = self.get_conflict()
        asked = DismissalRequest(data=request.data)
        asked.is_valid(raise_exception=True)
        made = dismiss_conflict(conflict=row, by=self.editor, **asked.validated_data)
        return Response(DismissalSerializer(made).data, status=201)
