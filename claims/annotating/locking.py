"""Lock a remark at the version that was seen, and what it is on, so that no text changes below.

Locks are taken in one order: source, claim, the log of editions, remarks.
"""

from claims.errors import Gone, Stale
from claims.models import Annotation, Claim, Visibility
from sources.locks import Lock, hold
from sources.models import Paragraph, Source


def lock_annotation(annotation: Annotation, *, version: int) -> Annotation:
    """The remark as it stands, locked until the end of the transaction. Raises Stale, Gone."""
    locked = Annotation.objects.select_for_update(no_key=True).get(pk=annotation.pk)
    if locked.deleted_at is not None:
        raise Gone("The remark was deleted.")
    if locked.version != version:
        raise Stale("The remark", seen=version, version=locked.version)
    return locked


def text_of(claim: Claim | None, paragraph: Paragraph | None) -> str:
    """The text of what a remark is on; it stays so until the end of the transaction."""
    if paragraph is not None:
        Source.objects.select_for_update(no_key=True).filter(pk=paragraph.source_id).first()
        paragraph.refresh_from_db()
        return paragraph.text
    if claim is None:
        return ""
    return Claim.objects.select_for_update(no_key=True).get(pk=claim.pk).text


def hold_editions(*visibilities: object) -> None:
    """What becomes or stops being public waits for the edition that is being published.

    The one would else not see the other, and a remark be missing or stay among what readers see.
    """
    if Visibility.PUBLIC in visibilities:
        hold(Lock.LOG)
