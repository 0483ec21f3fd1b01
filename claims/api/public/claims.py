"""Published claims and their editions."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request

from claims import finding
from claims.api.public.asking import question_of
from claims.api.public.filters import PublicationFilter
from claims.api.public.listing import ClaimFilterBackend
from claims.api.public.position import FollowsTheLog
from claims.api.public.selecting import selected, wanted
from claims.api.public.serializers import ClaimDocument
from claims.api.public.stored import FOR_EVER, document, page, plain
from claims.models import Edition, Publication
from sources.api.parameters import value_of

FIELDS = OpenApiParameter(
    "fields", str, description="Only these members, by comma: `id,text,source.slug`."
)
AS_OF = OpenApiParameter("as_of", str, description="RFC 3339: the edition that stood at this time.")


class ClaimViewSet(FollowsTheLog):
    """What is published, as the editions' own bytes."""

    serializer_class = ClaimDocument
    queryset = Publication.objects.all()
    filter_backends = [ClaimFilterBackend]
    filterset_class = PublicationFilter
    lookup_value_converter = "id"
    parameters = frozenset({"fields"})
    orderings = {
        "published_at": "published_at",
        "first_published_at": "first_published_at",
        "claimed_on": "claimed_on",
        "sequence": "sequence",
        "rating": "rating_value",
    }
    default_ordering = "-published_at"

    def known_parameters(self) -> dict[str, bool]:
        """`as_of` is a filter of the list, and says of one claim which edition is meant."""
        return super().known_parameters() | {"as_of": False}

    @extend_schema(responses=ClaimDocument(many=True), parameters=[FIELDS])
    def list(self, request: Request) -> HttpResponse:
        """Published claims, newest first. A withdrawn claim is at its address only.

        `as_of` gives the claims as they were published then, with the same filters and orders.
        """
        listing: Any = self.filter_queryset(self.queryset)
        rows: Any = self.paginate_queryset(listing)
        documents = (row.document for row in rows)
        if fields := value_of(request.query_params, "fields"):
            tree = wanted(fields, ClaimDocument)
            documents = (selected(each, tree) for each in documents)
        return self.at(listing.head, page(documents, paginator=self.paginator))

    @extend_schema(responses=ClaimDocument, parameters=[FIELDS, AS_OF])
    def retrieve(self, request: Request, pk: str) -> HttpResponse:
        """A claim's last edition; a withdrawn claim says that it is, and why."""
        query = request.query_params
        as_of = question_of(query).as_of if query else None
        said = finding.find_one(pk, as_of=as_of)
        if said is None:
            raise Http404
        if query and (fields := value_of(query, "fields")):
            return plain(selected(said.document, wanted(fields, ClaimDocument)))
        return document(said.document, sha256=said.sha256)


class EditionViewSet(FollowsTheLog):
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
        head = finding.head()
        get_object_or_404(Publication.objects.only("pk"), pk=claim)
        rows: Any = self.paginate_queryset(self.get_queryset()) or ()
        documents = (edition.document.encode() for edition in rows)
        return self.at(head, page(documents, paginator=self.paginator))

    @extend_schema(responses=ClaimDocument)
    def retrieve(self, request: Request, claim: str, number: int) -> HttpResponse:
        """One edition: immutable, so it may be cached for ever."""
        edition = get_object_or_404(self.get_queryset(), number=number)
        return document(edition.document.encode(), sha256=edition.sha256, caching=FOR_EVER)
