"""`import_digest FILE`: draft the claims of a digest, as the API does."""

import sys
from pathlib import Path
from typing import Any

import pghistory
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.importing import import_digest
from claims.models import User


class Command(BaseCommand):
    help = "Draft the claims of a digest; the same digest twice changes nothing and says so."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="a text file in UTF-8, or - for standard input")
        parser.add_argument("--by", default="", help="the account that imports, if several may")
        parser.add_argument("--language", default="", help="BCP 47, when the script misleads")
        parser.add_argument("--url", default="", help="where the source is")
        parser.add_argument("--timezone", default="", help="IANA name, for a time without a zone")
        parser.add_argument("--topic", default="", help="instead of the digest's own")
        parser.add_argument("--dry-run", action="store_true", help="store nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        by = _importer(options["by"])
        try:
            with pghistory.context(user=by.pk, command="import_digest"):
                done = import_digest(
                    text=_read(options["file"]),
                    by=by,
                    language=options["language"],
                    url=options["url"],
                    timezone=options["timezone"],
                    topic=options["topic"],
                    dry_run=options["dry_run"],
                )
        except ValidationError as error:
            raise CommandError("\n".join(_sentences(error))) from error
        for warning in done.warnings:
            self.stderr.write(f"{warning.start}-{warning.end}: {warning.detail}")
        would = "would be " if options["dry_run"] else ""
        self.stdout.write(
            f"{done.source.slug}: {done.created} claims {would}drafted, "
            f"{len(done.claims) - done.created} known already."
        )


def _importer(name: str) -> User:
    """The account of this name; without a name, the only one that may import."""
    people = User.objects.filter(is_active=True)
    named = people.filter(username=name) if name else people
    able = [person for person in named if person.has_perm("claims.draft_claim")]
    if len(able) == 1:
        return able[0]
    if name:
        raise CommandError(f"{name} is no account that may import: see `editor`.")
    names = ", ".join(person.username for person in able) or "nobody: make an account by `editor`"
    raise CommandError(f"Say who imports, with --by; who may: {names}.")


def _read(name: str) -> str:
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        return data.decode()
    except OSError as error:
        raise CommandError(f"{name} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise CommandError(f"{name} is not UTF-8 (byte {error.start}).") from error


def _sentences(error: ValidationError) -> list[str]:
    return [
        f"{field}: {one.message}" if not one.params else f"{field} {one.params}: {one.message}"
        for field, errors in error.error_dict.items()
        for one in errors
    ]
