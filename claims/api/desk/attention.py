"""Who attends to a claim: assignments to reviewers, and who is looking at it now."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.mixins import ListModelMixin
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from claims.api.desk.base import DeskView
from claims.assigning import assign_claim, change_assignment, end_assignment, person_named
from claims.attending import attend, attendants, leave
from claims.models import Assignment, Claim, Presence
from sources.api.base import StetView, VersionedRetrieve, VersionedUpdate
from sources.api.preconditions import required_version
from sources.api.strictness import Nothing, StrictSerializer


class AssignmentSerializer(serializers.ModelSerializer):
    """A reviewer that the claim is assigned to."""

    assignee = serializers.CharField(source="assignee.username")
    assigner = serializers.CharField(source="assigner.username")

    class Meta:
        model = Assignment
        fields = ["id", "claim", "assignee", "assigner", "note", "due_on", "version", "created_at"]


class AssignmentChange(StrictSerializer):
    """By which day, and a word to the assignee."""

    due_on = serializers.DateField(required=False, allow_null=True)
    note = serializers.CharField(required=False, allow_blank=True)


class AssignmentRequest(AssignmentChange):
    """Who is asked to review the claim."""

    assignee = serializers.CharField(help_text="The name of an account.")


class AssignmentViewSet(
    DeskView, ListModelMixin, VersionedRetrieve, VersionedUpdate, GenericViewSet
):
    """The reviewers that a claim is assigned to; others may review it all the same.

    An assignment ends with the claim's publication, and when the assignee changes the claim.
    """

    writing = "claims.review_claim"
    serializer_class = AssignmentSerializer
    queryset = Assignment.objects.none()
    lookup_value_converter = "id"
    orderings = {"created_at": "created_at", "due_on": "due_on"}
    default_ordering = "created_at"
    preconditioned = frozenset({"PATCH", "DELETE"})
    http_method_names = ["get", "post", "patch", "delete", "head", "options"]

    def get_queryset(self) -> QuerySet[Assignment]:
        rows = Assignment.objects.select_related("assignee", "assigner")
        return rows.filter(claim=self.get_claim())

    def get_claim(self) -> Claim:
        return get_object_or_404(Claim, pk=self.kwargs["claim"])

    def get_serializer(self, *args: Any, **kwargs: Any) -> Any:
        if "data" in kwargs:
            return AssignmentChange(data=kwargs["data"], partial=kwargs.get("partial", False))
        return super().get_serializer(*args, **kwargs)

    @extend_schema(request=AssignmentRequest, responses={201: AssignmentSerializer})
    def create(self, request: Request, claim: str) -> Response:
        """Assign the claim; refused for whoever could not review it, with all reasons."""
        row = self.get_claim()
        asked = AssignmentRequest(data=request.data)
        asked.is_valid(raise_exception=True)
        values = asked.validated_data
        values["assignee"] = person_named(values["assignee"])
        made = assign_claim(claim=row, by=self.editor, **values)
        location = request.build_absolute_uri(f"{request.path}{made.pk}/")
        return self.shown(made, status=201, headers={"Location": location})

    @extend_schema(request=AssignmentChange, responses=AssignmentSerializer)
    def partial_update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Set the day, or the word to the assignee."""
        return super().partial_update(request, *args, **kwargs)

    def change(self, obj: Assignment, version: int, values: dict[str, Any]) -> Assignment:
        return change_assignment(assignment=obj, version=version, **values)

    @extend_schema(responses={204: None})
    def destroy(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Take the claim off the assignee's desk."""
        row = self.get_object()
        end_assignment(assignment=row, version=required_version(request, row))
        return Response(status=204)


class PresenceSerializer(serializers.ModelSerializer):
    """Somebody who is looking at the claim."""

    person = serializers.CharField(source="person.username")

    class Meta:
        model = Presence
        fields = ["person", "since", "seen_at"]


class PresencesSerializer(serializers.Serializer):
    """Who is looking at a claim, the first one first."""

    present = PresenceSerializer(many=True)


class PresenceView(DeskView, StetView):
    """Who is looking at a claim now. A hint, no lock: the version decides who was first."""

    # Whoever may read a claim may say that they do.
    writing = "claims.view_claim"

    def get_claim(self) -> Claim:
        return get_object_or_404(Claim, pk=self.kwargs["claim"])

    @extend_schema(responses=PresencesSerializer)
    def get(self, request: Request, claim: str) -> Response:
        """Who has said within the last minute that they are looking."""
        return Response(PresencesSerializer({"present": attendants(self.get_claim())}).data)

    @extend_schema(request=Nothing, responses=PresencesSerializer)
    def put(self, request: Request, claim: str) -> Response:
        """Say that you are looking, for a minute: send it every 20 seconds."""
        Nothing(data=request.data).is_valid(raise_exception=True)
        present = attend(claim=self.get_claim(), by=self.editor)
        return Response(PresencesSerializer({"present": present}).data)

    @extend_schema(responses={204: None})
    def delete(self, request: Request, claim: str) -> Response:
        """Say that you have closed the claim."""
        leave(claim=self.get_claim(), by=self.editor)
        return Response(status=204)
