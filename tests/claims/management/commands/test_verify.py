"""manage.py verify: the log as it stands, recomputed."""

import io
import re

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from claims.models import Edition, Publication, User
from tests import factories


def verify() -> str:
    out = io.StringIO()
    call_command("verify", stdout=out)
    return out.getvalue()


def behind_the_triggers(sql: str) -> None:
    """What only the owner of the tables can do: switch the triggers off, and write."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE claims_edition DISABLE TRIGGER USER")
        cursor.execute(sql)
        cursor.execute("ALTER TABLE claims_edition ENABLE TRIGGER USER")


@pytest.fixture
def log(author: User, reviewer: User) -> list[Edition]:
    for _ in range(3):
        factories.published_claim(author, reviewer)
    return list(Edition.objects.order_by("sequence"))


@pytest.mark.django_db
def test_an_empty_log_holds() -> None:
    assert "0 editions hold" in verify()


def test_a_log_that_holds_names_its_head(log: list[Edition]) -> None:
    assert f"3 editions hold. Head of the log: {log[-1].log_sha256}" in verify()


@pytest.mark.parametrize(
    ("sql", "sequence", "words"),
    [
        ("UPDATE claims_edition SET document = replace(document, '412', '413') "
         "WHERE sequence = 2", 2, "sha256"),
        ("UPDATE claims_edition SET sha256 = repeat('0', 64) WHERE sequence = 2", 2, "sha256"),
        ("UPDATE claims_edition SET log_sha256 = repeat('0', 64) WHERE sequence = 1", 1, "log"),
        ("UPDATE claims_edition SET previous_sha256 = '' WHERE sequence = 3", 3, "previous"),
        ("UPDATE claims_edition SET number = 9 WHERE sequence = 3", 3, "edition"),
        ("UPDATE claims_edition SET sequence = 9 WHERE sequence = 3", 3, "missing"),
    ],
)  # fmt: skip
@pytest.mark.django_db(transaction=True)
def test_the_first_edition_that_does_not_hold_is_named(
    log: list[Edition], sql: str, sequence: int, words: str
) -> None:
    behind_the_triggers(sql)

    with pytest.raises(CommandError) as refused:
        verify()

    assert f"at sequence {sequence}:" in str(refused.value)
    assert re.search(words, str(refused.value))
    assert refused.value.returncode == 1


@pytest.mark.django_db(transaction=True)
def test_an_edition_that_was_cut_out_is_missed(log: list[Edition]) -> None:
    Publication.objects.all().delete()
    behind_the_triggers("DELETE FROM claims_edition WHERE sequence = 2")

    with pytest.raises(CommandError, match="at sequence 2: edition 2 of the log is missing"):
        verify()


@pytest.mark.django_db(transaction=True)
def test_an_edition_that_readers_do_not_see_is_named(log: list[Edition]) -> None:
    Publication.objects.filter(edition=log[-1]).delete()

    with pytest.raises(CommandError, match="do not see the last edition"):
        verify()
