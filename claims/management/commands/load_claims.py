"""`load_claims FILE`: load claims in the public shape, a document a line."""

from contextlib import nullcontext
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from claims.loading.authors import author_named
from claims.loading.batches import Loader
from claims.loading.checking import Rules
from claims.loading.errors import Unloadable
from claims.loading.files import STDIN, Lines
from claims.loading.places import Place, begin
from claims.loading.running import BATCH, load
from claims.management.progress import Progress
from claims.models import LoadKind


class Command(BaseCommand):
    help = (
        "Load claims from JSON lines in the shape of /api/v1/export/claims.jsonl, with their "
        "sources, paragraphs, citations and figures. They become drafts, with figures proposed; "
        "with --editions they become editions of this log as they stand: a migration from "
        "somebody you trust. What is here already stays as it is: a claim is known by its id, "
        "else by source and key, else by its words, an edition by what it says. Bad lines are "
        "told as FILE:LINE, the good ones of their batch are stored, and the exit status is 1. "
        "A load that was stopped goes on where it was. Webhooks are not told, and conflicts "
        "between figures are found by `rebuild_figures` afterwards."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="JSON lines in UTF-8, a .gz of them, or - for stdin")
        parser.add_argument(
            "--editions", action="store_true", help="publish them: numbered and sealed anew"
        )
        parser.add_argument(
            "--as", dest="author", default="", metavar="NAME", help="whose act it is"
        )
        parser.add_argument("--restart", action="store_true", help="begin at the first line again")
        parser.add_argument(
            "--dry-run", action="store_true", help="check each batch by itself, store nothing"
        )
        parser.add_argument(
            "--all-or-nothing",
            action="store_true",
            help="one transaction, which one bad line undoes; others cannot publish meanwhile",
        )
        parser.add_argument("--batch", type=int, default=BATCH, help="lines in one transaction")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["batch"] < 1:
            raise CommandError("A batch has at least one line.")
        try:
            # Of a dry run nothing stays, not the account either.
            whole = transaction.atomic() if options["dry_run"] else nullcontext()
            with Lines(options["file"]) as lines, whole:
                self._load(lines, options)
        except Unloadable as error:
            raise CommandError(str(error)) from error

    def _load(self, lines: Lines, options: dict[str, Any]) -> None:
        by = author_named(options["author"])
        kind = LoadKind.EDITIONS if options["editions"] else LoadKind.DRAFTS
        loader = Loader(by, f"Loaded from {_title(lines.name)}.", options["editions"], Rules())
        whole = options["all_or_nothing"] or options["dry_run"]
        place = None
        if not whole and lines.name != STDIN:
            path = str(Path(lines.name).resolve())
            place = begin(lines, path, kind, by=by, restart=options["restart"])
        if place is not None and place.resumed:
            self.stderr.write(f"Going on behind line {place.load.line:,}.")
        added, known, refused = self._run(lines, loader, place, options)
        if place is not None:
            loaded = place.end()
            added, known, refused = loaded.added, loaded.known, loaded.refused
        would = ""
        if options["dry_run"]:
            transaction.set_rollback(True)
            would = " would be"
        if options["all_or_nothing"] and refused and not options["dry_run"]:
            raise CommandError(f"{refused:,} lines are wrong: nothing was stored.", returncode=1)
        self.stdout.write(
            f"{added:,} {'editions' if loader.editions else 'drafts'}{would} added, "
            f"{known:,} known already, {refused:,} lines refused."
        )
        if refused:
            raise CommandError(f"{refused:,} lines are wrong.", returncode=1)

    def _run(
        self, lines: Lines, loader: Loader, place: Place | None, options: dict[str, Any]
    ) -> tuple[int, int, int]:
        """Load all batches, tell what is wrong; how many lines were added, known and refused."""
        added = known = refused = 0
        progress = Progress()
        start = place.load.line if place is not None else 0
        try:
            for step in load(
                lines,
                loader,
                place,
                batch=options["batch"],
                dry_run=options["dry_run"],
                all_or_nothing=options["all_or_nothing"],
            ):
                done = step.done
                added, known = added + done.added, known + done.known
                refused += done.refused
                if done.faults:
                    progress.clear()
                for fault in sorted(done.faults, key=lambda fault: fault.line):
                    self.stderr.write(f"{lines.name}:{fault.line}: {fault}")
                progress.show(step.line, "lines", share=step.share, counted=step.line - start)
        finally:
            progress.clear()
        return added, known, refused


def _title(name: str) -> str:
    return "standard input" if name == STDIN else Path(name).name
