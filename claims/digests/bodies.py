"""Find the sections and claims in the lines of a digest's body."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from claims.digests.lines import (
    BULLET,
    CORE,
    CORE_COLON,
    HASHES,
    HEADING_OPENS,
    RULE,
    Line,
    find_escapes,
    read_tokens,
)
from claims.markers import find_markers

DEFAULT_TITLE = "Claims"
_LONGEST_PLAIN_HEADING = 200
_BOLD = re.compile(r"\*\*([^*]+)\*\*")


@dataclass(slots=True)
class DraftClaim:
    """The spans of the text that make up a claim; a new line of it begins with a space."""

    pieces: list[tuple[int, int, bool]] = field(default_factory=list)


@dataclass(slots=True)
class DraftSection:
    """A heading's words, its span in the text, and the claims below it."""

    title: str
    start: int
    end: int
    claims: list[DraftClaim] = field(default_factory=list)


@dataclass(slots=True)
class Body:
    """A body as far as it was read: its sections, and what a line may still add to."""

    sections: list[DraftSection] = field(default_factory=list)
    claim: DraftClaim | None = None  # what the next line may go on with
    bulleted: bool = False
    marked: bool = False  # did the last line end in a marker?
    blank: bool = True  # is the last line blank?
    next_group: int = 1
    # A dash splits only where it also stands after the first heading: `[1] – as ever –` does not.
    bullets: set[str] = field(default_factory=lambda: {"-", "•", "*"})

    def open_section(self, title: str, start: int) -> None:
        stripped = title.strip()
        start += len(title) - len(title.lstrip())
        self.sections.append(DraftSection(stripped, start, start + len(stripped)))
        self.claim, self.bulleted, self.marked = None, False, False
        if (match := HEADING_OPENS.match(stripped)) and match["group"]:
            self.next_group = int(match["group"]) + 1

    def open_claim(self) -> None:
        if not self.sections:
            self.sections.append(DraftSection(DEFAULT_TITLE, 0, 0))
        self.claim = DraftClaim()
        self.sections[-1].claims.append(self.claim)


def read_body(lines: Sequence[Line]) -> list[DraftSection]:
    """The sections of a body, with claims that hold at least something."""
    body = Body()
    above_list = _above_lists(lines)
    for index, line in enumerate(lines):
        if not line.text or RULE.fullmatch(line.text):
            body.blank = True
            continue
        _read_line(body, line, above_list=above_list[index])
        body.blank = False
    return body.sections


def _read_line(body: Body, line: Line, *, above_list: bool) -> None:
    text = line.text
    if hashes := HASHES.match(text):
        body.open_section(text[hashes.end() :], line.start + hashes.end())
    elif (bold := _BOLD.fullmatch(text)) and bold[1].strip():
        body.open_section(bold[1], line.start + 2)
    elif bullet := BULLET.match(text):
        body.bulleted = True
        body.open_claim()
        _scan(body, line, bullet.end())
    elif colon := CORE_COLON.match(text):
        body.open_section(text[: colon.end()].rstrip(":： \t\u00a0\u3000"), line.start)
        body.open_claim()
        _scan(body, line, colon.end())
    elif opens := HEADING_OPENS.match(text):
        _scan(body, line, opens.end(), heading=0)
    elif above_list and (body.claim is None or body.blank or body.marked) and _is_title(text):
        body.open_section(text.rstrip(":：") or text, line.start)
    else:
        goes_on = not body.blank and (body.bulleted or not body.marked)
        if body.claim is None or not goes_on:
            body.bulleted = False
            body.open_claim()
        _scan(body, line, 0)


def _scan(body: Body, line: Line, cursor: int, *, heading: int | None = None) -> None:
    """Read the rest of a line, which goes on with the open claim or with a heading."""
    text, firm = line.text, heading is not None
    # A heading inside a line is one only if no marker comes before its bullet. One that no marker
    # precedes needs that bullet, its number must be next, and the line must not be in a list.
    at_end, ended = firm, 0
    escapes = find_escapes(text) if "\\" in text else []
    for token in read_tokens(text, cursor):
        if token.kind == "marker":
            heading, ended = (heading if firm else None), token.end
        elif token.kind == "heading" and heading is None:
            counted = not body.bulleted and token.group == body.next_group
            if token.adjacent or (counted and text[token.start - 1 : token.start].isspace()):
                heading, at_end = token.start, token.adjacent
        elif token.kind == "bullet" and heading is not None:
            title = text[heading : token.start]
            if title[-1:].isspace() and _splits(body, text[token.start], title):
                if not firm:
                    _add(body, line, cursor, heading, escapes)
                body.open_section(title, line.start + heading)
                body.open_claim()
                cursor, heading, firm = token.end, None, False
        elif token.kind == "bullet" and token.adjacent and text[token.start] in body.bullets:
            _add(body, line, cursor, token.start, escapes)
            body.open_claim()
            cursor = token.end
    if heading is not None and at_end:
        if not firm:
            _add(body, line, cursor, heading, escapes)
        body.open_section(text[heading:], line.start + heading)
    else:
        _add(body, line, cursor, len(text), escapes)
        body.marked = ended == len(text)


def _splits(body: Body, bullet: str, title: str) -> bool:
    if re.fullmatch(CORE, title.strip()):
        body.bullets.add(bullet)
    return bullet in body.bullets


def _add(body: Body, line: Line, start: int, end: int, escapes: list[int]) -> None:
    """Add a part of a line to the open claim, without the backslashes that protect it."""
    if body.claim is None:
        body.open_claim()
    claim = body.claim
    new_line = bool(claim and claim.pieces)
    for place in [*(escape for escape in escapes if start <= escape < end), end]:
        if claim and start < place:
            claim.pieces.append((line.start + start, line.start + place, new_line))
            new_line = False
        start = place + 1


def _is_title(text: str) -> bool:
    """May this line above a list be its heading, and not the end of the claim before?"""
    return len(text) <= _LONGEST_PLAIN_HEADING and not text[0].islower() and not find_markers(text)


def _above_lists(lines: Sequence[Line]) -> list[bool]:
    """For each line: is the next one that is not blank in a list?"""
    above, answers = False, []
    for line in reversed(lines):
        answers.append(above)
        if line.text and not RULE.fullmatch(line.text):
            above = bool(BULLET.match(line.text))
    return answers[::-1]
