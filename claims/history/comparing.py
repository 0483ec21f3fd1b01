"""What differs between two revisions of a claim: words of its text, fields of the rest (pure)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from claims.differences import Difference, differences

Values = Mapping[str, Any]
PARTS = ("citations", "figures")
WORDS = "text_with_references"
# They tell where a revision stood, not what it said.
STANDING = frozenset({"version", "revision", "updated_at", "state", "state_reason", "text", WORDS})


@dataclass(frozen=True, slots=True)
class Parts:
    """Citations or figures that came, that went, and that are other: each with its fields."""

    added: list[Values]
    removed: list[Values]
    changed: list[Values]


@dataclass(frozen=True, slots=True)
class Comparison:
    """How one revision became another."""

    text: list[Difference]
    fields: list[Values]
    citations: Parts
    figures: Parts


def compare(before: Values, after: Values) -> Comparison:
    """How the claim `before` became the claim `after`, both as the desk shows claims."""
    citations, figures = (_parts(before[name], after[name]) for name in PARTS)
    return Comparison(
        text=differences(before[WORDS], after[WORDS]),
        fields=_fields(before, after, {*STANDING, *PARTS}),
        citations=citations,
        figures=figures,
    )


def _fields(before: Values, after: Values, left_out: Iterable[str]) -> list[Values]:
    return [
        {"field": name, "before": before.get(name), "after": after.get(name)}
        for name in dict.fromkeys([*before, *after])
        if name not in left_out and before.get(name) != after.get(name)
    ]


def _parts(before: Iterable[Values], after: Iterable[Values]) -> Parts:
    old, new = ({str(part["id"]): part for part in parts} for parts in (before, after))
    return Parts(
        added=[part for key, part in new.items() if key not in old],
        removed=[part for key, part in old.items() if key not in new],
        changed=[
            {"id": key, "text": part["text"], "fields": fields}
            for key, part in new.items()
            if key in old and (fields := _fields(old[key], part, {"id"}))
        ],
    )
