"""Show public remarks to readers: rows of `PublishedAnnotation`, anchored in published words."""

from typing import Any

from django.db import transaction

from claims import anchors
from claims.drafting.remarks import selector_of
from claims.models import (
    Annotation,
    Claim,
    Part,
    Publication,
    PublishedAnnotation,
    PublishedParagraph,
    Visibility,
)


@transaction.atomic
def show(annotation: Annotation) -> None:
    """Make what readers see of a remark follow the remark: part of whatever changes it.

    Of a remark that is not public nothing is kept among what readers see, except that they
    have seen it.
    """
    row = PublishedAnnotation.objects.filter(pk=annotation.pk).first()
    if annotation.visibility != Visibility.PUBLIC or annotation.deleted_at is not None:
        if row is not None:
            row.delete()
        if row is not None and row.shown:
            PublishedAnnotation.objects.create(
                annotation=annotation,
                public=False,
                shown=True,
                motivation=row.motivation,
                created_at=row.created_at,
            )
        return
    values = _values(annotation, row)
    PublishedAnnotation.objects.update_or_create(annotation=annotation, defaults=values)
    standing = PublishedAnnotation.objects.standing().filter(pk=annotation.pk)
    standing.filter(shown=False).update(shown=True)


@transaction.atomic
def show_remarks_on(claim: Claim) -> None:
    """After an edition of a claim: its public remarks and those on paragraphs that it cites.

    The paragraphs' rows learn which paragraph of the desk they are, as long as that is known.
    """
    for citation in claim.citations.filter(paragraph__number__isnull=False):
        paragraph = citation.paragraph
        PublishedParagraph.objects.filter(
            source=paragraph.source.slug,
            number=paragraph.number or 0,
            text_sha256=paragraph.text_sha256,
        ).exclude(origin=paragraph).update(origin=paragraph)
    # Locked, so that nobody takes one back while it is shown once more.
    public = Annotation.objects.present().filter(visibility=Visibility.PUBLIC)
    public = public.select_for_update(no_key=True).order_by("pk")
    cited = claim.citations.values("paragraph")
    for annotation in public.filter(claim=claim) | public.filter(paragraph__in=cited):
        show(annotation)


def _values(annotation: Annotation, shown: PublishedAnnotation | None) -> dict[str, Any]:
    publication = paragraph = None
    found, pointer, text = anchors.Place("exact"), "", ""
    if annotation.claim_id is not None:
        rows = Publication.objects.filter(claim=annotation.claim_id)
        publication = rows.select_related("edition").first()
        if publication is not None:
            content = publication.edition.content
            found, pointer = _in_edition(annotation, content)
            text = content["text"]
    else:
        paragraphs = PublishedParagraph.objects.filter(origin=annotation.paragraph_id)
        paragraph = paragraphs.order_by("-sequence", "-number").first()
        if paragraph is not None:
            found, text = _in_text(annotation, paragraph.text), paragraph.text
    author = annotation.author
    return {
        "publication": publication,
        "paragraph": paragraph,
        "reply_to": annotation.parent_id,
        "public": True,
        "motivation": annotation.motivation,
        "author": author.get_full_name() or author.get_username(),
        "body": annotation.body,
        "language": annotation.language,
        "canonical": annotation.canonical,
        "pointer": pointer,
        **_words(found, text, shown),
        "anchor": found.kind,
        "start": found.start,
        "end": found.end,
        "created_at": annotation.created_at,
        "edited_at": annotation.edited_at,
    }


def _words(found: anchors.Place, text: str, shown: PublishedAnnotation | None) -> dict[str, str]:
    """The words that a remark is on, as published: what was chosen at the desk may be a draft's.

    Those of an orphan are the ones that readers have seen it on, if ever.
    """
    if found.start is not None and found.end is not None:
        there = anchors.select(text, start=found.start, end=found.end)
        return {"quote": there.quote, "prefix": there.prefix, "suffix": there.suffix}
    if shown is None or found.kind != "orphan":
        return {"quote": "", "prefix": "", "suffix": ""}
    return {"quote": shown.quote, "prefix": shown.prefix, "suffix": shown.suffix}


def _in_text(annotation: Annotation, text: str) -> anchors.Place:
    if not annotation.quote:
        return anchors.Place("exact")
    return anchors.place(selector_of(annotation), text, near=annotation.place_start)


def _in_edition(annotation: Annotation, content: dict[str, Any]) -> tuple[anchors.Place, str]:
    """Where the remark stands in a claim's document, and the JSON Pointer to the part."""
    if not annotation.part:
        return _in_text(annotation, content["text"]), ""
    if annotation.part == Part.CITATION:
        names = "citations"
        wanted = annotation.citation.marker if annotation.citation else annotation.part_words
        marks = [cited["marker"] for cited in content["citations"]]
    else:
        names = "figures"
        wanted = annotation.figure.text if annotation.figure else annotation.part_words
        marks = [figure["text"] for figure in content["figures"]]
    if wanted not in marks:
        return anchors.Place("orphan"), ""
    return anchors.Place("exact"), f"/{names}/{marks.index(wanted)}"
