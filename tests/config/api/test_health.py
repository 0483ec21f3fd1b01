"""Load balancers learn whether the process lives, and whether it can answer."""

import pytest
from django.db import connection

from config.api.health import ReadyView

pytestmark = pytest.mark.urls("tests.config.api.endpoints")


def test_a_process_lives_without_its_database(client):
    assert client.get("/healthz/live/").json() == {"status": "live"}


@pytest.mark.django_db
def test_a_process_with_a_migrated_database_is_ready(client):
    answer = client.get("/healthz/ready/")

    assert (answer.status_code, answer.json()) == (200, {"status": "ready"})
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_a_process_whose_tables_are_missing_is_not_ready(client):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'claims'")
    ReadyView.migrated = False

    answer = client.get("/healthz/ready/")

    assert (answer.status_code, answer.json()["code"]) == (503, "migrations_pending")
    assert "Retry-After" in answer.headers


@pytest.mark.django_db
def test_a_process_without_its_database_is_not_ready(client, settings):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 1")
        with pytest.raises(Exception, match="timeout"):
            cursor.execute("SELECT pg_sleep(1)")  # the transaction is of no use from here

    answer = client.get("/healthz/ready/")

    assert (answer.status_code, answer.json()["code"]) == (503, "database_away")
