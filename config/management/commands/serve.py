"""`manage.py serve`: prepare the database, say where everything is, and serve."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError, connection, connections
from django.db.migrations.exceptions import MigrationSchemaMissing
from django.db.utils import ProgrammingError
from psycopg.errors import InsufficientPrivilege

from claims.accounts.staffing import set_up_account
from claims.models import Claim, Rating, User
from config import serving
from config.database.binaries import EmbeddedPostgresError
from sources.locks import Lock
from sources.models import Source


class Command(BaseCommand):
    help = "Prepare the database, load what is missing, and serve until stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--with-parent",
            type=int,
            metavar="PID",
            help="end when the process of that number, which started this, ends (for make)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["with_parent"]:
            serving.end_with_parent(options["with_parent"])
        try:
            address = serving.free_address(settings.STET_HOST, settings.PORT)
            self._reach_the_database()
            with alone():
                password = self._prepare()
            connections.close_all()
            self._say_where(address, password)
            serving.serve(address, settings.PORT)
        except (serving.CannotServe, EmbeddedPostgresError) as error:
            raise CommandError(str(error)) from error
        except KeyboardInterrupt:
            pass  # before there were workers to stop
        self._say("Stopped.")

    def _reach_the_database(self) -> None:
        try:
            connection.ensure_connection()
        except EmbeddedPostgresError:
            raise
        except OperationalError as error:
            raise CommandError(
                f"The database does not answer ({str(error).strip()}): "
                "check DATABASE_URL, and that its server runs."
            ) from error
        version = connection.connection.info.server_version
        if version < 160000:
            raise CommandError(
                f"The database is PostgreSQL {version // 10000}: "
                "set DATABASE_URL to version 16 or later."
            )
        encoding = connection.connection.info.parameter_status("server_encoding")
        if encoding != "UTF8":
            raise CommandError(
                f"The database is encoded in {encoding}: make one with ENCODING 'UTF8' and set "
                "DATABASE_URL to it."
            )

    def _prepare(self) -> str | None:
        """Bring the tables up to date and fill in what is missing; a password if one was made."""
        with connection.cursor() as cursor:  # a migration may take its time
            cursor.execute("set statement_timeout = 0")
        self._say("Preparing the database ...")
        try:
            call_command("migrate", interactive=False, verbosity=0)
        except (MigrationSchemaMissing, ProgrammingError) as error:
            if not isinstance(error.__cause__, InsufficientPrivilege) and not isinstance(
                error, MigrationSchemaMissing
            ):
                raise
            raise CommandError(
                f"The role of DATABASE_URL may not make tables ({str(error).strip()}): let it own "
                "the database, or grant it CREATE on the schema."
            ) from error
        if settings.STET_DEMO and not Source.objects.exists() and not Claim.objects.exists():
            self._say("Loading the demo ...")
            self._load("ratings", "rare_earths")
        elif not Rating.objects.exists():
            self._load("ratings")
        if anyone_can_sign_in():
            return None
        password = secrets.token_urlsafe(15)
        set_up_account(name="admin", role="administrator", password=password)
        return password

    def _load(self, *names: str) -> None:
        fixtures = [str(settings.BASE_DIR / "fixtures" / f"{name}.json") for name in names]
        call_command("loaddata", *fixtures, verbosity=0)

    def _say_where(self, address: str, password: str | None) -> None:
        shown = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(address, address)  # noqa: S104
        host = f"[{shown}]" if ":" in shown else shown
        here = f"http://{host}:{settings.PORT}"
        self._say(
            f"Stet is served here; Ctrl-C stops it.\n"
            f"  API    {here}/api/v1/\n"
            f"  docs   {here}/api/docs/\n"
            f"  admin  {here}/admin/"
        )
        if password is not None:
            self._say(f"Sign in as admin with the password {password} (shown only this once).")

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


@contextmanager
def alone() -> Iterator[None]:
    """Only one of the servers that start at once prepares the database; the others wait for it."""
    # A transaction of its own, because a pooler may give every transaction another session.
    beside = connection.copy("default")
    try:
        beside.set_autocommit(False)
        with beside.cursor() as cursor:
            cursor.execute("set local idle_in_transaction_session_timeout = 0")
            cursor.execute("set local lock_timeout = 0")
            cursor.execute("set local statement_timeout = 0")
            cursor.execute("select pg_advisory_xact_lock(%s)", [Lock.PREPARING.value])
        yield
    finally:
        beside.close()


def anyone_can_sign_in() -> bool:
    """Whether an active account has a password to sign in to the admin with."""
    people = User.objects.filter(is_active=True, is_staff=True).iterator()
    return any(person.has_usable_password() for person in people)
