"""Slugs: the names of rows in addresses, made from titles in any script."""

from django.db import models
from slugify import slugify

LONGEST = 80


def free_slug(model: type[models.Model], text: str, *, fallback: str) -> str:
    """A slug made of `text` (romanised) that no row of `model` has; `fallback` if nothing is left.

    Two requests may still choose the same one: the unique constraint then refuses the second.
    """
    base = slugify(text, max_length=LONGEST, word_boundary=True)
    if not any(character.isalpha() for character in base):
        # `[2024:3]` would read as a time, not as a paragraph of the source "2024".
        base = f"{fallback}-{base}".rstrip("-")
    rows = model._default_manager.filter(slug__startswith=base)
    taken = set(rows.values_list("slug", flat=True))
    if base not in taken:
        return base
    number = 2
    while f"{base}-{number}" in taken:
        number += 1
    return f"{base}-{number}"
