"""Add what a batch names and is not there yet: publishers, topics, claimants, sources, sections.

What is there stays as the desk has it; a document says in its own words what it was called.
"""

from collections.abc import Iterator
from uuid import UUID

from django.db.backends.utils import CursorWrapper

from sources.locks import Lock, hold

# Each: whether anything is new, and how it is added. Of two that are new and alike the first is.
_PUBLISHERS = """
    FROM (
        SELECT DISTINCT ON (lower(name)) * FROM (
            SELECT DISTINCT ON (publisher_slug) publisher_slug AS slug, publisher_name AS name, line
            FROM load_source JOIN load_good USING (line) ORDER BY publisher_slug, line
        ) one ORDER BY lower(name), line
    ) new WHERE NOT EXISTS (
        SELECT FROM sources_publisher p WHERE p.slug = new.slug OR lower(p.name) = lower(new.name)
    )
"""
_TOPICS = """
    FROM (
        SELECT DISTINCT ON (slug) slug, label, line
        FROM load_topic JOIN load_good USING (line) ORDER BY slug, line
    ) new WHERE NOT EXISTS (SELECT FROM claims_topic t WHERE t.slug = new.slug)
"""
_CLAIMANTS = """
    FROM (
        SELECT DISTINCT ON (type, name) * FROM (
            SELECT DISTINCT ON (claimant_slug) claimant_slug AS slug, claimant_type AS type,
                claimant_name AS name, claimant_url AS url, line
            FROM load_claim JOIN load_good USING (line)
            WHERE claimant_slug IS NOT NULL ORDER BY claimant_slug, line
        ) one ORDER BY type, name, line
    ) new WHERE NOT EXISTS (
        SELECT FROM claims_claimant c
        WHERE c.slug = new.slug OR c.type = new.type AND c.name = new.name
    )
"""
_ADDED = (
    (
        _PUBLISHERS,
        "INSERT INTO sources_publisher (id, slug, name, country, url, version) "
        "SELECT gen_random_uuid(), slug, name, '', '', 1",
    ),
    (
        _TOPICS,
        "INSERT INTO claims_topic (id, slug, label, version) "
        "SELECT gen_random_uuid(), slug, label, 1",
    ),
    (
        _CLAIMANTS,
        "INSERT INTO claims_claimant (id, slug, type, name, url, version) "
        "SELECT gen_random_uuid(), slug, type, name, url, 1",
    ),
)
# The row that a name means: that of its slug, else of its name.
PUBLISHER = """(
    SELECT p.id FROM sources_publisher p
    WHERE p.slug = {0}.publisher_slug OR lower(p.name) = lower({0}.publisher_name)
    ORDER BY p.slug = {0}.publisher_slug DESC LIMIT 1
)"""
CLAIMANT = """(
    SELECT q.id FROM claims_claimant q
    WHERE q.slug = {0}.claimant_slug OR q.type = {0}.claimant_type AND q.name = {0}.claimant_name
    ORDER BY q.slug = {0}.claimant_slug DESC LIMIT 1
)"""
_SOURCES = f"""
    INSERT INTO sources_source
        (id, publisher_id, slug, title, kind, language, url, version, published_at)
    SELECT gen_random_uuid(), {PUBLISHER.format("new")}, slug, title, kind, language, url, 1,
        published_at
    FROM (
        SELECT DISTINCT ON (slug) s.* FROM load_source s JOIN load_good USING (line)
        ORDER BY slug, line
    ) new WHERE NOT EXISTS (SELECT FROM sources_source s WHERE s.slug = new.slug)
    ORDER BY line RETURNING id
"""
_SECTIONS = """
    INSERT INTO claims_section (id, source_id, title, position, version)
    SELECT gen_random_uuid(), s.id, new.section_title, new.section_position, 1
    FROM (
        SELECT DISTINCT ON (slug, section_position) slug, section_position, section_title, line
        FROM load_claim JOIN load_good USING (line) WHERE section_position IS NOT NULL
        ORDER BY slug, section_position, line
    ) new JOIN sources_source s ON s.slug = new.slug
    WHERE NOT EXISTS (
        SELECT FROM claims_section k
        WHERE k.source_id = s.id AND k.position = new.section_position
    )
    ORDER BY new.line
"""


def add_names(cursor: CursorWrapper) -> None:
    """Add the publishers, topics and claimants that good lines name and nobody has named yet."""
    if any(_are_new(cursor)):
        # Whoever adds names holds this; a second look finds what others added meanwhile.
        hold(Lock.NAMING)
        for new, insert in _ADDED:
            cursor.execute(f"{insert} {new} ORDER BY line")


def add_sources(cursor: CursorWrapper) -> set[UUID]:
    """Add the sources and sections of good lines that are not there; the new sources."""
    cursor.execute(_SOURCES)
    new = {row[0] for row in cursor.fetchall()}
    cursor.execute(_SECTIONS)
    return new


def _are_new(cursor: CursorWrapper) -> Iterator[bool]:
    for new, _ in _ADDED:
        cursor.execute(f"SELECT EXISTS (SELECT {new})")
        yield bool(cursor.fetchone()[0])
