"""What the operations of a bulk request take: shapes only, each with what its row is known by."""

from typing import Any

from drf_spectacular.serializers import PolymorphicProxySerializerExtension
from drf_spectacular.utils import PolymorphicProxySerializer, extend_schema_field
from rest_framework import serializers

from claims.api.desk.requests import (
    CitationChange,
    ClaimChange,
    FigureChange,
    SubmissionRequest,
)
from claims.models import ClaimantType
from sources.api.serializers import SourceChange, TextCapture
from sources.api.strictness import StrictSerializer


def _words(**options: Any) -> serializers.CharField:
    return serializers.CharField(required=False, allow_blank=True, **options)


class PublisherData(StrictSerializer):
    """A publisher, known by its slug, else by its name."""

    slug = serializers.SlugField(required=False, max_length=100)
    name = serializers.CharField(required=False)
    country = _words(allow_null=True)
    url = _words(allow_null=True)


class TopicData(StrictSerializer):
    """A topic, known by its slug, else by its label."""

    slug = serializers.SlugField(required=False, max_length=100)
    label = serializers.CharField(required=False)


class ClaimantData(StrictSerializer):
    """A claimant, known by type and name."""

    type = serializers.ChoiceField(ClaimantType.choices, default=ClaimantType.ORGANIZATION.value)
    name = serializers.CharField()
    url = _words(allow_null=True)


class SourceData(SourceChange):
    """A source, known by its slug."""

    slug = serializers.SlugField(max_length=100)
    title = serializers.CharField(required=False)
    publisher = serializers.CharField(required=False)


class TextData(TextCapture):
    """The whole text of a source."""

    source = serializers.SlugField()


class ClaimKey(StrictSerializer):
    """What names a claim: its source's slug, and your key."""

    source = serializers.SlugField()
    key = serializers.CharField()


class ClaimData(ClaimChange):
    """A claim, known by source and key; what is not given stays."""

    source = serializers.SlugField()
    key = serializers.CharField()


class CitationData(CitationChange):
    """A citation, known by its claim and its marker as the claim has it: `[3]`, `[slug:3]`."""

    source = serializers.SlugField()
    key = serializers.CharField()
    marker = serializers.CharField()


class FigureData(FigureChange):
    """A figure, known by its claim and its words; `status` alone decides on it."""

    source = serializers.SlugField()
    key = serializers.CharField()
    text = serializers.CharField()

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        named = {name: attrs[name] for name in ("source", "key", "text", "start") if name in attrs}
        rest = {name: value for name, value in attrs.items() if name not in named}
        return named | super().validate(rest)


class SubmissionData(SubmissionRequest):
    """A claim to put before the reviewers."""

    source = serializers.SlugField()
    key = serializers.CharField()


class AnyOf(PolymorphicProxySerializer):
    """One of several shapes in the schema, where some bodies have the shape of more than one."""


class AnyOfExtension(PolymorphicProxySerializerExtension):  # type: ignore[no-untyped-call]  # spectacular
    target_class = AnyOf
    priority = 1

    def map_serializer(self, auto_schema: Any, direction: Any) -> dict[str, Any]:
        schema: dict[str, Any] = super().map_serializer(  # type: ignore[no-untyped-call]  # spectacular
            auto_schema, direction
        )
        return {"anyOf": schema.pop("oneOf"), **schema}


@extend_schema_field(
    AnyOf(
        component_name="OperationData",
        serializers=[
            PublisherData, TopicData, ClaimantData, SourceData, TextData, ClaimData, CitationData,
            FigureData, SubmissionData, ClaimKey,
        ],
        resource_type_field_name=None,
    )
)  # fmt: skip
class OperationData(serializers.JSONField):
    """What is written, in the shape of its type; read once the type is known."""


class OperationSerializer(StrictSerializer):
    """One operation.

    `upsert` (the default) takes a publisher, topic, claimant, source, text, claim, citation or
    figure; `submit` and `delete` take a claim. `data` is what the endpoint for one takes, with
    what the row is known by; `if_match` the version you saw (412 when it is another).
    """

    op = serializers.ChoiceField(["upsert", "submit", "delete"], default="upsert")
    type = serializers.ChoiceField(
        ["publisher", "topic", "claimant", "source", "text", "claim", "citation", "figure"]
    )
    data = OperationData()
    if_match = serializers.IntegerField(required=False, min_value=1, max_value=2_147_483_647)
