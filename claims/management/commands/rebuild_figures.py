"""`rebuild_figures`: make readers' figures and their conflicts anew from the editions."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction

from claims.management.progress import Progress
from claims.models import Publication
from claims.shelving import shelve_figures_of
from sources.locks import Lock, hold


class Command(BaseCommand):
    help = (
        "Make the figures that readers find, and the conflicts between them, anew from the "
        "editions, former ones included: after an upgrade that understands units or measures "
        "otherwise. It changes no edition, may run while others work, and goes on after "
        "`--after` when it was stopped."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--after", type=int, default=0, metavar="SEQUENCE", help="go on after this edition"
        )

    def handle(self, *args: Any, after: int, **options: Any) -> None:
        done = 0
        rows = Publication.objects.filter(sequence__gt=after).order_by("sequence")
        claims = list(rows.values_list("pk", "sequence"))
        progress = Progress()
        for claim, sequence in claims:
            with transaction.atomic():
                hold(Lock.LOG)
                # Published once more meanwhile: then its figures are made already.
                publication = Publication.objects.select_related("edition").get(pk=claim)
                shelve_figures_of(publication)
            done += 1
            progress.show(done, f"claims, up to edition {sequence}", share=done / len(claims))
        progress.clear()
        self.stdout.write(f"{done} claims have their figures anew.")
