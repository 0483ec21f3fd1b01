"""What a value of a document may be: small checks that answer what is wrong, or nothing."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeAlias

from sources.api.pointers import pointer_of
from sources.api.spelling import shortened, suggestion

Check: TypeAlias = Callable[[Any], str]
_MOST = 2**31 - 1
_DECIMAL = re.compile(r"-?[0-9]{1,40}(?:\.[0-9]{1,20})?")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?Z", re.ASCII)
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_SLUG = re.compile(r"[a-zA-Z0-9_-]{1,100}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
Found: TypeAlias = Iterator[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Shape:
    """An object: the check of each member, and those that may be left out."""

    members: Mapping[str, "Check | Shape | Many"]
    optional: frozenset[str] = frozenset()
    nullable: bool = False


@dataclass(frozen=True, slots=True)
class Many:
    """A list of objects of one shape."""

    shape: Shape
    most: int = 10_000


def faults_of(value: Any, shape: Shape, *keys: str | int) -> Found:
    """What is wrong with an object and everything in it, as pointers with sentences."""
    if value is None and shape.nullable:
        return
    if type(value) is not dict:
        yield pointer_of(*keys), "This is an object."
        return
    members = shape.members
    if value.keys() != members.keys():
        yield from _faults_of_names(value, shape, *keys)
    for name, given in value.items():
        check = members.get(name)
        if check is None:
            continue
        if isinstance(check, Shape):
            yield from faults_of(given, check, *keys, name)
        elif isinstance(check, Many):
            yield from _faults_of_list(given, check, *keys, name)
        elif detail := check(given):
            yield pointer_of(*keys, name), detail


def _faults_of_names(value: dict[str, Any], shape: Shape, *keys: str | int) -> Found:
    for name in value.keys() - shape.members.keys():
        near = suggestion(name, shape.members.keys() - value.keys())
        yield pointer_of(*keys, shortened(name)), f"There is no such field: {near}"
    for name in sorted(shape.members.keys() - value.keys() - shape.optional):
        yield pointer_of(*keys, name), "This is missing."


def _faults_of_list(value: Any, many: Many, *keys: str | int) -> Found:
    if type(value) is not list:
        yield pointer_of(*keys), "This is a list."
    elif len(value) > many.most:
        yield pointer_of(*keys), f"These are more than {many.most}."
    else:
        for at, item in enumerate(value):
            yield from faults_of(item, many.shape, *keys, at)


def text(most: int | None = None) -> Check:
    """A text, of at most so many characters."""

    def check(value: Any) -> str:
        if type(value) is not str:
            return "This is a text."
        if most is not None and len(value) > most:
            return f"This has more than {most} characters."
        return ""

    return check


def null_or(check: Check) -> Check:
    """Null, or what `check` takes."""
    return lambda value: "" if value is None else check(value)


def one_of(values: Collection[str]) -> Check:
    """One of these words."""
    known = frozenset(values)
    return lambda value: (
        "" if type(value) is str and value in known else f"This is one of: {', '.join(values)}."
    )


def whole(least: int = 0, most: int = _MOST) -> Check:
    """A whole number within these."""
    return lambda value: (
        ""
        if type(value) is int and least <= value <= most
        else f"This is a whole number from {least} to {most}."
    )


def truth(value: Any) -> str:
    """True or false."""
    return "" if type(value) is bool else "This is true or false."


def _like(pattern: re.Pattern[str], words: str) -> Check:
    return lambda value: (
        "" if type(value) is str and pattern.fullmatch(value) else f"This is {words}."
    )


decimal = _like(_DECIMAL, 'a decimal number in a text, as "3.5", with at most 20 places')
uuid = _like(_UUID, "a UUID in small letters")
slug = _like(_SLUG, "a slug: letters, digits, hyphens and underscores, at most 100")
sha256 = _like(_SHA256, "a SHA-256 in hex")


def day(value: Any) -> str:
    """A date."""
    if type(value) is str and _DATE.fullmatch(value):
        try:
            date.fromisoformat(value)
        except ValueError:
            pass
        else:
            return ""
    return 'This is a date, as "2025-11-07".'


def time(value: Any) -> str:
    """A time in UTC."""
    if type(value) is str and _TIME.fullmatch(value):
        try:
            datetime.fromisoformat(value)
        except ValueError:
            pass
        else:
            return ""
    return 'This is a time in UTC, as "2025-11-07T10:40:00Z".'
