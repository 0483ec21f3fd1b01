"""Lay a batch out in temporary tables, by COPY, so that SQL can check it and take it over."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db import connection
from django.db.backends.utils import CursorWrapper

from claims.loading.reading import Entry
from sources.models import new_id

_FIGURE = (
    "text", "start", "end", "kind", "value", "lower", "upper", "op", "hedge", "tone", "mantissa",
    "scale", "unit", "unit_inferred", "counted", "num", "den", "role", "direction", "group",
    "basis", "period", "period_start", "period_end", "period_rel", "modality", "of", "status",
)  # fmt: skip
# Null in a document, the empty word in a row.
_WORDS = frozenset(
    {"hedge", "tone", "counted", "direction", "group", "basis", "period", "period_rel",
     "modality", "of"}
)  # fmt: skip
_TYPES = {
    "line": "integer", "start": "integer", "end": "integer", "position": "integer",
    "offset": "integer", "number": "integer", "section_position": "integer", "num": "integer",
    "den": "integer", "scale": "smallint", "value": "numeric(60, 20)", "lower": "numeric(60, 20)",
    "upper": "numeric(60, 20)", "mantissa": "numeric(60, 20)", "unit_inferred": "boolean",
    "main": "boolean", "id": "uuid", "shown_id": "uuid", "paragraph_id": "uuid",
    "published_paragraph_id": "uuid", "claimed_on": "date", "period_start": "date",
    "period_end": "date", "published_at": "timestamptz",
}  # fmt: skip
# The temporary tables by their columns; what is named like a column of the models is one.
TABLES = {
    "load_claim": (
        "line", "id", "slug", "key", "imported_as", "text", "language", "claimed_on", "position",
        "section_title", "section_position", "claimant_slug", "claimant_type", "claimant_name",
        "claimant_url", "rating", "note",
    ),
    "load_source": (
        "line", "main", "slug", "title", "kind", "language", "url", "published_at",
        "publisher_slug", "publisher_name",
    ),
    "load_topic": ("line", "position", "slug", "label", "id", "shown_id"),
    "load_citation": (
        "line", "position", "offset", "slug", "number", "text", "text_sha256", "quote", "stance",
        "id", "shown_id", "paragraph_id", "published_paragraph_id",
    ),
    "load_figure": ("line", "position", "id", *_FIGURE),
}  # fmt: skip


def stage(cursor: CursorWrapper, entries: Sequence[Entry]) -> None:
    """Put the batch into the temporary tables, which last as long as the transaction."""
    for table, columns in TABLES.items():
        described = ", ".join(f'"{name}" {_TYPES.get(name, "text")}' for name in columns)
        cursor.execute(f"CREATE TEMPORARY TABLE IF NOT EXISTS {table} ({described}) ON COMMIT DROP")
        cursor.execute(f"TRUNCATE {table}")
    for table, rows in (
        ("load_claim", map(_claim, entries)),
        ("load_source", _sources(entries)),
        ("load_topic", _topics(entries)),
        ("load_citation", _citations(entries)),
        ("load_figure", _figures(entries)),
    ):
        copy(cursor, table, TABLES[table], rows)
        cursor.execute(f"ANALYZE {table}")


def copy(
    cursor: CursorWrapper, table: str, columns: Iterable[str], rows: Iterable[Sequence[Any]]
) -> None:
    """COPY the rows into the table."""
    names = ", ".join(f'"{name}"' for name in columns)
    with connection.wrap_database_errors, cursor.copy(f"COPY {table} ({names}) FROM STDIN") as out:
        for row in rows:
            out.write_row(row)


def _claim(entry: Entry) -> Sequence[Any]:
    content = entry.content
    section, claimant = content["section"] or {}, content["claimant"] or {}
    return (
        entry.line,
        content["id"],
        content["source"]["slug"],
        content.get("key", ""),
        entry.fingerprint,
        content["text"],
        content["language"],
        content["claimed_on"],
        content["position"],
        section.get("title"),
        section.get("position"),
        claimant.get("slug"),
        claimant.get("type"),
        claimant.get("name"),
        claimant.get("url") or "",
        (content["rating"] or {}).get("code"),
        content.get("correction") or content.get("withdrawal") or "",
    )


def _sources(entries: Iterable[Entry]) -> Iterator[Sequence[Any]]:
    for entry in entries:
        content = entry.content
        for described in (content["source"], *content["cited_sources"]):
            yield (
                entry.line,
                described is content["source"],
                described["slug"],
                described["title"],
                described["kind"],
                described["language"],
                described["url"] or "",
                described["published_at"],
                described["publisher"]["slug"],
                described["publisher"]["name"],
            )


def _topics(entries: Iterable[Entry]) -> Iterator[Sequence[Any]]:
    for entry in entries:
        for position, topic in enumerate(entry.content["topics"]):
            yield (entry.line, position, topic["slug"], topic["label"], new_id(), new_id())


def _citations(entries: Iterable[Entry]) -> Iterator[Sequence[Any]]:
    for entry in entries:
        cited = zip(entry.content["citations"], entry.references, strict=True)
        for position, (citation, reference) in enumerate(cited):
            yield (
                entry.line,
                position,
                reference.offset,
                citation["source"],
                citation["paragraph"],
                citation["text"],
                citation["text_sha256"],
                citation["quote"],
                citation["stance"],
                new_id(),
                new_id(),
                new_id(),
                new_id(),
            )


def _figures(entries: Iterable[Entry]) -> Iterator[Sequence[Any]]:
    for entry in entries:
        for position, figure in enumerate(entry.content["figures"]):
            yield (
                entry.line,
                position,
                new_id(),
                *((figure[name] or "") if name in _WORDS else figure[name] for name in _FIGURE),
            )
