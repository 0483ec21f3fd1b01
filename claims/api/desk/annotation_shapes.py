"""What the desk's endpoints for remarks take and show."""

from typing import Any

from django.core.exceptions import ValidationError
from rest_framework import serializers

from claims.models import Annotation, Citation, Claim, Figure, Motivation, Resolution, Visibility
from sources.api.strictness import StrictSerializer
from sources.models import Paragraph


class SpanRequest(StrictSerializer):
    """A remark's words, and the span it is on; offsets are code points."""

    body = serializers.CharField(required=False, allow_blank=True, trim_whitespace=False)
    motivation = serializers.ChoiceField(Motivation.choices, required=False)
    language = serializers.CharField(required=False, allow_blank=True, allow_null=True)
    quote = serializers.CharField(required=False, allow_blank=True, trim_whitespace=False)
    prefix = serializers.CharField(required=False, allow_blank=True, trim_whitespace=False)
    suffix = serializers.CharField(required=False, allow_blank=True, trim_whitespace=False)
    start = serializers.IntegerField(required=False, allow_null=True, min_value=0)
    end = serializers.IntegerField(required=False, allow_null=True, min_value=0)
    citation = serializers.UUIDField(required=False, allow_null=True)
    figure = serializers.UUIDField(required=False, allow_null=True)
    source = serializers.SlugField(required=False, allow_blank=True)
    paragraph = serializers.IntegerField(required=False, allow_null=True, min_value=1)


class AnnotationDraft(SpanRequest):
    """A remark on one thing: a claim, a citation, a figure, a paragraph (with source), a remark."""

    claim = serializers.UUIDField(required=False, allow_null=True)
    parent = serializers.UUIDField(required=False, allow_null=True)
    visibility = serializers.ChoiceField(Visibility.choices, required=False)


class AnnotationChange(StrictSerializer):
    """What is changed of a remark; what it is on stays."""

    body = serializers.CharField(required=False, allow_blank=True, trim_whitespace=False)
    motivation = serializers.ChoiceField(Motivation.choices, required=False)
    language = serializers.CharField(required=False, allow_blank=True, allow_null=True)
    visibility = serializers.ChoiceField(Visibility.choices, required=False)


class ResolutionRequest(StrictSerializer):
    """A word on why."""

    comment = serializers.CharField(required=False, allow_blank=True, default="")


class AnnotationSerializer(serializers.ModelSerializer):
    """A remark. `quote` is what its author chose; `place` and `words` are where and what it is now.

    `anchor` tells how it was found: exact, context, fuzzy; an orphan has no place. `part_words`
    are the marker or the words of the citation or figure that it is, or was, on.
    """

    author = serializers.CharField(source="author.username")
    thread = serializers.UUIDField(source="thread_id")
    parent = serializers.UUIDField(source="parent_id", allow_null=True)
    claim = serializers.UUIDField(source="claim_id", allow_null=True)
    citation = serializers.UUIDField(source="citation_id", allow_null=True)
    figure = serializers.UUIDField(source="figure_id", allow_null=True)
    review = serializers.UUIDField(source="review_id", allow_null=True)
    source = serializers.CharField(source="paragraph.source.slug", default=None, allow_null=True)
    paragraph = serializers.IntegerField(source="paragraph.number", default=None, allow_null=True)
    place = serializers.SerializerMethodField()
    words = serializers.CharField(default=None, allow_null=True)
    mentions = serializers.SerializerMethodField()
    replies = serializers.IntegerField(source="reply_count", default=0)
    resolved_by = serializers.CharField(
        source="resolved_by.username", default=None, allow_null=True
    )
    deleted_by = serializers.CharField(source="deleted_by.username", default=None, allow_null=True)

    class Meta:
        model = Annotation
        fields = [
            "id", "version", "thread", "parent", "claim", "citation", "figure", "source",
            "paragraph", "part", "part_words", "review", "motivation", "visibility", "body",
            "language", "quote", "prefix", "suffix", "start", "end", "anchor", "place", "words",
            "author", "mentions", "replies", "created_at", "edited_at", "resolved_by",
            "resolved_at", "deleted_by", "deleted_at",
        ]  # fmt: skip

    def get_place(self, remark: Annotation) -> dict[str, int] | None:
        if remark.place_start is None or remark.place_end is None:
            return None
        return {"start": remark.place_start, "end": remark.place_end}

    def get_mentions(self, remark: Annotation) -> list[str]:
        return [mention.person.username for mention in remark.mentions.all()]


class ResolutionSerializer(serializers.ModelSerializer):
    author = serializers.CharField(source="author.username")

    class Meta:
        model = Resolution
        fields = ["id", "annotation", "outcome", "author", "comment", "created_at"]


def remark_fields(values: dict[str, Any], *, claim: Claim | None = None) -> dict[str, Any]:
    """The values of a request with rows in place of ids; `claim` is the one in the address.

    Raises ValidationError at what names nothing.
    """
    fields = {name: value for name, value in values.items() if value is not None}
    slug = fields.pop("source", "") or (claim.source.slug if claim else "")
    if "paragraph" in fields:
        rows = Paragraph.objects.select_related("source")
        fields["paragraph"] = _found(
            rows.filter(source__slug=slug, number=fields["paragraph"]), "paragraph"
        )
    for name, model in {
        "claim": Claim,
        "citation": Citation,
        "figure": Figure,
        "parent": Annotation,
    }.items():
        if name in fields:
            fields[name] = _found(model._default_manager.filter(pk=fields[name]), name)
    return fields


def _found(rows: Any, name: str) -> Any:
    row = rows.first()
    if row is None:
        raise ValidationError(
            {name: ValidationError(f"There is no such {name}.", code=f"unknown_{name}")}
        )
    return row
