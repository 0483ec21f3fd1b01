"""The publication that an edition makes, with its topics, sources, paragraphs and citations."""

from typing import Any

from claims.models import (
    Edition,
    EditionStatus,
    Publication,
    PublishedCitation,
    PublishedParagraph,
    PublishedSource,
    PublishedTopic,
)


def shelve_publication(edition: Edition, content: dict[str, Any]) -> Publication:
    """What readers see of the claim by `edition`, whose document says `content`."""
    # A withdrawal repeats an old edition: what newer ones say of sources and paragraphs stays.
    withdrawn = edition.status == EditionStatus.WITHDRAWN
    source = _shelve_source(content["source"], edition.sequence, withdrawn=withdrawn)
    sources = {source.slug: source} | {
        described["slug"]: _shelve_source(described, edition.sequence, withdrawn=withdrawn)
        for described in content["cited_sources"]
    }
    rating = content["rating"] or {}
    section = content["section"] or {}
    publication, _ = Publication.objects.update_or_create(
        claim_id=edition.claim_id,
        defaults={
            "edition": edition,
            "source": source,
            "sequence": edition.sequence,
            "status": edition.status,
            "rating": rating.get("code", ""),
            "rating_value": rating.get("value"),
            "language": content["language"],
            "publisher": source.publisher,
            "claimant": (content["claimant"] or {}).get("slug", ""),
            "section_title": section.get("title", ""),
            "section_position": section.get("position"),
            "position": content["position"],
            "claimed_on": content["claimed_on"],
            "first_published_at": content["first_published_at"],
            "published_at": edition.published_at,
            "document": edition.document,
            "sha256": edition.sha256,
        },
    )
    publication.topics.all().delete()
    PublishedTopic.objects.bulk_create(
        PublishedTopic(publication=publication, slug=topic["slug"], label=topic["label"])
        for topic in content["topics"]
    )
    publication.citations.all().delete()
    for citation in content["citations"]:
        PublishedCitation.objects.create(
            publication=publication,
            paragraph=_shelve_paragraph(
                citation, sources[citation["source"]], edition.sequence, withdrawn=withdrawn
            ),
            stance=citation["stance"],
            text_sha256=citation["text_sha256"],
        )
    return publication


def _shelve_source(described: dict[str, Any], sequence: int, *, withdrawn: bool) -> PublishedSource:
    if withdrawn and (known := PublishedSource.objects.filter(slug=described["slug"]).first()):
        return known
    source, _ = PublishedSource.objects.update_or_create(
        slug=described["slug"],
        defaults={
            "publisher": described["publisher"]["slug"],
            "publisher_name": described["publisher"]["name"],
            "title": described["title"],
            "kind": described["kind"],
            "language": described["language"],
            "url": described["url"] or "",
            "published_at": described["published_at"],
            "sequence": sequence,
        },
    )
    return source


def _shelve_paragraph(
    cited: dict[str, Any], source: PublishedSource, sequence: int, *, withdrawn: bool
) -> PublishedParagraph:
    rows = PublishedParagraph.objects.filter(source=source, number=cited["paragraph"])
    if withdrawn and (known := rows.first()):
        return known
    paragraph, _ = PublishedParagraph.objects.update_or_create(
        source=source,
        number=cited["paragraph"],
        defaults={
            "text": cited["text"],
            "text_sha256": cited["text_sha256"],
            "sequence": sequence,
        },
    )
    return paragraph
