"""Collections of Web Annotations and their pages (pure): W3C Web Annotation Data Model §5."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from claims.formats.web_annotation import CONTEXT, time_text

LDP = "http://www.w3.org/ns/ldp.jsonld"


def write_page(
    items: Sequence[Any],
    *,
    id: str,  # noqa: A002 - the name in JSON-LD
    collection: Mapping[str, Any],
    start: int | None,
    following: str | None,
    previous: str | None,
) -> dict[str, Any]:
    """An AnnotationPage of at least one annotation or IRI."""
    made: dict[str, Any] = {
        "@context": CONTEXT,
        "id": id,
        "type": "AnnotationPage",
        "partOf": dict(collection),
    }
    if start is not None:
        made["startIndex"] = start
    if following:
        made["next"] = following
    if previous:
        made["prev"] = previous
    return {**made, "items": list(items)}


def write_collection(
    *,
    id: str,  # noqa: A002 - the name in JSON-LD
    label: str,
    total: int,
    modified: datetime | None,
    first: Any = None,
    last: str | None = None,
) -> dict[str, Any]:
    """The container of the Web Annotation Protocol; an empty one has no pages."""
    made: dict[str, Any] = {
        "@context": [CONTEXT, LDP],
        "id": id,
        "type": ["BasicContainer", "AnnotationCollection"],
        "label": label,
        "total": total,
    }
    if modified:
        made["modified"] = time_text(modified)
    if total:
        made |= {"first": first, "last": last}
    return made
