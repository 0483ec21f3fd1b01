"""What the desk has of a batch's claims, and whether a line may follow it."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db.backends.utils import CursorWrapper

from claims.canonical import canonical_text, without
from claims.loading.errors import Fault
from claims.loading.reading import Entry
from claims.models import State

# What an edition says of itself; its place in another log is not what it says of the claim.
_OWN = frozenset({"edition", "sequence", "sha256", "previous_sha256"})
_SHOWN = frozenset({State.PUBLISHED.value, State.WITHDRAWN.value})


@dataclass(slots=True)
class Known:
    """A claim as it is here before the batch, and what its lines so far have added."""

    state: str
    revision: int
    number: int = 0
    first_published_at: datetime | None = None
    published_at: datetime | None = None
    said: set[bytes] = field(default_factory=set)
    remarks: bool = False


def known_claims(cursor: CursorWrapper, entries: Iterable[Entry]) -> dict[str, Known]:
    """The claims of these lines that are here, locked, by id; with all that they have said."""
    ids = sorted({entry.content["id"] for entry in entries})
    cursor.execute(
        "SELECT id::text, state, revision FROM claims_claim WHERE id = ANY(%s::uuid[]) "
        "ORDER BY id FOR NO KEY UPDATE",
        [ids],
    )
    known = {pk: Known(state, revision) for pk, state, revision in cursor.fetchall()}
    if not known:
        return {}
    cursor.execute(
        "SELECT claim_id::text, number, published_at, document FROM claims_edition "
        "WHERE claim_id = ANY(%s::uuid[]) ORDER BY sequence",
        [list(known)],
    )
    for pk, number, published_at, document in cursor.fetchall():
        content = json.loads(document)
        claim = known[pk]
        claim.number, claim.published_at = number, published_at
        claim.first_published_at = datetime.fromisoformat(content["first_published_at"])
        claim.said.add(_identity(content))
    cursor.execute(
        "SELECT DISTINCT claim_id::text FROM claims_annotation WHERE claim_id = ANY(%s::uuid[]) "
        "AND (citation_id IS NOT NULL OR figure_id IS NOT NULL)",
        [list(known)],
    )
    for (pk,) in cursor.fetchall():
        known[pk].remarks = True
    return known


def sort_out(
    entries: Sequence[Entry], known: Mapping[str, Known]
) -> tuple[list[Entry], list[Fault], int]:
    """The lines that say something that is not here, what is wrong with others, and how many
    are here already."""
    claims = {pk: replace(claim, said=set(claim.said)) for pk, claim in known.items()}
    fresh: list[Entry] = []
    faults: list[Fault] = []
    for entry in entries:
        content = entry.content
        identity = _identity(content)
        claim = claims.get(content["id"])
        if claim is None:
            claim = claims[content["id"]] = Known(State.PUBLISHED, 0)
        elif identity in claim.said:
            continue
        elif wrong := _why_not(claim, content):
            faults.append(Fault(entry.line, *wrong))
            continue
        claim.number += 1
        claim.said.add(identity)
        claim.published_at = datetime.fromisoformat(content["published_at"])
        claim.first_published_at = datetime.fromisoformat(content["first_published_at"])
        fresh.append(entry)
    return fresh, faults, len(entries) - len(fresh) - len(faults)


def _why_not(claim: Known, content: Mapping[str, Any]) -> tuple[str, str] | None:
    if claim.state not in _SHOWN:
        return "/id", f"The desk is working on this claim: it is {State(claim.state).label} here."
    if content["edition"] <= claim.number:
        return "/edition", "This edition of the claim is here with other content."
    if claim.published_at and datetime.fromisoformat(content["published_at"]) < claim.published_at:
        return "/published_at", "This is earlier than the edition of the claim before it."
    if claim.first_published_at != datetime.fromisoformat(content["first_published_at"]):
        return "/first_published_at", "The editions here say another time."
    if claim.remarks:
        return "/id", "There are remarks on its citations or figures here: publish it at the desk."
    return None


def _identity(content: Mapping[str, Any]) -> bytes:
    return hashlib.sha256(canonical_text(without(content, _OWN)).encode()).digest()
