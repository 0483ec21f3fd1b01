"""Events: what a webhook is told of an edition, as the body that is sent (Standard Webhooks 1.0).

`{"type": "claim.corrected", "timestamp": "2025-06-02T09:30:00Z", "data": {…}}`, in UTF-8 and under
20 kB: long texts are cut, and end in "…". `data` is what readers see; the edition has it whole.
"""

import json
from collections.abc import Mapping
from typing import Any

MOST_BYTES = 20_000
# Two texts of this size, and ids, codes and an address beside them.
_LONGEST_TEXT = 6_000


def type_of(content: Mapping[str, Any]) -> str:
    """What an edition is to readers: a first one, a further one, a correction, a withdrawal."""
    if content["status"] == "withdrawn":
        return "claim.withdrawn"
    if content["edition"] == 1:
        return "claim.published"
    return "claim.corrected" if content["correction"] else "claim.updated"


def body_of(content: Mapping[str, Any], *, url: str, sha256: str) -> str:
    """The body that tells of an edition; `url` is where its document is."""
    note = content["correction"] or content["withdrawal"]
    data = {
        "claim": content["id"],
        "edition": content["edition"],
        "sequence": content["sequence"],
        "status": content["status"],
        "rating": (content["rating"] or {}).get("code"),
        "text": cut(content["text"]),
        "language": content["language"],
        "source": content["source"]["slug"],
        "note": cut(note) if note else None,
        "url": url,
        "sha256": sha256,
    }
    return written(type_of(content), content["published_at"], data)


def written(type: str, timestamp: str, data: Mapping[str, Any]) -> str:  # noqa: A002 - the format's word
    """A body in the shape of the format."""
    body = {"type": type, "timestamp": timestamp, "data": data}
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"))


def cut(text: str, *, longest: int = _LONGEST_TEXT) -> str:
    """`text`, or its start with "…" when it takes more than `longest` bytes of JSON."""
    if _size(text) <= longest:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if _size(text[:middle] + "…") <= longest else (low, middle - 1)
    return f"{text[:low]}…"


def passes(content: Mapping[str, Any], filters: Mapping[str, list[str]]) -> bool:
    """Whether an edition passes every filter: `topics`, `sources`, `publishers`, `ratings`,
    `languages`, each a list of words of which one has to be met; an empty list lets all through.

    A source counts when the claim is taken from it or cites it; the language `en` also when
    the claim is in `en-GB`.
    """
    sources = [content["source"], *content["cited_sources"]]
    language: str = content["language"]
    met = {
        "topics": {topic["slug"] for topic in content["topics"]},
        "sources": {source["slug"] for source in sources},
        "publishers": {source["publisher"]["slug"] for source in sources},
        "ratings": {(content["rating"] or {}).get("code")},
        "languages": {language, language.partition("-")[0]},
    }
    return all(not words or met[name] & set(words) for name, words in filters.items())


def _size(text: str) -> int:
    return len(json.dumps(text, ensure_ascii=False).encode())
