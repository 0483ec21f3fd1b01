"""What is public can be kept by caches, and asked for again by its tag, whoever wrote the view."""

from collections.abc import Callable
from hashlib import sha256

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from claims.api.public.stored import FOR_NOW
from config.places import is_for_readers
from sources.api.preconditions import not_modified

Answer = Callable[[HttpRequest], HttpResponseBase]


class TellHowLongItKeeps:
    """A public answer without words on caching gets them, and one without a tag its hash.

    A cache would guess otherwise (RFC 9111 §4.2.2), and send the whole answer for again.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        headers = response.headers
        if response.status_code != 200 or request.method not in {"GET", "HEAD"}:
            return response
        if not is_for_readers(request.path_info):
            return response
        headers.setdefault("Cache-Control", FOR_NOW)
        if "ETag" in headers or not isinstance(response, HttpResponse):
            return response
        headers["ETag"] = f'"{sha256(response.content).hexdigest()}"'
        return not_modified(request, response) or response  # type: ignore[arg-type]  # reads headers only
