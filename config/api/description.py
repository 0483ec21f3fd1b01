"""The OpenAPI document, made once by each process, and the page to try it on."""

import hashlib
from functools import cache
from typing import Any

from django.http import HttpResponse
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import (
    OpenApiJsonRenderer,
    OpenApiJsonRenderer2,
    OpenApiYamlRenderer,
    OpenApiYamlRenderer2,
)
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularSwaggerSplitView
from rest_framework.permissions import AllowAny
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from sources.api.base import StetView
from sources.api.parameters import WrongParameter, WrongParameters, value_of


class SchemaView(StetView):
    """The OpenAPI 3.1 document: JSON, or YAML by `Accept` or `format=yaml`."""

    authentication_classes = []
    permission_classes = [AllowAny]
    parameters = frozenset({"format"})
    renderer_classes = [
        OpenApiJsonRenderer,
        OpenApiJsonRenderer2,
        OpenApiYamlRenderer,
        OpenApiYamlRenderer2,
    ]

    def get_renderers(self) -> list[BaseRenderer]:
        """Those of the format that is asked for, whatever `Accept` prefers."""
        renderers = super().get_renderers()
        # The schema generator asks views without a request, too.
        wanted = value_of(self.request.query_params, "format") if self.request else ""
        named = [each for each in renderers if each.format == wanted]
        if wanted and not named:
            detail = 'format is "json" or "yaml".'
            raise WrongParameters(WrongParameter("format", "unknown_format", detail))
        return named or renderers

    @extend_schema(exclude=True)
    def get(self, request: Request) -> HttpResponse:
        body = _document(type(request.accepted_renderer))  # type: ignore[arg-type]  # classes hash
        tag = hashlib.sha256(body).hexdigest()[:32]
        headers = {"ETag": f'"{tag}"', "Cache-Control": "public, max-age=300"}
        return HttpResponse(body, content_type=request.accepted_media_type, headers=headers)


class DocsView(StetView, SpectacularSwaggerSplitView):
    """The page to read the schema and try it; its scripts are served from here."""

    authentication_classes = []
    permission_classes = [AllowAny]
    parameters = frozenset({"script", "lang", "version"})

    @extend_schema(exclude=True)
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        response = super().get(request, *args, **kwargs)  # type: ignore[no-untyped-call]
        response["Cache-Control"] = "public, max-age=300"
        return response


@cache
def _document(renderer: type[BaseRenderer]) -> bytes:
    """Making the schema takes seconds: asking for it again costs nothing."""
    schema: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    body = renderer().render(schema, renderer_context={})
    return body if isinstance(body, bytes) else body.encode()
