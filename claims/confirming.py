"""Confirm that a changed paragraph still bears the claim, and tell what it said before."""

from collections.abc import Iterable
from uuid import UUID

from django.apps import apps
from django.db import transaction

from claims import gates
from claims.drafting import lock_claim
from claims.drafting.citations import check_quote
from claims.drafting.evidence import note_evidence
from claims.errors import Conflict, NotReady, Reason
from claims.models import Citation, Confirmation, User
from sources.models import sha256_of


@transaction.atomic
def confirm_citation(
    *, citation: Citation, version: int, by: User, comment: str = ""
) -> Confirmation:
    """Record that `by` has read the paragraph as it is, and that it still bears the claim.

    The citation is no longer stale; the claim keeps its revision and its place in the queue, and
    says what is left to be read.
    Raises Stale, NotReady for whoever may not review the claim, Conflict when the paragraph is
    gone or has not changed, and ValidationError when the quote no longer occurs in it.
    """
    claim = lock_claim(citation.claim, version=version)
    citation = claim.citations.get(pk=citation.pk)
    if reasons := gates.to_review(claim, by):
        raise NotReady(
            "The citation cannot be confirmed: " + " ".join(each.detail for each in reasons),
            reasons=reasons,
        )
    if reason := _nothing_to_confirm(citation):
        raise Conflict(reason.detail, reasons=[reason])
    paragraph = citation.paragraph
    check_quote(paragraph, citation.quote)
    confirmation = Confirmation(
        claim=claim,
        paragraph=paragraph,
        confirmer=by,
        revision=claim.revision,
        text_sha256=paragraph.text_sha256,
        comment=comment,
    )
    confirmation.full_clean()
    confirmation.save()
    citation.text_sha256 = paragraph.text_sha256
    citation.save(update_fields=["text_sha256"])
    note_evidence(claim)
    return confirmation


def words_before(citations: Iterable[Citation]) -> dict[UUID, str]:
    """The words that somebody last stood behind, for each stale citation, from the history.

    Empty for a citation made before its paragraph was captured; absent for what the history
    does not hold (rows older than it).
    """
    stale = {citation.paragraph_id: citation for citation in citations if citation.is_stale}
    if not stale:
        return {}
    events = apps.get_model("sources", "ParagraphEvent")._default_manager
    texts = events.filter(pgh_obj_id__in=stale).values_list("pgh_obj_id", "text").distinct()
    found = {}
    for paragraph_id, text in texts:
        citation = stale[paragraph_id]
        if sha256_of(text) == citation.text_sha256:
            found[citation.pk] = str(text)
    return found


def _nothing_to_confirm(citation: Citation) -> Reason | None:
    pointer = f"/citations/{citation.position}"
    if citation.paragraph.number is None:
        return Reason(
            "unresolved_marker", "The source no longer has the paragraph: cite another.", pointer
        )
    if not citation.is_stale:
        return Reason("not_stale", "The paragraph has not changed since it was read.", pointer)
    return None
