"""Published sources, their paragraphs with the claims that rest on them, and their digest."""

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.mixins import ListModelMixin, RetrieveModelMixin
from rest_framework.request import Request

from claims.api.public.filters import PublishedSourceFilter
from claims.api.public.serializers import (
    ParagraphWithClaims,
    PublishedParagraphSerializer,
    PublishedSourceSerializer,
)
from claims.api.public.stored import FOR_NOW, PublicViewSet, around
from claims.models import Publication, PublishedCitation, PublishedParagraph, PublishedSource
from claims.readers import digest_of

MOST_CLAIMS = 200


def visible_paragraphs() -> QuerySet[PublishedParagraph]:
    """Paragraphs that a standing publication rests on."""
    standing = PublishedCitation.objects.filter(
        paragraph=OuterRef("pk"), publication__status="published"
    )
    return PublishedParagraph.objects.filter(Exists(standing))


def visible_sources() -> QuerySet[PublishedSource]:
    """Sources of standing publications, and those they cite beside their own."""
    own = Publication.objects.standing().filter(source=OuterRef("pk"))
    cited = visible_paragraphs().filter(source=OuterRef("pk"))
    return PublishedSource.objects.filter(Exists(own) | Exists(cited))


class SourceViewSet(ListModelMixin, RetrieveModelMixin, PublicViewSet):
    """Sources that published claims rest on."""

    serializer_class = PublishedSourceSerializer
    queryset = PublishedSource.objects.none()
    filterset_class = PublishedSourceFilter
    lookup_field = "slug"
    orderings = {"published_at": "published_at", "title": "title", "slug": "slug"}
    default_ordering = "-published_at"

    def get_queryset(self) -> QuerySet[PublishedSource]:
        return visible_sources()

    @extend_schema(responses={(200, "text/plain"): OpenApiTypes.STR})
    @action(detail=True)
    def digest(self, request: Request, slug: str) -> HttpResponse:
        """The published claims of the source as a digest, which an import reads back."""
        source = self.get_object()
        response = HttpResponse(digest_of(source), content_type="text/plain; charset=utf-8")
        response["Cache-Control"] = FOR_NOW
        return response


class ParagraphViewSet(ListModelMixin, PublicViewSet):
    """The paragraphs of a source that published claims rest on."""

    serializer_class = PublishedParagraphSerializer
    queryset = PublishedParagraph.objects.none()
    orderings = {"number": "number"}
    default_ordering = "number"

    def get_queryset(self) -> QuerySet[PublishedParagraph]:
        source = get_object_or_404(visible_sources(), slug=self.kwargs["source_slug"])
        return visible_paragraphs().filter(source=source)

    @extend_schema(responses=ParagraphWithClaims)
    def retrieve(self, request: Request, source_slug: str, number: int) -> HttpResponse:
        """A paragraph with the published claims that rest on it, the newest first.

        At most 200 are listed; `/claims/?source=…&paragraph=…` pages through all.
        """
        paragraph = get_object_or_404(self.get_queryset(), number=number)
        rows = (
            Publication.objects.standing()
            .filter(citations__paragraph=paragraph)
            .order_by("-published_at", "-claim_id")[:MOST_CLAIMS]
        )
        described = PublishedParagraphSerializer(paragraph).data
        return around(described, "claims", (row.document.encode() for row in rows))
