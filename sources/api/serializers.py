"""Sources and paragraphs as the desk sees and writes them."""

from rest_framework import serializers

from sources.api.strictness import StrictSerializer
from sources.models import Paragraph, Publisher, Source, SourceKind


class PublisherSerializer(serializers.ModelSerializer):
    class Meta:
        model = Publisher
        fields = ["slug", "name"]


class SourceLineSerializer(serializers.ModelSerializer):
    """A source as a claim names it."""

    publisher = PublisherSerializer()

    class Meta:
        model = Source
        fields = ["slug", "title", "publisher", "url", "published_at"]


class SourceSerializer(SourceLineSerializer):
    """A source with everything it says of itself."""

    class Meta(SourceLineSerializer.Meta):
        fields = [
            "id", "slug", "title", "publisher", "kind", "language", "url", "published_at",
            "retrieved_at", "version",
        ]  # fmt: skip


class ParagraphSerializer(serializers.ModelSerializer):
    """A paragraph; `text` is "" until it is captured."""

    class Meta:
        model = Paragraph
        fields = ["id", "number", "former_number", "text", "text_sha256"]


class SourceChange(StrictSerializer):
    """What an editor writes of a source; `publisher` is a name or slug, added when not known."""

    title = serializers.CharField()
    publisher = serializers.CharField()
    kind = serializers.ChoiceField(SourceKind.choices, required=False)
    language = serializers.CharField(required=False, allow_blank=True, allow_null=True)
    url = serializers.CharField(required=False, allow_blank=True, allow_null=True)
    published_at = serializers.DateTimeField(required=False, allow_null=True)
    retrieved_at = serializers.DateTimeField(required=False, allow_null=True)


class SourceDraft(SourceChange):
    """A new source; the slug is made from the title unless given."""

    slug = serializers.SlugField(required=False, max_length=100)


class TextCapture(StrictSerializer):
    """The whole text of a source; blank lines part its paragraphs."""

    text = serializers.CharField(trim_whitespace=False, allow_blank=True)
