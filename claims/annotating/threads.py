"""Resolve threads, and reopen them; each time is on record."""

from django.core.exceptions import ValidationError
from django.db import transaction

from claims.annotating.locking import lock_annotation
from claims.errors import Conflict
from claims.models import Annotation, Outcome, Resolution, User
from sources.models import now


@transaction.atomic
def resolve_annotation(
    *, annotation: Annotation, version: int, by: User, comment: str = ""
) -> Resolution:
    """Say that a thread is dealt with. Raises Stale, Gone, and Conflict if it is already."""
    annotation = _root(annotation, version=version)
    if annotation.resolved_at is not None:
        raise Conflict("The remark is resolved already.")
    annotation.resolved_by, annotation.resolved_at = by, now()
    return _record(annotation, Outcome.RESOLVED, by=by, comment=comment)


@transaction.atomic
def reopen_annotation(
    *, annotation: Annotation, version: int, by: User, comment: str = ""
) -> Resolution:
    """Say that a resolved thread is not dealt with. Raises Stale, Gone, Conflict if it is open."""
    annotation = _root(annotation, version=version)
    if annotation.resolved_at is None:
        raise Conflict("The remark is open.")
    annotation.resolved_by = annotation.resolved_at = None
    return _record(annotation, Outcome.REOPENED, by=by, comment=comment)


def _root(annotation: Annotation, *, version: int) -> Annotation:
    annotation = lock_annotation(annotation, version=version)
    if annotation.parent_id is not None:
        raise ValidationError("A thread is resolved at its root.", code="not_a_thread")
    return annotation


def _record(annotation: Annotation, outcome: Outcome, *, by: User, comment: str) -> Resolution:
    resolution = Resolution(
        annotation=annotation, author=by, outcome=outcome.value, comment=comment
    )
    resolution.full_clean()
    resolution.save()
    annotation.save(update_fields=["resolved_by", "resolved_at"])
    annotation.refresh_from_db(fields=["version"])
    return resolution
