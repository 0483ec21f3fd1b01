"""Take the markers out of a text, and write them back in."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from claims.markers.reading import (
    CLOSING,
    Fault,
    Marker,
    MarkerError,
    Notice,
    find_markers,
    is_year,
    pick_faults,
    read_brackets,
)

_UNSPACED = re.compile(
    r"[\u2e80-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)


@dataclass(frozen=True, slots=True)
class Reference:
    """One paragraph pointed to from `offset` in a text without markers."""

    number: int
    source: str | None
    offset: int


@dataclass(frozen=True, slots=True)
class Referenced:
    """A text without markers, and the references that stood in it, in reading order."""

    text: str
    references: tuple[Reference, ...] = ()


def split_references(text: str) -> Referenced:
    """`text` without its markers and the white space before them, and where they stood.

    White space that keeps a marker's neighbours apart (`one [1]two`) stays.
    """
    found = list(read_brackets(text))
    if faults := pick_faults(found):
        raise MarkerError(faults)
    # Each kept piece: where it begins in the text without markers, its span in the text as it came.
    pieces: list[tuple[int, int, int]] = []
    references: list[Reference] = []
    length = cursor = 0
    for run in _runs(text, (item for item in found if isinstance(item, Marker))):
        start, end = run[0].start, run[-1].end
        bare = cursor + len(text[cursor:start].rstrip())
        pieces.append((length, cursor, bare))
        length += bare - cursor
        references.extend(Reference(item.number, item.source, length) for item in run)
        if _opens_word(text[end : end + 1]):
            pieces.append((length, bare, start))
            length += start - bare
        cursor = end
    pieces.append((length, cursor, len(text)))
    bare_text = "".join(text[start:end] for _, start, end in pieces)
    if references:
        _refuse_nested(bare_text, pieces)
    return Referenced(bare_text, tuple(references))


def join_references(referenced: Referenced) -> str:
    """The text with its markers: `… by December [1][3]`, one bracket for each number.

    Where `[1]` would be read as something else (before a parenthesis, inside a word, or a year
    after a word), `【1】` or `[01990]` is written instead.
    """
    text, cursor, written = referenced.text, 0, []
    ordered = sorted(referenced.references, key=lambda reference: reference.offset)
    for offset, group in groupby(ordered, key=lambda reference: reference.offset):
        following = text[offset : offset + 1]
        gap = "" if offset == 0 or _opens_word(following) else " "
        before = (text[max(0, offset - 2) : offset] + gap)[-2:]
        written += [text[cursor:offset], gap, _write_run(list(group), before, following)]
        cursor = offset
    return "".join([*written, text[cursor:]])


def trim_references(referenced: Referenced) -> Referenced:
    """The same without white space at both ends."""
    text = referenced.text.strip()
    lead = len(referenced.text) - len(referenced.text.lstrip())
    return Referenced(
        text,
        tuple(
            Reference(item.number, item.source, min(max(item.offset - lead, 0), len(text)))
            for item in referenced.references
        ),
    )


def _runs(text: str, markers: Iterable[Marker]) -> Iterator[list[Marker]]:
    """The markers with nothing or only white space between them, together."""
    run: list[Marker] = []
    for marker in markers:
        if run and text[run[-1].end : marker.start].strip():
            yield run
            run = []
        run.append(marker)
    if run:
        yield run


def _refuse_nested(bare_text: str, pieces: list[tuple[int, int, int]]) -> None:
    """Refuse `[1【2】3]`, which would leave a marker behind."""

    def origin(position: int) -> int:
        begin, start, _ = pieces[bisect_right(pieces, position, key=lambda piece: piece[0]) - 1]
        return start + position - begin

    detail = "Without the markers in it, this would read as a marker itself."
    faults = [
        Fault("marker_nested", detail, origin(left.start), origin(left.end - 1) + 1)
        for left in read_brackets(bare_text)
        if not isinstance(left, Notice)
    ]
    if faults:
        raise MarkerError(faults)


def _opens_word(character: str) -> bool:
    """Is this a letter or a digit of a script that puts spaces between words?"""
    return character.isalnum() and not _UNSPACED.match(character)


def _write_run(run: list[Reference], before: str, after: str) -> str:
    """The plainest way to write `run` between `before` and `after` that is read back as such."""
    meant = [(item.number, item.source) for item in run]
    written = ""
    for opening, padding in (("【", 5), ("【", 0), ("[", 5), ("[", 0)):
        attempt = "".join(
            f"{opening}{item.source + ':' if item.source else ''}"
            f"{str(item.number).zfill(padding if is_year(str(item.number)) else 0)}"
            f"{CLOSING[opening]}"
            for item in run
        )
        read = find_markers(before + attempt + after)
        if not written or [(item.number, item.source) for item in read] == meant:
            written = attempt
    return written
