"""Check a batch in SQL, set by set: the rules of the tables, and what lines say of each other.

The rules of one row are those that the database has: they are read from its catalogue and asked
of the rows before they are stored, so that each has its line and the words of the model.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models
from django.db.backends.utils import CursorWrapper

from claims.loading.errors import Fault
from claims.models import Citation, Claim, Claimant, Edition, Figure, Section, Topic
from sources.models import Paragraph, Publisher, Source

_AT_SOURCE = "CASE WHEN main THEN '/source' ELSE '/cited_sources' END"
# Each model's rows as the batch has them: line, pointer, and the columns that lines fill.
_ROWS: tuple[tuple[type[models.Model], str], ...] = (
    (Claim, "SELECT line, '' AS at, text, language, key FROM load_claim"),
    (Edition, "SELECT line, '' AS at, note FROM load_claim"),
    (
        Section,
        "SELECT line, '/section' AS at, section_title AS title FROM load_claim "
        "WHERE section_title IS NOT NULL",
    ),
    (
        Claimant,
        "SELECT line, '/claimant' AS at, claimant_type AS type, claimant_name AS name, "
        "claimant_url AS url FROM load_claim WHERE claimant_slug IS NOT NULL",
    ),
    (
        Source,
        f"SELECT line, {_AT_SOURCE} AS at, slug, title, kind, language, url FROM load_source",
    ),
    (
        Publisher,
        f"SELECT line, {_AT_SOURCE} || '/publisher' AS at, publisher_name AS name FROM load_source",
    ),
    (Topic, "SELECT line, '/topics/' || position AS at, label FROM load_topic"),
    (Paragraph, "SELECT line, '/citations/' || position AS at, number, text FROM load_citation"),
    (Citation, "SELECT line, '/citations/' || position AS at, quote, stance FROM load_citation"),
    (
        Figure,
        "SELECT line, '/figures/' || position AS at, "
        'text, start, "end", kind, value, lower, upper, op, hedge, tone, mantissa, scale, unit, '
        "counted, num, den, role, direction, period, period_start, period_end, period_rel, "
        'modality, "of", status FROM load_figure',
    ),
)
_UNKNOWN_RATINGS = """
    SELECT line, '/rating/code', 'There is no rating ' || rating || ' here: add it first.'
    FROM load_claim c WHERE rating IS NOT NULL
        AND NOT EXISTS (SELECT FROM claims_rating r WHERE r.code = c.rating)
"""
# A source by another slug, here or in a line before.
_SAME_SOURCES = """
    WITH described AS (
        SELECT DISTINCT ON (slug) line, main, slug, title, published_at, coalesce((
            SELECT p.slug FROM sources_publisher p
            WHERE p.slug = s.publisher_slug OR lower(p.name) = lower(s.publisher_name)
            ORDER BY p.slug = s.publisher_slug DESC LIMIT 1
        ), publisher_slug) AS publisher
        FROM load_source s ORDER BY slug, line
    ), looked AS (
        SELECT d.slug, first_value(d.slug) OVER (
            PARTITION BY publisher, title, published_at ORDER BY line
        ) AS first, (
            SELECT k.slug FROM sources_source k JOIN sources_publisher p ON p.id = k.publisher_id
            WHERE p.slug = d.publisher AND k.title = d.title
            AND k.published_at IS NOT DISTINCT FROM d.published_at AND k.slug <> d.slug
        ) AS other
        FROM described d WHERE NOT EXISTS (SELECT FROM sources_source k WHERE k.slug = d.slug)
    )
    SELECT s.line, CASE WHEN s.main THEN '/source' ELSE '/cited_sources' END,
        'This publisher has a source of this title and time: ' || coalesce(other, first) || '.'
    FROM load_source s JOIN looked USING (slug) WHERE other IS NOT NULL OR first <> slug
"""
_TAKEN_KEYS = """
    SELECT c.line, '/key', 'The source has a claim of this key.'
    FROM load_claim c JOIN sources_source s ON s.slug = c.slug
    JOIN claims_claim k ON k.source_id = s.id AND k.key = c.key AND k.id <> c.id
    WHERE c.key <> ''
"""
_BETWEEN = (_UNKNOWN_RATINGS, _SAME_SOURCES, _TAKEN_KEYS)


@dataclass(frozen=True, slots=True)
class _Rule:
    name: str
    column: str
    condition: str
    words: str


class Rules:
    """The check constraints of the tables, as conditions on the rows of a batch."""

    def __init__(self) -> None:
        # Read when the first batch is laid out: then its tables tell what lines fill.
        self._queries: list[tuple[str, dict[str, tuple[str, str]]]] = []

    def faults(self, cursor: CursorWrapper) -> Iterator[Fault]:
        """What is wrong with the rows of the batch."""
        if not self._queries:
            found = [_query(cursor, model, rows) for model, rows in _ROWS]
            self._queries = [query for query in found if query is not None]
        for query, words in self._queries:
            cursor.execute(query)
            for line, at, broken in cursor.fetchall():
                for name in broken:
                    column, detail = words[name]
                    yield Fault(line, f"{at}/{column}", detail)
        for query in _BETWEEN:
            cursor.execute(query)
            yield from (Fault(*row) for row in cursor.fetchall())


def _query(
    cursor: CursorWrapper, model: type[models.Model], rows: str
) -> tuple[str, dict[str, tuple[str, str]]] | None:
    rules = _rules(cursor, model, rows)
    if not rules:
        return None
    cases = ", ".join(f"CASE WHEN NOT ({rule.condition}) THEN '{rule.name}' END" for rule in rules)
    every = " AND ".join(f"({rule.condition})" for rule in rules)
    query = (
        f"SELECT line, at, array_remove(ARRAY[{cases}], NULL) FROM ({rows}) r WHERE NOT ({every})"
    )
    return query, {rule.name: (rule.column, rule.words) for rule in rules}


def _rules(cursor: CursorWrapper, model: type[models.Model], rows: str) -> list[_Rule]:
    """The rules that speak of nothing but what lines fill."""
    cursor.execute(f"SELECT * FROM ({rows}) r LIMIT 0")
    filled = {column.name for column in cursor.description or ()}
    cursor.execute(
        "SELECT conname, pg_get_expr(conbin, conrelid), ARRAY(SELECT attname::text "
        "FROM pg_attribute WHERE attrelid = conrelid AND attnum = ANY(conkey) "
        "ORDER BY array_position(conkey, attnum)) FROM pg_constraint "
        "WHERE contype = 'c' AND conrelid = %s::regclass",
        [model._meta.db_table],
    )
    known = {each.name: each for each in model._meta.constraints}
    found = []
    for name, condition, columns in cursor.fetchall():
        if name in known and set(columns) <= filled:
            rule = known[name]
            column = getattr(rule, "field", columns[0])
            words = str(rule.get_violation_error_message())
            found.append(_Rule(name, column, condition, words))
    return found
