"""What one writes first: models, nested ModelSerializers, a cursor; the baseline of `bench_serving`.

Served like Stet, by granian with persistent connections, over the same rows and the same facts.
"""

from django.urls import path
from rest_framework import serializers
from rest_framework.generics import ListAPIView, RetrieveAPIView
from rest_framework.pagination import CursorPagination
from rest_framework.permissions import AllowAny

from claims.models import Citation, Claim, Claimant, Figure, Publication, Section, Topic
from sources.models import Publisher, Source


class PublisherSerializer(serializers.ModelSerializer):
    class Meta:
        model = Publisher
        fields = ["slug", "name"]


class SourceSerializer(serializers.ModelSerializer):
    publisher = PublisherSerializer()

    class Meta:
        model = Source
        fields = ["slug", "title", "kind", "language", "publisher", "url", "published_at"]


class SectionSerializer(serializers.ModelSerializer):
    class Meta:
        model = Section
        fields = ["title", "position"]


class ClaimantSerializer(serializers.ModelSerializer):
    class Meta:
        model = Claimant
        fields = ["slug", "type", "name", "url"]


class TopicSerializer(serializers.ModelSerializer):
    class Meta:
        model = Topic
        fields = ["slug", "label"]


class CitationSerializer(serializers.ModelSerializer):
    paragraph = serializers.IntegerField(source="paragraph.number")
    source = serializers.CharField(source="paragraph.source.slug")
    text = serializers.CharField(source="paragraph.text")
    text_sha256 = serializers.CharField(source="paragraph.text_sha256")

    class Meta:
        model = Citation
        fields = ["source", "paragraph", "text", "quote", "stance", "text_sha256"]


class FigureSerializer(serializers.ModelSerializer):
    class Meta:
        model = Figure
        fields = [
            "text", "start", "end", "kind", "value", "lower", "upper", "op", "hedge", "tone",
            "mantissa", "scale", "unit", "unit_inferred", "counted", "num", "den", "role",
            "direction", "group", "basis", "period", "period_start", "period_end", "period_rel",
            "modality", "of", "status",
        ]  # fmt: skip


class ClaimSerializer(serializers.ModelSerializer):
    section = SectionSerializer()
    claimant = ClaimantSerializer()
    source = SourceSerializer()
    topics = TopicSerializer(many=True)
    citations = CitationSerializer(many=True)
    figures = FigureSerializer(many=True)

    class Meta:
        model = Claim
        fields = [
            "id", "text", "language", "section", "position", "claimant", "claimed_on", "source",
            "topics", "citations", "figures",
        ]  # fmt: skip


class PublicationSerializer(serializers.ModelSerializer):
    claim = ClaimSerializer()

    class Meta:
        model = Publication
        fields = [
            "claim", "sequence", "status", "rating", "rating_value", "first_published_at",
            "published_at", "sha256",
        ]  # fmt: skip


class Pages(CursorPagination):
    page_size = 25
    ordering = ("-published_at", "-claim_id")


ROWS = (
    Publication.objects.filter(status="published")
    .select_related("claim__source__publisher", "claim__section", "claim__claimant")
    .prefetch_related("claim__topics", "claim__citations__paragraph__source", "claim__figures")
)


class PlainList(ListAPIView):
    authentication_classes = []
    permission_classes = [AllowAny]
    filter_backends = []
    pagination_class = Pages
    serializer_class = PublicationSerializer

    def get_queryset(self):
        rows = ROWS.all()
        if rating := self.request.query_params.get("rating"):
            rows = rows.filter(rating=rating)
        if topic := self.request.query_params.get("topic"):
            rows = rows.filter(claim__topics__slug=topic)
        return rows


class PlainDetail(RetrieveAPIView):
    authentication_classes = []
    permission_classes = [AllowAny]
    serializer_class = PublicationSerializer
    queryset = ROWS


urlpatterns = [
    path("plain/claims/", PlainList.as_view()),
    path("plain/claims/<uuid:pk>/", PlainDetail.as_view()),
]
