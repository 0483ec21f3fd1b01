"""Write and edit claims; the text is written with its markers, citations follow from them."""

from collections.abc import Sequence
from datetime import date
from typing import Any, TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from claims.drafting.citations import (
    find_paragraphs,
    follow_markers,
    read_references,
    write_references,
)
from claims.drafting.proposals import follow_text, propose_figures
from claims.drafting.remarks import follow_claim
from claims.drafting.revisions import hold_source, lock_claim, revise, touch
from claims.errors import Conflict, Reason
from claims.models import Claim, Claimant, ClaimTopic, Revision, Section, Topic, User
from sources.models import Source

text_with_references = write_references


class ClaimFields(TypedDict, total=False):
    """What an editor sets on a claim; `text` with its markers."""

    text: str
    language: str
    claimant: Claimant | None
    claimed_on: date | None
    topics: Sequence[Topic]
    section: Section | None
    position: int
    key: str


@transaction.atomic
def draft_claim(
    *,
    source: Source,
    by: User,
    reason: str = "",
    imported_as: str = "",
    **fields: Unpack[ClaimFields],
) -> Claim:
    """A new claim of `source`, written by `by`, at the end of its section unless placed.

    Raises ValidationError on what is wrong with a field, markers with their span.
    """
    hold_source(source.pk)
    claim = Claim(source=source, author=by, imported_as=imported_as)
    _apply(claim, fields)
    if "position" not in fields:
        claim.position = _end_of(claim.section)
    claim.full_clean()
    references = read_references(fields.get("text", "")).references
    paragraphs = find_paragraphs(source, references)
    claim.save()
    follow_markers(claim, references, paragraphs)
    file_under(claim, fields.get("topics", ()))
    propose_figures(claim)
    Revision.objects.create(claim=claim, number=1, author=by, reason=reason)
    return claim


@transaction.atomic
def edit_claim(
    *, claim: Claim, version: int, by: User, reason: str = "", **fields: Unpack[ClaimFields]
) -> Claim:
    """Change a claim: a new revision, back to draft; readers keep the last edition.

    Fields that are not given stay; where nothing differs, nothing happens. Raises Stale, and
    ValidationError on what is wrong with a field.
    """
    hold_source(claim.source_id)
    claim = lock_claim(claim, version=version)
    before, words, key = _frozen(claim), claim.text, claim.key
    _apply(claim, fields)
    if claim.section_id != before["section_id"] and "position" not in fields:
        claim.position = _end_of(claim.section)
    claim.full_clean()
    if "text" in fields:
        references = read_references(fields["text"]).references
        follow_markers(claim, references, find_paragraphs(claim.source, references, claim=claim))
        follow_text(claim, before=words)
        follow_claim(claim)
    if "topics" in fields:
        file_under(claim, fields["topics"])
    claim.save(
        update_fields=["text", "language", "claimant", "claimed_on", "section", "position", "key"]
    )
    if fields.keys() & {"text", "language", "claimed_on"}:
        propose_figures(claim)
    if _frozen(claim) != before:
        revise(claim, by=by, reason=reason)
    elif claim.key != key:
        touch(claim)  # a name of the client's, which no edition holds
    return claim


@transaction.atomic
def delete_claim(*, claim: Claim, version: int, by: User) -> None:
    """Delete a draft that nobody has been asked to judge. Raises Stale, Conflict."""
    claim = lock_claim(claim, version=version)
    reasons = []
    if claim.editions.exists():
        reasons.append(Reason("published", "The claim has editions: withdraw it instead."))
    judged = claim.submissions.exists() or claim.reviews.exists() or claim.confirmations.exists()
    if judged:
        reasons.append(Reason("reviewed", "The claim has been submitted: its reviews stay."))
    if claim.annotations.exists():
        reasons.append(Reason("annotated", "There are remarks on the claim: they stay."))
    if reasons:
        raise Conflict("The claim cannot be deleted.", reasons=reasons)
    claim.delete()


def _apply(claim: Claim, fields: ClaimFields) -> None:
    if "text" in fields:
        claim.text = read_references(fields["text"]).text
    for name in ("language", "claimant", "claimed_on", "section", "position", "key"):
        if name in fields:
            setattr(claim, name, fields[name])
    if claim.section is not None and claim.section.source_id != claim.source_id:
        raise ValidationError(
            {
                "section": ValidationError(
                    "The section belongs to another source.", code="unknown_section"
                )
            }
        )


def file_under(claim: Claim, topics: Sequence[Topic]) -> None:
    wanted = {topic.pk: position for position, topic in enumerate(topics)}
    for link in claim.topic_links.all():
        position = wanted.pop(link.topic_id, None)
        if position is None:
            link.delete()
        elif link.position != position:
            link.position = position
            link.save(update_fields=["position"])
    for topic_id, position in wanted.items():
        ClaimTopic.objects.create(claim=claim, topic_id=topic_id, position=position)


def _end_of(section: Section | None) -> int:
    if section is None:
        return 0
    last = section.claims.aggregate(last=Max("position"))["last"]
    return 0 if last is None else int(last) + 1


def _frozen(claim: Claim) -> dict[str, Any]:
    """What an edition freezes of the claim itself, to see whether an edit changed anything."""
    return {
        "text": write_references(claim),
        "language": claim.language,
        "claimant_id": claim.claimant_id,
        "claimed_on": claim.claimed_on,
        "section_id": claim.section_id,
        "position": claim.position,
        "topics": list(claim.topic_links.values_list("topic_id", flat=True)),
    }
