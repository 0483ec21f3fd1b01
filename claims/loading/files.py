"""The lines of a file: plain, gzipped or standard input, from the start or from further on."""

import gzip
import hashlib
import os
import sys
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from claims.loading.errors import Unloadable

STDIN = "-"
# No document is as long: it has room for a thousand paragraphs as long as they may be.
LONGEST = 32 * 1024 * 1024
_PIECE = 1024 * 1024
_BOM = b"\xef\xbb\xbf"


@dataclass(slots=True)
class Position:
    """How far a file is read: lines, bytes (of what is in it), and their SHA-256."""

    line: int = 0
    offset: int = 0
    digest: Any = field(default_factory=hashlib.sha256)


class Lines:
    """A file's lines, one after the other; what is longer than LONGEST is skipped and told."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.position = Position()
        self._raw, self._file = _opened(name)
        try:
            self.size = os.fstat(self._raw.fileno()).st_size if name != STDIN else 0
        except (OSError, ValueError):
            self.size = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.name != STDIN:
            self._file.close()
            self._raw.close()

    @property
    def share(self) -> float:
        """How much of the file has been read, from 0 to 1; 0 where its size is not known."""
        try:
            return min(1.0, self._raw.tell() / self.size) if self.size else 0.0
        except (OSError, ValueError):
            return 0.0

    def skip(self, position: Position, digest: str) -> bool:
        """Go on behind what was read before, if the file still begins with those bytes."""
        found, left = hashlib.sha256(), position.offset
        while left and (piece := self._read(min(left, _PIECE))):
            found.update(piece)
            left -= len(piece)
        if left or found.hexdigest() != digest:
            return False
        self.position = Position(position.line, position.offset, found)
        return True

    def __iter__(self) -> Iterator[tuple[int, bytes]]:
        """Each line that is not blank, with its number. Raises Unloadable in mid-file."""
        while data := self._line():
            if self.position.line == 1:
                data = data.removeprefix(_BOM)
            if data.strip():
                yield self.position.line, data

    def _line(self) -> bytes:
        data = self._read_line()
        if data:
            self.position.line += 1
        rest = data
        while len(rest) > LONGEST and not rest.endswith(b"\n"):
            rest = self._read_line()
        return data

    def _read_line(self) -> bytes:
        return self._counted(self._attempt(lambda: self._file.readline(LONGEST + 1)))

    def _read(self, size: int) -> bytes:
        return self._attempt(lambda: self._file.read(size))

    def _counted(self, data: bytes) -> bytes:
        self.position.offset += len(data)
        self.position.digest.update(data)
        return data

    def _attempt(self, read: Any) -> bytes:
        try:
            return bytes(read())
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise Unloadable(
                f"{self.name}:{self.position.line + 1}: the compressed data cannot be read "
                f"further ({error})."
            ) from error
        except OSError as error:
            raise Unloadable(f"{self.name} cannot be read: {error.strerror}.") from error


def _opened(name: str) -> tuple[IO[bytes], Any]:
    """The file as it is stored, and as it reads."""
    if name == STDIN:
        return sys.stdin.buffer, sys.stdin.buffer
    try:
        raw = Path(name).open("rb")  # noqa: SIM115  # `Lines` is its context
    except OSError as error:
        raise Unloadable(f"{name} cannot be read: {error.strerror}.") from error
    return raw, gzip.GzipFile(fileobj=raw) if name.endswith(".gz") else raw
