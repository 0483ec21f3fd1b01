"""Dismiss a conflict of two published figures: it is none, and here is why."""

from django.db import transaction

from claims.errors import Conflict, Gone
from claims.models import Dismissal, FigureConflict, User


@transaction.atomic
def dismiss_conflict(*, conflict: FigureConflict, by: User, reason: str) -> Dismissal:
    """Take the conflict off the readers' list for as long as both figures stay as they are.

    Raises Gone when a figure has changed since it was read, Conflict when somebody has dismissed
    it already, and ValidationError without a reason.
    """
    # The lock orders two who dismiss at once.
    row = FigureConflict.objects.select_for_update(no_key=True).filter(pk=conflict.pk).first()
    if row is None:
        raise Gone("One of the two figures has changed: there is no such conflict any more.")
    if Dismissal.objects.filter(conflict=row.pk).exists():
        raise Conflict("Somebody has dismissed this conflict already.")
    dismissal = Dismissal(
        conflict=row.pk,
        claim_id=row.left.publication_id,
        other_id=row.right.publication_id,
        author=by,
        reason=reason,
    )
    dismissal.full_clean()
    dismissal.save(force_insert=True)
    return dismissal
