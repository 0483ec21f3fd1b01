"""What readers ask that takes more than a filter: digests of sources, references in a text."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError

from claims.digests import Digest, DigestClaim, DigestSection, NotWritable, render
from claims.errors import Conflict
from claims.markers import Marker, find_markers, split_references
from claims.models import Publication, PublishedCitation, PublishedParagraph, PublishedSource


def digest_of(source: PublishedSource) -> str:
    """The standing publications of a source as a digest, in their order.

    Raises Conflict when a title or claim cannot be written so that it reads back the same.
    """
    rows = (
        Publication.objects.standing()
        .filter(source=source)
        .select_related("edition")
        .order_by("section_position", "section_title", "position", "claim_id")
    )
    contents = [row.edition.content for row in rows]
    if not contents:
        raise Conflict("No published claim is taken from this source; others only cite it.")
    sections: dict[tuple[int, str], list[DigestClaim]] = {}
    for content in contents:
        section = content["section"] or {"title": "Claims", "position": 10**6}
        written = split_references(content["text_with_references"])
        sections.setdefault((section["position"], section["title"]), []).append(
            DigestClaim(text=written.text, references=written.references)
        )
    topics = [topic["label"] for content in contents for topic in content["topics"]]
    try:
        digest = Digest(
            topic=topics[0] if topics else "",
            title=source.title,
            publisher=source.publisher_name,
            published=_published(source, contents),
            sections=tuple(
                DigestSection(title=title, claims=tuple(claims))
                for (_, title), claims in sections.items()
            ),
        )
    except NotWritable as error:
        raise Conflict(f"The source cannot be written as a digest: {error.detail}") from error
    return render(digest)


def _published(source: PublishedSource, contents: Iterable[dict[str, Any]]) -> datetime:
    """A digest has a time: for a source without one, when its first claim was published."""
    if source.published_at is not None:
        return source.published_at
    return min(datetime.fromisoformat(content["first_published_at"]) for content in contents)


@dataclass(frozen=True, slots=True)
class Resolved:
    """A marker of a text, and the published paragraph it points to.

    `status` speaks HTTP: 200 found, 300 several sources have such a paragraph (`candidates`),
    404 none has, 409 the published claims rest on different words of it.
    """

    marker: str
    start: int
    end: int
    number: int
    source: str | None
    status: int
    text: str | None
    candidates: tuple[str, ...] = ()

    @property
    def url(self) -> str | None:
        """Where the paragraph is, with the claims that rest on it; relative to the API's root."""
        if self.source is None or self.text is None:
            return None
        return f"sources/{self.source}/paragraphs/{self.number}/"


MOST_CANDIDATES = 10
MOST_MARKERS = 1_000


def resolve_references(text: str, *, source: str = "") -> list[Resolved]:
    """Each marker of `text` with what it points to; plain markers point into `source`.

    Raises ValidationError for a text with more than a thousand markers.
    """
    markers = find_markers(text)
    if len(markers) > MOST_MARKERS:
        detail = (
            f"The text has {len(markers)} markers; at most {MOST_MARKERS} are resolved at once."
        )
        raise ValidationError({"text": ValidationError(detail, code="too_many_markers")})
    paragraphs: dict[int, list[PublishedParagraph]] = {}
    cited = PublishedParagraph.objects.filter(
        number__in={marker.number for marker in markers},
        citations__publication__status="published",
    )
    for paragraph in cited.distinct().order_by("source_id"):
        paragraphs.setdefault(paragraph.number, []).append(paragraph)
    words: dict[Any, set[str]] = {}
    for paragraph_id, sha256 in PublishedCitation.objects.filter(
        paragraph__number__in=paragraphs, publication__status="published"
    ).values_list("paragraph_id", "text_sha256"):
        words.setdefault(paragraph_id, set()).add(sha256)
    return [
        _resolve(text, marker, marker.source or source, paragraphs.get(marker.number, []), words)
        for marker in markers
    ]


def _resolve(
    text: str,
    marker: Marker,
    source: str,
    found: list[PublishedParagraph],
    words: dict[Any, set[str]],
) -> Resolved:
    here = [paragraph for paragraph in found if source in ("", paragraph.source_id)]
    status = {0: 404, 1: 200}.get(len(here), 300)
    if status == 200 and len(words[here[0].pk]) > 1:
        status = 409
    only = here[0] if len(here) == 1 else None
    return Resolved(
        marker=text[marker.start : marker.end],
        start=marker.start,
        end=marker.end,
        number=marker.number,
        source=only.source_id if only else source or None,
        status=status,
        text=only.text if only else None,
        candidates=tuple(p.source_id for p in here[:MOST_CANDIDATES]) if status == 300 else (),
    )
