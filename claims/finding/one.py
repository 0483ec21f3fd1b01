"""One claim as readers see it, or saw it at a time."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from claims.finding.statements import read


class Said(NamedTuple):
    """An edition's document and its hash."""

    document: bytes
    sha256: str


def find_one(claim: UUID | str, *, as_of: datetime | None = None) -> Said | None:
    """A claim's last edition, or the one that stood at `as_of`; None where there was none.

    Withdrawn claims are found: their document says so.
    """
    told = "select convert_to(document, 'UTF8'), sha256 from"
    sql = f"{told} claims_publication where claim_id = %(claim)s"
    if as_of is not None:
        sql = (
            f"{told} claims_edition where claim_id = %(claim)s "
            "and published_at <= %(as_of)s order by number desc limit 1"
        )
    rows = read(sql, {"claim": claim, "as_of": as_of}, prepare=True)
    return Said(*rows[0]) if rows else None
