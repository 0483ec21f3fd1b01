"""Read settings from the environment; what is wrong stops the start with a sentence."""

import ipaddress
import os
import re
import secrets
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from django.core.exceptions import ImproperlyConfigured

Network = ipaddress.IPv4Network | ipaddress.IPv6Network

_SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400}
_RATE = re.compile(rf"([1-9][0-9]{{0,8}})/({'|'.join(_SECONDS)})")


class Rate(NamedTuple):
    """So many requests in so many seconds."""

    quota: int
    window: int


class Environment:
    """Typed access to `variables`; relative folders are below `base`."""

    def __init__(self, variables: Mapping[str, str], *, base: Path) -> None:
        self.variables = variables
        self.base = base

    def text(self, name: str, *, default: str = "") -> str:
        """The value of `name`; an empty value counts as absent."""
        return self.variables.get(name, "").strip() or default

    def words(self, name: str, *, default: list[str]) -> list[str]:
        """A comma-separated list."""
        return [word.strip() for word in self.text(name).split(",") if word.strip()] or default

    def words_of(self, name: str, *, known: tuple[str, ...]) -> list[str]:
        """A comma-separated list of words that are `known`; none by default."""
        given = self.words(name, default=[])
        if unknown := [word for word in given if word not in known]:
            raise ImproperlyConfigured(
                f"{name} names {unknown[0]!r}: set it to one or more of {', '.join(known)}."
            )
        return given

    def switch(self, name: str, *, default: bool) -> bool:
        """0 or 1 (also no/yes, false/true, off/on)."""
        value = self.text(name).lower()
        if value in {"1", "true", "yes", "on"}:
            return True
        if value in {"0", "false", "no", "off"}:
            return False
        if value:
            raise ImproperlyConfigured(f"{name} is {value!r}: set it to 0 or 1.")
        return default

    def number(self, name: str, *, default: int, least: int, most: int) -> int:
        """A whole number between `least` and `most`."""
        value = self.text(name)
        return self._number(name, value, least, most) if value else default

    def numbers(self, name: str, *, default: list[int], least: int, most: int) -> list[int]:
        """A comma-separated list of whole numbers between `least` and `most`."""
        return [self._number(name, word, least, most) for word in self.words(name, default=[])] or (
            default
        )

    def rate(self, name: str, *, default: str) -> Rate | None:
        """So many requests per second, minute, hour or day, as `1200/minute`; None for `none`."""
        value = self.text(name, default=default).lower()
        if value == "none":
            return None
        found = _RATE.fullmatch(value)
        if found is None:
            raise ImproperlyConfigured(
                f"{name} is {value[:50]!r}: set it to a number of requests per second, minute, "
                "hour or day, as 1200/minute, or to none."
            )
        return Rate(int(found[1]), _SECONDS[found[2]])

    def networks(self, name: str) -> tuple[Network, ...]:
        """A comma-separated list of networks and addresses, as `10.0.0.0/8,::1`."""
        words = self.words(name, default=[])
        try:
            return tuple(map(ipaddress.ip_network, words))
        except ValueError as error:
            raise ImproperlyConfigured(
                f"{name} is {self.text(name)!r}, which names no networks ({error}): write them as "
                "10.0.0.0/8,::1."
            ) from error

    def _number(self, name: str, value: str, least: int, most: int) -> int:
        # Python refuses to read thousands of digits, with an error of its own.
        digits = value.isascii() and value.isdigit() and len(value) < 19
        if not digits or not least <= int(value) <= most:
            raise ImproperlyConfigured(
                f"{name} is {value!r}: set it to a whole number from {least} to {most}."
            )
        return int(value)

    def folder(self, name: str, *, default: str) -> Path:
        """A folder that exists (made if need be, for its owner only) and can be written to."""
        given = self.text(name, default=default)
        try:
            path = self.base / Path(given).expanduser()
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
            probe = path / f".probe-{secrets.token_hex(4)}"
            probe.touch()
            probe.unlink()
        except (OSError, RuntimeError) as error:
            reason = error.strerror if isinstance(error, OSError) else error
            raise ImproperlyConfigured(
                f"{name} is {given!r}, which cannot be written to ({reason}): "
                "set it to a folder of your own."
            ) from error
        return path.resolve()

    def secret(self, name: str, *, folder: Path) -> str:
        """The value of `name`, else one made at first run and kept in `folder`, mode 0600."""
        if value := self.text(name):
            if len(value) < 32:
                raise ImproperlyConfigured(
                    f"{name} is shorter than 32 characters: set a longer one."
                )
            return value
        path = folder / name.lower()
        try:
            if not path.exists():
                _write_once(path, secrets.token_urlsafe(64))
            value = path.read_text(encoding="ascii", errors="replace").strip()
        except OSError as error:
            raise ImproperlyConfigured(
                f"{path} cannot be read or made ({error.strerror}): run this as its owner, "
                f"or set {name}."
            ) from error
        if len(value) < 32:
            raise ImproperlyConfigured(f"{path} holds no secret: delete it, or set {name}.")
        return value


def _write_once(path: Path, text: str) -> None:
    """Of several processes at once one wins, and none reads a half-written file."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(text)
        with suppress(FileExistsError):
            path.hardlink_to(draft)
    finally:
        draft.unlink()
