"""How often one client may read: RateLimit headers, and a refusal beyond the quota.

The headers are those of draft-ietf-httpapi-ratelimit-headers-10; a client is an address, or an
IPv6 /64. The quota is for each machine: several behind one balancer let through as many times as
much, unless the balancer sends a client to the same one each time. That is enough to keep one
client from taking it all, and costs no reader a round trip to a common store.
"""

import os
import threading
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.crypto import salted_hmac

from config.addresses import client_address
from config.api.shape import Problem
from config.counters import Counters
from config.places import is_for_readers

POLICY = "default"
Answer = Callable[[HttpRequest], HttpResponseBase]


class LimitReaders:
    """Counts the requests for what is public; health and the desk are not among them."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not is_for_readers(request.path_info):
            return self.get_response(request)
        standing = limit(request)
        if isinstance(standing, Problem):
            return standing.response()
        response = self.get_response(request)
        for name, value in standing.items():
            response.headers[name] = value
        return response


def limit(request: HttpRequest) -> dict[str, str] | Problem:
    """Count a request: the headers that tell its client where it stands, or its refusal."""
    rate = settings.STET_RATE_LIMIT
    if rate is None:
        return {}
    quota, window = rate
    used, left = counters(settings.STET_DATA_DIR).add(client_address(request), window=window)
    headers = {
        "RateLimit-Policy": f'"{POLICY}";q={quota};w={window}',
        "RateLimit": f'"{POLICY}";r={max(quota - used, 0)};t={left}',
    }
    return headers if used <= quota else _too_many(quota, window, left, headers)


def counters(folder: Path) -> Counters:
    """What this process counts with; it has a place of its own there."""
    found = _counters.get(folder)
    if found is None:
        # Of two that one process makes at once, one would go, and give the place of both back.
        with _making:
            found = _counters.get(folder) or _make(folder)
    return found


_making = threading.Lock()
_counters: dict[Path, Counters] = {}
# A child would write to its parent's place.
os.register_at_fork(after_in_child=_counters.clear)


def _make(folder: Path) -> Counters:
    secret = salted_hmac(__name__, "slots", algorithm="sha256").digest()
    # Its format is part of its name: two versions of this code may run at once.
    made = Counters(folder / "requests-1.counters", secret=secret)
    return _counters.setdefault(folder, made)


def _too_many(quota: int, window: int, left: int, headers: dict[str, str]) -> Problem:
    # RFC 6585 §4: no cache may keep it.
    own = {**headers, "Retry-After": str(left), "Cache-Control": "no-store"}
    return Problem(
        429,
        f"From one address come at most {quota} requests in {window} seconds: "
        f"ask again in {left} seconds.",
        "quota_exceeded",
        headers=own,
        more={"violated-policies": [POLICY]},
    )
