"""Which drafts of a batch are here already: by id, by key in their source, or by their words."""

from collections.abc import Sequence
from typing import Any

from django.db.backends.utils import CursorWrapper

from claims.loading.reading import Entry
from claims.loading.sealing import Taken
from claims.models import State

_HERE = """
    SELECT l.line FROM unnest(%s::int[], %s::uuid[], %s::text[], %s::text[], %s::text[])
        l (line, id, slug, key, words)
    LEFT JOIN sources_source s ON s.slug = l.slug
    WHERE EXISTS (SELECT FROM claims_claim c WHERE c.id = l.id)
        OR l.key <> '' AND EXISTS (
            SELECT FROM claims_claim c WHERE c.source_id = s.id AND c.key = l.key
        )
        OR l.words <> '' AND EXISTS (
            SELECT FROM claims_claim c WHERE c.source_id = s.id AND c.imported_as = l.words
        )
"""


def sort_out_drafts(cursor: CursorWrapper, entries: Sequence[Entry]) -> list[Entry]:
    """The lines that are not here yet, each once; what the desk has of others stays as it is."""
    cursor.execute(
        _HERE,
        [
            [entry.line for entry in entries],
            [entry.content["id"] for entry in entries],
            [entry.content["source"]["slug"] for entry in entries],
            [entry.content["key"] for entry in entries],
            [entry.fingerprint for entry in entries],
        ],
    )
    seen: set[Any] = {line for (line,) in cursor.fetchall()}
    fresh = []
    for entry in entries:
        name = _natural_key(entry)
        if entry.line not in seen and name not in seen:
            fresh.append(entry)
        seen.add(name)
    return fresh


def draft(entries: Sequence[Entry]) -> list[Taken]:
    """Good lines as drafts in their first revision."""
    return [
        Taken(entry, entry.content["id"], 0, 1, State.DRAFT.value, known=False) for entry in entries
    ]


def _natural_key(entry: Entry) -> tuple[str, ...]:
    content = entry.content
    if entry.fingerprint or content["key"]:
        return (content["source"]["slug"], content["key"], entry.fingerprint)
    return (content["id"],)
