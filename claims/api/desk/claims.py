"""Claims at the desk, and what may be done with one now."""

from typing import Any

import django_filters
from django.db import transaction
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.mixins import ListModelMixin
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from claims import drafting, workflow
from claims.advising import findings_of
from claims.api.desk.base import DeskView
from claims.api.desk.conflict_shapes import FindingsSerializer
from claims.api.desk.requests import ClaimChange, ClaimDraft, claim_fields, merged, source_named
from claims.api.desk.serializers import (
    ClaimLineSerializer,
    ClaimSerializer,
    TransitionsSerializer,
)
from claims.models import Claim, State
from sources.api.base import VersionedRetrieve, VersionedUpdate
from sources.api.preconditions import required_version


class ClaimFilter(django_filters.FilterSet):
    state = django_filters.MultipleChoiceFilter(choices=State.choices)
    source = django_filters.CharFilter(field_name="source__slug")
    key = django_filters.CharFilter()
    topic = django_filters.CharFilter(field_name="topics__slug")
    author = django_filters.CharFilter(field_name="author__username")
    language = django_filters.CharFilter()


class ClaimViewSet(DeskView, ListModelMixin, VersionedRetrieve, VersionedUpdate, GenericViewSet):
    """Claims as the desk works on them; a change needs If-Match."""

    serializer_class = ClaimSerializer
    queryset = Claim.objects.with_parts()
    filterset_class = ClaimFilter
    lookup_value_converter = "id"
    orderings = {"created_at": "created_at", "updated_at": "updated_at"}
    default_ordering = "-created_at"
    preconditioned = frozenset({"PATCH", "DELETE"})
    http_method_names = ["get", "post", "patch", "delete", "head", "options"]

    def get_serializer(self, *args: Any, **kwargs: Any) -> Any:
        if "data" in kwargs:
            if self.action == "create":
                return ClaimDraft(data=kwargs["data"])
            return ClaimChange(data=merged(args[0], kwargs["data"]))
        return super().get_serializer(*args, **kwargs)

    def get_serializer_class(self) -> type[ClaimLineSerializer]:
        return ClaimLineSerializer if self.action == "list" else ClaimSerializer

    @extend_schema(request=ClaimDraft, responses={201: ClaimSerializer})
    def create(self, request: Request) -> Response:
        """Write a claim: its citations follow from the markers in its text."""
        asked = self.get_serializer(data=request.data)
        asked.is_valid(raise_exception=True)
        with transaction.atomic():
            source = source_named(asked.validated_data["source"])
            fields = claim_fields(asked.validated_data, source=source)
            claim = drafting.draft_claim(
                source=source, by=self.editor, reason=self.reason, **fields
            )
        location = request.build_absolute_uri(f"{request.path}{claim.pk}/")
        return self.shown(self._whole(claim), status=201, headers={"Location": location})

    @extend_schema(request=ClaimChange, responses=ClaimSerializer)
    def partial_update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Edit a claim: a new revision, back to draft; readers keep the last edition."""
        return super().partial_update(request, *args, **kwargs)

    def change(self, obj: Claim, version: int, values: dict[str, Any]) -> Claim:
        with transaction.atomic():
            fields = claim_fields(values, source=obj.source)
            claim = drafting.edit_claim(
                claim=obj,
                version=version,
                by=self.editor,
                reason=self.reason,
                **fields,
            )
        return self._whole(claim)

    @extend_schema(responses={204: None})
    def destroy(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Delete a draft that nobody has been asked to judge."""
        claim = self.get_object()
        version = required_version(request, claim)
        drafting.delete_claim(claim=claim, version=version, by=self.editor)
        return Response(status=204)

    @extend_schema(responses=TransitionsSerializer)
    @action(detail=True)
    def transitions(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """What you may do with this claim now, and everything that is in the way of the rest."""
        claim = self.get_object()
        shown = TransitionsSerializer(
            {
                "state": claim.state,
                "revision": claim.revision,
                "version": claim.version,
                "transitions": workflow.openings(claim=claim, by=self.editor),
            }
        )
        return Response(shown.data)

    @extend_schema(responses=FindingsSerializer)
    @action(detail=True)
    def findings(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """What does not add up among the claim's figures, as they are now: advice, no gate."""
        return Response(FindingsSerializer({"findings": findings_of(self.get_object())}).data)

    def _whole(self, claim: Claim) -> Claim:
        return get_object_or_404(Claim.objects.with_parts(), pk=claim.pk)
