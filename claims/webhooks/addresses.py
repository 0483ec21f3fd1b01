"""Which addresses a webhook may lead to: the guard against requests into one's own network (SSRF).

A name is resolved once; every address it has is checked; the connection goes to the address that
was checked, never to the name again. An address that stands in the URL itself, in any notation
that the resolver takes (`127.1`, `0x7f000001`), and `localhost` are judged without asking anybody.
"""

import queue
import socket
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import SplitResult, urlsplit

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
Resolve = Callable[[str, int], list[str]]

SECONDS_TO_RESOLVE = 5.0
_PORTS = {"http": 80, "https": 443}
# What `is_global` leaves open, depending on the version of Python; IANA's registries name them.
_CLOSED = [
    ip_network(text)
    for text in (
        "0.0.0.0/8", "100.64.0.0/10", "168.63.129.16/32", "192.0.0.0/24", "192.88.99.0/24",
        "224.0.0.0/4", "240.0.0.0/4",
        "::/16", "64:ff9b:1::/48", "100::/8", "2001::/23", "2001:db8::/32", "2002::/16",
        "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
    )
]  # fmt: skip
_THIS_MACHINE = (ip_address("127.0.0.1"), ip_address("::1"))
_NAT64 = IPv6Network("64:ff9b::/96")


class Refused(Exception):
    """The address is not one that webhooks may lead to; the message says why."""


@dataclass(frozen=True, slots=True)
class Policy:
    """The ports that are open, and the networks in which everything is: any port, and http."""

    ports: frozenset[int] = frozenset({443, 8443})
    allowed: tuple[Network, ...] = ()

    def allows(self, address: Address) -> bool:
        """Whether the address is in one of the networks in which everything is open."""
        return any(address.version == net.version and address in net for net in self.allowed)


@dataclass(frozen=True, slots=True)
class Target:
    """Where to connect, checked, and what to ask for there."""

    address: str
    secure: bool
    host: str
    port: int
    path: str


def networks(texts: Iterable[str]) -> tuple[Network, ...]:
    """The networks of `texts`, as `10.0.0.0/8` or `::1`. Raises ValueError."""
    return tuple(ip_network(text) for text in texts)


def parts_of(url: str, policy: Policy) -> SplitResult:
    """The parts of a URL that may be an address at all; where it leads is asked by `target_of`.

    Raises Refused: no http(s), no host, a name and password, a fragment; an address that is
    closed; http or another port, unless the host is an allowed address, or a name where networks
    are allowed: it may lead there.
    """
    try:
        parts = urlsplit(url)
        port = port_of(parts)
        host = (parts.hostname or "").encode("idna").decode()
    except ValueError as error:
        raise Refused("The address cannot be read.") from error
    if not url.isascii() or not url.isprintable() or " " in url or "\\" in url:
        raise Refused("The address has characters that are no part of one: quote them.")
    if parts.scheme not in _PORTS or not host:
        raise Refused("The address starts with https:// and names a host.")
    if "@" in parts.netloc:
        raise Refused("The address holds a name or password: the signature says who sends.")
    if parts.fragment:
        raise Refused("The address has a fragment, which is never sent.")
    literal = addresses_in(host)
    private = [each for each in literal if policy.allows(each)]
    if literal and not private and (why := closed(literal[0])):
        raise Refused(f"{host} leads to {literal[0]}, which is {why}.")
    if private or (policy.allowed and not literal and port):
        return parts
    if parts.scheme != "https":
        raise Refused("The address starts with http://: it has to be https.")
    if port not in policy.ports:
        raise Refused(f"Port {port} is closed: {_named(policy.ports)} are open.")
    return parts


def port_of(parts: SplitResult) -> int:
    """The port that a URL names, else that of its scheme; 0 for none. Raises ValueError."""
    return _PORTS.get(parts.scheme, 0) if parts.port is None else parts.port


def addresses_in(host: str) -> list[Address]:
    """The addresses that `host` is by itself, as the resolver reads them; none for a name."""
    name = host.rstrip(".").lower()
    if name == "localhost" or name.endswith(".localhost"):
        return list(_THIS_MACHINE)
    try:
        return [ip_address(host.partition("%")[0])]
    except ValueError:
        pass
    try:
        return [IPv4Address(socket.inet_aton(name))]
    except (OSError, ValueError):
        return []


def target_of(url: str, policy: Policy, *, resolve: Resolve | None = None) -> Target:
    """Where `url` leads now, if it may lead there. Raises Refused, and OSError without an answer.

    One closed address among several closes the name: which one is taken is not for others to say.
    """
    parts = parts_of(url, policy)
    host = parts.hostname or ""
    port = port_of(parts)
    found = [ip_address(each.partition("%")[0]) for each in (resolve or resolved)(host, port)]
    if not found:
        raise Refused(f"{host} has no address.")
    for address in found:
        if policy.allows(address):
            continue
        if why := closed(address):
            raise Refused(f"{host} leads to {address}, which is {why}.")
        if parts.scheme != "https":
            raise Refused(f"{host} is no private address: it has to be https.")
        if port not in policy.ports:
            raise Refused(f"Port {port} is closed: {_named(policy.ports)} are open.")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(str(found[0]), parts.scheme == "https", host, port, path)


def closed(address: Address) -> str:
    """Why nobody outside may be led to this address, "" when they may.

    Addresses that carry an IPv4 address (mapped, NAT64, 6to4, Teredo) are closed as such, or are
    what they carry.
    """
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return "an IPv4 address in disguise"
        if address in _NAT64:
            return "an IPv4 address in disguise (NAT64)"
    if address.is_loopback:
        return "this machine itself"
    if address.is_link_local:
        return "link-local (cloud metadata is there)"
    if address.is_multicast:
        return "multicast"
    if address.is_private or not address.is_global:
        return "not in the public internet"
    if any(address.version == net.version and address in net for net in _CLOSED):
        return "reserved"
    return ""


def resolved(host: str, port: int) -> list[str]:
    """The addresses of `host`, as text. Raises OSError, after some seconds at most."""
    answers: queue.SimpleQueue[list[str] | Exception] = queue.SimpleQueue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answers.put(list(dict.fromkeys(str(each[4][0]) for each in found)))
        except (OSError, UnicodeError) as error:
            answers.put(error)

    # The system's resolver knows no time limit.
    threading.Thread(target=ask, daemon=True).start()
    try:
        answer = answers.get(timeout=SECONDS_TO_RESOLVE)
    except queue.Empty:
        raise TimeoutError(f"The name {host} was not resolved in time.") from None
    if isinstance(answer, Exception):
        raise OSError(f"The name {host} has no address.") from answer
    return answer


def _named(ports: Iterable[int]) -> str:
    return ", ".join(map(str, sorted(ports)))
