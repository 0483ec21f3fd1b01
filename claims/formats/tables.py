"""CSV (RFC 4180) that a spreadsheet opens without running any of it (pure).

A cell that begins, spaces aside, with a sign that spreadsheets take for a formula gets an
apostrophe before it (OWASP, "CSV Injection"); numbers stay numbers. `cell_of` undoes it.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

CONTENT_TYPE = "text/csv; charset=utf-8"
# The full-width forms are formulas to East Asian editions.
_FORMULA = re.compile("[\\s\u200b\ufeff]*[=+\\-@\t\r\n＝＋－＠]")
_ESCAPED = re.compile("'" + _FORMULA.pattern)
_NUMBER = re.compile(r"-?\d+(\.\d+)?")

Cell = str | int | float | None


def table(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """The lines of a table, each with its line end; None is an empty cell."""
    for row in (header, *rows):
        line = io.StringIO()
        csv.writer(line).writerow([_safe(cell) for cell in row])
        yield line.getvalue()


def cell_of(text: str) -> str:
    """The words of a cell that `table` has written."""
    return text[1:] if _ESCAPED.match(text) or text.startswith("''") else text


def _safe(cell: Cell) -> str:
    text = "" if cell is None else str(cell)
    # What begins with an apostrophe of its own gets another, so that it reads back the same.
    risky = _FORMULA.match(text) and not _NUMBER.fullmatch(text)
    return f"'{text}" if risky or text.startswith("'") else text
