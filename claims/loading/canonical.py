"""Canonical JSON (RFC 8785) of what has whole numbers and ASCII keys only, at C speed, pure."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from claims.chain import Sealed

OWN_HASHES = frozenset({"sha256", "previous_sha256"})
# With such keys the order of code points is the RFC's order of UTF-16 units; the standard
# library escapes as the RFC asks (§3.2.2.2). tests/claims/loading/test_canonical.py compares.
_encode = json.JSONEncoder(
    ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
).encode


def canonical_text(document: Mapping[str, Any]) -> str:
    """The document in the form that editions are kept in."""
    return _encode(document)


def seal_quickly(content: dict[str, Any], *, previous: str, head: str) -> Sealed:
    """What `claims.chain.seal` makes of the content after the edition `previous`, in a tenth of
    the time; `head` is the log's. `content` becomes the document.
    """
    sha256 = _sha256(_encode(content))
    content["sha256"] = sha256
    content["previous_sha256"] = previous or None
    return Sealed(_encode(content).encode(), sha256, previous, _sha256(head + sha256))


def sha256_of_content(document: Mapping[str, Any]) -> str:
    """What `sha256` says of a whole document: the hash is over the rest of it."""
    return _sha256(_encode(without(document, OWN_HASHES)))


def without(document: Mapping[str, Any], names: frozenset[str]) -> dict[str, Any]:
    """The document without these members."""
    return {name: value for name, value in document.items() if name not in names}


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
