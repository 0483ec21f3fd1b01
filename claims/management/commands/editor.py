"""`editor NAME [--role ROLE] [--token] [--close]`: keep an account without a prompt."""

import sys
from argparse import ArgumentTypeError
from datetime import timedelta
from typing import Any

import pghistory
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from claims import roles
from claims.accounts import enrolling, issuing, staffing
from claims.errors import AccountConflict
from claims.models import User


class Command(BaseCommand):
    help = (
        "Create an account, or give an existing one another role. With --token, a new bearer "
        "token alone goes to standard output; everything else goes to standard error. With "
        "--close, end the access of somebody who leaves; --reopen lets them in again."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="the account's name, made when there is none")
        act = parser.add_mutually_exclusive_group(required=True)
        act.add_argument("--role", choices=staffing.ROLES)
        act.add_argument("--close", action="store_true", help="end their access, keep their name")
        act.add_argument("--reopen", action="store_true", help="let them in again")
        act.add_argument(
            "--reset-second-factor", action="store_true", help="for whoever lost app and codes"
        )
        parser.add_argument("--token", action="store_true", help="issue a token and print it")
        parser.add_argument(
            "--scope",
            action="append",
            choices=roles.SCOPES,
            help="what the token is for; may be repeated (default: all that the role allows)",
        )
        parser.add_argument(
            "--days", type=_days, default=90, help="how long the token lasts (default: 90)"
        )
        parser.add_argument("--token-name", default="command line", help="what it is for")
        parser.add_argument(
            "--password-stdin", action="store_true", help="read a password from standard input"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["token"] and not options["role"]:
            raise CommandError("A token is issued with --role.")
        try:
            with pghistory.context(command="editor"), transaction.atomic():
                if options["role"]:
                    said, token = self._set_up(options)
                else:
                    said, token = self._change_standing(options), None
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        except AccountConflict as error:
            raise CommandError(error.detail) from error
        self.stderr.write(said)
        if token is not None:
            self.stdout.write(token)

    def _set_up(self, options: dict[str, Any]) -> tuple[str, str | None]:
        password = None
        if options["password_stdin"]:
            password = sys.stdin.readline().rstrip("\r\n")
        user = staffing.set_up_account(
            name=options["name"], role=options["role"], password=password
        )
        said = f"{user.username} is a {options['role']}."
        if not options["token"]:
            return said, None
        return said, issuing.issue_token(
            user=user,
            name=options["token_name"],
            scopes=options["scope"],
            lifetime=timedelta(days=options["days"]),
        )

    def _change_standing(self, options: dict[str, Any]) -> str:
        user = User.objects.filter(username=options["name"]).first()
        if user is None:
            raise CommandError(f"There is no account {options['name']!r}.")
        if options["reset_second_factor"]:
            enrolling.remove_second_factor(user=user)
            return f"The account {user.username} has no second factor."
        if options["reopen"]:
            staffing.reopen_account(user=user)
            return f"The account {user.username} is open."
        staffing.close_account(user=user)
        return f"The account {user.username} is closed."


def _days(text: str) -> int:
    most = issuing.LONGEST.days
    if not text.isdigit() or not 1 <= int(text) <= most:
        raise ArgumentTypeError(f"a whole number of days from 1 to {most}")
    return int(text)
