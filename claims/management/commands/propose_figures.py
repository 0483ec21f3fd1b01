"""`propose_figures [FILE]`: read the figures out of texts, a JSON object a line; store nothing."""

import json
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import IO, Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.drafting import figure_of
from claims.management.progress import Progress
from claims.quantities import ENGINE, find_periods, propose
from claims.snapshots import figure_values


class Command(BaseCommand):
    help = (
        'Each line in: {"text", "language"?, "as_of"?, "id"?}; each line out, in order and at '
        'once: {"id", "engine", "figures", "periods"}, a period as its span and EDTF. A line that '
        'cannot be read is answered {"id": null, "error"}, and the exit status is 1 in the end.'
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "file", nargs="?", default="-", help="JSON lines in UTF-8; standard input if left out"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        wrong = done = 0
        progress = Progress()
        with _opened(options["file"]) as lines:
            for answer in _answers(lines):
                wrong += "error" in answer
                done += 1
                self.stdout.write(json.dumps(answer))
                progress.show(done, "texts")
        progress.clear()
        if wrong:
            raise CommandError(f"{wrong} of {done} lines could not be read.", returncode=1)


def _opened(name: str) -> Any:
    if name == "-":
        return nullcontext(sys.stdin.buffer)
    try:
        return Path(name).open("rb")
    except OSError as error:
        raise CommandError(f"{name} cannot be read: {error.strerror}.") from error


def _answers(lines: IO[bytes]) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            asked = _asked(line)
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            yield {"id": None, "line": number, "error": f"{type(error).__name__}: {error}"}
            continue
        found = propose(asked["text"], asked["language"], as_of=asked["as_of"])
        periods = find_periods(asked["text"], asked["as_of"], asked["language"])
        yield {
            "id": asked["id"],
            "engine": ENGINE,
            "figures": [figure_values(figure_of(each)) for each in found],
            "periods": [
                {"span": [each.start, each.end], "edtf": each.stretch.edtf}
                for each in periods
                if each.stretch
            ],
        }


def _asked(line: bytes) -> dict[str, Any]:
    """What a line asks for; `lang` is taken for `language`. Raises ValueError and the like."""
    row = json.loads(line)
    text, language = row["text"], row.get("language") or row.get("lang") or ""
    if not isinstance(text, str) or not isinstance(language, str):
        raise TypeError("text and language are strings")
    as_of = date.fromisoformat(row["as_of"][:10]) if row.get("as_of") else None
    return {"id": row.get("id"), "text": text, "language": language, "as_of": as_of}
