"""Answer what goes wrong with a problem: in the API's views, and around them."""

import logging
import sys
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import is_valid_path
from django.views import csrf, defaults
from rest_framework.views import set_rollback

from config.api.refusals import NOTHING_HERE, problem_of
from config.api.shape import Problem, Wrong, invalid, problem
from sources.api.spelling import shortened

__all__ = ["Problem", "Wrong", "exception_handler", "invalid", "problem"]

_log = logging.getLogger(__name__)
_FOR_PEOPLE = "/admin/"


def exception_handler(error: Exception, context: dict[str, Any]) -> HttpResponse | None:
    """The REST framework's handler; None lets Django log the fault and answer 500."""
    request = context.get("request")
    reading = request is not None and request.method in {"GET", "HEAD", "OPTIONS"}
    refusal = problem_of(error, reading=reading)
    if refusal is None:
        return None
    if refusal.status >= 500:
        _log.error("%s", refusal.detail, exc_info=error)
    set_rollback()
    return refusal.response()


def handler400(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """A request that Django refuses before it reaches a view."""
    if _for_people(request):
        return defaults.bad_request(request, exception)
    refusal = problem_of(exception) or Problem(400, "The request cannot be read.")
    return refusal.response()


def handler403(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """A view outside the REST framework that says no."""
    if _for_people(request):
        return defaults.permission_denied(request, exception)
    return problem(403, str(exception) or "You may not do this.")


def handler404(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """No route leads here; a forgotten last slash is named."""
    if _for_people(request):
        return defaults.page_not_found(request, exception)
    path = request.path_info
    if not path.endswith("/") and is_valid_path(f"{path}/", getattr(request, "urlconf", None)):
        return problem(404, f"{NOTHING_HERE} The address ends in a slash: {shortened(path)}/")
    return problem(404, NOTHING_HERE)


def handler500(request: HttpRequest) -> HttpResponseBase:
    """A fault of ours, which Django has logged; a database that is away is no fault."""
    error = sys.exc_info()[1]
    if isinstance(error, OperationalError | InterfaceError) and (refusal := problem_of(error)):
        return refusal.response()
    if _for_people(request):
        return defaults.server_error(request)
    request_id = getattr(request, "request_id", "")
    named = f" Name this request to us: {request_id}." if request_id else ""
    return problem(500, f"Something is broken here, not in your request.{named}")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponseBase:
    """A form of the browser without its token; for `settings.CSRF_FAILURE_VIEW`."""
    if _for_people(request):
        return csrf.csrf_failure(request, reason)
    return problem(403, reason or "The CSRF token is missing.", code="csrf_failed")


def _for_people(request: HttpRequest) -> bool:
    """Editors at their desk read pages."""
    return request.path.startswith(_FOR_PEOPLE)
