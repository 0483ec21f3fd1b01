"""Refusals of the desk: right request, wrong time. The API answers 409 with all reasons."""

from sources.errors import Conflict, Gone, Reason, Stale

__all__ = ["Conflict", "Gone", "NotReady", "Reason", "Stale"]


class NotReady(Conflict):
    """A transition is not open now; `reasons` names everything that stands in its way."""

    code = "not_ready"
