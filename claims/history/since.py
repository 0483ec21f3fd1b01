"""What others did to a claim since somebody read it: what a refused save is told."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from claims.errors import Reason
from claims.history.changes import Change, changes_of
from claims.history.resources import CONFIDED, RESOURCES
from claims.models import HistoryOperation

# What is said about a claim, not of it: its ETag stays.
REMARKS = frozenset({"claims.annotation", "claims.mention", "claims.resolution"})
# Bookkeeping, which follows from what is told anyway.
UNTOLD = frozenset({"version", "revision", "updated_at", "entered_at", "text_sha256", "offset"})
MOST = 20
# So many changes are looked at; some tell of bookkeeping alone.
_LOOKED_AT = 200
LONGEST = 80
_VERBS = {"insert": "added", "update": "changed", "delete": "deleted"}


def changed_since(claim: UUID, version: int) -> list[Reason]:
    """What has changed of a claim and its parts since `version`, oldest first, each with who.

    At most MOST are told. Remarks are none of it: whoever edits a claim loses nothing to them.

    Empty for a version that the claim never had, or that the history does not hold.
    """
    events = RESOURCES["claims.claim"].events._default_manager
    event = events.filter(pgh_obj_id=claim, version=version).order_by("pgh_id").first()
    seen = HistoryOperation.objects.filter(
        resource="claims.claim", row=str(claim), event=event.pk if event else 0
    ).first()
    if seen is None:
        return []
    later = list(
        HistoryOperation.objects.filter(subject=str(claim), entry__gt=seen.entry_id)
        .exclude(resource__in=[*CONFIDED, *REMARKS])
        .select_related("entry__who")
        .order_by("id")[:_LOOKED_AT]
    )
    people = {each.pk: each.entry.who for each in later}
    told = changes_of(later)
    return [
        reason
        for pk, change in sorted(told.items())
        for reason in _reasons(change, str(people[pk] or "Somebody"))
    ][:MOST]


def _reasons(change: Change, who: str) -> Iterator[Reason]:
    verb = _VERBS[change.operation.kind]
    if change.resource.label != "claims.claim":
        if any(each.field not in UNTOLD for each in change.fields):
            name = f" “{change.name}”" if change.name else ""
            yield Reason("changed", f"{who} {verb} the {change.resource.name}{name}.")
        return
    for each in change.fields:
        if each.field not in UNTOLD:
            before, after = _shown(each.before), _shown(each.after)
            detail = f"{who} changed {each.field} from {before} to {after}."
            yield Reason("changed", detail, f"/{each.field}")


def _shown(value: Any) -> str:
    text = str(value["name"] if isinstance(value, dict) else "" if value is None else value)
    return f"“{text if len(text) <= LONGEST else f'{text[: LONGEST - 1]}…'}”"
