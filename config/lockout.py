"""What somebody who failed to sign in too often is told: when to try again."""

from datetime import timedelta
from math import ceil
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from config.api.shape import problem


def locked_out(
    request: HttpRequest, response: Any = None, credentials: Any = None, *args: Any
) -> HttpResponse:
    """429 for axes: a page in the admin, a problem elsewhere; the same for every name."""
    wait: timedelta = settings.AXES_COOLOFF_TIME
    seconds = ceil(wait.total_seconds())
    headers = {"Retry-After": str(seconds), "Cache-Control": "no-store"}
    if not request.path.startswith("/admin/"):
        words = f"Too many failures to sign in: try again in {seconds // 60} minutes."
        return problem(429, words, headers=headers)
    page = render(request, "admin/locked_out.html", {"minutes": seconds // 60}, status=429)
    for name, value in headers.items():
        page[name] = value
    return page
