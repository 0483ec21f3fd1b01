"""Read request bodies strictly: what is ambiguous, endless or not text is refused."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import IO, Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from rest_framework.exceptions import ParseError, UnsupportedMediaType
from rest_framework.parsers import BaseParser
from rest_framework.request import Request

from sources.api.pointers import pointer_of
from sources.api.spelling import shortened

DEEPEST = 32
# I-JSON (RFC 7493 §2.2): what an IEEE double can hold. `int(Decimal("1e999999999"))` would
# ask for a gigabyte.
LARGEST_EXPONENT = 308
# Strings match as a whole, also an unclosed one; possessive, so that no input is read twice.
_STRUCTURE = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*"?|([\[{])|([\]}])', re.DOTALL)
_SURROGATE = re.compile("[\ud800-\udfff]")


class Unreadable(ParseError):
    """A body that is refused before any field is looked at; `pointer` says where."""

    def __init__(self, detail: str, code: str, pointer: str = "") -> None:
        super().__init__(detail, code)
        self.pointer = pointer


@dataclass(frozen=True, slots=True)
class _Refused:
    """Stands in the parsed value where something is refused, so that its place is known."""

    detail: str
    code: str


# Numbers are many and need no second look.
_LOOKED_INTO = (str, dict, list, _Refused)


class StrictJSONParser(BaseParser):
    """JSON (RFC 8259) in UTF-8, with numbers exact: `Decimal` unless whole."""

    media_type = "application/json"

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        return read_json(_read_text(stream, media_type, parser_context))


class PlainTextParser(BaseParser):
    """Text in UTF-8: `request.data` is a `str`."""

    media_type = "text/plain"

    def parse(  # type: ignore[override]  # any value may be `request.data`
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> str:
        text = _read_text(stream, media_type, parser_context).removeprefix("\ufeff")
        if "\0" in text:
            raise Unreadable("The text has a NUL character.", "nul")
        return text


def read_json(text: str) -> Any:
    """The value that `text` is. Raises Unreadable where it is ambiguous, endless or not text."""
    if _depth(text) > DEEPEST:
        raise Unreadable(f"The body is nested more than {DEEPEST} deep.", "too_deep")
    try:
        value = json.loads(
            text,
            object_pairs_hook=_object,
            parse_float=_decimal,
            parse_int=_integer,
            parse_constant=_constant,
        )
    except ValueError as error:
        raise Unreadable(f"The body is not JSON: {error}", "not_json") from error
    if (found := next(_refused(value), None)) is not None:
        keys, refused = found
        raise Unreadable(refused.detail, refused.code, pointer_of(*keys))
    return value


def read_utf8(body: bytes) -> str:
    """The text that these bytes are. Raises Unreadable."""
    try:
        return str(body, "utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable(
            f"The body is not UTF-8: byte {error.start} cannot be read.", "not_utf8"
        ) from error


def check_encoding(media_type: str | None, parser_context: Mapping[str, Any] | None) -> None:
    """Refuse a body that is compressed, or says that it is in another encoding than UTF-8."""
    request: Request | None = (parser_context or {}).get("request")
    if request is not None and request.headers.get("Content-Encoding", "identity") != "identity":
        raise UnsupportedMediaType(
            media_type or "", detail="Send the body without Content-Encoding."
        )
    if re.search(r";\s*charset\s*=\s*\"?(?!utf-?8\b)", media_type or "", re.IGNORECASE):
        raise UnsupportedMediaType(media_type or "", detail="Send the body in UTF-8.")


def _read_text(
    stream: IO[Any], media_type: str | None, parser_context: Mapping[str, Any] | None
) -> str:
    """The body as text, if it is UTF-8 and not too large; the headers are not trusted."""
    check_encoding(media_type, parser_context)
    limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    body = stream.read(limit + 1) if limit is not None else stream.read()
    if limit is not None and len(body) > limit:
        raise RequestDataTooBig
    return read_utf8(body)


def _depth(text: str) -> int:
    """How deep arrays and objects are nested; what is inside strings does not count."""
    depth = deepest = 0
    for match in _STRUCTURE.finditer(text):
        if match[1]:
            depth += 1
            if depth > deepest:
                deepest = depth
                if deepest > DEEPEST:
                    break
        elif match[2]:
            depth -= 1
    return deepest


def _object(pairs: list[tuple[str, Any]]) -> Any:
    """An object; one that names a key twice is refused, for readers differ on what it says."""
    made = dict(pairs)
    if len(made) == len(pairs):
        return made
    seen: set[str] = set()
    twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]  # adds
    return _Refused(f'The key "{shortened(twice)}" is given twice.', "repeated_key")


def _decimal(text: str) -> Any:
    number = Decimal(text)
    if number and abs(number.adjusted()) > LARGEST_EXPONENT:
        return _out_of_range(text)
    return number


def _integer(text: str) -> Any:
    return int(text) if len(text) <= LARGEST_EXPONENT else _out_of_range(text)


def _out_of_range(text: str) -> _Refused:
    return _Refused(f"The number {shortened(text)} is out of range.", "out_of_range")


def _constant(name: str) -> _Refused:
    return _Refused(f"{name} is not JSON.", "not_json")


def _refused(value: Any, *keys: str | int) -> Iterator[tuple[tuple[str | int, ...], _Refused]]:
    """Where something is refused: marked while parsing, or text that cannot be stored."""
    if isinstance(value, str):
        if "\0" in value:
            yield keys, _Refused("The text has a NUL character.", "nul")
        elif _SURROGATE.search(value):
            yield keys, _Refused("The text has half a surrogate pair.", "lone_surrogate")
    elif isinstance(value, dict):
        for key, item in value.items():
            for _, refused in _refused(key):
                yield keys, _Refused(f"A key is refused. {refused.detail}", refused.code)
            if isinstance(item, _LOOKED_INTO):
                yield from _refused(item, *keys, key)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            if isinstance(item, _LOOKED_INTO):
                yield from _refused(item, *keys, index)
    elif isinstance(value, _Refused):
        yield keys, value
