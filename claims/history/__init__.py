"""Read the history: what each request changed, and claims as they stood at a revision."""

from claims.history.changes import Change, Changed, changes_of
from claims.history.comparing import Comparison, compare
from claims.history.entries import MOST_OPERATIONS, Told, matching, tell
from claims.history.resources import RESOURCES, Resource
from claims.history.revisions import NotRecorded, claim_at, states_reached
from claims.history.since import changed_since

__all__ = [
    "MOST_OPERATIONS",
    "RESOURCES",
    "Change",
    "Changed",
    "Comparison",
    "NotRecorded",
    "Resource",
    "Told",
    "changed_since",
    "changes_of",
    "claim_at",
    "compare",
    "matching",
    "states_reached",
    "tell",
]
