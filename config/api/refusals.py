"""What each exception says to a client: exceptions in, problems out."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import (
    NON_FIELD_ERRORS,
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
    ValidationError,
)
from django.db import DatabaseError, InterfaceError
from django.http import Http404
from rest_framework import exceptions
from rest_framework.settings import api_settings

from config.api.shape import Problem, Wrong, invalid
from config.api.violations import problem_of_database_error
from sources.api.parameters import WrongParameters
from sources.api.pointers import pointer_of
from sources.api.preconditions import etag_of
from sources.errors import Conflict, Reason, Stale

NOTHING_HERE = "There is nothing at this address."
# Django's shortcuts name the model, which is nothing to the reader.
_NAMES_A_MODEL = re.compile(r"^No \w+ matches the given query\.$")


def problem_of(error: Exception, *, reading: bool = False) -> Problem | None:
    """The problem that tells of `error`; None when it is a fault of ours.

    `reading` says that the request has no body, so that names are those of parameters.
    """
    if isinstance(error, exceptions.APIException):
        return _problem_of_api_exception(error, reading=reading)
    if isinstance(error, ValidationError):
        return invalid(_placed(each, reading=reading) for each in _of_validation(error))
    if isinstance(error, Conflict):
        return _conflict(error)
    if isinstance(error, Http404):
        return Problem(404, _words(error))
    if isinstance(error, PermissionDenied):
        return Problem(403, str(error) or "You may not do this.")
    if isinstance(error, DatabaseError | InterfaceError):
        return problem_of_database_error(error)
    if isinstance(error, RequestDataTooBig):
        return Problem(413, "The body is too large.")
    if isinstance(error, RecursionError):
        return invalid([Wrong("The request is nested too deeply.", "too_deep")])
    if isinstance(error, SuspiciousOperation):
        return Problem(400, "The request cannot be read.")
    return None


def _problem_of_api_exception(error: exceptions.APIException, *, reading: bool) -> Problem:
    if isinstance(error, WrongParameters):
        return invalid(Wrong(e.detail, e.code, parameter=e.name) for e in error.wrong)
    if isinstance(error, exceptions.ValidationError):
        return invalid(_placed(each, reading=reading) for each in _flat(error.detail))
    codes = error.get_codes()
    code = codes if isinstance(codes, str) else "invalid"
    detail = _words(error) if isinstance(error, exceptions.NotFound) else str(error.detail)
    errors = _wrong_of(getattr(error, "reasons", ()))
    if isinstance(error, exceptions.ParseError):
        pointer = None if reading else getattr(error, "pointer", "")
        errors = (Wrong(detail, code, pointer),)
    return Problem(error.status_code, detail, code, errors, _headers(error))


def _headers(error: exceptions.APIException) -> dict[str, str]:
    headers = {}
    if challenge := getattr(error, "auth_header", None):
        # RFC 6750 §3.1: a token was sent, and it is no good.
        failed = isinstance(error, exceptions.AuthenticationFailed)
        headers["WWW-Authenticate"] = f'{challenge}, error="invalid_token"' if failed else challenge
    if (wait := getattr(error, "wait", None)) is not None:
        headers["Retry-After"] = str(int(wait) + 1)
    if tag := getattr(error, "etag", None):
        headers["ETag"] = tag
    return headers


def _conflict(error: Conflict) -> Problem:
    errors = _wrong_of(error.reasons)
    if isinstance(error, Stale):
        return Problem(412, error.detail, error.code, errors, {"ETag": etag_of(error.version)})
    return Problem(409, error.detail, error.code, errors)


def _wrong_of(reasons: Iterable[Reason]) -> tuple[Wrong, ...]:
    return tuple(Wrong(each.detail, each.code, each.pointer) for each in reasons)


def _words(error: Exception) -> str:
    words = str(error)
    return NOTHING_HERE if not words or _NAMES_A_MODEL.match(words) else words


def _placed(wrong: Wrong, *, reading: bool) -> Wrong:
    """The same error at the parameter of its name, when there is no body to point into."""
    if not reading or wrong.pointer is None:
        return wrong
    name = wrong.pointer.removeprefix("/").partition("/")[0]
    return Wrong(wrong.detail, wrong.code, parameter=name or None, span=wrong.span)


def _flat(detail: Any, *keys: str | int) -> Iterator[Wrong]:
    """The errors of nested serializers, each with its pointer."""
    if isinstance(detail, dict):
        for key, value in detail.items():
            whole = key == api_settings.NON_FIELD_ERRORS_KEY
            yield from _flat(value, *keys) if whole else _flat(value, *keys, key)
    elif isinstance(detail, list):
        for index, value in enumerate(detail):
            yield from _flat(value, *keys) if isinstance(value, str) else _flat(value, *keys, index)
    else:
        yield Wrong(str(detail), getattr(detail, "code", None) or "invalid", pointer_of(*keys))


def _of_validation(error: ValidationError) -> Iterator[Wrong]:
    """Django's errors; a key may be a path such as "citations/0/quote"."""
    by_key = getattr(error, "error_dict", {NON_FIELD_ERRORS: getattr(error, "error_list", [])})
    for key, errors in by_key.items():
        pointer = "" if key == NON_FIELD_ERRORS else f"/{key.removeprefix('/')}"
        for each in errors:
            params = each.params if isinstance(each.params, dict) else {}
            start, end = params.get("start"), params.get("end")
            span = (start, end) if isinstance(start, int) and isinstance(end, int) else None
            yield Wrong(each.messages[0], each.code or "invalid", pointer, span=span)
