"""Seal documents as `claims.chain` does, in a tenth of the time, pure."""

import hashlib
from collections.abc import Mapping
from typing import Any

from claims.canonical import canonical_text, without
from claims.chain import Sealed

OWN_HASHES = frozenset({"sha256", "previous_sha256"})


def seal_quickly(content: Mapping[str, Any], *, previous: str, head: str) -> Sealed:
    """What `claims.chain.seal` makes of the content after the edition `previous` of a log that
    has this head."""
    sha256 = _sha256(canonical_text(content))
    document = {**content, "sha256": sha256, "previous_sha256": previous or None}
    return Sealed(canonical_text(document).encode(), sha256, previous, _sha256(head + sha256))


def sha256_of_content(document: Mapping[str, Any]) -> str:
    """What `sha256` says of a whole document: the hash is over the rest of it."""
    return _sha256(canonical_text(without(document, OWN_HASHES)))


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
