"""`editor NAME --role ROLE [--token]`: create or update an account without a prompt."""

import sys
from argparse import ArgumentTypeError
from datetime import timedelta
from typing import Any

import pghistory
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from claims import staffing


class Command(BaseCommand):
    help = (
        "Create an account, or give an existing one another role. With --token, a new bearer "
        "token alone goes to standard output; everything else goes to standard error."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="the account's name, made when there is none")
        parser.add_argument("--role", required=True, choices=staffing.ROLES)
        parser.add_argument("--token", action="store_true", help="issue a token and print it")
        parser.add_argument("--read-only", action="store_true", help="the token only reads")
        parser.add_argument(
            "--days", type=_days, default=90, help="how long the token lasts (default: 90)"
        )
        parser.add_argument("--token-name", default="command line", help="what it is for")
        parser.add_argument(
            "--password-stdin", action="store_true", help="read a password from standard input"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        password = None
        if options["password_stdin"]:
            password = sys.stdin.readline().rstrip("\r\n")
        try:
            with pghistory.context(command="editor"), transaction.atomic():
                user = staffing.set_up_account(
                    name=options["name"], role=options["role"], password=password
                )
                token = (
                    staffing.issue_token(
                        user=user,
                        name=options["token_name"],
                        read_only=options["read_only"],
                        lifetime=timedelta(days=options["days"]),
                    )
                    if options["token"]
                    else None
                )
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stderr.write(f"{user.username} is a {options['role']}.")
        if token is not None:
            self.stdout.write(token)


def _days(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 3650:
        raise ArgumentTypeError("a whole number of days from 1 to 3650")
    return int(text)
