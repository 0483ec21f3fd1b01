"""The publication that an edition makes, with its topics, sources, paragraphs and citations."""

from collections.abc import Iterable, Mapping
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

_SOURCE = ["publisher", "publisher_name", "title", "kind", "language", "url", "published_at"]


def shelve_publication(edition: Edition, content: dict[str, Any], *, again: bool) -> Publication:
    """What readers see of the claim by `edition`, whose document says `content`.

    `again` when they see something of it already.
    """
    # A withdrawal repeats an old edition: what newer ones say of sources and paragraphs stays.
    keep = edition.status == EditionStatus.WITHDRAWN
    _shelve_sources([content["source"], *content["cited_sources"]], edition.sequence, keep=keep)
    source = PublishedSource.objects.get(pk=content["source"]["slug"]) if keep else None
    rating = content["rating"] or {}
    section = content["section"] or {}
    publication = Publication(
        claim_id=edition.claim_id,
        edition=edition,
        source_id=content["source"]["slug"],
        sequence=edition.sequence,
        status=edition.status,
        rating=rating.get("code", ""),
        rating_value=rating.get("value"),
        language=content["language"],
        publisher=source.publisher if source else content["source"]["publisher"]["slug"],
        claimant=(content["claimant"] or {}).get("slug", ""),
        section_title=section.get("title", ""),
        section_position=section.get("position"),
        position=content["position"],
        claimed_on=content["claimed_on"],
        first_published_at=content["first_published_at"],
        published_at=edition.published_at,
        document=edition.document,
        sha256=edition.sha256,
    )
    if again:
        publication.save(force_update=True)
        publication.topics.all().delete()
        publication.citations.all().delete()
    else:
        publication.save(force_insert=True)
    PublishedTopic.objects.bulk_create(
        PublishedTopic(publication=publication, slug=topic["slug"], label=topic["label"])
        for topic in content["topics"]
    )
    paragraphs = _shelve_paragraphs(content["citations"], edition.sequence, keep=keep)
    PublishedCitation.objects.bulk_create(
        PublishedCitation(
            publication=publication,
            paragraph_id=paragraphs[citation["source"], citation["paragraph"]],
            stance=citation["stance"],
            text_sha256=citation["text_sha256"],
        )
        for citation in content["citations"]
    )
    return publication


def _shelve_sources(described: Iterable[Mapping[str, Any]], sequence: int, *, keep: bool) -> None:
    """Describe the sources anew; `keep` what is said of those that are known."""
    _upsert(
        [
            PublishedSource(
                slug=source["slug"],
                publisher=source["publisher"]["slug"],
                publisher_name=source["publisher"]["name"],
                title=source["title"],
                kind=source["kind"],
                language=source["language"],
                url=source["url"] or "",
                published_at=source["published_at"],
                sequence=sequence,
            )
            for source in {source["slug"]: source for source in described}.values()
        ],
        keys=["slug"],
        fields=[*_SOURCE, "sequence"],
        keep=keep,
    )


def _shelve_paragraphs(
    cited: Iterable[Mapping[str, Any]], sequence: int, *, keep: bool
) -> dict[tuple[str, int], Any]:
    """The ids of the paragraphs, by source and number; their words are those of the citations."""
    words = {(each["source"], each["paragraph"]): each for each in cited}
    _upsert(
        [
            PublishedParagraph(
                source_id=source,
                number=number,
                text=each["text"],
                text_sha256=each["text_sha256"],
                sequence=sequence,
            )
            for (source, number), each in words.items()
        ],
        keys=["source", "number"],
        fields=["text", "text_sha256", "sequence"],
        keep=keep,
    )
    rows = PublishedParagraph.objects.filter(
        source__in={source for source, _ in words}, number__in={number for _, number in words}
    )
    return {
        (source, number): pk for source, number, pk in rows.values_list("source_id", "number", "pk")
    }


def _upsert(rows: list[Any], *, keys: list[str], fields: list[str], keep: bool) -> None:
    if not rows:
        return
    conflicts: dict[str, Any] = (
        {"ignore_conflicts": True}
        if keep
        else {"update_conflicts": True, "unique_fields": keys, "update_fields": fields}
    )
    type(rows[0]).objects.bulk_create(rows, **conflicts)
