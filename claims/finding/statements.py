"""Run a reader's statement at the least cost: bound by the server, prepared, answered in binary.

Django's own cursors write values into the text of a statement, so that each is planned anew; with
an index for every filter and order that takes longer than to read a page. Nor is a connection
tried out before a read: one that is gone is opened again, and the read repeated.
"""

from collections.abc import Mapping
from typing import Any

import psycopg
from django.db import (
    DEFAULT_DB_ALIAS,
    InterfaceError,
    OperationalError,
    connection,
    connections,
)


def read(sql: str, values: Mapping[str, Any], *, prepare: bool = False) -> list[tuple[Any, ...]]:
    """The rows of a statement that changes nothing.

    `prepare` what has one good plan, whatever its values are: PostgreSQL then keeps the plan.
    """
    try:
        return _read(sql, values, prepare=prepare)
    except (OperationalError, InterfaceError):
        if connection.in_atomic_block or connection.is_usable():
            raise
        connection.close()
        return _read(sql, values, prepare=prepare)


def _read(sql: str, values: Mapping[str, Any], *, prepare: bool) -> list[tuple[Any, ...]]:
    here = connections[DEFAULT_DB_ALIAS]
    if here.connection is None:
        here.ensure_connection()
    cursor: Any = psycopg.Cursor(here.connection)
    with here.wrap_database_errors:
        if here.queries_logged:
            logged = here.make_debug_cursor(cursor)
            logged.execute(sql, values)
            return list(logged.fetchall())
        cursor.execute(sql, values, prepare=prepare, binary=True)
        return list(cursor.fetchall())
