"""Conditional requests: ETags, and changes that say which version they change (RFC 9110 §13)."""

from typing import Any, Protocol

from django.http import HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils.http import parse_etags
from rest_framework import status
from rest_framework.exceptions import APIException
from rest_framework.request import Request

from sources.errors import Reason

_REPEATED_IN_304 = ("ETag", "Cache-Control", "Content-Location", "Expires", "Link", "Vary")


class Versioned(Protocol):
    """A row that counts its changes."""

    version: Any


class PreconditionRequired(APIException):
    """A change that does not say which version it changes."""

    status_code = 428
    default_code = "precondition_required"

    def __init__(self, *, current: str) -> None:
        super().__init__(
            "Say which version this changes: send If-Match with the ETag of what you read. "
            f"The current one is {current}."
        )
        self.etag = current


class PreconditionFailed(APIException):
    """A change of another version than the one that is stored."""

    status_code = status.HTTP_412_PRECONDITION_FAILED
    default_code = "stale"

    def __init__(self, *, current: str) -> None:
        super().__init__(f"This has changed since you read it: its ETag is {current}.")
        self.etag = current
        self.reasons: tuple[Reason, ...] = ()


def etag_of(version: int) -> str:
    """The strong ETag of a version number."""
    return f'"{version}"'


def etag(obj: Versioned) -> str:
    """The strong ETag of a row: its version, in quotes."""
    return etag_of(obj.version)


def required_version(request: Request, obj: Versioned) -> int:
    """The version that the caller acts on; hand it on, to be checked again under the lock.

    No If-Match is refused with 428, one that names other versions with 412. `*` is any
    version; a weak tag (`W/"1"`) is none, because If-Match compares strongly.
    """
    header = request.headers.get("If-Match", "").strip()
    if not header:
        raise PreconditionRequired(current=etag(obj))
    tags = parse_etags(header)
    if tags != ["*"] and etag(obj) not in tags:
        raise PreconditionFailed(current=etag(obj))
    return int(obj.version)


def not_modified(request: Request, response: HttpResponseBase) -> HttpResponseNotModified | None:
    """The 304 that stands for `response` when the caller holds these very bytes, else None."""
    tag, header = response.get("ETag"), request.headers.get("If-None-Match", "").strip()
    if not (tag and header) or request.method not in {"GET", "HEAD"} or response.status_code != 200:
        return None
    tags = parse_etags(header)
    if tags != ["*"] and tag.removeprefix("W/") not in {each.removeprefix("W/") for each in tags}:
        return None
    unchanged = HttpResponseNotModified()
    for name in _REPEATED_IN_304:
        if name in response:
            unchanged[name] = response[name]
    return unchanged
