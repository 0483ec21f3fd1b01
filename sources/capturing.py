"""Store sources and their paragraphs, and capture a source's text again."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from sources.errors import Gone, Stale
from sources.locks import Lock, hold
from sources.models import Paragraph, Publisher, Source
from sources.naming import free_slug
from sources.paragraphs import OldParagraph, compare_paragraphs, split_paragraphs


@dataclass(frozen=True, slots=True)
class Change:
    """What a capture did to one paragraph.

    `kind` is captured (its text was not known), unchanged, moved (same words, other number),
    edited (similar words), gone or added; `was` is its number before; `nearest` the number of
    the paragraph most like one that is gone.
    """

    kind: str
    paragraph: Paragraph
    was: int | None
    before: str
    nearest: int | None


@transaction.atomic
def publisher_named(name: str, *, country: str = "") -> Publisher:
    """The publisher of this name or slug, added when there is none. Raises ValidationError."""
    name = " ".join(name.split())
    wanted = Publisher.objects.filter(Q(name__iexact=name) | Q(slug=name)).order_by("pk")
    found = wanted.first()
    if found is None:
        hold(Lock.NAMING)
        found = wanted.all().first()
    if found is None:
        slug = free_slug(Publisher, name, fallback="publisher")
        found = Publisher(slug=slug, name=name, country=country)
        found.full_clean()
        found.save()
    return found


@transaction.atomic
def add_source(*, publisher: Publisher, slug: str = "", **fields: Any) -> Source:
    """A new source; its slug is made from its title unless given. Raises ValidationError."""
    source = Source(publisher=publisher, slug=slug, **fields)
    if not slug:
        source.slug = free_slug(Source, source.title, fallback="source")
    source.full_clean()
    source.save()
    return source


@transaction.atomic
def edit_source(*, source: Source, version: int, **fields: Any) -> Source:
    """Change what a source says of itself. Raises Stale, ValidationError."""
    source = lock_source(source, version=version)
    for name, value in fields.items():
        setattr(source, name, value)
    source.full_clean()
    source.save(update_fields=list(fields))
    source.refresh_from_db(fields=["version"])
    return source


@transaction.atomic
def capture_text(*, source: Source, version: int, text: str) -> tuple[Source, tuple[Change, ...]]:
    """Make the paragraphs of `source` those of `text`, and tell what that did to each.

    A paragraph is known again by its words; one that is gone keeps its row without a number.
    Raises Stale, and ValidationError on `text` when there is nothing in it.
    """
    source = lock_source(source, version=version)
    new = split_paragraphs(text)
    if not new:
        raise ValidationError({"text": ValidationError("There is no text.", code="no_text")})
    # Those that are gone may come back; they are known again by their words, like the others.
    gone = source.paragraphs.filter(number=None).exclude(text="").order_by("pk")
    rows = {row.pk: row for row in (*source.paragraphs.present(), *gone)}
    old = [OldParagraph(key=row.pk, number=row.number, text=row.text) for row in rows.values()]
    changes = []
    for entry in compare_paragraphs(old, new).changes:
        row = rows[entry.key] if isinstance(entry.key, UUID) else Paragraph(source=source)
        if entry.kind == "gone" and row.number is None:
            continue
        change = Change(
            kind=entry.kind,
            paragraph=row,
            was=row.number,
            before=row.text,
            nearest=entry.nearest,
        )
        _store(row, number=entry.new_number, text=entry.new_text)
        changes.append(change)
    if any(change.kind != "unchanged" for change in changes):
        source.version += 1
        source.save(update_fields=["version"])
        source.refresh_from_db(fields=["version"])
    return source, tuple(changes)


def lock_source(source: Source, *, version: int) -> Source:
    """The source as it stands, locked until the end of the transaction. Raises Stale."""
    locked = Source.objects.select_for_update(no_key=True).filter(pk=source.pk).first()
    if locked is None:
        raise Gone("The source was deleted.")
    if locked.version != version:
        raise Stale("The source", seen=version, version=locked.version)
    return locked


def _store(row: Paragraph, *, number: int | None, text: str) -> None:
    """Save the row at its new number (None: gone), if anything about it differs."""
    former = (row.number or row.former_number) if number is None else None
    text = row.text if number is None else text
    if (row.number, row.former_number, row.text) == (number, former, text):
        return
    row.number, row.former_number, row.text = number, former, text
    # The number's uniqueness is deferred: rows may trade places until the transaction ends.
    row.full_clean(validate_constraints=False)
    row.save()
