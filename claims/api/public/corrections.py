"""The corrections log: every edition that corrected or withdrew something, and what it changed."""

import json
from typing import Any

import django_filters
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.mixins import ListModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.differences import DifferenceSerializer
from claims.api.public.stored import FOR_NOW, PublicViewSet
from claims.differences import differences
from claims.models import Edition, EditionStatus, Publication


class CorrectedSerializer(serializers.Serializer):
    """What an edition said."""

    edition = serializers.IntegerField()
    text = serializers.CharField()
    rating = serializers.CharField(allow_null=True, help_text="A rating's code.")


class CorrectionSerializer(serializers.ModelSerializer):
    """An edition that corrected or withdrew what the one before it said."""

    kind = serializers.SerializerMethodField()
    edition = serializers.IntegerField(source="number")
    after = serializers.SerializerMethodField()
    before = serializers.SerializerMethodField()
    differences = serializers.SerializerMethodField(help_text="How the words changed.")

    class Meta:
        model = Edition
        fields = [
            "claim", "edition", "sequence", "kind", "note", "published_at", "before", "after",
            "differences", "sha256",
        ]  # fmt: skip

    @extend_schema_field(serializers.ChoiceField(["correction", "withdrawal"]))
    def get_kind(self, edition: Edition) -> str:
        withdrawn = edition.status == EditionStatus.WITHDRAWN
        return "withdrawal" if withdrawn else "correction"

    @extend_schema_field(CorrectedSerializer)
    def get_after(self, edition: Edition) -> dict[str, Any]:
        return _said(edition.document)

    @extend_schema_field(CorrectedSerializer(allow_null=True))
    def get_before(self, edition: Any) -> dict[str, Any] | None:
        return _said(edition.previous_document) if edition.previous_document else None

    @extend_schema_field(DifferenceSerializer(many=True))
    def get_differences(self, edition: Any) -> Any:
        before = self.get_before(edition)
        words = differences(before["text"] if before else "", self.get_after(edition)["text"])
        return DifferenceSerializer(words, many=True).data


class CorrectionFilter(django_filters.FilterSet):
    kind = django_filters.ChoiceFilter(
        choices=[("correction", "correction"), ("withdrawal", "withdrawal")],
        method="filter_kind",
        label="correction or withdrawal.",
    )
    source = django_filters.CharFilter(
        field_name="claim__publication__source_id", label="A source's slug."
    )
    topic = django_filters.CharFilter(
        field_name="claim__publication__topics__slug", label="A topic's slug."
    )
    published_after = django_filters.IsoDateTimeFilter(field_name="published_at", lookup_expr="gte")
    published_before = django_filters.IsoDateTimeFilter(
        field_name="published_at", lookup_expr="lte"
    )

    class Meta:
        model = Edition
        fields: list[str] = []

    def filter_kind(self, queryset: QuerySet[Edition], name: str, value: str) -> Any:
        withdrawn = value == "withdrawal"
        status = EditionStatus.WITHDRAWN if withdrawn else EditionStatus.PUBLISHED
        return queryset.filter(status=status)


class CorrectionViewSet(ListModelMixin, PublicViewSet):
    """What was corrected or withdrawn, newest first: the note, and the words before and after."""

    serializer_class = CorrectionSerializer
    queryset = Edition.objects.none()
    filterset_class = CorrectionFilter
    orderings = {"sequence": "sequence"}
    default_ordering = "-sequence"

    def get_queryset(self) -> QuerySet[Edition]:
        before = Edition.objects.filter(claim=OuterRef("claim"), number=OuterRef("before"))
        return (
            Edition.objects.corrections()
            .alias(before=F("number") - 1)
            .annotate(previous_document=Subquery(before.values("document")[:1]))
        )

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        response = super().list(request, *args, **kwargs)
        response["Cache-Control"] = FOR_NOW
        return response


class ClaimCorrectionViewSet(CorrectionViewSet):
    """The corrections log of one claim."""

    filterset_class = None

    def get_queryset(self) -> QuerySet[Edition]:
        claim = get_object_or_404(Publication, pk=self.kwargs["claim"])
        return super().get_queryset().filter(claim=claim.pk)

    @extend_schema(operation_id="claims_corrections_list")
    def list(self, request: Request, claim: str) -> Response:
        return super().list(request)


def _said(document: str) -> dict[str, Any]:
    content = json.loads(document)
    rating = (content["rating"] or {}).get("code")
    return {"edition": content["edition"], "text": content["text"], "rating": rating}
