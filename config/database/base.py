"""Django's PostgreSQL engine, which starts the embedded server when it is first needed."""

import os
from functools import cache
from pathlib import Path
from typing import Any

import psycopg
from django.db.backends.postgresql import base

from config.database.embedded import Server


@cache
def _server(base_folder: str, durable: bool, process: int) -> Server:
    """The server that this process has made sure of; a forked child makes sure for itself."""
    server = Server(Path(base_folder), durable=durable)
    server.ensure()
    return server


class DatabaseWrapper(base.DatabaseWrapper):
    """Commands that need no data, such as `--help`, never start a server."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        embedded = self.settings_dict["EMBEDDED"]
        server = _server(embedded["base"], embedded["durable"], os.getpid())
        server.guard()
        try:
            return super().get_new_connection(conn_params)
        except psycopg.OperationalError:
            # The server was killed since: the requests in flight are lost, the process is not.
            server.ensure()
            return super().get_new_connection(conn_params)
