"""The cast and the things they make; every state is reached through the real functions."""

from itertools import count
from typing import Any

from claims import drafting, publishing, reviewing
from claims.accounts import staffing
from claims.models import Citation, Claim, Edition, EventType, Figure, User, Webhook
from claims.webhooks import subscribing
from sources import capturing
from sources.models import Source

numbers = count(1)

TEXT = "The harbour moved 412 containers in May, 8% more than a year before [1][3]"


def make_user(role: str = "publisher", name: str = "") -> User:
    return staffing.set_up_account(name=name or f"{role}-{next(numbers)}", role=role)


def make_source(title: str = "", publisher: str = "Harbour Gazette", **fields: Any) -> Source:
    return capturing.add_source(
        publisher=capturing.publisher_named(publisher),
        title=title or f"Harbour report {next(numbers)}",
        **fields,
    )


def capture(source: Source, *paragraphs: str, by: User) -> drafting.Capture:
    source.refresh_from_db()
    return drafting.capture_source(
        source=source, version=source.version, text="\n\n".join(paragraphs), by=by
    )


def make_claim(
    author: User, *, text: str = TEXT, source: Source | None = None, **fields: Any
) -> Claim:
    fields.setdefault("language", "en")
    return drafting.draft_claim(source=source or make_source(), by=author, text=text, **fields)


def edit(claim: Claim, by: User, **fields: Any) -> Claim:
    return drafting.edit_claim(claim=claim, version=fresh(claim).version, by=by, **fields)


def add_figure(claim: Claim, by: User, text: str = "8%", **fields: Any) -> Figure:
    fields = {"value": "8", "unit": "%"} | fields
    return drafting.add_figure(
        claim=claim, version=fresh(claim).version, by=by, text=text, **fields
    )


def decide(figure: Figure, by: User, status: str = "confirmed") -> Figure:
    return drafting.decide_figure(
        figure=figure, version=fresh(figure.claim).version, by=by, status=status
    )


def fresh(claim: Claim) -> Claim:
    return Claim.objects.get(pk=claim.pk)


def figure_of(claim: Claim, text: str = "8%") -> Figure:
    """The figure of these words, as the machine proposed it unless somebody decided since."""
    return claim.figures.get(text=text)


def settle_figures(claim: Claim, by: User) -> None:
    """Confirm what was proposed, reject what an edit took the words of."""
    for figure in claim.figures.unsettled():
        decide(figure, by, "confirmed" if figure.start is not None else "rejected")


def submit(claim: Claim, by: User, *, settled: bool = True, **fields: Any) -> Claim:
    if settled:
        settle_figures(claim, by)
    reviewing.submit_claim(claim=claim, version=fresh(claim).version, by=by, **fields)
    return fresh(claim)


def approve(
    claim: Claim,
    by: User,
    rating: str = "supported",
    rationale: str = "Both paragraphs say so.",
) -> Claim:
    reviewing.review_claim(
        claim=claim,
        version=fresh(claim).version,
        by=by,
        decision="approve",
        rating=rating,
        rationale=rationale,
    )
    return fresh(claim)


def send_back(claim: Claim, by: User, rationale: str = "Which May?") -> Claim:
    reviewing.review_claim(
        claim=claim,
        version=fresh(claim).version,
        by=by,
        decision="request_changes",
        rationale=rationale,
    )
    return fresh(claim)


def publish(claim: Claim, by: User, correction: str = "") -> Edition:
    return publishing.publish_claim(
        claim=claim, version=fresh(claim).version, by=by, correction=correction
    )


def withdraw(claim: Claim, by: User, reason: str = "The report was retracted.") -> Edition:
    return publishing.withdraw_claim(
        claim=claim, version=fresh(claim).version, by=by, reason=reason
    )


def approved_claim(author: User, reviewer: User, **fields: Any) -> Claim:
    return approve(submit(make_claim(author, **fields), author), reviewer)


def published_claim(author: User, reviewer: User, **fields: Any) -> Claim:
    claim = approved_claim(author, reviewer, **fields)
    publish(claim, reviewer)
    return fresh(claim)


def citation_of(claim: Claim, number: int) -> Citation:
    return claim.citations.get(paragraph__number=number)


def make_webhook(by: User, url: str = "https://example.com/hook", **fields: Any) -> Webhook:
    fields.setdefault("event_types", list(EventType.values))
    return subscribing.subscribe(by=by, url=url, **fields)[0]
