"""JSON Lines: a value on each line, read from a body of any length in bounded memory."""

import json
from collections.abc import Iterator, Mapping
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from django.core.exceptions import RequestDataTooBig
from rest_framework import status
from rest_framework.exceptions import APIException
from rest_framework.parsers import BaseParser
from rest_framework.renderers import JSONRenderer

from sources.api.parsing import check_encoding

JSONL = "application/jsonl"
NDJSON = "application/x-ndjson"
LONGEST_LINE = 1024 * 1024
LARGEST = 64 * 1024 * 1024
MOST_LINES = 10_000
_PIECE = 64 * 1024
# What does not fit into memory waits on disk.
_IN_MEMORY = 1024 * 1024


class TooMany(APIException):
    """More values than are taken at once."""

    status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE
    default_code = "too_many"
    default_detail = f"Send at most {MOST_LINES} at once."


class Lines:
    """The lines of a body, read whole before the first is looked at, and kept on disk."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._file: IO[bytes] = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - see close
        try:
            self.count = self._take(stream)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Give the space back."""
        self._file.close()

    def _take(self, stream: IO[bytes]) -> int:
        count = size = 0
        last = b"\n"
        while piece := stream.read(_PIECE):
            size += len(piece)
            count += piece.count(b"\n")
            if size > LARGEST:
                raise RequestDataTooBig
            if count > MOST_LINES:
                raise TooMany
            self._file.write(piece)
            last = piece
        count += not last.endswith(b"\n")
        if count > MOST_LINES:
            raise TooMany
        return count

    def __iter__(self) -> Iterator[bytes]:
        """The lines without their ends; of one that is too long, so much that it is too long."""
        self._file.seek(0)
        while line := self._file.readline(LONGEST_LINE + 1):
            yield line.rstrip(b"\r\n")
            while len(line) > LONGEST_LINE and not line.endswith(b"\n"):
                line = self._file.readline(LONGEST_LINE + 1)


class JSONLinesParser(BaseParser):
    """JSON Lines in UTF-8: `request.data` is `Lines`, whose values are not read yet."""

    media_type = JSONL

    def parse(  # type: ignore[override]  # any value may be `request.data`
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Lines:
        check_encoding(media_type, parser_context)
        return Lines(stream)


class NDJSONParser(JSONLinesParser):
    """The same by its other name."""

    media_type = NDJSON


class JSONLinesRenderer(JSONRenderer):
    """The results of an answer, each on a line, then the rest of it on the last."""

    media_type = JSONL
    format = "jsonl"
    charset = None

    def render(self, data: Any, *args: Any, **kwargs: Any) -> bytes:
        rest = {name: value for name, value in data.items() if name != "results"}
        return b"".join(map(line_of, [*data["results"], {"summary": rest}]))


class NDJSONRenderer(JSONLinesRenderer):
    """The same by its other name."""

    media_type = NDJSON
    format = "ndjson"


def line_of(value: Any) -> bytes:
    """A value as a line of JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
