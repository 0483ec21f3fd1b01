"""What the markers in somebody's text point to."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.public.serializers import (
    ReferenceSerializer,
    ReferencesRequest,
    ReferencesSerializer,
)
from claims.readers import resolve_references
from sources.api.base import StetView


class ResolveView(StetView):
    """Resolve the markers of a text, each with its span and its own status.

    200 found, 300 several sources have such a paragraph, 404 none has, 409 published claims
    rest on different words of it. Without `source` a plain marker is looked for in all.
    """

    authentication_classes = []
    permission_classes = [AllowAny]

    @extend_schema(request=ReferencesRequest, responses=ReferencesSerializer)
    def post(self, request: Request) -> Response:
        asked = ReferencesRequest(data=request.data)
        asked.is_valid(raise_exception=True)
        found = resolve_references(
            asked.validated_data["text"], source=asked.validated_data["source"]
        )
        root = request.build_absolute_uri(request.path.removesuffix("references/resolve/"))
        references: Any = ReferenceSerializer(found, many=True).data
        for reference in references:
            reference["url"] = reference["url"] and root + reference["url"]
        return Response({"references": references})
