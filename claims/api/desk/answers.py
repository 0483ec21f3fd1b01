"""The answers to the operations of a bulk request, told once it is known whether they hold."""

from collections.abc import Iterator
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from sources.api.lines import line_of

_IN_MEMORY = 1024 * 1024


class Told:
    """The answers to the operations, on disk when they are many, with what became of all.

    They are told in lines, that last, or as one JSON value, a piece at a time.
    """

    def __init__(self, *, lines: bool) -> None:
        self._lines = lines
        self.summary: dict[str, Any] = {}
        self._file: IO[bytes] = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - see close

    def add(self, result: dict[str, Any]) -> None:
        self._file.write(line_of(result))

    def __iter__(self) -> Iterator[bytes]:
        return self._in_lines() if self._lines else self._in_one()

    def _in_lines(self) -> Iterator[bytes]:
        yield from self._answers()
        yield line_of({"summary": self.summary})

    def _in_one(self) -> Iterator[bytes]:
        yield line_of(self.summary)[:-2] + b',"results":['
        for index, line in enumerate(self._answers()):
            yield b"," * bool(index) + line[:-1]
        yield b"]}"

    def _answers(self) -> Iterator[bytes]:
        self._file.seek(0)
        for line in self._file:
            yield line if self.summary["kept"] else line[:-2] + b',"rolled_back":true}\n'

    def close(self) -> None:
        """Django calls it when the answer is sent, or will not be."""
        self._file.close()
