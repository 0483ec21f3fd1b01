"""Post a body to a checked address, within limits: time, size, and no way elsewhere."""

import http.client
import socket
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection

from claims.webhooks.addresses import Target

SECONDS_TO_CONNECT = 3.0
SECONDS = 15.0
MOST_READ = 64 * 1024
MOST_KEPT = 1000


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: an answer with its first characters, or an error and no answer."""

    milliseconds: int
    status: int | None = None
    answer: str = ""
    error: str = ""
    retry_after: str = ""


def post(
    target: Target, body: bytes, headers: Mapping[str, str], *, seconds: float = SECONDS
) -> Outcome:
    """Post `body`; whatever goes wrong is in the outcome. Redirects are answers like others."""
    began = time.monotonic()
    connection = (_SecurePinned if target.secure else _Pinned)(target, seconds)
    watchdog = threading.Timer(seconds, connection.cut)
    watchdog.daemon = True
    watchdog.start()
    try:
        connection.request("POST", target.path, body=body, headers=headers, preload_content=False)
        answer = connection.getresponse()
        read = answer.read(MOST_READ, decode_content=False)
        if connection.was_cut:  # headers that break off count as whole there
            raise TimeoutError
        return Outcome(
            _milliseconds(began),
            answer.status,
            # PostgreSQL stores no NUL.
            read[: 4 * MOST_KEPT].decode(errors="replace").replace("\0", "�")[:MOST_KEPT],
            retry_after=answer.headers.get("Retry-After", ""),
        )
    except (OSError, ValueError, urllib3.exceptions.HTTPError, http.client.HTTPException) as error:
        limit = seconds if connection.was_cut else None
        return Outcome(_milliseconds(began), error=_words(error, limit))
    finally:
        watchdog.cancel()
        connection.close()
        connection.let_go()


class _Pinned(HTTPConnection):
    """A connection for the host's name that leads to the address that was checked."""

    def __init__(self, target: Target, seconds: float) -> None:
        super().__init__(target.host, target.port, timeout=seconds)
        self.seconds = seconds
        self._address = target.address
        self._handle: socket.socket | None = None
        self.was_cut = False

    def _new_conn(self) -> socket.socket:
        made = socket.create_connection((self._address, self.port), timeout=SECONDS_TO_CONNECT)
        # A second handle: the connection's own socket changes hands when TLS wraps it.
        self._handle = made.dup()
        if self.was_cut:
            self.cut()
        made.settimeout(self.seconds)
        return made

    def cut(self) -> None:
        """End it from another thread, wherever it stands: a slow one may trickle for ever."""
        self.was_cut = True
        if self._handle is not None:
            with suppress(OSError):
                self._handle.shutdown(socket.SHUT_RDWR)

    def let_go(self) -> None:
        """Close the second handle."""
        if self._handle is not None:
            self._handle.close()


class _SecurePinned(_Pinned, HTTPSConnection):
    """The same under TLS: the certificate is checked against the name."""


def _milliseconds(began: float) -> int:
    return round((time.monotonic() - began) * 1000)


def _words(error: Exception, limit: float | None) -> str:
    if limit is not None:
        return f"No whole answer within {limit:.0f} seconds."
    if isinstance(error, TimeoutError):
        return f"No connection within {SECONDS_TO_CONNECT:.0f} seconds."
    return (str(error) or type(error).__name__).replace("\0", "")[:MOST_KEPT]
