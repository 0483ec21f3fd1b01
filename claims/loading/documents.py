"""The public shape of a claim, as a line of the file has it: for editions whole, for drafts lean.

The members are those of `ClaimDocument` in the public API; tests/claims/loading/test_documents.py
compares. What a row may hold is the database's rule and is not repeated here.
"""

from typing import Any

from claims.loading import shapes
from claims.loading.shapes import Many, Shape, null_or, one_of, text, whole
from claims.models import EditionStatus, Figure, FigureStatus
from claims.models.claim import Claim
from sources.models import Source

_LINE = text(10_000)
_SMALL = {"least": -32_768, "most": 32_767}


def _length(model: type[Claim] | type[Figure] | type[Source], name: str) -> int | None:
    return model._meta.get_field(name).max_length  # type: ignore[union-attr]  # no relation


def _word(name: str) -> shapes.Check:
    """A word of a figure that its column has room for."""
    return text(_length(Figure, name))


_LANGUAGE = text(_length(Claim, "language"))
_NAMED_PUBLISHER = Shape({"slug": shapes.slug, "name": _LINE})
_SOURCE = Shape(
    {
        "slug": shapes.slug,
        "title": _LINE,
        "kind": text(_length(Source, "kind")),
        "language": _LANGUAGE,
        "publisher": _NAMED_PUBLISHER,
        "url": null_or(_LINE),
        "published_at": null_or(shapes.time),
    }
)
_SECTION = Shape({"title": _LINE, "position": whole()}, nullable=True)
_CLAIMANT = Shape(
    {"slug": shapes.slug, "type": _LINE, "name": _LINE, "url": null_or(_LINE)}, nullable=True
)
_TOPIC = Shape({"slug": shapes.slug, "label": _LINE})
_CITATION = Shape(
    {
        "reference": whole(1, 99_999),
        "marker": _LINE,
        "source": shapes.slug,
        "paragraph": whole(1, 99_999),
        "text": text(100_000),
        "quote": text(10_000),
        "stance": _LINE,
        "text_sha256": shapes.sha256,
    }
)
_FIGURE = Shape(
    {
        "text": _LINE,
        "start": whole(),
        "end": whole(),
        "kind": _word("kind"),
        "value": null_or(shapes.decimal),
        "lower": null_or(shapes.decimal),
        "upper": null_or(shapes.decimal),
        "op": _word("op"),
        "hedge": null_or(_word("hedge")),
        "tone": null_or(_word("tone")),
        "mantissa": null_or(shapes.decimal),
        "scale": whole(**_SMALL),
        "unit": _word("unit"),
        "unit_inferred": shapes.truth,
        "counted": null_or(_LINE),
        "num": null_or(whole()),
        "den": null_or(whole()),
        "role": _word("role"),
        "direction": null_or(_word("direction")),
        "group": null_or(_word("group")),
        "basis": null_or(_word("basis")),
        "period": null_or(_word("period")),
        "period_start": null_or(shapes.day),
        "period_end": null_or(shapes.day),
        "period_rel": null_or(_word("period_rel")),
        "modality": null_or(_word("modality")),
        "of": null_or(_LINE),
        "status": one_of([FigureStatus.CONFIRMED.value, FigureStatus.EDITED.value]),
    }
)
_RATING = Shape(
    {
        "code": shapes.slug,
        "label": _LINE,
        "value": null_or(whole(**_SMALL)),
        "best": null_or(whole(**_SMALL)),
        "worst": null_or(whole(**_SMALL)),
        "rationale": text(20_000),
    },
    nullable=True,
)
EDITION = Shape(
    {
        "schema": whole(1, 1),
        "id": shapes.uuid,
        "edition": whole(1),
        "sequence": whole(1, 2**53 - 1),
        "status": one_of(EditionStatus.values),
        "text": text(5_000),
        "text_with_references": text(100_000),
        "language": _LANGUAGE,
        "section": _SECTION,
        "position": whole(),
        "claimant": _CLAIMANT,
        "claimed_on": null_or(shapes.day),
        "source": _SOURCE,
        "topics": Many(_TOPIC, most=1_000),
        "citations": Many(_CITATION, most=1_000),
        "cited_sources": Many(_SOURCE, most=1_000),
        "figures": Many(_FIGURE, most=1_000),
        "rating": _RATING,
        "correction": null_or(text(10_000)),
        "withdrawal": null_or(text(10_000)),
        "first_published_at": shapes.time,
        "published_at": shapes.time,
        "reviewed_by": _LINE,
        "sha256": shapes.sha256,
        "previous_sha256": null_or(shapes.sha256),
    }
)
# Of a draft that much is needed; `key` is the name that the client's own system has for it.
NEEDED = frozenset({"source", "text_with_references", "citations"})
DRAFT = Shape(
    {**EDITION.members, "key": text(200)},
    optional=frozenset({*EDITION.members, "key"}) - NEEDED,
)
# What `drafts` fill in for what a line leaves out.
EMPTY: dict[str, Any] = {
    "language": "",
    "section": None,
    "position": 0,
    "claimant": None,
    "claimed_on": None,
    "topics": [],
    "cited_sources": [],
    "figures": [],
    "rating": None,
    "status": "",
    "key": "",
}
