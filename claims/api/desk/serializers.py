"""Claims and their parts as the desk sees them."""

from collections.abc import Mapping
from typing import Any, cast
from uuid import UUID

from django.db.models import Manager
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from claims.api.desk.annotation_shapes import AnnotationSerializer
from claims.api.differences import DifferenceSerializer
from claims.confirming import words_before
from claims.differences import differences
from claims.drafting import text_with_references
from claims.models import (
    Citation,
    Claim,
    Claimant,
    Confirmation,
    Edition,
    Figure,
    Review,
    Section,
    Submission,
)
from claims.snapshots import figure_values
from sources.api.serializers import SourceLineSerializer


class SectionSerializer(serializers.ModelSerializer):
    class Meta:
        model = Section
        fields = ["title", "position"]


class ClaimantSerializer(serializers.ModelSerializer):
    class Meta:
        model = Claimant
        fields = ["slug", "type", "name", "url"]


class TopicLinkSerializer(serializers.Serializer):
    """A topic of a claim."""

    slug = serializers.CharField(source="topic.slug")
    label = serializers.CharField(source="topic.label")


class CitationSerializer(serializers.ModelSerializer):
    """A citation with the words it rests on; `stale` when nobody has read these words for it."""

    reference = serializers.IntegerField(source="paragraph.number", allow_null=True)
    source = serializers.CharField(source="paragraph.source.slug")
    paragraph = serializers.IntegerField(source="paragraph.number", allow_null=True)
    text = serializers.CharField(source="paragraph.text")
    text_sha256 = serializers.CharField(source="paragraph.text_sha256")
    stale = serializers.BooleanField(source="is_stale")

    class Meta:
        model = Citation
        fields = [
            "id", "reference", "marker", "source", "paragraph", "text", "quote", "stance",
            "text_sha256", "stale",
        ]  # fmt: skip


class EvidenceListSerializer(serializers.ListSerializer):
    """Citations of one claim: what stale ones were read as is looked up for all at once."""

    def to_representation(self, data: Any) -> list[Any]:
        rows = list(data.all() if isinstance(data, Manager) else data)
        cast(EvidenceSerializer, self.child).before = words_before(rows)
        return super().to_representation(rows)


class EvidenceSerializer(CitationSerializer):
    """A citation; a stale one with what its paragraph said before, and how that changed."""

    before: Mapping[UUID, str] | None = None
    previous_text = serializers.SerializerMethodField()
    differences = serializers.SerializerMethodField()

    class Meta(CitationSerializer.Meta):
        fields = [*CitationSerializer.Meta.fields, "previous_text", "differences"]
        list_serializer_class = EvidenceListSerializer

    def get_previous_text(self, citation: Citation) -> str | None:
        if self.before is None:
            self.before = words_before([citation])
        return self.before.get(citation.pk)

    @extend_schema_field(DifferenceSerializer(many=True, allow_null=True))
    def get_differences(self, citation: Citation) -> Any:
        before = self.get_previous_text(citation)
        if before is None:
            return None
        return DifferenceSerializer(differences(before, citation.paragraph.text), many=True).data


class FigureSerializer(serializers.ModelSerializer):
    """A figure in its normal form; numbers are decimal strings, absent words null."""

    class Meta:
        model = Figure
        fields = [
            "id", "text", "start", "end", "kind", "value", "lower", "upper", "op", "hedge",
            "tone", "mantissa", "scale", "unit", "unit_inferred", "counted", "num", "den",
            "role", "direction", "group", "basis", "period", "period_start", "period_end",
            "period_rel", "modality", "of", "status",
        ]  # fmt: skip

    def to_representation(self, instance: Figure) -> dict[str, Any]:
        return {"id": str(instance.pk), **figure_values(instance)}


class ClaimLineSerializer(serializers.ModelSerializer):
    """A claim in a list."""

    section = SectionSerializer(allow_null=True)
    source = SourceLineSerializer()
    author = serializers.CharField(source="author.username")
    text_with_references = serializers.SerializerMethodField()

    class Meta:
        model = Claim
        fields = [
            "id", "key", "state", "state_reason", "revision", "version", "text",
            "text_with_references", "language", "section", "position", "claimed_on", "source",
            "author", "created_at", "updated_at",
        ]  # fmt: skip

    def get_text_with_references(self, claim: Claim) -> str:
        return text_with_references(claim)


class ClaimSerializer(ClaimLineSerializer):
    """A claim with everything an edition would freeze, and where it stands."""

    claimant = ClaimantSerializer(allow_null=True)
    topics = TopicLinkSerializer(many=True, source="topic_links")
    citations = EvidenceSerializer(many=True)
    figures = FigureSerializer(many=True)

    class Meta(ClaimLineSerializer.Meta):
        fields = [*ClaimLineSerializer.Meta.fields, "claimant", "topics", "citations", "figures"]


class ClaimStandingSerializer(serializers.ModelSerializer):
    """Where a claim stands after a step: its ETag is the version in quotes."""

    class Meta:
        model = Claim
        fields = ["id", "state", "revision", "version"]


class SubmissionSerializer(serializers.ModelSerializer):
    submitter = serializers.CharField(source="submitter.username")
    claim = ClaimStandingSerializer()

    class Meta:
        model = Submission
        fields = ["id", "claim", "submitter", "revision", "comment", "created_at"]


class ReviewSerializer(serializers.ModelSerializer):
    reviewer = serializers.CharField(source="reviewer.username")
    rating = serializers.CharField(source="rating.code", allow_null=True, default=None)
    claim = ClaimStandingSerializer()
    remarks = AnnotationSerializer(many=True)

    class Meta:
        model = Review
        fields = [
            "id", "claim", "reviewer", "revision", "decision", "rating", "rationale", "remarks",
            "created_at",
        ]  # fmt: skip


class ConfirmationSerializer(serializers.ModelSerializer):
    """That somebody read a changed paragraph, and that it still bears the claim."""

    source = serializers.CharField(source="paragraph.source.slug")
    paragraph = serializers.IntegerField(source="paragraph.number", allow_null=True)
    confirmer = serializers.CharField(source="confirmer.username")
    claim = ClaimStandingSerializer()

    class Meta:
        model = Confirmation
        fields = [
            "id", "claim", "source", "paragraph", "text_sha256", "revision", "confirmer",
            "comment", "created_at",
        ]  # fmt: skip


class EditionSerializer(serializers.ModelSerializer):
    """An edition in a list; its document is at the public address."""

    publisher = serializers.CharField(source="publisher.username")
    claim = ClaimStandingSerializer()

    class Meta:
        model = Edition
        fields = [
            "id", "claim", "number", "sequence", "revision", "status", "note", "publisher",
            "sha256", "previous_sha256", "published_at",
        ]  # fmt: skip


class ReasonSerializer(serializers.Serializer):
    """One thing that stands in the way."""

    pointer = serializers.CharField()
    code = serializers.CharField()
    detail = serializers.CharField()


class OpeningSerializer(serializers.Serializer):
    """A step, whether it is open to the caller now, and everything in its way if not."""

    name = serializers.CharField(source="transition.name")
    to = serializers.CharField(source="transition.target")
    open = serializers.SerializerMethodField()
    reasons = ReasonSerializer(many=True)

    def get_open(self, opening: Any) -> bool:
        return not opening.reasons


class TransitionsSerializer(serializers.Serializer):
    """What may be done with a claim now, by the caller, and why not."""

    state = serializers.CharField()
    revision = serializers.IntegerField()
    version = serializers.IntegerField()
    transitions = OpeningSerializer(many=True)
