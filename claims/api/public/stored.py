"""Answers made of stored bytes: editions go out as they were sealed, without being parsed."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpResponse
from rest_framework.generics import GenericAPIView
from rest_framework.permissions import AllowAny

from sources.api.base import StetView, StetViewSet

FOR_EVER = "public, max-age=31536000, immutable"
# Fresh enough for a reader, and a shared cache still takes the load of a front page.
FOR_NOW = "public, max-age=10, stale-while-revalidate=60"


class PublicView(StetView, GenericAPIView):
    """One address that anyone may read."""

    authentication_classes = []
    permission_classes = [AllowAny]
    pagination_class = None
    http_method_names = ["get", "head", "options"]


class PublicViewSet(StetViewSet):
    """Anyone may read; nobody signs in here, so an answer is the same for all."""

    authentication_classes = []
    permission_classes = [AllowAny]
    http_method_names = ["get", "head", "options"]


def document(body: bytes, *, sha256: str, caching: str = FOR_NOW) -> HttpResponse:
    """One edition's document; its hash is its strong ETag."""
    response = HttpResponse(body, content_type="application/json")
    response["ETag"] = f'"{sha256}"'
    response["Cache-Control"] = caching
    return response


def plain(body: bytes) -> HttpResponse:
    """A document without a hash of its own; its ETag is the body's hash."""
    response = HttpResponse(body, content_type="application/json")
    response["ETag"] = f'"{hashlib.sha256(body).hexdigest()}"'
    response["Cache-Control"] = FOR_NOW
    return response


def page(documents: Iterable[bytes], *, paginator: Any) -> HttpResponse:
    """A page of documents, with its neighbours in the body and in `Link`; without an ETag."""
    links = paginator.links()
    body = _around(paginator.around(links), "results", documents)
    response = HttpResponse(body, content_type="application/json")
    response["Cache-Control"] = FOR_NOW
    if link := paginator.link_header(links):
        response["Link"] = link
    return response


def around(rest: Mapping[str, object], name: str, documents: Iterable[bytes]) -> HttpResponse:
    """An object of `rest` and the documents as they are stored; its ETag is the body's hash."""
    return plain(_around(rest, name, documents))


def _around(rest: Mapping[str, object], name: str, documents: Iterable[bytes]) -> bytes:
    end = json.dumps(rest)[1:].encode()
    return b'{"%s":[%s],%s' % (name.encode(), b",".join(documents), end)
