"""The entry point of web servers; a client refused while it sends still reads why."""

import time
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

from django.core.wsgi import get_wsgi_application
from django.http.response import HttpResponseBase

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

PIECE = 64 * 1024
MOST = 64 * 1024 * 1024
SECONDS = 10.0

_django = get_wsgi_application()


def application(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
    """Django's answer, whole where it is whole: the server then states its length."""
    if _is_large(environ):
        return _answer_then_take_the_rest(environ, start_response)
    answer = _django(environ, start_response)
    return answer if _is_stream(answer) else [_whole(answer)]


def _is_large(environ: "WSGIEnvironment") -> bool:
    length = environ.get("CONTENT_LENGTH") or "0"
    return "HTTP_TRANSFER_ENCODING" in environ or not length.isdigit() or int(length) > PIECE


def _is_stream(answer: Iterable[bytes]) -> bool:
    return not isinstance(answer, HttpResponseBase) or answer.streaming


def _whole(answer: Iterable[bytes]) -> bytes:
    try:
        return b"".join(answer)
    finally:
        if isinstance(answer, HttpResponseBase):
            answer.close()


def _answer_then_take_the_rest(
    environ: "WSGIEnvironment", start_response: "StartResponse"
) -> Iterable[bytes]:
    """The answer at once, then what the client is still sending, thrown away.

    A connection closed on a client that sends is reset, and the 413 is lost with it. What goes on
    for too long, or is too much, is closed on all the same.
    """
    started: list[Any] = []
    answer = _django(environ, lambda *line: started.append(line))  # type: ignore[arg-type]  # writes nothing
    if _is_stream(answer):  # whoever streams has read the request first
        start_response(*started[0])
        return answer
    body = _whole(answer)
    status, headers, *rest = started[0]
    # Without its length the answer would end when the rest has come; a client that has stopped
    # sending, to read why, would wait for that.
    if body and not any(name.lower() == "content-length" for name, _ in headers):
        headers = [*headers, ("Content-Length", str(len(body)))]
    start_response(status, headers, *rest)
    return _then_take(body, environ["wsgi.input"])


def _then_take(answer: bytes, request: BinaryIO) -> Iterator[bytes]:
    yield answer
    deadline, taken = time.monotonic() + SECONDS, 0
    while taken < MOST and time.monotonic() < deadline and (piece := request.read(PIECE)):
        taken += len(piece)
