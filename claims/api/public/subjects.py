"""Topics, publishers and ratings: what the published claims can be found under."""

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from rest_framework.mixins import ListModelMixin, RetrieveModelMixin

from claims.api.public.serializers import (
    PublishedPublisherSerializer,
    RatingSerializer,
    TopicSerializer,
)
from claims.api.public.sources import visible_sources
from claims.api.public.stored import PublicViewSet
from claims.models import PublishedSource, PublishedTopic, Rating


class TopicViewSet(ListModelMixin, RetrieveModelMixin, PublicViewSet):
    """Topics of published claims, as the newest of them labels each."""

    serializer_class = TopicSerializer
    queryset = PublishedTopic.objects.none()
    lookup_field = "slug"
    orderings = {"slug": "slug", "label": "label"}
    default_ordering = "slug"

    def get_queryset(self) -> QuerySet[PublishedTopic]:
        standing = PublishedTopic.objects.filter(publication__status="published")
        newer = standing.filter(
            slug=OuterRef("slug"), publication__sequence__gt=OuterRef("publication__sequence")
        )
        return standing.filter(~Exists(newer)).annotate(
            claims=_count(standing.filter(slug=OuterRef("slug")), "slug")
        )


class PublisherViewSet(ListModelMixin, RetrieveModelMixin, PublicViewSet):
    """Publishers of the sources that published claims rest on."""

    serializer_class = PublishedPublisherSerializer
    queryset = PublishedSource.objects.none()
    lookup_field = "publisher"
    lookup_url_kwarg = "slug"
    orderings = {"slug": "publisher", "name": "publisher_name"}
    default_ordering = "slug"

    def get_queryset(self) -> QuerySet[PublishedSource]:
        same = visible_sources().filter(publisher=OuterRef("publisher"))
        newer = same.filter(
            Q(sequence__gt=OuterRef("sequence"))
            | Q(sequence=OuterRef("sequence"), slug__gt=OuterRef("slug"))
        )
        return visible_sources().filter(~Exists(newer)).annotate(sources=_count(same, "publisher"))


class RatingViewSet(ListModelMixin, RetrieveModelMixin, PublicViewSet):
    """The verdict words that a review may give: the rating scales."""

    serializer_class = RatingSerializer
    queryset = Rating.objects.all()
    lookup_field = "code"
    orderings = {"position": "position", "code": "code"}
    default_ordering = "position"


def _count(rows: QuerySet[PublishedTopic] | QuerySet[PublishedSource], by: str) -> Subquery:
    """How many rows there are, as a subquery."""
    counted = rows.order_by().values(by).annotate(rows=Count("pk")).values("rows")
    return Subquery(counted, output_field=IntegerField())
