"""Let the database fail under an act, at each of its statements in turn."""

from collections.abc import Callable
from typing import Any

from django.db import OperationalError, connection, transaction

from tests.rows import changed, everything

# No act of the desk takes so many statements; one that does never ends here.
MOST_STATEMENTS = 400


class Broken(OperationalError):
    """As a server that goes away."""


def fail_at_every_statement(act: Callable[[], object]) -> int:
    """Run `act` with its first statement failing, then its second, until none is left to fail.

    After every failure everything in the database is as before, history and outboxes included;
    the run that is let through changes something. Returns how many statements there are.
    """
    before = everything()
    for failing in range(1, MOST_STATEMENTS):
        seen = 0

        def fail(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
            nonlocal seen
            seen += 1
            if seen == failing:  # noqa: B023 - used within this turn of the loop only
                raise Broken
            return execute(sql, params, many, context)

        try:
            with connection.execute_wrapper(fail):
                act()
        except Broken:
            # One row is saved without a savepoint: what else was written is still to be seen.
            transaction.set_rollback(False)
            half = changed(before, everything())
            assert half == [], f"a failure at statement {failing} leaves a change in {half}"
        else:
            assert changed(before, everything()) != [], "the act changes nothing"
            return failing - 1
    raise AssertionError("the act never ends")
