"""What happened to a claim, newest first: revisions, submissions, reviews, editions."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from claims.models import Claim, Decision, Edition, EditionStatus, User


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that somebody did; `tone` is how it is shown."""

    at: datetime
    who: User
    what: str
    words: str = ""
    tone: str = ""


def timeline(claim: Claim, editions: Iterable[Edition]) -> list[Event]:
    """Everything that people did with the claim, in a fixed number of queries."""
    events = [*_revisions(claim), *_submissions(claim), *_reviews(claim), *_editions(editions)]
    return sorted(events, key=lambda event: event.at, reverse=True)


def _revisions(claim: Claim) -> Iterator[Event]:
    for revision in claim.revisions.select_related("author"):
        what = "drafted the claim" if revision.number == 1 else f"made revision {revision.number}"
        yield Event(revision.created_at, revision.author, what, revision.reason)


def _submissions(claim: Claim) -> Iterator[Event]:
    for sent in claim.submissions.select_related("submitter"):
        what = f"submitted revision {sent.revision}"
        yield Event(sent.created_at, sent.submitter, what, sent.comment)


def _reviews(claim: Claim) -> Iterator[Event]:
    for review in claim.reviews.select_related("reviewer", "rating"):
        if review.decision == Decision.APPROVE:
            what, tone = f"approved revision {review.revision}: {review.rating}", "good"
        else:
            what, tone = f"requested changes to revision {review.revision}", "bad"
        yield Event(review.created_at, review.reviewer, what, review.rationale, tone)


def _editions(editions: Iterable[Edition]) -> Iterator[Event]:
    for edition in editions:
        if edition.status == EditionStatus.WITHDRAWN:
            what, tone = f"withdrew the claim (edition {edition.number})", "bad"
        else:
            what, tone = f"published edition {edition.number}", "good"
        yield Event(edition.published_at, edition.publisher, what, edition.note, tone)
