"""Published claims and their editions."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from claims.api.public.filters import PublicationFilter
from claims.api.public.serializers import ClaimDocument
from claims.api.public.stored import FOR_EVER, PublicViewSet, document, page
from claims.models import Edition, Publication


class ClaimViewSet(PublicViewSet):
    """What is published, as the editions' own bytes."""

    serializer_class = ClaimDocument
    queryset = Publication.objects.all()
    filterset_class = PublicationFilter
    lookup_value_converter = "id"
    orderings = {
        "published_at": "published_at",
        "first_published_at": "first_published_at",
        "claimed_on": "claimed_on",
        "sequence": "sequence",
        "rating": "rating_value",
    }
    default_ordering = "-published_at"

    def get_queryset(self) -> QuerySet[Publication]:
        rows = Publication.objects.select_related("edition")
        return rows.standing() if self.action == "list" else rows

    @extend_schema(responses=ClaimDocument(many=True))
    def list(self, request: Request) -> HttpResponse:
        """Published claims, newest first. A withdrawn claim is at its address only."""
        rows = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        return page((row.edition.document for row in rows or ()), paginator=self.paginator)

    @extend_schema(responses=ClaimDocument)
    def retrieve(self, request: Request, pk: str) -> HttpResponse:
        """A claim's last edition; a withdrawn claim says that it is, and why."""
        row = get_object_or_404(self.get_queryset(), pk=pk)
        return document(row.edition.document, sha256=row.edition.sha256)


class EditionViewSet(PublicViewSet):
    """The editions of a claim: every one stays readable, and none changes."""

    serializer_class = ClaimDocument
    queryset = Edition.objects.all()
    orderings = {"number": "number"}
    default_ordering = "-number"

    def get_queryset(self) -> QuerySet[Edition]:
        return Edition.objects.filter(claim=self.kwargs["claim"])

    @extend_schema(responses=ClaimDocument(many=True))
    def list(self, request: Request, claim: str) -> HttpResponse:
        """All editions of a claim, the newest first."""
        get_object_or_404(Publication, pk=claim)
        rows: Any = self.paginate_queryset(self.get_queryset()) or ()
        return page((edition.document for edition in rows), paginator=self.paginator)

    @extend_schema(responses=ClaimDocument)
    def retrieve(self, request: Request, claim: str, number: int) -> HttpResponse:
        """One edition: immutable, so it may be cached for ever."""
        edition = get_object_or_404(self.get_queryset(), number=number)
        return document(edition.document, sha256=edition.sha256, caching=FOR_EVER)
