"""The history's triggers: every event once, in order; nothing altered, by whatever means."""

from typing import Any

import pghistory
import pgtrigger
import pytest
from django.apps import apps
from django.contrib import admin
from django.db import DatabaseError, connection, models, transaction
from pghistory.models import Context

from claims import history, recording
from claims.models import Claim, HistoryEntry, HistoryOperation, User
from sources.models import Publisher
from tests import factories

KEPT = [
    "pghistory_context", "claims_historyentry", "claims_historyoperation", "claims_edition",
    "claims_review", "claims_submission", "claims_revision", "claims_claimevent",
    "claims_citationevent", "claims_figureevent", "claims_revisionevent", "sources_sourceevent",
    "sources_paragraphevent",
]  # fmt: skip


def execute(sql: str, *values: Any) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


@pytest.fixture
def published(author: User, reviewer: User) -> Claim:
    with pghistory.context(user=author.pk, request="r-1", reason="Because."):
        claim = factories.make_claim(author)
        factories.add_figure(claim, author)
        factories.approve(factories.submit(claim, author), reviewer)
        factories.publish(claim, reviewer)
    # Else the test's one transaction would still be the request that wrote the context.
    execute("SELECT set_config('pghistory.context_id', '', true)")
    return factories.fresh(claim)


def test_every_tracked_model_has_a_place() -> None:
    assert {each.label for each in recording.recorded()} == set(recording.PLACES)
    for each in recording.recorded():
        if column := recording.PLACES[each.label]:
            assert column in {field.column for field in each.model._meta.concrete_fields}


def test_no_history_holds_a_secret() -> None:
    secrets = {"password", "digest", "token_key", "secret", "sealed"}
    for each in history.RESOURCES.values():
        assert secrets.isdisjoint(field.name for field in each.fields), each.label


def test_every_table_of_the_history_is_guarded(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text, tgname, tgenabled FROM pg_trigger WHERE tgname ~ %s",
            [f"{recording.GUARDS}|^{recording.RECORDED}"],
        )
        found = cursor.fetchall()
    guarded = {table for table, name, enabled in found if name.startswith("stet_not_truncated")}
    recorded = {table for table, name, _ in found if name == recording.RECORDED}

    assert recorded == {each.table for each in recording.recorded()}
    assert set(KEPT) | recorded <= guarded
    assert {enabled for _, name, enabled in found if name != recording.RECORDED} == {"A"}


def test_every_event_is_in_the_index_once(published: Claim) -> None:
    for each in recording.recorded():
        operations = HistoryOperation.objects.filter(resource=each.label)
        if each.events:
            events = apps.get_model(each.model._meta.app_label, f"{each.model.__name__}Event")
            rows = events.objects.order_by("pgh_id").values_list("pgh_id", flat=True)
            assert list(operations.values_list("event", flat=True)) == list(rows)
        else:
            rows = each.model._default_manager.order_by("pk").values_list("pk", flat=True)
            assert [operation.row for operation in operations] == [str(pk) for pk in rows]


def test_an_operation_belongs_to_its_claim_or_source(published: Claim) -> None:
    mine = HistoryOperation.objects.filter(subject=published.pk)
    sources = HistoryOperation.objects.filter(subject=published.source_id)

    assert set(mine.values_list("resource", flat=True)) == {
        "claims.claim", "claims.citation", "claims.figure", "claims.revision",
        "claims.submission", "claims.review", "claims.edition",
    }  # fmt: skip
    assert set(sources.values_list("resource", flat=True)) == {
        "sources.source",
        "sources.paragraph",
    }


def test_a_remark_on_a_paragraph_belongs_to_its_source(published: Claim, author: User) -> None:
    from claims.reviewing import annotate

    paragraph = published.source.paragraphs.first()
    remark = annotate(by=author, paragraph=paragraph, body="Look.")

    operation = HistoryOperation.objects.get(row=remark.pk)
    assert operation.subject == str(published.source_id)


def test_an_entry_tells_who_and_why(published: Claim, author: User) -> None:
    operation = HistoryOperation.objects.filter(row=published.pk).latest("id")

    entry = operation.entry
    assert (entry.who, entry.request, entry.reason) == (author, "r-1", "Because.")


def test_another_reason_is_another_entry(author: User) -> None:
    claim = factories.make_claim(author)

    with pghistory.context(user=author.pk, request="bulk") as context:
        for reason in ("one", "two"):
            context.metadata["reason"] = reason
            factories.edit(claim, author, text=f"So it is: {reason} [1]")

    entries = HistoryEntry.objects.filter(request="bulk").order_by("id")
    assert [entry.reason for entry in entries] == ["one", "two"]


def test_a_change_outside_any_context_names_nobody(db: None) -> None:
    Publisher.objects.create(slug="p", name="P")

    entry = HistoryEntry.objects.get()
    assert (entry.who, entry.metadata, entry.request) == (None, None, "")


@pytest.mark.parametrize("table", KEPT)
def test_nothing_is_changed_deleted_or_emptied(published: Claim, table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SELECT set_config('stet.throw_away', '', true)")
        cursor.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_name = %s "
            "AND data_type IN ('text', 'character varying', 'jsonb') LIMIT 1",
            [table],
        )
        [column] = cursor.fetchone()
        cursor.execute(f"SELECT count(*) FROM {table}")
        [before] = cursor.fetchone()

    with pytest.raises(DatabaseError, match=r"stay as|Cannot"):
        execute(f"UPDATE {table} SET {column} = CASE WHEN true THEN {column} END || '1'")
    if table != "claims_revision":  # they go with a draft, and their events tell
        with pytest.raises(DatabaseError, match=r"stay as|Cannot"):
            execute(f"DELETE FROM {table}")
    with pytest.raises(DatabaseError, match=r"stay as"):
        execute(f"TRUNCATE {table} CASCADE")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        assert cursor.fetchone() == (before,)


def test_nor_through_the_orm(published: Claim) -> None:
    rows: list[models.QuerySet[Any]] = [
        Context.objects.all(),
        HistoryEntry.objects.all(),
        HistoryOperation.objects.all(),
        *(apps.get_model(app, name).objects.all() for app, name in EVENTS),
    ]
    for queryset in rows:
        row = queryset.first()
        assert row is not None
        field = next(f for f in row._meta.concrete_fields if not f.primary_key)
        with pytest.raises(DatabaseError), transaction.atomic():
            queryset.update(**{field.name: None})
        with pytest.raises((DatabaseError, models.ProtectedError)), transaction.atomic():
            row.delete()


EVENTS = [("claims", "ClaimEvent"), ("claims", "CitationEvent"), ("sources", "SourceEvent")]


def test_nor_as_a_session_that_plays_a_replica(published: Claim) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        [superuser] = cursor.fetchone()

    act = "SET LOCAL session_replication_role = replica; DELETE FROM claims_claimevent"
    with pytest.raises(DatabaseError, match="Cannot" if superuser else "permission denied"):
        execute(act)


def test_nor_with_triggers_ignored_by_the_package_that_wrote_them(published: Claim) -> None:
    with pgtrigger.ignore(), pytest.raises(DatabaseError), transaction.atomic():
        HistoryOperation.objects.all().delete()


def test_the_admin_has_no_page_for_what_was_kept() -> None:
    shown = {model._meta.label_lower for model in admin.site._registry}

    assert not {label for label in shown if label.endswith("event") or "history" in label}
    assert "pghistory.context" not in shown


def test_a_context_learns_and_never_unlearns(db: None) -> None:
    with pghistory.context(request="r-1", user=None) as context:
        Publisher.objects.create(slug="p", name="P")
        context.metadata["user"] = 7
        Publisher.objects.create(slug="q", name="Q")
        context.metadata.update(user=8, reason="Because.")
        Publisher.objects.create(slug="r", name="R")

    assert Context.objects.get().metadata == {"request": "r-1", "user": 7, "reason": "Because."}
    entries = HistoryEntry.objects.order_by("id")
    assert [(entry.who_id, entry.reason) for entry in entries] == [
        (None, ""),
        (7, ""),
        (8, "Because."),
    ]


def test_the_context_of_another_request_is_not_touched(db: None) -> None:
    with pghistory.context(request="r-1"):
        Publisher.objects.create(slug="p", name="P")

    with pghistory.context(request="r-2"):
        Publisher.objects.create(slug="q", name="Q")
        with pytest.raises(DatabaseError, match="stay as"):
            execute("UPDATE pghistory_context SET metadata = '{}'")


def test_what_was_kept_before_the_index_joins_it(published: Claim) -> None:
    subjects = set(
        HistoryOperation.objects.exclude(event=None).values_list(
            "resource", "row", "subject", "kind", "event"
        )
    )
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for each in recording.recorded():
            cursor.execute(f'DROP TRIGGER {recording.RECORDED} ON "{each.table}"')
        for table in ("claims_historyoperation", "claims_historyentry"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {recording.NOT_ALTERED}")
            cursor.execute(f"DELETE FROM {table}")

    recording.install()

    again = HistoryOperation.objects.values_list("resource", "row", "subject", "kind", "event")
    assert set(again) == subjects
    assert HistoryEntry.objects.filter(request="r-1", reason="Because.").exists()
    assert set(HistoryEntry.objects.values_list("transaction", flat=True)) == {0}


def test_installing_twice_is_installing_once(db: None) -> None:
    recording.install()
    recording.install()
