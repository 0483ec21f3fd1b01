"""Put the history's triggers on every table that has one: events in order, nothing altered.

The tables are found, not listed: a model that is tracked (`sources.models.track`) or written
once (`sources.constraints.written_once`) gets them with the next `migrate`. The functions that
the triggers call are made by the migration 0008_history_cannot_be_altered.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.apps import apps
from django.db import connection, models, transaction
from django.db.backends.utils import CursorWrapper
from pghistory.models import Context, Event

from claims.models import HistoryEntry, HistoryOperation

# The column that names the claim or source in whose history a row's changes stand; a row that
# has none there is found by its paragraph, and what belongs to a remark by that. What stands on
# its own is its own subject.
ITSELF = ""
PLACES: Mapping[str, str] = {
    "claims.annotation": "claim_id",
    "claims.assignment": "claim_id",
    "claims.citation": "claim_id",
    "claims.claim": ITSELF,
    "claims.claimant": ITSELF,
    "claims.claimtopic": "claim_id",
    "claims.confirmation": "claim_id",
    "claims.dismissal": "claim_id",
    "claims.edition": "claim_id",
    "claims.figure": "claim_id",
    "claims.mention": "annotation_id",
    "claims.rating": ITSELF,
    "claims.resolution": "annotation_id",
    "claims.review": "claim_id",
    "claims.revision": "claim_id",
    "claims.roleheld": "user_id",
    "claims.section": "source_id",
    "claims.submission": "claim_id",
    "claims.token": "user_id",
    "claims.topic": ITSELF,
    "claims.user": ITSELF,
    "claims.webhook": ITSELF,
    "sources.paragraph": "source_id",
    "sources.publisher": ITSELF,
    "sources.source": ITSELF,
}
RECORDED = "stet_recorded"
NOT_TRUNCATED = "stet_not_truncated"
NOT_ALTERED = "stet_not_altered"
# They hold for everybody, a session that plays a replica among them.
GUARDS = r"^stet_not_|^pgtrigger_(append_only|not_changed|not_deleted|continues_the_log)_"


@dataclass(frozen=True, slots=True)
class Recorded:
    """A table whose new rows are operations of the history: of events, or written once."""

    model: type[models.Model]
    table: str
    events: bool

    @property
    def label(self) -> str:
        """The model's label, by which operations name their resource."""
        return str(self.model._meta.label_lower)

    @property
    def row(self) -> str:
        """The column with the primary key of the row."""
        return "pgh_obj_id" if self.events else str(self.model._meta.pk.column)

    @property
    def subject(self) -> str:
        """The column with what the row belongs to."""
        return PLACES.get(self.label, ITSELF) or self.row


def recorded() -> list[Recorded]:
    """Every table with events of a tracked model, and of rows that are written once, by label."""
    found = []
    for model in apps.get_models():
        tracked = getattr(model, "pgh_tracked_model", None)
        if issubclass(model, Event) and tracked is not None:
            found.append(Recorded(tracked, model._meta.db_table, events=True))
        elif _written_once(model):
            found.append(Recorded(model, model._meta.db_table, events=False))
    return sorted(found, key=lambda each: each.label)


def install() -> None:
    """Make the triggers that are not there yet; what was kept before them joins the index."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT to_regproc('stet_record_operation')")
        if cursor.fetchone() == (None,):  # migrated back to before there was a history
            return
        # A large history takes its time, once.
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute("SELECT tgrelid::regclass::text, tgname FROM pg_trigger")
        there = set(cursor.fetchall())
        tables = recorded()
        if fresh := [each for each in tables if (each.table, RECORDED) not in there]:
            _take_in(cursor, [each for each in fresh if each.events])
        for each in fresh:
            arguments = ", ".join(f"'{word}'" for word in (each.label, each.row, each.subject))
            cursor.execute(
                f'CREATE TRIGGER {RECORDED} AFTER INSERT ON "{each.table}" '
                f"FOR EACH ROW EXECUTE FUNCTION stet_record_operation({arguments})"
            )
        index = [HistoryEntry._meta.db_table, HistoryOperation._meta.db_table]
        context = Context._meta.db_table
        kept = [each.model._meta.db_table for each in tables if _never_changed(each.model)]
        everything = {*index, context, *kept, *(each.table for each in tables)}
        for table in sorted(everything):
            if (table, NOT_TRUNCATED) not in there:
                cursor.execute(
                    f'CREATE TRIGGER {NOT_TRUNCATED} BEFORE TRUNCATE ON "{table}" '
                    "FOR EACH STATEMENT EXECUTE FUNCTION stet_refuse_change()"
                )
        functions = dict.fromkeys(index, "stet_refuse_change") | {context: "stet_guard_context"}
        for table, function in functions.items():
            if (table, NOT_ALTERED) not in there:
                cursor.execute(
                    f'CREATE TRIGGER {NOT_ALTERED} BEFORE UPDATE OR DELETE ON "{table}" '
                    f"FOR EACH ROW EXECUTE FUNCTION {function}()"
                )
        cursor.execute(
            "SELECT tgrelid::regclass::text, tgname FROM pg_trigger "
            "WHERE tgname ~ %s AND tgenabled <> 'A' AND NOT tgisinternal",
            [GUARDS],
        )
        for table, name in cursor.fetchall():
            cursor.execute(f'ALTER TABLE {table} ENABLE ALWAYS TRIGGER "{name}"')


def _never_changed(model: type[models.Model]) -> bool:
    return any(each.name == "not_changed" for each in getattr(model._meta, "triggers", ()))


def _written_once(model: type[models.Model]) -> bool:
    names = {each.name for each in getattr(model._meta, "triggers", ())}
    return {"not_changed", "not_deleted"} <= names and not hasattr(model, "pgh_event_models")


def _take_in(cursor: CursorWrapper, tables: Iterable[Recorded]) -> None:
    """Put events that are older than the index into it: an entry for each context and time."""
    parts = [
        f"SELECT '{each.label}' AS resource, {order} AS rank, pgh_obj_id::text AS \"row\", "  # noqa: S608 (our own names)
        f'"{each.subject}"::text AS subject, pgh_label AS kind, pgh_id AS event, '
        f'pgh_created_at AS at, pgh_context_id AS context FROM "{each.table}"'
        for order, each in enumerate(tables)
    ]
    if not parts:
        return
    cursor.execute(
        "CREATE TEMPORARY TABLE stet_old_events ON COMMIT DROP AS "  # noqa: S608 (our own names)
        f"SELECT old.*, told.metadata FROM ({' UNION ALL '.join(parts)}) old "
        "LEFT JOIN pghistory_context told ON told.id = old.context"
    )
    cursor.execute(
        """
        INSERT INTO claims_historyentry
            (who_id, transaction, metadata, request, reason, command, made_at)
        SELECT (metadata ->> 'user')::bigint, 0, metadata, COALESCE(metadata ->> 'request', ''),
            COALESCE(metadata ->> 'reason', ''), COALESCE(metadata ->> 'command', ''), at
        FROM (SELECT DISTINCT metadata, at FROM stet_old_events) old ORDER BY at
        """
    )
    cursor.execute(
        """
        INSERT INTO claims_historyoperation (entry_id, resource, "row", subject, kind, event)
        SELECT made.id, resource, "row", COALESCE(subject, "row"), kind, event
        FROM stet_old_events old JOIN claims_historyentry made ON made.transaction = 0
            AND made.made_at = old.at AND made.metadata IS NOT DISTINCT FROM old.metadata
        ORDER BY at, rank, event
        """
    )
