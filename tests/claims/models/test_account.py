"""What is kept of accounts and tokens, and what is not."""

from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from claims.accounts import issuing, staffing
from claims.models import User
from tests.factories import make_user

PASSWORD = "seven wet cranes"


@pytest.mark.django_db
def test_history_tells_who_closed_an_account_and_why(client_of: Any) -> None:
    keeper, ada = make_user("administrator"), make_user("reviewer", "ada")
    client = client_of(keeper)
    tag = client.get("/api/v1/desk/accounts/ada/")["ETag"]

    client.post(
        "/api/v1/desk/accounts/ada/closures/", HTTP_IF_MATCH=tag, HTTP_CHANGE_REASON="She left."
    )

    event = apps.get_model("claims", "UserEvent").objects.filter(pgh_obj=ada).last()
    assert not event.is_active
    assert event.pgh_context.metadata["user"] == keeper.pk
    assert event.pgh_context.metadata["reason"] == "She left."


@pytest.mark.django_db
def test_history_tells_who_gave_a_role() -> None:
    ada = make_user("reviewer", "ada")
    staffing.change_role(user=ada, role="publisher")

    events = apps.get_model("claims", "RoleHeldEvent").objects.filter(user=ada)
    told = [(event.pgh_label, event.group.name) for event in events.order_by("pgh_id")]
    assert told == [("insert", "reviewer"), ("delete", "reviewer"), ("insert", "publisher")]


@pytest.mark.django_db
def test_secrets_stand_in_no_table_and_hashes_in_one() -> None:
    user = staffing.set_up_account(name="ada", role="publisher", password=PASSWORD)
    token, secret = issuing.add_token(user=user, name="laptop")
    issuing.rename_token(token=token, version=token.version, name="desktop")

    found: dict[str, set[str]] = {secret: set(), PASSWORD: set(), token.digest: set()}
    found[User.objects.get().password] = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'select string_agg(t::text, chr(10)) from "{table}" t')
            held = cursor.fetchone()[0] or ""
            for text, tables in found.items():
                if text in held:
                    tables.add(table)

    assert list(found.values()) == [set(), set(), {"claims_token"}, {"claims_user"}]


@pytest.mark.django_db(transaction=True)
def test_tokens_keep_what_they_could_do() -> None:
    executor = MigrationExecutor(connection)
    last = [key for key in executor.loader.graph.leaf_nodes() if key[0] == "claims"]
    try:
        executor.migrate([("claims", "0002_initial")])
        old = executor.loader.project_state([("claims", "0002_initial")]).apps
        person = old.get_model("claims", "User").objects.create(username="ada")
        group, _ = old.get_model("auth", "Group").objects.get_or_create(name="publisher")
        person.groups.add(group)
        tokens = old.get_model("claims", "Token").objects
        tokens.model(digest="a", token_key="a", user=person, read_only=True).save()
        tokens.model(digest="b", token_key="b", user=person).save()

        MigrationExecutor(connection).migrate(last)

        with connection.cursor() as cursor:
            cursor.execute(
                "select digest, scopes, id is not null from claims_token order by digest"
            )
            found = cursor.fetchall()
    finally:
        MigrationExecutor(connection).migrate(last)
    assert found == [("a", ["read"], True), ("b", ["read", "desk", "publish"], True)]
