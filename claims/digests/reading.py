"""Read a digest: its values, and everything that an editor should look at."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from claims.digests.bodies import DraftSection, read_body
from claims.digests.building import Built, Span, build_sections
from claims.digests.headers import Header, read_header
from claims.digests.lines import Line, read_lines
from claims.digests.values import (
    CONTROL,
    MAX_CLAIMS,
    MAX_PUBLISHER,
    MAX_TITLE,
    MAX_TOPIC,
    Digest,
    NotWritable,
)
from claims.digests.zones import UnknownZone
from claims.markers import Fault, Notice

# A hostile text has millions; nobody reads on.
MAX_FAULTS = 1000


class DigestError(ValueError):
    """The text is no digest; `faults` tells all that is wrong with it, in reading order."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(" ".join(fault.detail for fault in faults[:5]))
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A digest, what to look at, and where in the text its parts stand.

    `sections` and `claims` follow the digest's: a span for each section's title, and for each
    section a span for each claim.
    """

    digest: Digest
    notices: tuple[Notice, ...]
    byline: Span
    title: Span
    topic: Span | None
    sections: tuple[Span, ...]
    claims: tuple[tuple[Span, ...], ...]


@dataclass(slots=True)
class _Report:
    faults: list[Fault] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)


def parse(text: str) -> Parsed:
    """The digest that `text` is; DigestError tells all that is wrong, not the first thing."""
    # Copied pages have tabs; a space takes no other place, so that every span stays right.
    text = text.replace("\t", " ")
    if not text.strip("\ufeff").strip():
        raise DigestError([Fault("no_text", "There is no text.", 0, len(text))])
    lines = list(read_lines(text))
    if text.startswith("\ufeff"):
        # A byte order mark is no part of the first line.
        bare = lines[0].text.removeprefix("\ufeff")
        lines[0] = Line(bare.strip(), lines[0].end - len(bare.lstrip()), lines[0].end)
    header = read_header(lines)
    report = _Report(header.faults, header.notices)
    _find_control_characters(text, report)
    published = _check_header(header, report)
    drafts = read_body(lines[header.body :])
    start = header.byline[0].end if header.byline else 0
    built = _build_body(text, drafts, start, report)
    if not report.faults and header.byline and header.title and published:
        line, byline = header.byline
        topic = header.topic.text if header.topic else ""
        try:
            digest = Digest(
                topic, header.title.text, byline.publisher, published, tuple(built.sections)
            )
        except NotWritable as error:
            report.faults.append(Fault(error.code, error.detail, header.title.start, line.end))
        else:
            return Parsed(
                digest,
                tuple(sorted(report.notices, key=lambda notice: notice.start)),
                (line.start, line.end),
                (header.title.start, header.title.end),
                (header.topic.start, header.topic.end) if header.topic else None,
                tuple((draft.start, draft.end) for draft in drafts),
                tuple(built.claims),
            )
    raise DigestError(sorted(report.faults, key=lambda fault: fault.start)[:MAX_FAULTS])


def _build_body(text: str, drafts: list[DraftSection], start: int, report: _Report) -> Built:
    if max(len(drafts), sum(len(draft.claims) for draft in drafts)) > MAX_CLAIMS:
        detail = f"A digest holds at most {MAX_CLAIMS} claims."
        report.faults.append(Fault("too_many_claims", detail, start, len(text)))
        return Built()
    built = build_sections(text, drafts)
    report.faults += built.faults
    report.notices += built.notices
    if not any(built.claims):
        report.faults.append(Fault("no_claims", "The text holds no claims.", start, len(text)))
    return built


def _find_control_characters(text: str, report: _Report) -> None:
    last: Fault | None = None
    for match in CONTROL.finditer(text):
        if last and last.end == match.start():
            report.faults.pop()
        start = last.start if last and last.end == match.start() else match.start()
        detail = f"The character U+{ord(text[start]):04X} cannot be stored."
        last = Fault("control_character", detail, start, match.end())
        report.faults.append(last)


def _check_header(header: Header, report: _Report) -> datetime | None:
    """The time of the by-line, if it is one; faults for what is missing, too long or not a time."""
    parts = [("title", header.title, MAX_TITLE), ("topic", header.topic, MAX_TOPIC)]
    published = None
    if header.byline:
        line, byline = header.byline
        parts.append(("publisher", Line(byline.publisher, line.start, line.end), MAX_PUBLISHER))
        if not byline.publisher:
            detail = "The by-line names no publisher."
            report.faults.append(Fault("no_publisher_line", detail, line.start, line.end))
        try:
            published = byline.published()
            if doubt := byline.doubt():
                report.notices.append(Notice(*doubt, line.start, line.end))
        except UnknownZone as error:
            report.faults.append(Fault(error.code, str(error), line.start, line.end))
        except (ValueError, OverflowError):
            detail = "The date or time of the by-line does not exist."
            report.faults.append(Fault("date_does_not_exist", detail, line.start, line.end))
    for name, part, longest in parts:
        if part and len(part.text) > longest:
            detail = f"The {name} has {len(part.text)} characters; at most {longest} are allowed."
            report.faults.append(Fault(f"{name}_too_long", detail, part.start, part.end))
    return published
