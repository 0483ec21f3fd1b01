"""Compress answers as the client accepts it, each coding with an entity tag of its own.

Django's GZipMiddleware knows gzip alone, and weakens the tags: a client that sends them back in
If-Match would never be let through, because that compares strongly (RFC 9110 §13.1.1).
"""

import re
import sys
import threading
import zlib
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

from config.codings import IDENTITY, acceptable, held, tag_in, uncoded, usable
from config.places import is_for_readers

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

# Below this an answer fits one packet as it is.
LEAST = 1024
# The highest speed: level 3 and more cost several times as much, for a few hundredths in size.
LEVEL = 1
_WITH_HEADER = 16 + zlib.MAX_WBITS  # a gzip stream, and not zlib's own
# Pages are not here: see `_can_be_guessed`.
_TEXT = re.compile(
    r"text/(?:plain|csv)|application/(?:[\w.-]+\+)?(?:json|jsonl|x-ndjson|ndjson|yaml|xml)"
    r"|application/vnd\.oai\.openapi"
)
_of_this_thread = threading.local()

Answer = Callable[[HttpRequest], HttpResponseBase]


class Compress:
    """Takes the codings out of the request's tags for the views, and puts one on the answer."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        meta = request.META
        codings = acceptable(meta.get("HTTP_ACCEPT_ENCODING"))
        tags = meta.get("HTTP_IF_NONE_MATCH", "")
        # What a change is made to is the same row in every coding; a 304 is about bytes.
        _replace(request, "HTTP_IF_MATCH", uncoded)
        _replace(request, "HTTP_IF_NONE_MATCH", lambda header: usable(header, codings))
        response = self.get_response(request)
        if response.status_code == 304:
            return _confirm(response, tags, codings)
        return encode(request, response, codings)


def encode(
    request: HttpRequest, response: HttpResponseBase, codings: tuple[str, ...]
) -> HttpResponseBase:
    """The answer in the best of `codings`, where that is of use; it says that it may differ."""
    headers = response.headers
    if response.status_code in {204, 206} or not _is_text(headers.get("Content-Type", "")):
        return response
    if "Content-Encoding" in headers:
        return response
    _vary(response)
    coding = codings[0]
    if coding == IDENTITY or _can_be_guessed(request):
        return response
    if isinstance(response, StreamingHttpResponse):
        # Headers alone: what is not sent is not made.
        if request.method != "HEAD":
            response.streaming_content = pieces(response.streaming_content, coding)  # type: ignore[arg-type]  # WSGI has no other
        headers.pop("Content-Length", None)
    elif isinstance(response, HttpResponse):
        body = response.content
        if len(body) < LEAST and IDENTITY in codings:
            return response
        response.content = body = whole(body, coding)
        if "Content-Length" in headers:
            headers["Content-Length"] = str(len(body))
    else:
        return response
    headers["Content-Encoding"] = coding
    if tag := headers.get("ETag"):
        headers["ETag"] = tag_in(coding, tag)
    return response


def whole(body: bytes, coding: str) -> bytes:
    """A body in a coding; the same bytes for the same body, so that its tag stays strong."""
    if coding == "gzip":
        return zlib.compress(body, LEVEL, _WITH_HEADER)
    compressor: zstd.ZstdCompressor | None = getattr(_of_this_thread, "zstd", None)
    if compressor is None:
        # Making one takes as long as compressing a page does.
        compressor = _of_this_thread.zstd = zstd.ZstdCompressor(LEVEL)
    compressor.set_pledged_input_size(len(body))
    return compressor.compress(body, compressor.FLUSH_FRAME)


def pieces(body: Iterable[bytes], coding: str) -> Iterator[bytes]:
    """A stream in a coding: each piece can be read as soon as it has come, and none is kept."""
    if coding == "gzip":
        packer = zlib.compressobj(LEVEL, wbits=_WITH_HEADER)
        for piece in body:
            if piece:
                yield packer.compress(piece) + packer.flush(zlib.Z_SYNC_FLUSH)
        yield packer.flush()
    else:
        compressor = zstd.ZstdCompressor(LEVEL)
        for piece in body:
            if piece:
                yield compressor.compress(piece, compressor.FLUSH_BLOCK)
        yield compressor.flush(compressor.FLUSH_FRAME)


def _can_be_guessed(request: HttpRequest) -> bool:
    """Whether another site could find out a secret by the lengths of answers (BREACH).

    It would have a browser ask again and again, with guesses that the answer repeats beside the
    secret, and watch the line. What readers get is the same for all. At the desk a browser signs
    in by itself, with its cookie: drafts and CSRF tokens are secrets then. A bearer token no other
    site can send; what the desk tells only once, as a new token, is new in every answer.
    """
    if is_for_readers(request.path_info):
        return False
    return not str(request.META.get("HTTP_AUTHORIZATION", "")).lower().startswith("bearer ")


def _confirm(response: HttpResponseBase, tags: str, codings: tuple[str, ...]) -> HttpResponseBase:
    """A 304 names what the client holds, and what the answer would have varied by (§15.4.5)."""
    if tag := response.headers.get("ETag"):
        response.headers["ETag"] = held(tags, tag, codings)
        _vary(response)
    return response


def _vary(response: HttpResponseBase) -> None:
    if "Vary" in response.headers:
        patch_vary_headers(response, ["Accept-Encoding"])
    else:
        response.headers["Vary"] = "Accept-Encoding"


def _replace(request: HttpRequest, name: str, change: Callable[[str], str]) -> None:
    header = request.META.get(name)
    if header is not None and (changed := change(header)) != header:
        request.META[name] = changed
        # Whoever asked for the headers before had Django make a copy of them.
        vars(request).pop("headers", None)


@lru_cache(maxsize=64)
def _is_text(content_type: str) -> bool:
    return _TEXT.fullmatch(content_type.partition(";")[0].strip().lower()) is not None
