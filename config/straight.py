"""The short way of readers: what anyone may read needs no session, no form, no messages."""

from collections.abc import Callable

from django.core.handlers.exception import convert_exception_to_response
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import resolve

from config.places import is_for_readers

Answer = Callable[[HttpRequest], HttpResponseBase]


class ReadersGoStraight:
    """Lead requests of the public API to their views, past every middleware that follows."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response
        self.straight: Answer = convert_exception_to_response(_answer)  # type: ignore[assignment]  # not awaited

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if is_for_readers(request.path_info):
            return self.straight(request)
        return self.get_response(request)


def _answer(request: HttpRequest) -> HttpResponseBase:
    """What Django's handler does with a request at the end of its middleware."""
    match = request.resolver_match = resolve(request.path_info)
    response: HttpResponseBase = match.func(request, *match.args, **match.kwargs)
    # The REST framework's answers are written when all who may change them have.
    if callable(render := getattr(response, "render", None)):
        response = render()
    return response
