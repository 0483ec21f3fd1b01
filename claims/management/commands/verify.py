"""`verify`: recompute the whole log of editions and name the first that does not hold."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from claims import chain
from claims.management.progress import Progress
from claims.models import Edition, Publication


class Command(BaseCommand):
    help = (
        "Recompute every edition's hashes in the order of the log. Exit status 1 and the first "
        "edition that does not hold; 0 and the head of the log when all do."
    )

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        if not connection.savepoint_ids:
            # One snapshot, so that what is published meanwhile is not half seen.
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        total = Edition.objects.count()
        previous, head, expected = "", "", 1
        progress = Progress()
        for edition in Edition.objects.order_by("sequence").iterator(chunk_size=500):
            fault = (
                f"edition {expected} of the log is missing"
                if edition.sequence != expected
                else _fault(edition, previous, head)
            )
            if fault:
                raise CommandError(
                    f"The log does not hold at sequence {expected}: {fault} "
                    f"(edition {edition.number} of claim {edition.claim_id}).",
                    returncode=1,
                )
            previous, head = edition.sha256, edition.log_sha256
            expected += 1
            progress.show(expected, f"of {total:,} editions", share=expected / total)
        progress.clear()
        self._shelves()
        self.stdout.write(f"{expected - 1} editions hold. Head of the log: {head or 'empty'}")

    def _shelves(self) -> None:
        """What readers see is the last edition of every published claim."""
        newest = Edition.objects.order_by("claim_id", "-sequence").distinct("claim_id")
        shown = dict(Publication.objects.values_list("claim_id", "edition_id"))
        for claim, edition in newest.values_list("claim_id", "pk"):
            if shown.pop(claim, None) != edition:
                raise CommandError(
                    f"Readers do not see the last edition of claim {claim}.", returncode=1
                )


def _fault(edition: Edition, previous: str, head: str) -> str:
    stored = chain.Sealed(
        document=edition.document.encode(),
        sha256=edition.sha256,
        previous_sha256=edition.previous_sha256,
        log_sha256=edition.log_sha256,
    )
    fault = chain.fault_of(stored, previous_sha256=previous, previous_log_sha256=head)
    content = edition.content if not fault else {}
    columns = {
        "id": str(edition.claim_id),
        "edition": edition.number,
        "sequence": edition.sequence,
        "status": edition.status,
    }
    for name, value in columns.items():
        if not fault and content.get(name) != value:
            fault = f"its document says {name} {content.get(name)!r}, its row {value!r}"
    return fault
