"""Remarks follow what they are on: found again in changed texts, or kept as orphans."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from claims import anchors
from claims.models import Anchor, Annotation, Citation, Claim, Figure, Part
from sources.models import Paragraph


def follow_claim(claim: Claim) -> None:
    """Find the spans that remarks are on in the text of a locked claim that has changed."""
    for remark in _spans(claim.annotations.all()):
        _move(remark, claim.text)


def follow_paragraphs(paragraphs: Iterable[Paragraph]) -> None:
    """Find remarks in paragraphs that a capture has touched; those on gone ones are orphans."""
    rows: dict[UUID | None, Paragraph] = {paragraph.pk: paragraph for paragraph in paragraphs}
    for remark in Annotation.objects.filter(paragraph__in=rows).order_by("pk"):
        paragraph = rows[remark.paragraph_id]
        if paragraph.number is None:
            _settle(remark, anchors.Place("orphan"))
        elif remark.quote:
            _move(remark, paragraph.text)
        else:
            _settle(remark, anchors.Place("exact"))


def selector_of(remark: Annotation) -> anchors.Selector:
    """The words that the author of the remark chose, and where they stood."""
    return anchors.Selector(
        quote=remark.quote, prefix=remark.prefix, suffix=remark.suffix, start=remark.start or 0
    )


def keep_words(part: Citation | Figure) -> None:
    """Tell the remarks on a part that is about to be removed what they were on."""
    words = part.marker if isinstance(part, Citation) else part.text
    part.annotations.exclude(part_words=words).update(part_words=words)


def return_to_citation(citation: Citation) -> None:
    """A paragraph is cited again: the remarks on the citation it had are on this one."""
    Annotation.objects.filter(
        claim=citation.claim_id, part=Part.CITATION, citation=None, cited=citation.paragraph_id
    ).update(citation=citation, anchor=Anchor.EXACT)


def return_to_figure(figure: Figure) -> None:
    """A figure of the same words is there again: the remarks on the former one are on it."""
    Annotation.objects.filter(
        claim=figure.claim_id, part=Part.FIGURE, figure=None, part_words=figure.text
    ).update(figure=figure, anchor=Anchor.EXACT)


def _spans(remarks: QuerySet[Annotation]) -> QuerySet[Annotation]:
    return remarks.exclude(quote="").order_by("pk")


def _move(remark: Annotation, text: str) -> None:
    _settle(remark, anchors.place(selector_of(remark), text, near=remark.place_start))


def _settle(remark: Annotation, found: anchors.Place) -> None:
    if (remark.anchor, remark.place_start, remark.place_end) == (
        found.kind,
        found.start,
        found.end,
    ):
        return
    remark.anchor, remark.place_start, remark.place_end = found.kind, found.start, found.end
    remark.save(update_fields=["anchor", "place_start", "place_end"])
