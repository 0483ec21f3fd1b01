"""Advisory locks."""

import pytest
from django.db import connection, transaction

from claims.models import edition
from sources.locks import Lock, hold


@pytest.mark.django_db(transaction=True)
def test_a_lock_is_held_until_the_transaction_ends() -> None:
    def held() -> bool:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = %s "
                "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
                [Lock.IMPORTING.value],
            )
            return bool(cursor.fetchone()[0])

    with transaction.atomic():
        hold(Lock.IMPORTING)
        assert held()

    assert not held()


def test_the_trigger_of_the_log_takes_the_logs_lock() -> None:
    assert f"pg_advisory_xact_lock({Lock.LOG.value})" in edition._CONTINUES_THE_LOG
