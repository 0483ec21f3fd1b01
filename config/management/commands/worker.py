"""`worker`: deliver events to webhooks and keep house, until stopped."""

import signal
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from claims.working import Worker, drain
from config.serving import end_with_parent


class Command(BaseCommand):
    help = (
        "Deliver events to webhooks, and delete what is kept for a time only. `serve` runs one; "
        "more may run beside it. SIGTERM finishes what is under way."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what is due now, and end")
        parser.add_argument(
            "--with-parent",
            type=int,
            metavar="PID",
            help="end when the process of that number, which started this, ends (for serve)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["once"]:
            self.stdout.write(f"{drain()} deliveries tried.")
            return
        if options["with_parent"]:
            end_with_parent(options["with_parent"])
        worker = Worker()
        for each in (signal.SIGTERM, signal.SIGINT):
            signal.signal(each, lambda *_: worker.stop())
        worker.run()
