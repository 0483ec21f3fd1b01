"""Propose the figures of any text, without storing anything."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.desk.base import DeskView
from claims.api.public.serializers import FigureDocument
from claims.drafting import figure_of
from claims.quantities import ENGINE, propose
from claims.quantities.proposing import READ
from claims.snapshots import figure_values
from sources.api.strictness import StrictSerializer


class ProposalRequest(StrictSerializer):
    """A text, and what its words are read by."""

    text = serializers.CharField(
        trim_whitespace=False, allow_blank=True, max_length=READ, help_text="Without markers."
    )
    language = serializers.CharField(
        required=False,
        allow_blank=True,
        default="",
        max_length=35,
        help_text="BCP 47; decides where the script does not. English, Chinese and Russian are "
        "read, in one text too.",
    )
    as_of = serializers.DateField(
        required=False,
        allow_null=True,
        default=None,
        help_text='The day that "last year" is counted from: when the text was published.',
    )


class ProposedFigureDocument(FigureDocument):
    """A figure as the rules read it."""

    confidence = serializers.CharField(help_text="From 0 to 1.")
    rule = serializers.CharField(help_text="The rule that found it.")


class ProposalsDocument(serializers.Serializer):
    """What was found, in the order of the text, and by which version of the rules."""

    engine = serializers.CharField()
    figures = ProposedFigureDocument(many=True)


class ProposalView(DeskView):
    """Read the figures out of a text.

    The same text, language and day give the same figures, until `engine` changes. These rules
    propose the figures of every claim that is drafted or edited.
    """

    @extend_schema(request=ProposalRequest, responses=ProposalsDocument)
    def post(self, request: Request) -> Response:
        asked = ProposalRequest(data=request.data)
        asked.is_valid(raise_exception=True)
        found = propose(**asked.validated_data)
        return Response({"engine": ENGINE, "figures": [_shown(each) for each in found]})


def _shown(found: Any) -> dict[str, Any]:
    values = figure_values(figure_of(found))
    return values | {"confidence": str(found.confidence), "rule": found.rule}
