"""Right request, wrong time: refusals that depend on what the database holds now."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that stands in the way: a code for programs, a sentence for people.

    `pointer` is a JSON Pointer (RFC 6901) to the part it speaks of, "" for the whole.
    """

    code: str
    detail: str
    pointer: str = ""


class Conflict(Exception):
    """The request is right but comes at the wrong time; `reasons` tells all of it at once."""

    code = "conflict"

    def __init__(self, detail: str, *, reasons: Iterable[Reason] = ()) -> None:
        super().__init__(detail)
        self.detail = detail
        self.reasons = tuple(reasons)


class Gone(Conflict):
    """What the caller acts on was deleted since they read it."""

    code = "gone"


class Stale(Conflict):
    """The caller acted on an older version than the one stored; the API answers 412."""

    code = "stale"

    def __init__(self, what: str, *, seen: int, version: int) -> None:
        super().__init__(f"{what} is at version {version}, not {seen}: read it again.")
        self.version = version
