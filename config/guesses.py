"""A slow limit on guesses at one name from everywhere, which locks out no browser that is known.

Axes counts by name and address; somebody with many addresses is counted here, by name alone.
"""

from typing import Any

from axes.models import AccessAttempt
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

MOST = 50
_COOKIE, _SALT = "stet_known", "stet.known"
_DAYS_180 = 180 * 24 * 3600


class RefuseManyGuesses:
    """An authentication backend that only refuses, after axes and before the password is read."""

    def authenticate(
        self, request: HttpRequest, username: str | None = None, **credentials: Any
    ) -> None:
        """Raises PermissionDenied, and has axes answer 429, for the fifty-first guess."""
        if username is None or is_known(request, username):
            return
        recent = AccessAttempt.objects.filter(
            username=username, attempt_time__gte=timezone.now() - settings.AXES_COOLOFF_TIME
        )
        if (recent.aggregate(all=Sum("failures_since_start"))["all"] or 0) >= MOST:
            request.axes_locked_out = True  # type: ignore[attr-defined]  # axes reads it
            raise PermissionDenied


def is_known(request: HttpRequest, username: str) -> bool:
    """Whether this browser has signed in as this person before."""
    kept = request.get_signed_cookie(_COOKIE, None, salt=_SALT, max_age=_DAYS_180)
    return bool(kept == username)


def remember(response: HttpResponse, username: str) -> None:
    """Let the browser be known from now on; the cookie opens nothing."""
    response.set_signed_cookie(
        _COOKIE, username, salt=_SALT, max_age=_DAYS_180, path="/admin/", httponly=True,
        samesite="Lax", secure=settings.STET_HTTPS,
    )  # fmt: skip
