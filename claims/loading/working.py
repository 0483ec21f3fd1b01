"""Take a batch over into the desk's tables: claims as good lines last describe them."""

from typing import Any
from uuid import UUID

from django.db.backends.utils import CursorWrapper

from claims.loading.naming import CLAIMANT

# `load_good` names the lines that are taken: its `last` ones are the working copies.
_PARAGRAPHS = """
    WITH wanted AS (
        SELECT DISTINCT ON (c.slug, c.number) s.id AS source_id, c.number, c.text, c.paragraph_id
        FROM load_citation c JOIN load_good g USING (line) JOIN sources_source s ON s.slug = c.slug
        WHERE g.last ORDER BY c.slug, c.number, line DESC
    ), filled AS (
        UPDATE sources_paragraph p SET text = w.text FROM wanted w
        WHERE p.source_id = w.source_id AND p.number = w.number AND p.text = '' AND w.text <> ''
        RETURNING p.source_id
    ), added AS (
        INSERT INTO sources_paragraph (id, source_id, number, text, version)
        SELECT w.paragraph_id, w.source_id, w.number, w.text, 1 FROM wanted w
        WHERE NOT EXISTS (
            SELECT FROM sources_paragraph p WHERE p.source_id = w.source_id AND p.number = w.number
        ) RETURNING source_id
    )
    SELECT DISTINCT source_id FROM (SELECT * FROM filled UNION ALL SELECT * FROM added) changed
"""
_POSITIONS = f"""
    CREATE TEMPORARY TABLE load_place ON COMMIT DROP AS
    WITH wanted AS (
        SELECT c.line, c.id, s.id AS source_id, k.id AS section_id,
            {CLAIMANT.format("c")} AS claimant_id, c.position
        FROM load_claim c JOIN load_good g USING (line) JOIN sources_source s ON s.slug = c.slug
        LEFT JOIN claims_section k ON k.source_id = s.id AND k.position = c.section_position
        WHERE g.last
    ), looked AS (
        SELECT w.*, w.section_id IS NOT NULL AND (
            row_number() OVER (PARTITION BY w.section_id, w.position ORDER BY w.line) > 1
            OR EXISTS (
                SELECT FROM claims_claim o WHERE o.section_id = w.section_id
                AND o.position = w.position AND o.id NOT IN (SELECT id FROM wanted)
            )
        ) AS taken FROM wanted w
    ), ends AS (
        SELECT section_id, greatest(max(position), (
            SELECT max(o.position) FROM claims_claim o WHERE o.section_id = looked.section_id
        )) AS last FROM looked GROUP BY section_id HAVING bool_or(taken)
    )
    SELECT line, id, source_id, section_id, claimant_id,
        CASE WHEN taken THEN ends.last + row_number() OVER (
            PARTITION BY section_id, taken ORDER BY line
        ) ELSE position END AS position
    FROM looked LEFT JOIN ends USING (section_id)
"""
_CLAIMS = """
    INSERT INTO claims_claim (
        id, source_id, section_id, claimant_id, author_id, text, language, claimed_on, position,
        key, imported_as, state, state_reason, revision, version, created_at, updated_at,
        entered_at
    )
    SELECT id, p.source_id, p.section_id, p.claimant_id, %(by)s, c.text, c.language, c.claimed_on,
        p.position, c.key, c.imported_as, g.state, '', g.revision, 1, %(now)s, %(now)s, %(now)s
    FROM load_good g JOIN load_place p USING (line, id) JOIN load_claim c USING (line, id)
    ORDER BY line
    ON CONFLICT (id) DO UPDATE SET
        source_id = excluded.source_id, section_id = excluded.section_id,
        claimant_id = excluded.claimant_id, text = excluded.text, language = excluded.language,
        claimed_on = excluded.claimed_on, position = excluded.position, state = excluded.state,
        state_reason = '', revision = excluded.revision, updated_at = excluded.updated_at,
        entered_at = excluded.entered_at
"""
_REVISIONS = """
    INSERT INTO claims_revision (id, claim_id, author_id, number, reason, created_at)
    SELECT gen_random_uuid(), g.id, %(by)s, g.revision, %(reason)s, %(now)s
    FROM (SELECT DISTINCT ON (id, revision) * FROM load_good ORDER BY id, revision, line) g
    WHERE g.known = 0 OR NOT EXISTS (
        SELECT FROM claims_revision r WHERE r.claim_id = g.id AND r.number = g.revision
    )
    ORDER BY g.line
"""
_KNOWN = "(SELECT id FROM load_good WHERE last AND known > 0)"
_FORMER = (
    f"DELETE FROM claims_claimtopic WHERE claim_id IN {_KNOWN}",
    f"DELETE FROM claims_figure WHERE claim_id IN {_KNOWN}",
    f"DELETE FROM claims_citation WHERE claim_id IN {_KNOWN}",
)
_TOPICS = """
    INSERT INTO claims_claimtopic (id, claim_id, topic_id, position)
    SELECT l.id, g.id, t.id, l.position
    FROM load_topic l JOIN load_good g USING (line) JOIN claims_topic t ON t.slug = l.slug
    WHERE g.last ORDER BY l.line, l.position
"""
_CITATIONS = """
    INSERT INTO claims_citation
        (id, claim_id, paragraph_id, position, "offset", stance, quote, text_sha256)
    SELECT c.id, g.id, p.id, c.position, c."offset", c.stance, c.quote, c.text_sha256
    FROM load_citation c JOIN load_good g USING (line) JOIN sources_source s ON s.slug = c.slug
    JOIN sources_paragraph p ON p.source_id = s.id AND p.number = c.number
    WHERE g.last ORDER BY c.line, c.position
"""
_FIGURES = """
    INSERT INTO claims_figure (
        id, claim_id, decided_by_id, text, start, "end", kind, value, lower, upper, op, hedge,
        tone, mantissa, scale, unit, unit_inferred, counted, num, den, role, direction, "group",
        basis, period, period_start, period_end, period_rel, modality, "of", status, engine
    )
    SELECT f.id, g.id, CASE WHEN f.status <> 'proposed' THEN %(by)s END, text, start, "end", kind,
        value, lower, upper, op, hedge, tone, mantissa, scale, unit, unit_inferred, counted, num,
        den, role, direction, "group", basis, period, period_start, period_end, period_rel,
        modality, "of", status, ''
    FROM load_figure f JOIN load_good g USING (line) WHERE g.last ORDER BY f.line, f.start
"""


def take_over(cursor: CursorWrapper, known: bool, new: set[UUID], given: dict[str, Any]) -> None:
    """Write the working copies of the good lines, whose names and sources are there."""
    cursor.execute(_PARAGRAPHS)
    # The list of paragraphs is part of what the desk sees of a source: its ETag is the version.
    changed = [row[0] for row in cursor.fetchall() if row[0] not in new]
    cursor.execute("UPDATE sources_source SET version = version + 1 WHERE id = ANY(%s)", [changed])
    cursor.execute("DROP TABLE IF EXISTS load_place")
    cursor.execute(_POSITIONS)
    cursor.execute(_CLAIMS, given)
    cursor.execute(_REVISIONS, given)
    for statement in _FORMER if known else ():
        cursor.execute(statement)
    cursor.execute(_TOPICS)
    cursor.execute(_CITATIONS)
    cursor.execute(_FIGURES, given)
