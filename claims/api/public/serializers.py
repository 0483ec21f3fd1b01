"""The shapes that readers get. Claims are served as stored; their shape here is the schema's."""

from rest_framework import serializers

from claims.models import PublishedParagraph, PublishedSource, Rating
from sources.api.strictness import StrictSerializer


class SectionDocument(serializers.Serializer):
    title = serializers.CharField()
    position = serializers.IntegerField()


class ClaimantDocument(serializers.Serializer):
    slug = serializers.CharField()
    type = serializers.CharField()
    name = serializers.CharField()
    url = serializers.CharField(allow_null=True)


class NamedPublisher(serializers.Serializer):
    slug = serializers.CharField()
    name = serializers.CharField()


class SourceDocument(serializers.Serializer):
    slug = serializers.CharField()
    title = serializers.CharField()
    kind = serializers.CharField()
    language = serializers.CharField()
    publisher = NamedPublisher()
    url = serializers.CharField(allow_null=True)
    published_at = serializers.DateTimeField(allow_null=True)


class TopicDocument(serializers.Serializer):
    slug = serializers.CharField()
    label = serializers.CharField()


class CitationDocument(serializers.Serializer):
    """`reference` is the paragraph's number when this was published."""

    reference = serializers.IntegerField()
    marker = serializers.CharField()
    source = serializers.CharField()
    paragraph = serializers.IntegerField()
    text = serializers.CharField()
    quote = serializers.CharField()
    stance = serializers.CharField()
    text_sha256 = serializers.CharField()


class FigureDocument(serializers.Serializer):
    """A quantity; numbers are decimal strings, offsets code points of the claim's text."""

    text = serializers.CharField()
    start = serializers.IntegerField()
    end = serializers.IntegerField()
    kind = serializers.CharField()
    value = serializers.CharField(allow_null=True)
    lower = serializers.CharField(allow_null=True)
    upper = serializers.CharField(allow_null=True)
    op = serializers.CharField()
    hedge = serializers.CharField(allow_null=True)
    tone = serializers.CharField(allow_null=True)
    mantissa = serializers.CharField(allow_null=True)
    scale = serializers.IntegerField()
    unit = serializers.CharField()
    unit_inferred = serializers.BooleanField()
    counted = serializers.CharField(allow_null=True)
    num = serializers.IntegerField(allow_null=True)
    den = serializers.IntegerField(allow_null=True)
    role = serializers.CharField()
    direction = serializers.CharField(allow_null=True)
    group = serializers.CharField(allow_null=True)
    basis = serializers.CharField(allow_null=True)
    period = serializers.CharField(allow_null=True)
    period_start = serializers.DateField(allow_null=True)
    period_end = serializers.DateField(allow_null=True)
    period_rel = serializers.CharField(allow_null=True)
    modality = serializers.CharField(allow_null=True)
    of = serializers.CharField(allow_null=True)
    status = serializers.CharField()


class RatingDocument(serializers.Serializer):
    code = serializers.CharField()
    label = serializers.CharField()
    value = serializers.IntegerField(allow_null=True)
    best = serializers.IntegerField(allow_null=True)
    worst = serializers.IntegerField(allow_null=True)
    rationale = serializers.CharField()


class ClaimDocument(serializers.Serializer):
    """An edition: a claim as published, complete in itself (schema 1).

    `sha256` is SHA-256 over the canonical JSON (RFC 8785) of this document without `sha256` and
    `previous_sha256`; the latter is the sha256 of the edition before it in the log.
    """

    schema = serializers.IntegerField()
    id = serializers.UUIDField()
    edition = serializers.IntegerField()
    sequence = serializers.IntegerField()
    status = serializers.ChoiceField(["published", "withdrawn"])
    text = serializers.CharField()
    text_with_references = serializers.CharField()
    language = serializers.CharField()
    section = SectionDocument(allow_null=True)
    position = serializers.IntegerField()
    claimant = ClaimantDocument(allow_null=True)
    claimed_on = serializers.DateField(allow_null=True)
    source = SourceDocument()
    cited_sources = SourceDocument(many=True)
    topics = TopicDocument(many=True)
    citations = CitationDocument(many=True)
    figures = FigureDocument(many=True)
    rating = RatingDocument(allow_null=True)
    correction = serializers.CharField(allow_null=True)
    withdrawal = serializers.CharField(allow_null=True)
    first_published_at = serializers.DateTimeField()
    published_at = serializers.DateTimeField()
    reviewed_by = serializers.CharField()
    sha256 = serializers.CharField()
    previous_sha256 = serializers.CharField(allow_null=True)


class PublishedSourceSerializer(serializers.ModelSerializer):
    """A source that published claims rest on, as the newest of them describes it."""

    publisher = serializers.SerializerMethodField()
    url = serializers.SerializerMethodField()

    class Meta:
        model = PublishedSource
        fields = ["slug", "title", "kind", "language", "publisher", "url", "published_at"]

    def get_publisher(self, source: PublishedSource) -> dict[str, str]:
        return {"slug": source.publisher, "name": source.publisher_name}

    def get_url(self, source: PublishedSource) -> str | None:
        return source.url or None


class PublishedParagraphSerializer(serializers.ModelSerializer):
    """A paragraph that published claims rest on, in the words that the newest of them quotes."""

    source = serializers.CharField(source="source_id")

    class Meta:
        model = PublishedParagraph
        fields = ["source", "number", "text", "text_sha256"]


class ParagraphWithClaims(serializers.Serializer):
    """A paragraph and the published claims that rest on it, newest first."""

    source = serializers.CharField()
    number = serializers.IntegerField()
    text = serializers.CharField()
    text_sha256 = serializers.CharField()
    claims = ClaimDocument(many=True)


class TopicSerializer(serializers.Serializer):
    """A topic with the number of published claims under it."""

    slug = serializers.CharField()
    label = serializers.CharField()
    claims = serializers.IntegerField()


class PublishedPublisherSerializer(serializers.Serializer):
    """A publisher with the number of its sources that published claims rest on."""

    slug = serializers.CharField(source="publisher")
    name = serializers.CharField(source="publisher_name")
    sources = serializers.IntegerField()


class RatingSerializer(serializers.ModelSerializer):
    """A verdict word: `value` lies between `worst` and `best`, or there is no number."""

    class Meta:
        model = Rating
        fields = ["code", "scale", "label", "description", "value", "best", "worst"]


class ReferencesRequest(StrictSerializer):
    """A text with markers; `source` is where plain markers point."""

    text = serializers.CharField(trim_whitespace=False, allow_blank=True, max_length=100_000)
    source = serializers.CharField(required=False, allow_blank=True, default="")


class ReferenceSerializer(serializers.Serializer):
    """A marker of the text and what it points to.

    `status`: 200 found, 300 several sources have such a paragraph, 404 none has, 409 published
    claims rest on different words of it.
    """

    marker = serializers.CharField()
    start = serializers.IntegerField()
    end = serializers.IntegerField()
    number = serializers.IntegerField()
    source = serializers.CharField(allow_null=True)
    status = serializers.IntegerField()
    text = serializers.CharField(allow_null=True)
    url = serializers.CharField(allow_null=True)
    candidates = serializers.ListField(child=serializers.CharField())


class ReferencesSerializer(serializers.Serializer):
    references = ReferenceSerializer(many=True)
