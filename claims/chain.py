"""The log of editions as hashes, pure: seal a document, and check what was sealed.

A document is JSON in the canonical form of RFC 8785, UTF-8. Its `sha256` is over the document
without its members `sha256` and `previous_sha256`; `previous_sha256` is that of the edition
before it in the log (null for the first). `log_sha256` is SHA-256 over the hex of the previous
`log_sha256` ("" for the first) and of this `sha256`, joined: the head of the log, which fixes
every edition before it.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import rfc8785


@dataclass(frozen=True, slots=True)
class Sealed:
    """A document as readers get it, and the hashes that hold it in the log."""

    document: bytes
    sha256: str
    previous_sha256: str
    log_sha256: str


def seal(content: Mapping[str, Any], *, previous_sha256: str, previous_log_sha256: str) -> Sealed:
    """Make the document of `content` (JSON values, no floats) and its place in the log."""
    sha256 = _sha256(rfc8785.dumps(dict(content)))
    document = {**content, "sha256": sha256, "previous_sha256": previous_sha256 or None}
    return Sealed(
        document=rfc8785.dumps(document),
        sha256=sha256,
        previous_sha256=previous_sha256,
        log_sha256=_sha256((previous_log_sha256 + sha256).encode()),
    )


def fault_of(stored: Sealed, *, previous_sha256: str, previous_log_sha256: str) -> str:
    """What does not hold about a stored document after the one before it; "" when all does."""
    try:
        content = json.loads(stored.document)
        sha256, previous = content.pop("sha256"), content.pop("previous_sha256")
        again = seal(
            content, previous_sha256=previous_sha256, previous_log_sha256=previous_log_sha256
        )
    except (ValueError, KeyError, AttributeError, rfc8785.CanonicalizationError):
        return "its document is not a sealed JSON document"
    if again.sha256 != sha256 or again.sha256 != stored.sha256:
        return "its document is not the one that its sha256 names"
    if (previous or "") != previous_sha256 or stored.previous_sha256 != previous_sha256:
        return "its previous_sha256 is not that of the edition before it"
    if again.log_sha256 != stored.log_sha256:
        return "its log_sha256 does not continue the log"
    if again.document != stored.document:
        return "its document is not in canonical form"
    return ""


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
