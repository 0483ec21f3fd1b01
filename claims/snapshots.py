"""What an edition freezes: a claim in, plain data out, complete in itself (schema 1)."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from claims.drafting import text_with_references
from claims.gates import approvals
from claims.models import Citation, Claim, Claimant, Figure, Review, Section, User
from sources.models import Source

SCHEMA = 1


def snapshot(claim: Claim) -> dict[str, Any]:
    """The claim as its approving review found it: titles, labels and quotes, not ids alone.

    JSON values only; times are RFC 3339 in UTC, numbers of figures decimal strings.
    """
    words = approvals(claim)
    citations = list(claim.citations.select_related("paragraph__source__publisher"))
    return {
        "schema": SCHEMA,
        "id": str(claim.pk),
        "text": claim.text,
        "text_with_references": text_with_references(claim),
        "language": claim.language,
        "section": _section(claim.section),
        "position": claim.position,
        "claimant": _claimant(claim.claimant),
        "claimed_on": _day(claim.claimed_on),
        "source": _source(claim.source),
        "topics": [
            {"slug": link.topic.slug, "label": link.topic.label}
            for link in claim.topic_links.select_related("topic")
        ],
        "citations": [_citation(citation) for citation in citations],
        "cited_sources": [
            _source(source)
            for source in dict.fromkeys(citation.paragraph.source for citation in citations)
            if source != claim.source
        ],
        "figures": [figure_values(figure) for figure in claim.figures.frozen()],
        "rating": _rating(words[-1]) if words else None,
        "reviewed_by": ", ".join(_name(review.reviewer) for review in words),
    }


def figure_values(figure: Figure) -> dict[str, Any]:
    """A figure in its normal form, as readers and the desk get it; empty words are null."""
    return {
        "text": figure.text,
        "start": figure.start,
        "end": figure.end,
        "kind": figure.kind,
        "value": decimal_text(figure.value),
        "lower": decimal_text(figure.lower),
        "upper": decimal_text(figure.upper),
        "op": figure.op,
        "hedge": figure.hedge or None,
        "tone": figure.tone or None,
        "mantissa": decimal_text(figure.mantissa),
        "scale": figure.scale,
        "unit": figure.unit,
        "unit_inferred": figure.unit_inferred,
        "counted": figure.counted or None,
        "num": figure.num,
        "den": figure.den,
        "role": figure.role,
        "direction": figure.direction or None,
        "group": figure.group or None,
        "basis": figure.basis or None,
        "period": figure.period or None,
        "period_start": _day(figure.period_start),
        "period_end": _day(figure.period_end),
        "period_rel": figure.period_rel or None,
        "modality": figure.modality or None,
        "of": figure.of or None,
        "status": figure.status,
    }


def decimal_text(number: Decimal | None) -> str | None:
    """`700000000000`, `3.5`: no exponent, no zeros at the end."""
    if number is None:
        return None
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def time_text(moment: datetime | None) -> str | None:
    """RFC 3339 in UTC; microseconds only where there are some."""
    return None if moment is None else moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _citation(citation: Citation) -> dict[str, Any]:
    paragraph = citation.paragraph
    return {
        "reference": paragraph.number,
        "marker": citation.marker,
        "source": paragraph.source.slug,
        "paragraph": paragraph.number,
        "text": paragraph.text,
        "quote": citation.quote,
        "stance": citation.stance,
        "text_sha256": paragraph.text_sha256,
    }


def _source(source: Source) -> dict[str, Any]:
    publisher = source.publisher
    return {
        "slug": source.slug,
        "title": source.title,
        "kind": source.kind,
        "language": source.language,
        "publisher": {"slug": publisher.slug, "name": publisher.name},
        "url": source.url or None,
        "published_at": time_text(source.published_at),
    }


def _section(section: Section | None) -> dict[str, Any] | None:
    return None if section is None else {"title": section.title, "position": section.position}


def _claimant(claimant: Claimant | None) -> dict[str, Any] | None:
    if claimant is None:
        return None
    return {
        "slug": claimant.slug,
        "type": claimant.type,
        "name": claimant.name,
        "url": claimant.url or None,
    }


def _rating(review: Review) -> dict[str, Any] | None:
    rating = review.rating
    if rating is None:
        return None
    return {
        "code": rating.code,
        "label": rating.label,
        "value": rating.value,
        "best": rating.best,
        "worst": rating.worst,
        "rationale": review.rationale,
    }


def _name(user: User) -> str:
    return user.get_full_name() or user.get_username()


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
