"""An edition's content as a row of a table, for those who work with spreadsheets (pure)."""

from collections.abc import Mapping
from typing import Any

HEADER = (
    "id", "edition", "sequence", "text", "text_with_references", "language", "claimant",
    "claimed_on", "source", "source_title", "source_url", "publisher", "publisher_name", "topics",
    "references", "figures", "rating", "rating_label", "rating_value", "rationale", "correction",
    "first_published_at", "published_at", "reviewed_by", "sha256",
)  # fmt: skip


def row_of(content: Mapping[str, Any]) -> list[str | int | None]:
    """The cells of an edition under HEADER; what there are several of is joined by "; "."""
    source, rating = content["source"], content["rating"] or {}
    return [
        content["id"],
        content["edition"],
        content["sequence"],
        content["text"],
        content["text_with_references"],
        content["language"],
        (content["claimant"] or {}).get("name"),
        content["claimed_on"],
        source["slug"],
        source["title"],
        source["url"],
        source["publisher"]["slug"],
        source["publisher"]["name"],
        "; ".join(topic["slug"] for topic in content["topics"]),
        "; ".join(f"{each['source']}:{each['paragraph']}" for each in content["citations"]),
        "; ".join(figure["text"] for figure in content["figures"]),
        rating.get("code"),
        rating.get("label"),
        rating.get("value"),
        rating.get("rationale"),
        content["correction"],
        content["first_published_at"],
        content["published_at"],
        content["reviewed_by"],
        content["sha256"],
    ]
