"""The history over HTTP: what each request changed, who did it, when, and why."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.mixins import ListModelMixin
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from claims import history
from claims.api.desk.base import DeskView
from claims.models import HistoryEntry, HistoryOperation
from claims.snapshots import decimal_text
from sources.api.base import StetViewSet
from sources.api.parameters import value_of
from sources.models import Source


class ChangedSerializer(serializers.Serializer):
    """A field before and after; a row or person that it names is `{"id", "name"}`."""

    field = serializers.CharField()
    before = serializers.SerializerMethodField()
    after = serializers.SerializerMethodField()

    def get_before(self, changed: history.Changed) -> Any:
        return _plain(changed.before)

    def get_after(self, changed: history.Changed) -> Any:
        return _plain(changed.after)


def _plain(value: Any) -> Any:
    return decimal_text(value) if hasattr(value, "as_tuple") else value


class OperationSerializer(serializers.Serializer):
    """What was done to one row; without `complete`, what stood before was not recorded."""

    id = serializers.CharField(source="operation.row")
    resource = serializers.CharField(source="resource.name")
    name = serializers.CharField()
    operation = serializers.CharField(source="operation.kind")
    complete = serializers.BooleanField()
    fields = ChangedSerializer(many=True)


class EntrySerializer(serializers.Serializer):
    """What one request or command did in one transaction.

    `who` is null when nobody was named. `operations` are the first of those asked for;
    `more_operations` is where all of the entry's are, when there are others.
    """

    id = serializers.IntegerField(source="entry.pk")
    who = serializers.CharField(source="entry.who.username", default=None, allow_null=True)
    made_at = serializers.DateTimeField(source="entry.made_at")
    request = serializers.CharField(source="entry.request")
    reason = serializers.CharField(source="entry.reason")
    command = serializers.CharField(source="entry.command")
    operations = OperationSerializer(source="changes", many=True)
    more_operations = serializers.SerializerMethodField()

    def get_more_operations(self, told: history.Told) -> str | None:
        if not told.more:
            return None
        request = self.context["request"]
        return reverse("desk-history-operations", args=[told.entry.pk], request=request)


class OperationFilter(django_filters.FilterSet):
    """What was changed; read by `asked`, because all of it is asked of one and the same row."""

    resource = django_filters.ChoiceFilter(
        choices=[(each.name, each.name) for each in history.RESOURCES.values()],
        method="unchanged",
    )
    id = django_filters.CharFilter(method="unchanged", max_length=64)
    operation = django_filters.ChoiceFilter(
        choices=[(kind, kind) for kind in ("insert", "update", "delete")], method="unchanged"
    )

    def unchanged(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return queryset


class EntryFilter(OperationFilter):
    who = django_filters.CharFilter(field_name="who__username")
    request = django_filters.CharFilter()
    since = django_filters.IsoDateTimeFilter(field_name="made_at", lookup_expr="gte")
    until = django_filters.IsoDateTimeFilter(field_name="made_at", lookup_expr="lt")


class HistoryViewSet(DeskView, ListModelMixin, StetViewSet):
    """Every change of every resource of the desk, newest first, grouped by request.

    Nobody can alter it. An entry is what one request or command did in one transaction;
    `request` finds all that one request did.
    """

    serializer_class = EntrySerializer
    queryset = HistoryEntry.objects.none()
    filterset_class: type[django_filters.FilterSet] = EntryFilter
    orderings = {"id": "pk"}
    default_ordering = "-id"

    def subject(self) -> Q:
        """Whose history this is; everybody's, unless a subclass says."""
        return Q()

    def asked(self) -> Q:
        """What the request wants to know of operations."""
        shown = Q(resource__in=history.RESOURCES.shown_to(self.editor))
        query, wanted = self.request.query_params, self.subject() & shown
        if name := value_of(query, "resource"):
            resource = history.RESOURCES.named(name)
            wanted &= Q(resource=resource.label if resource else name)
        if row := value_of(query, "id"):
            wanted &= Q(row=row)
        if kind := value_of(query, "operation"):
            wanted &= Q(kind=kind)
        return wanted

    def get_queryset(self) -> QuerySet[Any]:
        return history.matching(self.asked())

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        told = history.tell(page or (), self.asked())
        return self.get_paginated_response(self.get_serializer(told, many=True).data)


class ClaimHistoryViewSet(HistoryViewSet):
    """The history of a claim with all that is its own: parts, reviews, editions, remarks.

    A draft that was deleted still has its history.
    """

    def subject(self) -> Q:
        mine = Q(subject=str(self.kwargs["claim"]))
        claim = Q(resource="claims.claim", row=str(self.kwargs["claim"]))
        if not HistoryOperation.objects.filter(claim).exists():
            raise Http404
        return mine


class SourceHistoryViewSet(HistoryViewSet):
    """The history of a source, its paragraphs, its sections, and remarks on its paragraphs."""

    def subject(self) -> Q:
        source = get_object_or_404(Source, slug=self.kwargs["source_slug"])
        return Q(subject=str(source.pk))


class OperationViewSet(HistoryViewSet):
    """All that one entry did, row by row, in the order in which it was done."""

    serializer_class = OperationSerializer
    queryset = HistoryOperation.objects.none()
    filterset_class = OperationFilter
    default_ordering = "id"

    def get_queryset(self) -> QuerySet[Any]:
        entry = get_object_or_404(HistoryEntry, pk=self.kwargs["entry"])
        return HistoryOperation.objects.filter(self.asked(), entry=entry)

    @extend_schema(responses=OperationSerializer(many=True))
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset())) or []
        changes = history.changes_of(page)
        told = [changes[operation.pk] for operation in page]
        return self.get_paginated_response(self.get_serializer(told, many=True).data)
