"""Other sites' scripts may read what is public, and nothing else (CORS; the Fetch standard §3.2).

django-cors-headers would divide every shared cache: it says `Vary: Origin` on answers that are
the same for all, and leaves the permission out where no Origin was sent, so that it has to.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from config.places import is_for_readers

Answer = Callable[[HttpRequest], HttpResponseBase]

# `*` also means that no cookie goes along: to a reader's page we are as to a stranger's.
_ORIGIN = {"Access-Control-Allow-Origin": "*"}
_EXPOSED = (
    "Content-Encoding, ETag, Link, Location, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id"
)
_ANSWER = _ORIGIN | {"Access-Control-Expose-Headers": _EXPOSED}
_PREFLIGHT = _ORIGIN | {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS, POST",
    # The named ones for what is older than `*`; a token is covered by neither.
    "Access-Control-Allow-Headers": "Accept, Content-Type, Idempotency-Key, If-None-Match, "
    "Prefer, X-Request-Id, *",
    # A day; browsers cut it to what they allow.
    "Access-Control-Max-Age": "86400",
}


class OpenToOtherSites:
    """Answers browsers that ask before they ask, and lets their pages read public answers."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not is_for_readers(request.path_info):
            return self.get_response(request)
        if request.method == "OPTIONS" and "HTTP_ACCESS_CONTROL_REQUEST_METHOD" in request.META:
            return _preflight()
        response = self.get_response(request)
        for name, value in _ANSWER.items():
            response.headers[name] = value
        return response


def _preflight() -> HttpResponse:
    response = HttpResponse(status=204, headers=_PREFLIGHT)
    del response.headers["Content-Type"]
    return response
