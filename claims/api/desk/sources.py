"""Sources at the desk, and capturing the text of one."""

from typing import Any

import django_filters
from django.db import transaction
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.mixins import ListModelMixin
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from claims import drafting
from claims.api.desk.base import DeskView
from claims.api.differences import DifferenceSerializer
from claims.differences import differences
from sources.api.base import StetViewSet, VersionedRetrieve, VersionedUpdate
from sources.api.preconditions import etag, required_version
from sources.api.serializers import (
    ParagraphSerializer,
    SourceChange,
    SourceDraft,
    SourceSerializer,
    TextCapture,
)
from sources.capturing import publisher_named
from sources.models import Paragraph, Source, SourceKind


class SourceFilter(django_filters.FilterSet):
    publisher = django_filters.CharFilter(field_name="publisher__slug")
    kind = django_filters.ChoiceFilter(choices=SourceKind.choices)
    language = django_filters.CharFilter()


class SourceViewSet(DeskView, ListModelMixin, VersionedRetrieve, VersionedUpdate, GenericViewSet):
    """Sources, with drafts and all; a change needs If-Match."""

    serializer_class = SourceSerializer
    queryset = Source.objects.select_related("publisher")
    filterset_class = SourceFilter
    lookup_field = "slug"
    orderings = {"published_at": "published_at", "title": "title", "slug": "slug"}
    default_ordering = "-published_at"
    http_method_names = ["get", "post", "patch", "head", "options"]

    def get_serializer(self, *args: Any, **kwargs: Any) -> Any:
        if "data" in kwargs:
            kind = SourceDraft if self.action == "create" else SourceChange
            args = ()
            return kind(data=kwargs["data"], partial=kwargs.get("partial", False))
        return super().get_serializer(*args, **kwargs)

    @extend_schema(request=SourceDraft, responses={201: SourceSerializer})
    def create(self, request: Request) -> Response:
        """Add a source; its publisher is added too when not known."""
        asked = SourceDraft(data=request.data)
        asked.is_valid(raise_exception=True)
        fields = asked.validated_data
        with transaction.atomic():
            publisher = publisher_named(fields.pop("publisher"))
            source = drafting.draft_source(by=self.editor, publisher=publisher, **fields)
        location = request.build_absolute_uri(f"{request.path}{source.slug}/")
        return self.shown(source, status=201, headers={"Location": location})

    @extend_schema(request=SourceChange, responses=SourceSerializer)
    def partial_update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().partial_update(request, *args, **kwargs)

    def change(self, obj: Source, version: int, values: dict[str, Any]) -> Source:
        with transaction.atomic():
            if "publisher" in values:
                values["publisher"] = publisher_named(values["publisher"])
            return drafting.edit_source(
                source=obj, version=version, by=self.editor, reason=self.reason, **values
            )


class ChangeSerializer(serializers.Serializer):
    """What the capture did to one paragraph; `number` is null when it is gone."""

    change = serializers.CharField(source="kind")
    number = serializers.IntegerField(source="paragraph.number", allow_null=True)
    was = serializers.IntegerField(allow_null=True)
    text = serializers.CharField(source="paragraph.text")
    before = serializers.CharField()
    differences = serializers.SerializerMethodField()

    @extend_schema_field(DifferenceSerializer(many=True, allow_null=True))
    def get_differences(self, change: Any) -> list[Any] | None:
        """How an edited paragraph changed; null for the others."""
        if change.kind != "edited":
            return None
        changed = differences(change.before, change.paragraph.text)
        return list(DifferenceSerializer(changed, many=True).data)


class ProposalSerializer(serializers.Serializer):
    """What the desk proposes for a citation whose paragraph was touched."""

    claim = serializers.UUIDField(source="citation.claim_id")
    citation = serializers.UUIDField(source="citation.id")
    proposal = serializers.CharField(source="action")
    to = serializers.IntegerField(allow_null=True)
    quote_found = serializers.BooleanField()


class CaptureSerializer(serializers.Serializer):
    """What a capture did."""

    source = serializers.CharField(source="source.slug")
    version = serializers.IntegerField(source="source.version")
    paragraphs = ChangeSerializer(source="changes", many=True)
    citations = ProposalSerializer(source="proposals", many=True)


class ParagraphViewSet(DeskView, ListModelMixin, StetViewSet):
    """The paragraphs of a source at the desk; PUT captures its text, or captures it again."""

    serializer_class = ParagraphSerializer
    queryset = Paragraph.objects.none()
    orderings = {"number": "number"}
    default_ordering = "number"
    preconditioned = frozenset({"PUT"})

    def get_queryset(self) -> QuerySet[Paragraph]:
        return Paragraph.objects.filter(source=self.get_source())

    def get_source(self) -> Source:
        return get_object_or_404(Source, slug=self.kwargs["source_slug"])

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The paragraphs, those that are gone at the end; the ETag is the source's."""
        response = super().list(request, *args, **kwargs)
        response["ETag"] = etag(self.get_source())
        return response

    @extend_schema(request=TextCapture, responses=CaptureSerializer)
    def update(self, request: Request, source_slug: str) -> Response:
        """Capture the whole text: what happened to each paragraph, and to what rests on it.

        A paragraph is known again by its words, not by its number. If-Match is the source's
        ETag.
        """
        source = self.get_source()
        asked = TextCapture(data=request.data)
        asked.is_valid(raise_exception=True)
        done = drafting.capture_source(
            source=source,
            version=required_version(request, source),
            text=asked.validated_data["text"],
            by=self.editor,
            reason=self.reason,
        )
        return Response(CaptureSerializer(done).data, headers={"ETag": etag(done.source)})
