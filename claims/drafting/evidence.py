"""Sources and their paragraphs as the desk changes them, and what that does to claims.

A claim's edition freezes its source's title and its paragraphs' words. When those change, the
claims that rest on them get a new revision: approved work goes back to the queue with the
reason, and readers keep the last edition until the next.
"""

from dataclasses import dataclass
from typing import Any

from django.db import models, transaction

from claims import workflow
from claims.drafting.citations import occurs
from claims.drafting.proposals import propose_figures
from claims.drafting.remarks import follow_paragraphs
from claims.drafting.revisions import revise, touch
from claims.models import Citation, Claim, State, User
from sources import capturing
from sources.models import Source

JUDGED = frozenset({State.IN_REVIEW, State.APPROVED, State.PUBLISHED})
# What an edition holds of a source (see snapshots).
FROZEN = ("title", "kind", "language", "publisher_id", "url", "published_at", "slug")
OTHER_WORDS = frozenset({"captured", "edited", "gone"})


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the desk proposes for a citation whose paragraph a capture has touched.

    `action` is `keep` (same words elsewhere, or words where there were none), `review` (other
    words: does it still support the claim?) or `reattach` (gone; `to` is the number of the most
    similar paragraph, if there is one). `quote_found` tells whether its quote still occurs.
    """

    citation: Citation
    action: str
    to: int | None
    quote_found: bool


@dataclass(frozen=True, slots=True)
class Capture:
    """What a capture did to the paragraphs, and what it proposes for each citation."""

    source: Source
    changes: tuple[capturing.Change, ...]
    proposals: tuple[Proposal, ...]


@transaction.atomic
def draft_source(*, by: User, **fields: Any) -> Source:
    """A new source. Raises ValidationError."""
    return capturing.add_source(**fields)


@transaction.atomic
def edit_source(
    *, source: Source, version: int, by: User, reason: str = "", **fields: Any
) -> Source:
    """Change what a source says of itself; its judged claims go back to draft.

    When it came out says what "last year" in its claims is: proposals are read anew.
    Raises Stale, ValidationError.
    """
    before = source.version
    frozen = {name: getattr(source, name) for name in FROZEN}
    source = capturing.edit_source(source=source, version=version, **fields)
    if source.version != before:
        changed = any(getattr(source, name) != value for name, value in frozen.items())
        redated = source.published_at != frozen["published_at"]
        for claim in _locked(_resting_on(source)):
            if changed and claim.state in JUDGED:
                why = "What its source says of itself was edited."
                revise(claim, by=by, reason=reason, why=why)
            else:
                touch(claim)
            if redated and claim.source_id == source.pk:
                claim.source = source
                propose_figures(claim)
    return source


@transaction.atomic
def capture_source(
    *, source: Source, version: int, text: str, by: User, reason: str = ""
) -> Capture:
    """Store the text of a source as paragraphs, or capture it again.

    A paragraph is known again by its words, not by its number. Claims that rest on words that
    came, changed or are gone get a new revision by whoever captured them; those that were
    submitted or judged return to the queue. Raises Stale, ValidationError.
    """
    source, changes = capturing.capture_text(source=source, version=version, text=text)
    touched = {change.paragraph.pk: change for change in changes if change.kind != "unchanged"}
    follow_paragraphs(change.paragraph for change in touched.values())
    citations = list(Citation.objects.filter(paragraph__in=touched).select_related("claim__source"))
    proposals = tuple(_propose(citation, touched[citation.paragraph_id]) for citation in citations)
    changed = {c.claim_id for c in citations if touched[c.paragraph_id].kind in OTHER_WORDS}
    for claim in _locked(Claim.objects.filter(pk__in={c.claim_id for c in citations})):
        if claim.pk in changed:
            _evidence_changed(claim, by=by, reason=reason)
        else:
            note_evidence(claim)  # its markers have other numbers
    return Capture(source=source, changes=changes, proposals=proposals)


def _propose(citation: Citation, change: capturing.Change) -> Proposal:
    action = {"edited": "review", "gone": "reattach"}.get(change.kind, "keep")
    found = not citation.quote or occurs(citation.quote, change.paragraph.text)
    return Proposal(citation=citation, action=action, to=change.nearest, quote_found=found)


def note_evidence(claim: Claim) -> None:
    """The evidence of a locked claim was read again, or stands elsewhere: its version rises.

    In review the claim says which of its markers nobody has stood behind as they read now.
    """
    if claim.state == State.IN_REVIEW:
        workflow.enter(claim, State.IN_REVIEW, why=unread_evidence(claim))
    else:
        touch(claim)


def unread_evidence(claim: Claim) -> str:
    """Which of its markers are stale, or gone, in a sentence; "" when none is."""
    markers = [
        citation.marker
        for citation in claim.citations.all()
        if citation.is_stale or citation.paragraph.number is None
    ]
    return f"The text of {', '.join(markers)} has changed since it was cited." if markers else ""


def _evidence_changed(claim: Claim, *, by: User, reason: str) -> None:
    """What is or was judged is judged on the words as they are, and not by who changed them."""
    if claim.state in JUDGED:
        why = unread_evidence(claim)
        revise(claim, by=by, reason=reason, to=workflow.EVIDENCE_CHANGED, why=why)
    else:
        revise(claim, by=by, reason=reason, to=State(claim.state), why=claim.state_reason)


def _resting_on(source: Source) -> models.QuerySet[Claim]:
    """Claims of the source, and claims that cite it beside their own."""
    cited = Citation.objects.filter(paragraph__source=source).values("claim")
    return Claim.objects.filter(models.Q(source=source) | models.Q(pk__in=cited))


def _locked(claims: models.QuerySet[Claim]) -> models.QuerySet[Claim]:
    return claims.select_for_update(no_key=True).order_by("pk")
