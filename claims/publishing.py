"""Publish claims: check that one is ready, then freeze it as an edition of the log."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from claims import chain, workflow
from claims.annotating import show_remarks_on
from claims.drafting import lock_claim
from claims.models import Claim, Edition, EditionStatus, User
from claims.shelving import shelve
from claims.snapshots import snapshot, time_text
from claims.webhooks.notifying import notify
from sources.locks import Lock, hold
from sources.models import now


@transaction.atomic
def publish_claim(*, claim: Claim, version: int, by: User, correction: str = "") -> Edition:
    """Freeze the approved revision as the claim's next edition, with a public correction note.

    Raises Stale, NotReady with everything that stands in the way, and ValidationError for the
    correction of what was never published.
    """
    claim = lock_claim(claim, version=version)
    workflow.check(workflow.PUBLISH, claim=claim, by=by)
    if correction and not claim.editions.exists():
        detail = "A first edition corrects nothing: leave it out."
        raise ValidationError({"correction": ValidationError(detail, code="first_edition")})
    content = {
        **snapshot(claim),
        "status": EditionStatus.PUBLISHED.value,
        "correction": correction or None,
        "withdrawal": None,
    }
    edition = _append(claim, content, revision=claim.revision, by=by, note=correction)
    workflow.enter(claim, workflow.PUBLISH.target)
    # What the assignees were asked for is done.
    claim.assignments.all().delete()
    return edition


@transaction.atomic
def withdraw_claim(*, claim: Claim, version: int, by: User, reason: str) -> Edition:
    """Withdraw what readers see: an edition that repeats the last one and says why.

    Raises Stale, NotReady, and ValidationError without a reason.
    """
    if not reason.strip():
        raise ValidationError(
            {"reason": ValidationError("A withdrawal says why.", code="no_reason")}
        )
    claim = lock_claim(claim, version=version)
    workflow.check(workflow.WITHDRAW, claim=claim, by=by)
    last = claim.editions.latest("sequence")
    content = {
        **content_of(last),
        "status": EditionStatus.WITHDRAWN.value,
        "correction": None,
        "withdrawal": reason,
    }
    # It repeats what was published, not what the desk has made of the claim since.
    edition = _append(claim, content, revision=last.revision, by=by, note=reason)
    workflow.enter(claim, workflow.WITHDRAW.target)
    return edition


def content_of(edition: Edition) -> dict[str, Any]:
    """What an edition says of its claim, without what is its own (number, time, hashes)."""
    own = {"edition", "sequence", "published_at", "sha256", "previous_sha256"}
    return {name: value for name, value in edition.content.items() if name not in own}


def _append(
    claim: Claim, content: dict[str, Any], *, revision: int, by: User, note: str
) -> Edition:
    """Seal the content at the end of the log, put it where readers find it, and tell webhooks."""
    hold(Lock.LOG)
    last = Edition.objects.defer("document").order_by("-sequence").first()
    first = claim.editions.order_by("sequence").first()
    published_at = now()
    number = claim.editions.count() + 1 if first else 1
    sequence = last.sequence + 1 if last else 1
    sealed = chain.seal(
        {
            **content,
            "edition": number,
            "sequence": sequence,
            # Of a claim that was loaded, editions of another log are older than the first here.
            "first_published_at": first.content["first_published_at"]
            if first
            else time_text(published_at),
            "published_at": time_text(published_at),
        },
        previous_sha256=last.sha256 if last else "",
        previous_log_sha256=last.log_sha256 if last else "",
    )
    edition = Edition(
        claim=claim,
        publisher=by,
        number=number,
        sequence=sequence,
        revision=revision,
        status=content["status"],
        note=note,
        document=sealed.document.decode(),
        sha256=sealed.sha256,
        previous_sha256=sealed.previous_sha256,
        log_sha256=sealed.log_sha256,
        published_at=published_at,
    )
    if note:
        # It is somebody's; all else is made here, and the database checks that it is right.
        ours = {field.name for field in Edition._meta.fields} - {"note"}
        edition.full_clean(exclude=ours, validate_unique=False)
    edition.save(force_insert=True)
    shelve(edition)
    show_remarks_on(claim)
    notify(edition)
    return edition
