"""The revisions of a claim: as it stood at each, what differs, and bringing one back."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.mixins import ListModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from claims import history
from claims.api.desk.base import DeskView
from claims.api.desk.serializers import ClaimSerializer
from claims.api.differences import DifferenceSerializer
from claims.models import Claim, Revision
from claims.restoring import restore_revision
from sources.api.base import StetView, StetViewSet
from sources.api.parameters import WrongParameter, WrongParameters, value_of
from sources.api.preconditions import etag, required_version
from sources.api.strictness import StrictSerializer


class RevisionSerializer(serializers.ModelSerializer):
    """Who made a revision, when and why; `state` is what it came to."""

    author = serializers.CharField(source="author.username")
    state = serializers.SerializerMethodField()

    class Meta:
        model = Revision
        fields = ["number", "author", "reason", "created_at", "state"]

    def get_state(self, revision: Revision) -> str | None:
        states: dict[int, str] = self.context["states"]
        return states.get(revision.number)


class FieldDifferenceSerializer(serializers.Serializer):
    field = serializers.CharField()
    before = serializers.JSONField()
    after = serializers.JSONField()


class ChangedPartSerializer(serializers.Serializer):
    """A citation or figure that is there in both, with what is other in it."""

    id = serializers.UUIDField()
    text = serializers.CharField()
    fields = FieldDifferenceSerializer(many=True)


class PartsSerializer(serializers.Serializer):
    """Citations, or figures, that came, that went, and that are other."""

    added = serializers.ListField(child=serializers.DictField())
    removed = serializers.ListField(child=serializers.DictField())
    changed = ChangedPartSerializer(many=True)


class ComparisonSerializer(serializers.Serializer):
    """How the claim of one revision became that of another: words for text, else fields."""

    before = serializers.IntegerField()
    after = serializers.IntegerField()
    text = DifferenceSerializer(many=True)
    fields = FieldDifferenceSerializer(many=True)
    citations = PartsSerializer()
    figures = PartsSerializer()


class RevisionViewSet(DeskView, ListModelMixin, StetViewSet):
    """The revisions of a claim, newest first."""

    serializer_class = RevisionSerializer
    queryset = Revision.objects.none()
    lookup_field = "number"
    lookup_value_converter = "int"
    orderings = {"number": "number"}
    default_ordering = "-number"

    def get_claim(self) -> Claim:
        claims = Claim.objects.select_related("author")
        return get_object_or_404(claims, pk=self.kwargs["claim"])

    def get_queryset(self) -> QuerySet[Revision]:
        return Revision.objects.filter(claim=self.get_claim()).select_related("author")

    def get_serializer_context(self) -> dict[str, Any]:
        rows = getattr(self.paginator, "rows", [])
        numbers = [revision.number for revision in rows]
        states = history.states_reached(self.kwargs["claim"], numbers) if numbers else {}
        return {**super().get_serializer_context(), "states": states}

    @extend_schema(responses=ClaimSerializer)
    def retrieve(self, request: Request, claim: str, number: int) -> Response:
        """The claim as this revision last stood, with its citations and figures as they were."""
        return Response(self._at(self.get_object().number))

    @extend_schema(
        parameters=[
            OpenApiParameter("from", OpenApiTypes.INT, description="Default: the one before.")
        ],
        responses=ComparisonSerializer,
    )
    @action(detail=True, parameters=frozenset({"from"}))
    def differences(self, request: Request, claim: str, number: int) -> Response:
        """What differs between an earlier revision (`from`) and this one."""
        after = self.get_object().number
        before = self._from(after)
        found = history.compare(self._at(before), self._at(after))
        shown = {
            "before": before,
            "after": after,
            "text": found.text,
            "fields": found.fields,
            "citations": found.citations,
            "figures": found.figures,
        }
        return Response(ComparisonSerializer(shown).data)

    def _at(self, number: int) -> dict[str, Any]:
        shown: dict[str, Any] = ClaimSerializer(history.claim_at(self.get_claim(), number)).data
        return shown

    def _from(self, after: int) -> int:
        asked = value_of(self.request.query_params, "from") or str(after - 1)
        known = self.get_queryset()
        short = asked.isascii() and asked.isdigit() and len(asked) < 10
        if not short or not known.filter(number=int(asked)).exists():
            detail = f'The claim has no revision "{asked[:20]}" to compare with.'
            raise WrongParameters(WrongParameter("from", "unknown_revision", detail))
        return int(asked)


class RestorationRequest(StrictSerializer):
    """Which revision to bring back."""

    revision = serializers.IntegerField(min_value=1, max_value=2_147_483_647)


class RestorationView(DeskView, StetView):
    """Bring a former revision back: a new revision, in draft, that says what that one said.

    Refused with everything that can no longer be, as a paragraph that its source has lost.
    """

    preconditioned = frozenset({"POST"})

    @extend_schema(request=RestorationRequest, responses={201: ClaimSerializer})
    def post(self, request: Request, claim: str) -> Response:
        row = get_object_or_404(Claim, pk=claim)
        asked = RestorationRequest(data=request.data)
        asked.is_valid(raise_exception=True)
        version = required_version(request, row)
        restore_revision(
            claim=row,
            version=version,
            by=self.editor,
            reason=self.reason,
            **asked.validated_data,
        )
        whole = Claim.objects.with_parts().get(pk=row.pk)
        return Response(ClaimSerializer(whole).data, status=201, headers={"ETag": etag(whole)})
