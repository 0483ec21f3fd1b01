"""`load_claims FILE`: load claims in the public shape, a document a line."""

from itertools import islice
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from claims.loading.batches import load_editions
from claims.loading.errors import Refused
from claims.loading.reading import read_entry
from claims.loading.showing import read_ahead
from claims.models import User


class Command(BaseCommand):
    help = "Load claims."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file")
        parser.add_argument("--editions", action="store_true")
        parser.add_argument("--batch", type=int, default=2000)

    def handle(self, *args: Any, **options: Any) -> None:
        by, _ = User.objects.get_or_create(username="loader", defaults={"is_active": False})
        line = 0
        import time

        times = [0.0, 0.0]
        with Path(options["file"]).open("rb") as lines:
            while batch := list(islice(lines, options["batch"])):
                began = time.perf_counter()
                entries = []
                for data in batch:
                    line += 1
                    try:
                        entry = read_entry(line, data, editions=True)
                        entry.figures = read_ahead(entry.content)
                        entries.append(entry)
                    except Refused as refused:
                        for pointer, detail in refused.faults:
                            self.stderr.write(f"{options['file']}:{line}: {detail} ({pointer})")
                times[0] += time.perf_counter() - began
                began = time.perf_counter()
                done = load_editions(entries, by=by, reason="Loaded.")
                times[1] += time.perf_counter() - began
                for fault in done.faults:
                    self.stderr.write(f"{options['file']}:{fault.line}: {fault}")
                self.stdout.write(f"{line} {done.added} {done.known} {times}")
