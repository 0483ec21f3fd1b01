"""Bring digests in: text to draft claims, in one transaction, and twice is once."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import prefetch_related_objects

from claims import drafting
from claims.digests import (
    Digest,
    DigestClaim,
    DigestError,
    Notice,
    Parsed,
    UnknownZone,
    parse,
    resolve_time,
)
from claims.languages import guess_language
from claims.markers import Referenced, join_references
from claims.models import Claim, Topic, User
from sources import capturing
from sources.locks import Lock, hold
from sources.models import Source


@dataclass(frozen=True, slots=True)
class ImportedClaim:
    """A claim of the digest, and whether this import made it."""

    claim: Claim
    created: bool


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: the source, its claims in the digest's order, and every warning."""

    source: Source
    source_created: bool
    claims: tuple[ImportedClaim, ...]
    warnings: tuple[Notice, ...]

    @property
    def created(self) -> int:
        """How many claims are new; 0 for a digest that was imported before."""
        return sum(entry.created for entry in self.claims)


@transaction.atomic
def import_digest(
    *,
    text: str,
    by: User,
    language: str = "",
    url: str = "",
    timezone: str = "",
    topic: str = "",
    dry_run: bool = False,
) -> Imported:
    """Draft the claims of a digest; what an earlier import has made is left as it is now.

    The source is known by publisher, title and time, a claim by its section, words and markers
    as they stood in the digest, whatever editors have made of it since. With `dry_run` the
    answer is the same and nothing is stored. Raises ValidationError: every fault of the text on
    `text` with its span, an unknown zone on `timezone`.
    """
    parsed = _parse(text)
    digest = parsed.digest
    hold(Lock.IMPORTING)
    publisher = capturing.publisher_named(digest.publisher)
    try:
        published_at, notice = resolve_time(
            digest.published,
            title=digest.title,
            country=publisher.country,
            zone=timezone,
            span=parsed.byline,
        )
    except UnknownZone as error:
        raise ValidationError(
            {
                "timezone": ValidationError(
                    f"There is no time zone {timezone!r}; an example is Asia/Shanghai.",
                    code="unknown_zone",
                )
            }
        ) from error
    warnings = [*parsed.notices, *([notice] if notice else [])]
    source = Source.objects.filter(
        publisher=publisher, title=digest.title, published_at=published_at
    ).first()
    source_created = source is None
    if source is None:
        source = capturing.add_source(
            publisher=publisher,
            title=digest.title,
            published_at=published_at,
            url=url,
            language=guess_language(digest.title),
        )
    words = " ".join(claim.text for section in digest.sections for claim in section.claims)
    spoken = language or guess_language(words)
    if spoken and not language:
        detail = f"No language was given; {spoken!r} was taken, by the script of the claims."
        warnings.append(Notice("language_assumed", detail, *_span_of_claims(parsed)))
    warnings += _repeated(parsed)
    entries = tuple(
        _draft_all(
            digest,
            source,
            by=by,
            language=spoken,
            claimed_on=digest.published.date(),
            topics=_topics(topic or digest.topic),
        )
    )
    # Read before a dry run takes the rows back, so that its answer shows the same.
    prefetch_related_objects([entry.claim for entry in entries], "citations", "figures")
    if dry_run:
        transaction.set_rollback(True)
    return Imported(source, source_created, entries, tuple(warnings))


def _parse(text: str) -> Parsed:
    try:
        return parse(text)
    except DigestError as error:
        raise drafting.faulty_text(error.faults) from error


def _topics(label: str) -> list[Topic]:
    try:
        return [drafting.topic_called(label)] if label else []
    except ValidationError as error:
        raise ValidationError({"topic": error.error_dict.get("label", [error])}) from error


def _repeated(parsed: Parsed) -> Iterator[Notice]:
    """Claims that stand twice in one section: the second is the first one again."""
    for section, spans in zip(parsed.digest.sections, parsed.claims, strict=True):
        seen: set[DigestClaim] = set()
        for claim, span in zip(section.claims, spans, strict=True):
            if claim in seen:
                detail = "This claim stands twice in its section; it is imported once."
                yield Notice("claim_repeated", detail, *span)
            seen.add(claim)


def _span_of_claims(parsed: Parsed) -> tuple[int, int]:
    spans = [span for section in parsed.claims for span in section]
    return spans[0][0], spans[-1][1]


def _draft_all(
    digest: Digest,
    source: Source,
    *,
    by: User,
    language: str,
    claimed_on: date,
    topics: list[Topic],
) -> Iterator[ImportedClaim]:
    """Each claim of the digest, drafted unless an import has drafted it before."""
    before = {
        claim.imported_as: claim
        for claim in source.claims.exclude(imported_as="").select_related("section")
    }
    # Until an editor knows better, what a source says is said by its publisher.
    claimant = drafting.claimant_named(source.publisher.name)
    for described in digest.sections:
        section = drafting.section_titled(source, described.title)
        for claim in described.claims:
            words = _words(claim)
            fingerprint = hashlib.sha256(f"{described.title}\n{words}".encode()).hexdigest()
            if known := before.get(fingerprint):
                yield ImportedClaim(known, created=False)
                continue
            drafted = drafting.draft_claim(
                source=source,
                by=by,
                reason="Imported from a digest.",
                imported_as=fingerprint,
                text=words,
                language=language,
                section=section,
                claimant=claimant,
                claimed_on=claimed_on,
                topics=topics,
            )
            before[fingerprint] = drafted
            yield ImportedClaim(drafted, created=True)


def _words(claim: DigestClaim) -> str:
    return join_references(Referenced(text=claim.text, references=claim.references))
