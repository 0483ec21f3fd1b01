"""What every endpoint inherits: strict queries, ETags, and no store for what is private."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.http import HttpResponse
from django.utils.cache import patch_cache_control
from rest_framework import status
from rest_framework.exceptions import APIException, UnsupportedMediaType
from rest_framework.generics import GenericAPIView
from rest_framework.mixins import RetrieveModelMixin
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.parsers import BaseParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView
from rest_framework.viewsets import GenericViewSet

from sources.api import parameters
from sources.api.patching import ACCEPTED, MergePatchParser
from sources.api.preconditions import etag, not_modified, required_version


class LengthRequired(APIException):
    """A body of unknown length: WSGI would take it for none."""

    status_code = status.HTTP_411_LENGTH_REQUIRED
    default_code = "length_required"
    default_detail = "Send the body with a Content-Length, not in chunks."


class Negotiation(DefaultContentNegotiation):
    """The REST framework's choice of a renderer, made once for each `Accept`."""

    def select_renderer(
        self, request: Any, renderers: Any, format_suffix: str | None = None
    ) -> tuple[Any, str]:
        kinds = tuple(map(type, renderers))
        accepted = request.META.get("HTTP_ACCEPT", "*/*")
        if (known := _chosen.get((accepted, kinds))) is not None:
            return renderers[known[0]], known[1]
        renderer, media_type = super().select_renderer(request, renderers, format_suffix)
        if len(_chosen) < _MOST_CHOSEN and len(accepted) < _LONGEST_ACCEPT:
            _chosen[accepted, kinds] = (renderers.index(renderer), media_type)
        return renderer, media_type


_chosen: dict[tuple[str, tuple[type, ...]], tuple[int, str]] = {}
_MOST_CHOSEN, _LONGEST_ACCEPT = 1_000, 200


class StetView(APIView):
    """A view that refuses query parameters it does not know.

    `parameters` names the view's own, `repeatable` those of them that may be given more than
    once. The filters' and the pages' names are known on lists; `filtered` and `paged` say so of
    another view that filters or pages. `preconditioned` names the methods that ask for
    If-Match. `leaves_gone` says that the address of a row that was taken back answers 410. An
    `@action` may set any of these.
    """

    content_negotiation_class = Negotiation
    parameters: ClassVar[frozenset[str]] = frozenset()
    repeatable: ClassVar[frozenset[str]] = frozenset()
    filtered: ClassVar[bool | None] = None
    paged: ClassVar[bool | None] = None
    preconditioned: ClassVar[frozenset[str]] = frozenset()
    leaves_gone: ClassVar[bool] = False

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Who may comes first; only then is the request looked into."""
        super().initial(request, *args, **kwargs)
        _check_body(request)
        parameters.check(request.query_params, self.known_parameters())

    def get_parsers(self) -> list[BaseParser]:
        """A PATCH is a merge patch (RFC 7396), by its own name or as JSON."""
        merging = [MergePatchParser()] if getattr(self.request, "method", "") == "PATCH" else []
        return [*super().get_parsers(), *merging]

    def known_parameters(self) -> dict[str, bool]:
        """The names of the query parameters, each with whether it may be repeated."""
        known = {name: name in self.repeatable for name in self.parameters | self.repeatable}
        lists = self.lists()
        if lists if self.filtered is None else self.filtered:
            for backend in getattr(self, "filter_backends", ()):
                known |= backend().parameters_of(self)
        if lists if self.paged is None else self.paged:
            paginator = getattr(self, "paginator", None)
            known |= dict.fromkeys(getattr(paginator, "names", ()), False)
        return known

    def lists(self) -> bool:
        """Whether this request asks for a list of the view's resources."""
        if hasattr(self, "action"):
            return bool(self.action == "list")
        return hasattr(self, "list") and self.request.method in {"GET", "HEAD"}

    def options(  # type: ignore[override]  # any answer will do
        self, request: Any, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """The methods, in `Allow`; what they take is told by the schema."""
        # Not the REST framework's answer: a page's renderer would look for a template.
        return HttpResponse(status=status.HTTP_204_NO_CONTENT)

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        # Asking `request.user` here would authenticate once more when that has just failed.
        if vars(request).get("_authenticator") is not None:
            response.headers.pop("Cache-Control", None)
            patch_cache_control(response, private=True, no_store=True)
        finished = super().finalize_response(request, response, *args, **kwargs)
        # RFC 5789 §2.2 and §3.1: who asks, or sent another type, is told which are taken.
        if "PATCH" in self.allowed_methods and (
            request.method == "OPTIONS" or finished.status_code == 415
        ):
            finished["Accept-Patch"] = ACCEPTED
        return not_modified(request, finished) or finished


class StetViewSet(StetView, GenericViewSet):
    """A view set that refuses query parameters it does not know."""


class VersionedView(StetView, GenericAPIView):
    """A view of rows with a `version`: answers carry its ETag, changes ask for it."""

    def shown(
        self, obj: Any, *, status: int = 200, headers: Mapping[str, str] | None = None
    ) -> Response:
        """The answer that shows a row, with its ETag."""
        data = self.get_serializer(obj).data
        return Response(data, status=status, headers={"ETag": etag(obj), **(headers or {})})


class VersionedRetrieve(VersionedView, RetrieveModelMixin):
    """Show one row; 304 when the caller holds this version of it."""

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.shown(self.get_object())


class VersionedUpdate(VersionedView):
    """Change one row: PATCH takes some fields, PUT takes all.

    The view says how in `change(obj, version, values)`, which calls the domain function and
    returns the row as it is afterwards.
    """

    preconditioned = frozenset({"PUT", "PATCH"})

    def change(self, obj: Any, version: int, values: dict[str, Any]) -> Any:
        raise NotImplementedError

    def update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        obj = self.get_object()
        serializer = self.get_serializer(obj, data=request.data, partial=request.method == "PATCH")
        # RFC 9110 §13.2.1: a request that would fail anyway is told so, whatever its version.
        serializer.is_valid(raise_exception=True)
        version = required_version(request, obj)
        return self.shown(self.change(obj, version, serializer.validated_data))

    def partial_update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.update(request, *args, **kwargs)


def _check_body(request: Request) -> None:
    """Refuse a body that no parser of the view would read; else it would count as empty."""
    if "HTTP_TRANSFER_ENCODING" in request.META and not request.META.get("CONTENT_LENGTH"):
        raise LengthRequired
    sent = request.META.get("CONTENT_LENGTH") not in {None, "", "0"}
    if sent and not DefaultContentNegotiation().select_parser(request, request.parsers or ()):
        raise UnsupportedMediaType(request.content_type)
