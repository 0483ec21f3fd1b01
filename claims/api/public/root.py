"""The root of the API: what there is to read."""

from django.urls import reverse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from sources.api.base import StetView

NAMES = """
    claim figure conflict source topic publisher rating correction annotation
""".split()


class RootView(StetView):
    """Where the public lists are, and the schema that describes everything."""

    authentication_classes = []
    permission_classes = [AllowAny]

    @extend_schema(responses=OpenApiTypes.OBJECT)
    def get(self, request: Request) -> Response:
        found = {f"{name}s": reverse(f"{name}-list") for name in NAMES}
        found |= {
            "changes": reverse("change-list"),
            "facets": reverse("facet-list"),
            "log": reverse("log-list"),
            "export_jsonl": reverse("export-jsonl"),
            "export_csv": reverse("export-csv"),
            "feed": reverse("feed"),
        }
        found |= {"schema": reverse("schema"), "docs": reverse("docs")}
        return Response({name: request.build_absolute_uri(url) for name, url in found.items()})
