"""Where the data is kept: an embedded server, or what DATABASE_URL and its replicas name."""

from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from config.database.embedded import Server
from config.environment import Environment

TIMEOUTS = "-c statement_timeout=30s -c lock_timeout=10s -c idle_in_transaction_session_timeout=60s"
SHAPE = "write it as postgresql://user:password@host:5432/name."


def databases(env: Environment, *, folder: Path) -> dict[str, Any]:
    """Django's DATABASES; reading it starts nothing."""
    replicas = [url.strip() for url in env.text("DATABASE_REPLICA_URLS").split(",") if url.strip()]
    if url := env.text("DATABASE_URL"):
        found = {"default": _addressed(url, name="DATABASE_URL")}
    elif replicas:
        raise ImproperlyConfigured(
            "DATABASE_REPLICA_URLS is set without DATABASE_URL: set the primary's address there."
        )
    else:
        durable = env.switch("STET_DB_DURABLE", default=True)
        found = {"default": _embedded(folder / ("postgres" if durable else "throw-away"), durable)}
    for number, url in enumerate(replicas, start=1):
        replica = _addressed(url, name="DATABASE_REPLICA_URLS")
        found[f"replica{number}"] = replica | {"TEST": {"MIRROR": "default"}}
    if env.switch("STET_DB_PREPARE", default=True):
        for each in found.values():
            # Only what asks for it is prepared: readers' statements (claims.finding.statements).
            each["OPTIONS"]["prepare_threshold"] = 5
    return found


def _embedded(base: Path, durable: bool) -> dict[str, Any]:
    server = Server(base, durable=durable)
    return _kept_open(
        {
            "ENGINE": "config.database",
            "NAME": "stet",
            "USER": "stet",
            "HOST": str(server.socket_folder),
            "EMBEDDED": {"base": str(base), "durable": durable},
            "OPTIONS": {"application_name": "stet", "options": TIMEOUTS},
        }
    )


def _addressed(url: str, *, name: str) -> dict[str, Any]:
    try:
        given: dict[str, Any] = dict(conninfo_to_dict(url))
    except ProgrammingError as error:
        # libpq quotes what it could not read; only its remark on parameters holds no password.
        remark = f" ({str(error).strip()})" if "query parameter" in str(error) else ""
        raise ImproperlyConfigured(
            f"{name} is not a PostgreSQL address{remark}: {SHAPE}"
        ) from error
    ports = str(given.get("port", "")).split(",")
    if not all(port == "" or (port.isascii() and port.isdigit()) for port in ports):
        raise ImproperlyConfigured(f"{name} has a port that is not a number: {SHAPE}")
    if not given.get("dbname"):
        raise ImproperlyConfigured(f"{name} does not name a database: {SHAPE}")
    settings = {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": given.pop("dbname"),
        "USER": given.pop("user", ""),
        "PASSWORD": given.pop("password", ""),
        "HOST": given.pop("host", ""),
        "PORT": given.pop("port", ""),
    }
    # What the address says comes last, so that it wins.
    given["options"] = f"{TIMEOUTS} {given.get('options', '')}".strip()
    return _kept_open(
        settings | {"OPTIONS": {"application_name": "stet", "connect_timeout": "10"} | given}
    )


def _kept_open(settings: dict[str, Any]) -> dict[str, Any]:
    return settings | {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
