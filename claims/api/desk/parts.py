"""The citations and figures of a claim at the desk; the ETag is the claim's."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from drf_spectacular.utils import extend_schema
from rest_framework.mixins import ListModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from claims import drafting
from claims.api.desk.base import DeskView
from claims.api.desk.requests import CitationChange, CitationDraft, FigureChange, FigureDraft
from claims.api.desk.serializers import EvidenceSerializer, FigureSerializer
from claims.models import Citation, Claim, Figure
from sources.api.base import StetViewSet
from sources.api.preconditions import etag, etag_of, required_version
from sources.api.strictness import StrictSerializer


class PartViewSet(DeskView, ListModelMixin, StetViewSet):
    """What belongs to one claim: read with, and changed under, the claim's ETag."""

    lookup_value_converter = "id"
    preconditioned = frozenset({"POST", "PATCH", "DELETE"})

    @cached_property
    def claim(self) -> Claim:
        """The claim in the address."""
        return get_object_or_404(Claim.objects.select_related("source"), pk=self.kwargs["claim"])

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        response = super().list(request, *args, **kwargs)
        response["ETag"] = etag(self.claim)
        return response

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.part(self.get_object())

    def part(self, row: Citation | Figure, *, status: int = 200) -> Response:
        """A part as it is now, under its claim's ETag."""
        version = Claim.objects.values_list("version", flat=True).get(pk=row.claim_id)
        data = self.get_serializer(row).data
        return Response(data, status=status, headers={"ETag": etag_of(version)})

    def asked(self, kind: type[StrictSerializer], claim: Claim) -> dict[str, Any]:
        """The body in the shape of `kind`, with the version it changes and who does."""
        body = kind(data=self.request.data)
        body.is_valid(raise_exception=True)
        return {**body.validated_data, **self.acting(claim)}

    def acting(self, claim: Claim) -> dict[str, Any]:
        return {
            "version": required_version(self.request, claim),
            "by": self.editor,
            "reason": self.reason,
        }


class CitationViewSet(PartViewSet):
    """The paragraphs a claim rests on. They follow from its markers; POST adds one at the end."""

    serializer_class = EvidenceSerializer
    queryset = Citation.objects.none()
    orderings = {"position": "position"}
    default_ordering = "position"

    def get_queryset(self) -> QuerySet[Citation]:
        return Citation.objects.filter(claim=self.claim).select_related("claim")

    @extend_schema(request=CitationDraft, responses={201: EvidenceSerializer})
    def create(self, request: Request, claim: str) -> Response:
        row = self.claim
        return self.part(drafting.cite(claim=row, **self.asked(CitationDraft, row)), status=201)

    @extend_schema(request=CitationChange, responses=EvidenceSerializer)
    def partial_update(self, request: Request, claim: str, pk: str) -> Response:
        """Set the stance or the quote, whose words must occur in the paragraph."""
        row: Citation = self.get_object()
        values = self.asked(CitationChange, row.claim)
        return self.part(drafting.edit_citation(citation=row, **values))

    @extend_schema(responses={204: None})
    def destroy(self, request: Request, claim: str, pk: str) -> Response:
        """Take the citation and its marker away."""
        row: Citation = self.get_object()
        drafting.uncite(citation=row, **self.acting(row.claim))
        return Response(status=204)


class FigureViewSet(PartViewSet):
    """The quantities in a claim, as written and as understood."""

    serializer_class = FigureSerializer
    queryset = Figure.objects.none()
    orderings = {"start": "start"}
    default_ordering = "start"

    def get_queryset(self) -> QuerySet[Figure]:
        return Figure.objects.filter(claim=self.claim).select_related("claim")

    @extend_schema(request=FigureDraft, responses={201: FigureSerializer})
    def create(self, request: Request, claim: str) -> Response:
        """Add a figure by hand, which confirms it."""
        row = self.claim
        figure = drafting.add_figure(claim=row, **self.asked(FigureDraft, row))
        return self.part(figure, status=201)

    @extend_schema(request=FigureChange, responses=FigureSerializer)
    def partial_update(self, request: Request, claim: str, pk: str) -> Response:
        """Confirm or reject a figure (`status` alone), or correct its values."""
        row: Figure = self.get_object()
        values = self.asked(FigureChange, row.claim)
        act = drafting.decide_figure if "status" in values else drafting.edit_figure
        return self.part(act(figure=row, **values))

    @extend_schema(responses={204: None})
    def destroy(self, request: Request, claim: str, pk: str) -> Response:
        row: Figure = self.get_object()
        drafting.remove_figure(figure=row, **self.acting(row.claim))
        return Response(status=204)
