"""The shapes of findings, conflicts and dismissals at the desk."""

import json
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from claims.api.public.figure_shapes import ConflictDocument
from claims.models import Dismissal, FigureConflict
from claims.quantities.checking import Finding
from sources.api.strictness import StrictSerializer


class SpanSerializer(serializers.Serializer):
    """Where in the claim's text, in code points."""

    start = serializers.IntegerField()
    end = serializers.IntegerField()


class FindingSerializer(serializers.Serializer):
    """Something that does not add up."""

    code = serializers.CharField(help_text="For programs: points_not_percent, wrong_percent, …")
    detail = serializers.CharField(help_text="For people.")
    spans = serializers.SerializerMethodField()

    @extend_schema_field(SpanSerializer(many=True))
    def get_spans(self, finding: Finding) -> list[dict[str, int]]:
        return [{"start": start, "end": end} for start, end in finding.spans]


class FindingsSerializer(serializers.Serializer):
    findings = FindingSerializer(many=True)


class DismissalRequest(StrictSerializer):
    """Why the conflict is none."""

    reason = serializers.CharField()


class DismissalSerializer(serializers.ModelSerializer):
    """Who said that a conflict is none, when and why."""

    author = serializers.CharField(source="author.username")

    class Meta:
        model = Dismissal
        fields = ["id", "conflict", "author", "reason", "created_at"]


class DeskConflictSerializer(ConflictDocument):
    """A conflict as readers get it, with its dismissal."""

    dismissal = DismissalSerializer(allow_null=True)

    def to_representation(self, instance: FigureConflict) -> dict[str, Any]:
        # The view has read those of the whole page.
        dismissal = self.context["dismissals"].get(instance.pk)
        shown = DismissalSerializer(dismissal).data if dismissal else None
        return {**json.loads(instance.document), "dismissal": shown}
