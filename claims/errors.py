"""Refusals of the desk: right request, wrong time. The API answers 409 with all reasons."""

from sources.errors import Conflict, Gone, Reason, Stale

__all__ = ["AccountConflict", "Conflict", "Gone", "NotReady", "Reason", "Stale"]


class NotReady(Conflict):
    """A transition is not open now; `reasons` names everything that stands in its way."""

    code = "not_ready"


class AccountConflict(Conflict):
    """An account cannot be changed so now: one's own, the last administrator's, a closed one."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code = code
