"""Lock a claim at the version that was seen, and raise its revision when it changes."""

from uuid import UUID

from claims import workflow
from claims.errors import Gone, Stale
from claims.models import Claim, Revision, State, User
from sources.models import Source, now


def lock_claim(claim: Claim, *, version: int) -> Claim:
    """The claim as it stands, locked until the end of the transaction.

    Raises Stale when it is not at `version`, the one that the caller acted on.
    """
    locked = Claim.objects.select_for_update(no_key=True).filter(pk=claim.pk).first()
    if locked is None:
        raise Gone("The claim was deleted.")
    if locked.version != version:
        raise Stale("The claim", seen=version, version=locked.version)
    return locked


def hold_source(source: UUID) -> None:
    """Lock the source, before any claim of it: claims of one source are written one by one.

    Two that are drafted at once would else take one position, or both add one paragraph.
    """
    Source.objects.select_for_update(no_key=True).filter(pk=source).first()


def revise(
    claim: Claim, *, by: User, reason: str = "", to: State = workflow.EDITED, why: str = ""
) -> None:
    """Something frozen in a locked claim has changed: a new revision by `by`, back in state `to`.

    `reason` is the editor's own; `why` tells the desk why the claim came back by itself. Whoever
    changes a claim does not review it: an assignment to them ends.
    """
    claim.assignments.filter(assignee=by).delete()
    claim.revision += 1
    claim.save(update_fields=["revision"])
    Revision.objects.create(claim=claim, number=claim.revision, author=by, reason=reason)
    workflow.enter(claim, to, why=why)


def touch(claim: Claim) -> None:
    """A part of a locked claim has changed without a new revision: its version rises."""
    claim.updated_at = now()
    claim.save(update_fields=["updated_at"])
    claim.refresh_from_db(fields=["version"])
