"""`make_corpus --claims N`: write invented claims in the shape that `load_claims` reads."""

import json
import sys
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.loading.corpus import Corpus, write_corpus
from claims.management.progress import Progress


class Command(BaseCommand):
    help = (
        "Write claims of our own invention, a document a line in the order of a log, for "
        "benchmarks: `load_claims --editions` takes them. The same seed makes the same claims. "
        "Words come as often as Zipf's law has it, in English, Chinese and Russian; claims are "
        "corrected and withdrawn; times tie, and claims, topics and ratings are unevenly spread."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--claims", type=int, required=True, metavar="N", help="how many")
        parser.add_argument(
            "--sources", type=int, metavar="M", help="of how many sources; else one for 25 claims"
        )
        parser.add_argument("--seed", type=int, default=1, help="another one, other claims")
        parser.add_argument("--output", default="-", metavar="FILE", help="else standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        claims = options["claims"]
        sources = options["sources"] or max(1, claims // 25)
        if claims < 0 or sources < 1:
            raise CommandError("There are at least no claims, of at least one source.")
        corpus = Corpus(claims, sources, options["seed"], _ratings())
        try:
            if options["output"] == "-":
                self._write(corpus, sys.stdout.buffer)
            else:
                with Path(options["output"]).open("wb") as out:
                    self._write(corpus, out)
        except BrokenPipeError:
            # Whoever read it has enough; nothing is left to be flushed at the end.
            sys.stdout = None
        except OSError as error:
            raise CommandError(
                f"{options['output']} cannot be written: {error.strerror}."
            ) from error

    def _write(self, corpus: Corpus, out: IO[bytes]) -> None:
        progress = Progress()
        for lines in write_corpus(corpus, out):
            progress.show(lines, "lines", share=min(1.0, lines / max(corpus.claims, 1)))
        progress.clear()
        out.flush()


def _ratings() -> list[dict[str, Any]]:
    """The words of the scale that a Stet begins with."""
    rows = json.loads((settings.BASE_DIR / "fixtures" / "ratings.json").read_text("utf-8"))
    names = ("code", "label", "value", "best", "worst")
    return [{name: row["fields"].get(name) for name in names} for row in rows]
