"""The shape of a refusal: RFC 9457 `application/problem+json`, whatever went wrong."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse

CONTENT_TYPE = "application/problem+json"
MOST_ERRORS = 50
_LONGEST_DETAIL = 1000

# Codes whose type is registered with the IANA, with the title that it has there.
_REGISTERED = {
    "quota_exceeded": (
        "https://iana.org/assignments/http-problem-types#quota-exceeded",
        "Request cannot be satisfied as assigned quota has been exceeded",
    )
}

# The code of a refusal that says no more than its status does.
_CODES = {
    400: "bad_request",
    401: "not_authenticated",
    403: "permission_denied",
    404: "not_found",
    405: "method_not_allowed",
    406: "not_acceptable",
    409: "conflict",
    411: "length_required",
    412: "stale",
    413: "too_large",
    415: "unsupported_media_type",
    428: "precondition_required",
    429: "throttled",
    500: "server_error",
    503: "unavailable",
}


@dataclass(frozen=True, slots=True)
class Wrong:
    """One thing that is wrong, and where: in the body (`pointer`) or the query (`parameter`).

    `pointer` is a JSON Pointer, "" for the whole body; `span` is where in that text.
    """

    detail: str
    code: str = "invalid"
    pointer: str | None = None
    parameter: str | None = None
    span: tuple[int, int] | None = None

    def document(self) -> dict[str, Any]:
        """The error as it stands in `errors`."""
        shown: dict[str, Any] = {}
        if self.pointer is not None:
            shown["pointer"] = self.pointer
        if self.parameter is not None:
            shown["parameter"] = self.parameter
        shown |= {"code": self.code, "detail": _short(self.detail)}
        if self.span is not None:
            shown["start"], shown["end"] = self.span
        return shown


@dataclass(frozen=True, slots=True)
class Problem:
    """A refusal: a status, a code for programs, a sentence for people, and every error.

    `more` are members that the problem's own type has (RFC 9457 §3.2).
    """

    status: int
    detail: str
    code: str = ""
    errors: tuple[Wrong, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    more: Mapping[str, Any] = field(default_factory=dict)

    def document(self) -> dict[str, Any]:
        """The body.

        `type` is what programs tell problems apart by: a path that ends in the code. When the
        code says no more than the status does, it is "about:blank" and the title is the
        status' own phrase (RFC 9457 §4.2.1).
        """
        own = _CODES.get(self.status, "")
        code = self.code or own
        if code == own:
            kind, title = "about:blank", HTTPStatus(self.status).phrase
        else:
            kind, title = _REGISTERED.get(code) or (f"/problems/{code}", _title(code))
        return {
            "type": kind,
            "title": title,
            "status": self.status,
            "detail": _short(self.detail),
            "code": code,
            "errors": [each.document() for each in self.errors[:MOST_ERRORS]],
            **self.more,
        }

    def response(self) -> HttpResponse:
        """The answer; it is never negotiated, a client in trouble reads this type."""
        body = json.dumps(self.document(), ensure_ascii=False).encode(errors="replace")
        return HttpResponse(
            body, status=self.status, content_type=CONTENT_TYPE, headers=dict(self.headers)
        )


def problem(
    status: int,
    detail: str,
    *,
    code: str = "",
    errors: Iterable[Wrong] = (),
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """A refusal as an answer, for code outside the REST framework."""
    return Problem(status, detail, code, tuple(errors), headers or {}).response()


def invalid(errors: Iterable[Wrong], *, code: str = "invalid") -> Problem:
    """The refusal (400) of a request for everything that is wrong with it."""
    found = tuple(errors)
    if not found:
        return Problem(400, "The request is not valid.", code)
    detail = found[0].detail
    if len(found) > 1:
        detail = f"{len(found)} things are wrong. The first: {detail}"
    return Problem(400, detail, code, found)


def _title(code: str) -> str:
    """Fixed for each code, as RFC 9457 asks of a type's title."""
    return code.replace("_", " ").capitalize()


def _short(text: str) -> str:
    """An answer does not send back a whole body."""
    return text if len(text) <= _LONGEST_DETAIL else f"{text[:_LONGEST_DETAIL]}…"
