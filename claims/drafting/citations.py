"""Citations follow from the markers in a claim's text; stance and quote are set on them."""

import unicodedata
from collections.abc import Iterable, Sequence
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from claims.drafting.remarks import keep_words, return_to_citation
from claims.drafting.revisions import hold_source, lock_claim, revise
from claims.markers import (
    Fault,
    MarkerError,
    Reference,
    Referenced,
    join_references,
    split_references,
)
from claims.models import Citation, Claim, User
from sources.models import Paragraph, Source


def read_references(text: str) -> Referenced:
    """The text without its markers, and the references they make.

    Raises ValidationError on `text`, one error for each marker that cannot be one.
    """
    try:
        return split_references(text)
    except MarkerError as error:
        raise faulty_text(error.faults) from error


def faulty_text(faults: Iterable[Fault]) -> ValidationError:
    """The refusal of a text: every fault on `text`, with its span."""
    return ValidationError(
        {
            "text": [
                ValidationError(
                    fault.detail, code=fault.code, params={"start": fault.start, "end": fault.end}
                )
                for fault in faults
            ]
        }
    )


def write_references(claim: Claim) -> str:
    """The claim's text with its markers in place: `… by December [1][3]`."""
    references = tuple(
        Reference(
            number=citation.paragraph.number or citation.paragraph.former_number or 0,
            source=None
            if citation.paragraph.source_id == claim.source_id
            else citation.paragraph.source.slug,
            offset=citation.offset,
        )
        for citation in claim.citations.all()
    )
    return join_references(Referenced(text=claim.text, references=references))


def find_paragraphs(
    source: Source, references: Sequence[Reference], *, claim: Claim | None = None
) -> list[Paragraph]:
    """The paragraph of each reference, in order; `claim` is the one whose text they stand in.

    A source whose text is not captured yet gets an empty paragraph for a number it has not
    met. A marker that the claim had of a paragraph that is gone still means that one. Raises
    ValidationError on `text` when a source is unknown, when a captured source has no such
    paragraph, or when the number of a gone one belongs to another by now.
    """
    slugs = {reference.source for reference in references if reference.source}
    sources = {found.slug: found for found in Source.objects.filter(slug__in=slugs)}
    gone = _gone_paragraphs(claim)
    errors = []
    paragraphs = []
    for reference in references:
        cited = sources.get(reference.source) if reference.source else source
        if cited is None:
            detail = f"There is no source {reference.source!r}."
            errors.append(ValidationError(detail, code="unknown_source"))
            continue
        before = gone.get((cited.pk, reference.number))
        paragraph = _find_paragraph(cited, reference.number, add=before is None)
        if before is not None and paragraph is not None:
            detail = (
                f"Paragraph {reference.number}, which the claim cites, is gone, and the number "
                "is another paragraph's now: take the marker out first, then cite anew."
            )
            errors.append(ValidationError(detail, code="gone_paragraph"))
        elif before is not None:
            paragraphs.append(before)
        elif paragraph is None:
            detail = f"The source {cited.slug!r} has no paragraph {reference.number}."
            errors.append(ValidationError(detail, code="unknown_paragraph"))
        else:
            paragraphs.append(paragraph)
    if errors:
        raise ValidationError({"text": errors})
    if len({paragraph.pk for paragraph in paragraphs}) < len(paragraphs):
        raise ValidationError(
            {"text": ValidationError("A paragraph is cited twice.", code="marker_repeated")}
        )
    return paragraphs


def _gone_paragraphs(claim: Claim | None) -> dict[tuple[UUID, int], Paragraph]:
    """What the claim cites and its source no longer has, by source and former number."""
    if claim is None:
        return {}
    cited = [citation.paragraph for citation in claim.citations.all()]
    return {(p.source_id, p.former_number): p for p in cited if p.former_number is not None}


def _find_paragraph(source: Source, number: int, *, add: bool) -> Paragraph | None:
    found = source.paragraphs.filter(number=number).first()
    if found is None and add and not source.paragraphs.exclude(text="").exists():
        found = source.paragraphs.create(number=number)
        # The list of paragraphs has changed, and its ETag is the source's version.
        Source.objects.filter(pk=source.pk).update(version=F("version") + 1)
    return found


def follow_markers(
    claim: Claim, references: Iterable[Reference], paragraphs: Iterable[Paragraph]
) -> None:
    """Make the citations of a locked claim those of its markers, in their order.

    A paragraph that was cited before keeps its citation, with stance and quote.
    """
    before = {citation.paragraph_id: citation for citation in claim.citations.all()}
    for position, (reference, paragraph) in enumerate(zip(references, paragraphs, strict=True)):
        citation = before.pop(paragraph.pk, None)
        if citation is None:
            added = Citation.objects.create(
                claim=claim,
                paragraph=paragraph,
                position=position,
                offset=reference.offset,
                text_sha256=paragraph.text_sha256,
            )
            return_to_citation(added)
        elif (citation.position, citation.offset) != (position, reference.offset):
            citation.position, citation.offset = position, reference.offset
            citation.save(update_fields=["position", "offset"])
    for citation in before.values():
        keep_words(citation)
        citation.delete()


@transaction.atomic
def edit_citation(
    *,
    citation: Citation,
    version: int,
    by: User,
    stance: str | None = None,
    quote: str | None = None,
    reason: str = "",
) -> Citation:
    """Set the stance or the quote of a citation: a new revision of its claim.

    Raises Stale, and ValidationError when the quote does not occur in the paragraph.
    """
    claim = lock_claim(citation.claim, version=version)
    citation = claim.citations.get(pk=citation.pk)
    before = (citation.stance, citation.quote, citation.text_sha256)
    if stance is not None:
        citation.stance = stance
    if quote is not None:
        citation.quote = quote
    check_quote(citation.paragraph, citation.quote)
    citation.text_sha256 = citation.paragraph.text_sha256
    if before != (citation.stance, citation.quote, citation.text_sha256):
        citation.full_clean(exclude=["claim", "paragraph"])
        citation.save(update_fields=["stance", "quote", "text_sha256"])
        revise(claim, by=by, reason=reason)
    citation.claim = claim
    return citation


def check_quote(paragraph: Paragraph, quote: str) -> None:
    """A quote occurs in its paragraph, white space and Unicode forms aside.

    Raises ValidationError on `quote`.
    """
    if quote and not occurs(quote, paragraph.text):
        detail = (
            f"These words do not occur in paragraph {paragraph.number}."
            if paragraph.text
            else f"The text of paragraph {paragraph.number} is not captured yet."
        )
        raise ValidationError({"quote": ValidationError(detail, code="quote_not_found")})


def occurs(quote: str, text: str) -> bool:
    """Whether the words of `quote` stand in `text`, white space and Unicode forms aside."""
    return _folded(quote) in _folded(text)


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).split())


@transaction.atomic
def cite(
    *,
    claim: Claim,
    version: int,
    by: User,
    paragraph: int,
    source: str = "",
    stance: str = "supports",
    quote: str = "",
    reason: str = "",
) -> Citation:
    """Cite one more paragraph: its marker goes to the end of the text.

    Raises Stale, and ValidationError as for a text that is written with that marker.
    """
    hold_source(claim.source_id)
    claim = lock_claim(claim, version=version)
    reference = Reference(
        number=paragraph,
        source=source if source and source != claim.source.slug else None,
        offset=len(claim.text),
    )
    try:
        [cited] = find_paragraphs(claim.source, [reference])
    except ValidationError as error:
        # The caller has written a number and a source, not a text.
        faults = error.error_dict["text"]
        field = "source" if faults[0].code == "unknown_source" else "paragraph"
        raise ValidationError({field: faults}) from error
    check_quote(cited, quote)
    citation = Citation(
        claim=claim,
        paragraph=cited,
        position=claim.citations.count(),
        offset=reference.offset,
        stance=stance,
        quote=quote,
        text_sha256=cited.text_sha256,
    )
    citation.full_clean()
    citation.save()
    return_to_citation(citation)
    revise(claim, by=by, reason=reason)
    return citation


@transaction.atomic
def uncite(*, citation: Citation, version: int, by: User, reason: str = "") -> Claim:
    """Take a citation and its marker away: a new revision of its claim. Raises Stale."""
    claim = lock_claim(citation.claim, version=version)
    citation = claim.citations.get(pk=citation.pk)
    keep_words(citation)
    citation.delete()
    for position, left in enumerate(claim.citations.order_by("position")):
        if left.position != position:
            left.position = position
            left.save(update_fields=["position"])
    revise(claim, by=by, reason=reason)
    return claim
