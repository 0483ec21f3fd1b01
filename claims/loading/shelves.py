"""Put a sealed batch where readers find it: the rows that `claims.shelving.shelve` would make.

Set by set instead of claim by claim; tests/claims/loading/test_shelves.py compares the rows.
"""

from django.db import connection
from django.db.backends.utils import CursorWrapper

from claims.models import Publication
from claims.models.publication import Found

_FOUND = [str(field.column) for field in Found._meta.fields if field.name != "id"]
FOUND = ", ".join(_FOUND)
_TOLD = [
    *_FOUND, "edition_id", "source_id", "section_title", "section_position", "position",
]  # fmt: skip
TOLD = ", ".join(_TOLD)
_CHANGED = ", ".join(f"{name} = s.{name}" for name in _TOLD)

# A withdrawal repeats an old edition: it describes only what nothing else has described.
_DESCRIBED = """
    SELECT DISTINCT ON ({key}) l.*, s.sequence, s.withdrawn
    FROM {table} l JOIN load_shown s USING (line)
    ORDER BY {key}, s.withdrawn, CASE WHEN s.withdrawn THEN s.sequence ELSE -s.sequence END,
        {within}
"""
_SOURCES = _DESCRIBED.format(key="slug", table="load_source", within="main")
_NEW_SOURCES = f"""
    INSERT INTO claims_publishedsource
        (slug, publisher, publisher_name, title, kind, language, url, sequence, published_at)
    SELECT slug, publisher_slug, publisher_name, title, kind, language, url, sequence, published_at
    FROM ({_SOURCES}) d
    WHERE NOT EXISTS (SELECT FROM claims_publishedsource p WHERE p.slug = d.slug)
    ORDER BY sequence
"""
_SAME_SOURCES = f"""
    UPDATE claims_publishedsource p SET publisher = d.publisher_slug,
        publisher_name = d.publisher_name, title = d.title, kind = d.kind, language = d.language,
        url = d.url, sequence = d.sequence, published_at = d.published_at
    FROM ({_SOURCES}) d
    WHERE p.slug = d.slug AND NOT d.withdrawn AND p.sequence < d.sequence
"""
_PARAGRAPHS = _DESCRIBED.format(key="slug, number", table="load_citation", within="l.position")
_NEW_PARAGRAPHS = f"""
    INSERT INTO claims_publishedparagraph (id, source_id, number, text, text_sha256, sequence)
    SELECT published_paragraph_id, slug, number, text, text_sha256, sequence
    FROM ({_PARAGRAPHS}) d WHERE NOT EXISTS (
        SELECT FROM claims_publishedparagraph p WHERE p.source_id = d.slug AND p.number = d.number
    ) ORDER BY sequence
"""
_SAME_PARAGRAPHS = f"""
    UPDATE claims_publishedparagraph p
    SET text = d.text, text_sha256 = d.text_sha256, sequence = d.sequence
    FROM ({_PARAGRAPHS}) d
    WHERE p.source_id = d.slug AND p.number = d.number AND NOT d.withdrawn
        AND p.sequence < d.sequence
"""
# The desk's paragraph is known where its words are the published ones.
_ORIGINS = """
    UPDATE claims_publishedparagraph p SET origin_id = k.id
    FROM (SELECT DISTINCT slug, number FROM load_citation JOIN load_good USING (line)) c
    JOIN sources_source s ON s.slug = c.slug
    JOIN sources_paragraph k ON k.source_id = s.id AND k.number = c.number
    WHERE p.source_id = c.slug AND p.number = c.number AND p.origin_id IS DISTINCT FROM k.id
        AND p.text_sha256 = encode(sha256(convert_to(k.text, 'UTF8')), 'hex')
"""
_KNOWN = "(SELECT s.claim_id FROM load_shown s JOIN load_good g USING (line) WHERE g.known > 0)"
_TERMS_NOW = """
    SELECT 'topic:' || t.slug FROM claims_publishedtopic t WHERE t.publication_id = p.claim_id
    UNION SELECT 'paragraph:' || c.paragraph_id FROM claims_publishedcitation c
        WHERE c.publication_id = p.claim_id
    UNION SELECT 'unit:' || f.dimension || ':' || f.base FROM claims_publishedfigure f
        WHERE f.publication_id = p.claim_id
"""
# What was shown before the batch, until the first line of the batch on the claim.
_FORMER_BEFORE = f"""
    INSERT INTO claims_formerpublication
        (id, claim_id, edition_id, source_id, until, terms, figures, {FOUND})
    SELECT gen_random_uuid(), p.claim_id, p.edition_id, p.source_id, s.published_at,
        ARRAY(SELECT term COLLATE "C" FROM ({_TERMS_NOW}) t (term) ORDER BY 1),
        coalesce((
            SELECT jsonb_agg(jsonb_build_object('dimension', f.dimension, 'base', f.base,
                'low', lower(f.span)::text, 'high', upper(f.span)::text) ORDER BY f.position)
            FROM claims_publishedfigure f WHERE f.publication_id = p.claim_id
        ), '[]'), {", ".join(f"p.{name}" for name in _FOUND)}
    FROM claims_publication p JOIN (
        SELECT DISTINCT ON (claim_id) claim_id, published_at FROM load_shown
        ORDER BY claim_id, sequence
    ) s USING (claim_id)
"""
_TERMS = """
    SELECT 'topic:' || t.slug FROM load_topic t WHERE t.line = s.line
    UNION SELECT 'paragraph:' || p.id FROM load_citation c JOIN claims_publishedparagraph p
        ON p.source_id = c.slug AND p.number = c.number WHERE c.line = s.line
    UNION SELECT unnest(s.units)
"""
_FORMER_WITHIN = f"""
    INSERT INTO claims_formerpublication
        (id, claim_id, edition_id, source_id, until, terms, figures, {FOUND})
    SELECT gen_random_uuid(), s.claim_id, s.edition_id, s.source_id, s.until,
        ARRAY(SELECT term COLLATE "C" FROM ({_TERMS}) t (term) ORDER BY 1), s.bounds,
        {", ".join(f"s.{name}" for name in _FOUND)}
    FROM load_shown s WHERE s.until IS NOT NULL ORDER BY s.sequence
"""
_CLEARED = (
    f"""DELETE FROM claims_figureconflict c USING claims_publishedfigure f
        WHERE f.id IN (c.left_id, c.right_id) AND f.publication_id IN {_KNOWN}""",
    f"DELETE FROM claims_publishedfigure WHERE publication_id IN {_KNOWN}",
    f"DELETE FROM claims_publishedtopic WHERE publication_id IN {_KNOWN}",
    f"DELETE FROM claims_publishedcitation WHERE publication_id IN {_KNOWN}",
    f"DELETE FROM claims_publishedterm WHERE publication_id IN {_KNOWN}",
    f"""UPDATE claims_publication p SET {_CHANGED} FROM load_shown s
        WHERE s.claim_id = p.claim_id AND s.until IS NULL""",
)
_PUBLICATIONS = f"""
    INSERT INTO claims_publication (claim_id, {TOLD})
    SELECT claim_id, {", ".join(f"s.{name}" for name in _TOLD)}
    FROM load_shown s WHERE s.until IS NULL AND NOT EXISTS (
        SELECT FROM claims_publication p WHERE p.claim_id = s.claim_id
    ) ORDER BY sequence
"""
_TOPICS = """
    INSERT INTO claims_publishedtopic (id, publication_id, slug, label)
    SELECT t.shown_id, s.claim_id, t.slug, t.label
    FROM load_topic t JOIN load_shown s USING (line) WHERE s.until IS NULL
    ORDER BY line, t.position
"""
_CITATIONS = """
    INSERT INTO claims_publishedcitation (id, publication_id, paragraph_id, stance, text_sha256)
    SELECT c.shown_id, s.claim_id, p.id, c.stance, c.text_sha256
    FROM load_citation c JOIN load_shown s USING (line)
    JOIN claims_publishedparagraph p ON p.source_id = c.slug AND p.number = c.number
    WHERE s.until IS NULL ORDER BY line, c.position
"""
_FOUND_BY = f"""
    INSERT INTO claims_publishedterm (publication_id, term, sequence, rating_value, claimed_on,
        first_published_at, published_at)
    SELECT s.claim_id, t.term, s.sequence, s.rating_value, s.claimed_on, s.first_published_at,
        s.published_at
    FROM load_shown s CROSS JOIN LATERAL ({_TERMS}) t (term)
    WHERE s.until IS NULL AND NOT s.withdrawn
"""
# Behind the publications, whose former figures are gone by then.
_FIGURES = "INSERT INTO claims_publishedfigure SELECT * FROM load_shown_figure"


def columns() -> dict[str, str]:
    """The columns of `load_shown`, with their types: those of a publication and a few more."""
    types = {
        str(field.column): "text" if field.choices or field.max_length else _type_of(field)
        for field in Publication._meta.concrete_fields
    }
    extra = {
        "line": "integer PRIMARY KEY", "until": "timestamptz", "withdrawn": "boolean",
        "units": "text[]", "bounds": "jsonb",
    }  # fmt: skip
    return extra | {name: types[name] for name in ("claim_id", *_TOLD)}


def _type_of(field: object) -> str:
    return str(field.rel_db_type(connection) if field.is_relation else field.db_type(connection))  # type: ignore[attr-defined]


def put_out(cursor: CursorWrapper, *, known: bool) -> None:
    """Make the lines of `load_shown` what readers see of their claims."""
    for statement in (_NEW_SOURCES, _SAME_SOURCES, _NEW_PARAGRAPHS, _SAME_PARAGRAPHS, _ORIGINS):
        cursor.execute(statement)
    if known:
        cursor.execute(_FORMER_BEFORE)
    cursor.execute(_FORMER_WITHIN)
    for statement in _CLEARED if known else ():
        cursor.execute(statement)
    for statement in (_PUBLICATIONS, _TOPICS, _CITATIONS, _FIGURES, _FOUND_BY):
        cursor.execute(statement)
