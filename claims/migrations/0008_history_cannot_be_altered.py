"""The functions behind the triggers of the history; `claims.recording` puts them on the tables."""

from django.db import migrations

# Adds an event, or a row that is written once, to the index of the history.
RECORD = """
CREATE FUNCTION stet_record_operation() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    kept jsonb := to_jsonb(NEW);
    told jsonb := NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb;
    here bigint := pg_current_xact_id()::text::bigint;
    subject text := kept ->> TG_ARGV[2];
    made bigint;
BEGIN
    IF subject IS NULL AND kept ? 'paragraph_id' THEN
        SELECT source_id::text INTO subject FROM sources_paragraph
            WHERE id = (kept ->> 'paragraph_id')::uuid;
    END IF;
    IF TG_ARGV[2] = 'annotation_id' THEN
        SELECT COALESCE(remark.claim_id, paragraph.source_id)::text INTO subject
            FROM claims_annotation AS remark
            LEFT JOIN sources_paragraph AS paragraph ON paragraph.id = remark.paragraph_id
            WHERE remark.id = (kept ->> 'annotation_id')::uuid;
    END IF;
    SELECT id INTO made FROM claims_historyentry
        WHERE transaction = here AND made_at = now() AND metadata IS NOT DISTINCT FROM told
        ORDER BY id DESC LIMIT 1;
    IF made IS NULL THEN
        INSERT INTO claims_historyentry
            (who_id, transaction, metadata, request, reason, command, made_at)
        VALUES (
            CASE WHEN told ->> 'user' ~ '^[0-9]{1,18}$' THEN (told ->> 'user')::bigint END,
            here, told, COALESCE(told ->> 'request', ''), COALESCE(told ->> 'reason', ''),
            COALESCE(told ->> 'command', ''), now()
        ) RETURNING id INTO made;
    END IF;
    INSERT INTO claims_historyoperation (entry_id, resource, "row", subject, kind, event)
    VALUES (
        made, TG_ARGV[0], kept ->> TG_ARGV[1], COALESCE(subject, kept ->> TG_ARGV[1]),
        COALESCE(kept ->> 'pgh_label', 'insert'), (kept ->> 'pgh_id')::bigint
    );
    RETURN NULL;
END $$;
"""

# A throw-away database says so in a setting of its sessions: tests empty theirs after each test.
REFUSE = """
CREATE FUNCTION stet_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' AND current_setting('stet.throw_away', true) = current_database() THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION 'Rows of % stay as they were written', TG_TABLE_NAME;
END $$;
"""

# pghistory writes the context of a request again with every statement that it learns more by
# (who signed in, the reason): it may learn, never unlearn, and not a day later. A later, other
# value begins another entry of the index and leaves the context as it was.
CONTEXT = """
CREATE FUNCTION stet_guard_context() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR current_setting('pghistory.context_id', true)
        IS DISTINCT FROM OLD.id::text
    THEN
        RAISE EXCEPTION 'Rows of % stay as they were written', TG_TABLE_NAME;
    END IF;
    IF OLD.created_at < now() - interval '1 day' THEN
        RETURN NULL;
    END IF;
    NEW.id := OLD.id;
    NEW.created_at := OLD.created_at;
    NEW.metadata := NEW.metadata || jsonb_strip_nulls(OLD.metadata);
    RETURN NEW;
END $$;
"""

# What was known before revisions were tracked: their rows.
REVISIONS = """
INSERT INTO claims_revisionevent
    (pgh_created_at, pgh_label, id, number, reason, created_at, author_id, claim_id, pgh_obj_id)
SELECT created_at, 'insert', id, number, reason, created_at, author_id, claim_id, id
    FROM claims_revision WHERE id NOT IN (SELECT pgh_obj_id FROM claims_revisionevent) ORDER BY id;
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0007_history_is_kept")]

    operations = [
        # With a function go the triggers that call it.
        migrations.RunSQL(RECORD, "DROP FUNCTION stet_record_operation CASCADE"),
        migrations.RunSQL(REFUSE, "DROP FUNCTION stet_refuse_change CASCADE"),
        migrations.RunSQL(CONTEXT, "DROP FUNCTION stet_guard_context CASCADE"),
        migrations.RunSQL(REVISIONS, migrations.RunSQL.noop),
    ]
