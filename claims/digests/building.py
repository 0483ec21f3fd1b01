"""Make values of the sections and claims that were found in a text."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from claims.digests.bodies import DraftClaim, DraftSection
from claims.digests.scripts import scripts_in
from claims.digests.values import CONTROL, MAX_SECTION, DigestClaim, DigestSection, NotWritable
from claims.markers import (
    Fault,
    MarkerError,
    Notice,
    find_doubts,
    find_markers,
    split_references,
    trim_references,
)

Span = tuple[int, int]


@dataclass(slots=True)
class Built:
    """The sections, the spans of their claims, and what is wrong or doubtful about them."""

    sections: list[DigestSection] = field(default_factory=list)
    claims: list[tuple[Span, ...]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)


def build_sections(text: str, drafts: Sequence[DraftSection]) -> Built:
    """The values of `drafts`; a claim with a fault has a span but no value."""
    built = Built()
    for draft in drafts:
        found = [raw for claim in draft.claims if (raw := _Raw(text, claim)).text]
        if not found:
            detail = "There is no claim below this heading."
            built.notices.append(Notice("section_without_claims", detail, draft.start, draft.end))
        if find_markers(draft.title):
            detail = "A marker in a heading points nowhere and stays text."
            built.notices.append(Notice("marker_in_heading", detail, draft.start, draft.end))
        claims = [claim for raw in found if (claim := _build_claim(raw, built))]
        built.claims.append(tuple(raw.span(0, len(raw.text)) for raw in found))
        # A control character is already a fault of the whole text.
        if len(draft.title) > MAX_SECTION:
            detail = f"A heading has at most {MAX_SECTION} characters."
            built.faults.append(Fault("section_title_too_long", detail, draft.start, draft.end))
        elif not CONTROL.search(draft.title):
            built.sections.append(DigestSection(draft.title, tuple(claims)))
    return built


class _Raw:
    """A claim as written, its lines joined, and where each part of it comes from."""

    def __init__(self, text: str, claim: DraftClaim) -> None:
        parts: list[str] = []
        self.begins: list[int] = []
        self.origins: list[int] = []
        length = 0
        for start, end, new_line in claim.pieces:
            part = text[start:end]
            if not parts:
                start += len(part) - len(part.lstrip())
                part = part.lstrip()
            elif new_line and not _run_on(parts[-1], part):
                parts.append(" ")
                length += 1
            self.begins.append(length)
            self.origins.append(start)
            parts.append(part)
            length += len(part)
        self.text = "".join(parts).rstrip()

    def span(self, start: int, end: int) -> Span:
        """Where a part of the claim stands in the whole text."""
        return self._origin(start), self._origin(end - 1) + 1

    def _origin(self, position: int) -> int:
        piece = bisect_right(self.begins, position) - 1
        return self.origins[piece] + position - self.begins[piece]


def _run_on(before: str, after: str) -> bool:
    """Is this a line that was broken in a script without spaces?"""
    return bool(
        scripts_in(before[-1:]) & {"han", "kana"} and scripts_in(after[:1]) & {"han", "kana"}
    )


def _build_claim(raw: _Raw, built: Built) -> DigestClaim | None:
    whole = raw.span(0, len(raw.text))
    for doubt in find_doubts(raw.text):
        span = raw.span(doubt.start, doubt.end)
        built.notices.append(Notice(doubt.code, doubt.detail, *span))
    try:
        referenced = trim_references(split_references(raw.text))
        if not referenced.text:
            raise NotWritable("claim_without_text", "Here are markers, but no claim.")
        claim = DigestClaim(referenced.text, referenced.references)
    except MarkerError as error:
        for fault in error.faults:
            span = raw.span(fault.start, fault.end)
            built.faults.append(Fault(fault.code, fault.detail, *span))
        return None
    except NotWritable as error:
        if error.code != "control_character":
            built.faults.append(Fault(error.code, error.detail, *whole))
        return None
    if not claim.references:
        detail = "This claim has no marker, so it rests on no paragraph yet."
        built.notices.append(Notice("claim_without_reference", detail, *whole))
    return claim
