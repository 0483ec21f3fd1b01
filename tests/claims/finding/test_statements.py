"""A reader's statement survives its connection, is prepared when asked, and is counted."""

import pytest
from django.db import OperationalError, connection, transaction

from claims.finding.statements import read


def end_connection() -> int:
    """Have another connection end this one; the process that served it."""
    [(pid,)] = read("select pg_backend_pid()", {})
    other = connection.copy("default")
    with other.cursor() as cursor:
        cursor.execute("select pg_terminate_backend(%s)", [pid])
    other.close()
    return int(pid)


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_is_gone_is_opened_again():
    before = end_connection()

    [(after,)] = read("select pg_backend_pid()", {})

    assert after != before


@pytest.mark.django_db(transaction=True)
def test_within_a_transaction_what_is_gone_is_told():
    with transaction.atomic():
        end_connection()

        with pytest.raises(OperationalError):
            read("select 1", {})

        transaction.set_rollback(True)
    connection.close()


@pytest.mark.django_db
def test_what_is_prepared_keeps_its_plan():
    sql = "select %(number)s::int + 41"
    for number in (1, 1, 1):
        assert read(sql, {"number": number}, prepare=True) == [(42,)]

    names = read("select name from pg_prepared_statements where statement like '%% + 41'", {})

    assert len(names) == 1


@pytest.mark.django_db
def test_statements_are_counted_as_all_others_are(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert read("select %(word)s", {"word": "x"}) == [("x",)]
