"""Where a request comes from: the client's address, and what a trusted proxy says of it."""

from collections.abc import Iterable
from functools import lru_cache
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest

Network = IPv4Network | IPv6Network


def networks(words: Iterable[str]) -> list[Network]:
    """The networks of a setting; raises ImproperlyConfigured for what is none."""
    try:
        return [ip_network(word) for word in words]
    except ValueError as error:
        raise ImproperlyConfigured(
            f"STET_TRUSTED_PROXIES: {error}; set it to addresses or networks, by comma."
        ) from error


def client_address(request: HttpRequest) -> str:
    """The address that failures are counted by.

    `X-Forwarded-For` counts as far as trusted proxies wrote it: from the right, up to the first
    address that is not theirs. Whatever stands left of that is the client's own invention. One
    customer has a whole IPv6 /64, so that counts as one address.
    """
    address = request.META.get("REMOTE_ADDR", "")
    hops = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    while hops and is_trusted(address):
        told = hops.pop().strip()
        if _parsed(told) is None:
            break
        address = told
    found = _parsed(address)
    if found is None:
        return "0.0.0.0"  # noqa: S104 - a local socket: no address at all
    if isinstance(found, IPv6Address):
        return str(ip_network((found, 64), strict=False).network_address)
    return str(found)


def is_trusted(address: str) -> bool:
    """Whether this is one of STET_TRUSTED_PROXIES."""
    found = _parsed(address)
    return found is not None and any(found in each for each in settings.STET_TRUSTED_PROXIES)


@lru_cache(maxsize=1024)
def _parsed(text: str) -> IPv4Address | IPv6Address | None:
    try:
        found = ip_address(text)
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found
