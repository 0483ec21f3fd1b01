"""Import a digest over HTTP."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.desk.base import DeskView
from claims.api.desk.requests import DigestRequest
from claims.api.desk.serializers import CitationSerializer, FigureSerializer, SectionSerializer
from claims.drafting import text_with_references
from claims.importing import Imported, import_digest
from claims.models import Claim
from sources.api.base import StetView
from sources.api.parameters import switch_of
from sources.api.parsing import PlainTextParser, StrictJSONParser
from sources.api.serializers import SourceSerializer


class ImportedClaimSerializer(serializers.ModelSerializer):
    """A claim of the digest; `result` is created or unchanged."""

    section = SectionSerializer(source="claim.section", allow_null=True)
    citations = CitationSerializer(source="claim.citations", many=True)
    figures = FigureSerializer(source="claim.figures", many=True)
    text_with_references = serializers.SerializerMethodField()
    result = serializers.SerializerMethodField()
    id = serializers.UUIDField(source="claim.id")
    state = serializers.CharField(source="claim.state")
    text = serializers.CharField(source="claim.text")
    language = serializers.CharField(source="claim.language")
    position = serializers.IntegerField(source="claim.position")

    class Meta:
        model = Claim
        fields = [
            "id", "result", "state", "section", "position", "text", "text_with_references",
            "language", "citations", "figures",
        ]  # fmt: skip

    def get_text_with_references(self, entry: Any) -> str:
        return text_with_references(entry.claim)

    def get_result(self, entry: Any) -> str:
        return "created" if entry.created else "unchanged"


class WarningSerializer(serializers.Serializer):
    """Something in the digest that an editor should look at, with its span (code points)."""

    code = serializers.CharField()
    detail = serializers.CharField()
    start = serializers.IntegerField()
    end = serializers.IntegerField()


class ImportSerializer(serializers.Serializer):
    """What the import did, or would do (`dry_run`)."""

    dry_run = serializers.BooleanField()
    created = serializers.IntegerField()
    unchanged = serializers.IntegerField()
    source = SourceSerializer()
    claims = ImportedClaimSerializer(many=True)
    warnings = WarningSerializer(many=True)


class DigestView(DeskView, StetView):
    """Import a digest: draft its claims, each with its citations.

    The same digest twice changes nothing: 201 when something was made, 200 when everything was
    there. With `dry_run=true` the answer is the same (200) and nothing is stored. Send the
    text itself (text/plain, UTF-8) or JSON with what the text does not say.
    """

    parser_classes = [StrictJSONParser, PlainTextParser]
    parameters = frozenset({"dry_run"})

    @extend_schema(
        parameters=[OpenApiParameter("dry_run", OpenApiTypes.BOOL, description="Store nothing.")],
        request={"application/json": DigestRequest, "text/plain": OpenApiTypes.STR},
        responses={200: ImportSerializer, 201: ImportSerializer},
    )
    def post(self, request: Request) -> Response:
        data = {"text": request.data} if isinstance(request.data, str) else request.data
        asked = DigestRequest(data=data)
        asked.is_valid(raise_exception=True)
        dry_run = switch_of(request.query_params, "dry_run")
        done = import_digest(by=self.editor, dry_run=dry_run, **asked.validated_data)
        made = not dry_run and bool(done.created or done.source_created)
        return Response(_answer(done, dry_run=dry_run), status=201 if made else 200)


def _answer(done: Imported, *, dry_run: bool) -> dict[str, Any]:
    return ImportSerializer(
        {
            "dry_run": dry_run,
            "created": done.created,
            "unchanged": len(done.claims) - done.created,
            "source": done.source,
            "claims": done.claims,
            "warnings": done.warnings,
        }
    ).data
