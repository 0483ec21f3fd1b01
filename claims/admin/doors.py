"""The doors of the desk's own pages: who may enter, and what stands around every page."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeAlias, cast

import pghistory
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from claims.models import User

View: TypeAlias = Callable[..., HttpResponse]
LONGEST_REASON = 1_000


def door(view: View, permission: str) -> View:
    """`view` for staff with this permission; the reason in its form goes into the history.

    Only the door is here: what depends on the claim as well is asked in the functions.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(permission):
            raise PermissionDenied
        reason = request.POST.get("reason", "").strip()[:LONGEST_REASON].replace("\0", "")
        with pghistory.context(**({"reason": reason} if reason else {})):
            return view(request, *args, **kwargs)

    return admin.site.admin_view(guarded)


def editor(request: HttpRequest) -> User:
    """Whoever is at the desk: nobody else gets through a door."""
    return cast(User, request.user)


def page(
    request: HttpRequest,
    template: str,
    *,
    title: str,
    model: type[Model],
    status: int = 200,
    **context: Any,
) -> TemplateResponse:
    """One of the desk's own pages, in the admin's frame."""
    request.current_app = admin.site.name
    frame = admin.site.each_context(request)
    own = {"title": title, "opts": model._meta, **context}
    return TemplateResponse(request, template, {**frame, **own}, status=status)
