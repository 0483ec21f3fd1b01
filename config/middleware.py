"""Around every request: refuse addresses that are no text, remember who changed what and why."""

import re
import uuid
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from pghistory.middleware import HistoryMiddleware

from config.addresses import is_trusted
from config.api.shape import problem
from config.places import is_for_readers

Answer = Callable[[HttpRequest], HttpResponseBase]

_SANE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,99}")
_LONGEST_REASON = 1000
_EXTENDED = "UTF-8''"


class BehindTheProxy:
    """With STET_HTTPS, TLS ends before us: requests count as secure, as they were to the client.

    Only a trusted proxy is believed when it says that one was not (`X-Forwarded-Proto: http`).
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if settings.STET_HTTPS:
            plain = request.headers.get("X-Forwarded-Proto", "").strip().lower() == "http"
            told = plain and is_trusted(request.META.get("REMOTE_ADDR", ""))
            request.META["wsgi.url_scheme"] = "http" if told else "https"
        return self.get_response(request)


class RefuseUnreadableAddresses:
    """Refuse (400) an address with NUL, or with a query that is not UTF-8: no row has such a value.

    PostgreSQL stores no NUL; further in it would be a fault of ours, also in the admin. A path
    that is not UTF-8 leads nowhere: Django keeps its bytes quoted.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        query = unquote_to_bytes(request.META.get("QUERY_STRING", ""))
        if "\0" in request.path_info or b"\0" in query or not _is_utf8(query):
            return problem(
                400,
                "The address has a NUL character, or is not UTF-8.",
                code="unreadable_address",
            )
        return self.get_response(request)


class RememberWhoAndWhy(HistoryMiddleware):
    """Name each request, and let the history of what it changes tell who, where and why.

    The id comes from `X-Request-Id` when that is sane, the reason from `Change-Reason`;
    views find them as `request.request_id` and `request.change_reason`.
    """

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request_id = request.headers.get("X-Request-Id", "")
        if not _SANE_ID.fullmatch(request_id):
            request_id = str(uuid.uuid4())
        request.request_id = request_id  # type: ignore[attr-defined]  # for logs and refusals
        response: HttpResponseBase
        try:
            request.change_reason = _reason(request)  # type: ignore[attr-defined]  # for views
        except BadRequest as error:
            response = problem(400, str(error), code="unreadable_reason")
        else:
            # Readers change nothing, by POST neither: nobody asks who they are.
            reading = is_for_readers(request.path_info)
            remembered = self.get_response if reading else super().__call__
            response = remembered(request)
        response["X-Request-Id"] = request_id
        return response

    def get_context(self, request: HttpRequest) -> dict[str, Any]:
        """What each event of this request's changes carries."""
        context = {**super().get_context(request), "request": request.request_id}  # type: ignore[attr-defined]
        reason = request.change_reason  # type: ignore[attr-defined]
        return {**context, "reason": reason} if reason else context


def _reason(request: HttpRequest) -> str:
    """The stated reason: ASCII as it is, other letters as RFC 8187 has them.

    Servers pass on other letters in different ways, some as nothing at all: better to refuse
    them than to lose a reason that somebody gave.
    """
    header = request.headers.get("Change-Reason")
    if header is None:
        return ""
    if not header.strip() or not header.isascii():
        raise BadRequest(
            "Change-Reason is empty, or has letters that are not ASCII: "
            f"write those as {_EXTENDED}Gr%C3%BC%C3%9Fe (RFC 8187)."
        )
    reason = header.strip()
    if reason.lower().startswith(_EXTENDED.lower()):
        try:
            reason = unquote_to_bytes(reason[len(_EXTENDED) :]).decode().strip()
        except UnicodeDecodeError as error:
            raise BadRequest(f"After {_EXTENDED} Change-Reason is UTF-8, quoted.") from error
    if len(reason) > _LONGEST_REASON or not all(map(str.isprintable, reason)):
        raise BadRequest(f"Change-Reason is one line of at most {_LONGEST_REASON} characters.")
    return reason


def _is_utf8(part: bytes) -> bool:
    try:
        part.decode()
    except UnicodeDecodeError:
        return False
    return True
