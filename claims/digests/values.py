"""What a digest says, as values that can always be written down and read back."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from claims.digests.bylines import fix_offset, read_byline
from claims.markers import MarkerError, Reference, Referenced, join_references, split_references

MAX_TITLE = 500
MAX_PUBLISHER = 200
MAX_TOPIC = 100
MAX_SECTION = 500
MAX_CLAIM = 5_000
# A digest sums up one source; what holds more is something else.
MAX_CLAIMS = 1_000

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_LINE_BREAK = re.compile(r"[\r\n\u2028\u2029]")


class NotWritable(ValueError):
    """A value that could not be written as a digest and read back the same."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail


@dataclass(frozen=True, slots=True)
class DigestClaim:
    """One claim: its text without markers, and the references that stand in it."""

    text: str
    references: tuple[Reference, ...] = ()

    def __post_init__(self) -> None:
        _check_line("claim", self.text, MAX_CLAIM)
        referenced = Referenced(self.text, self.references)
        try:
            same = split_references(join_references(referenced)) == referenced
        except MarkerError as error:
            raise NotWritable(error.faults[0].code, error.faults[0].detail) from error
        if not same:
            detail = (
                "The text holds a marker, or a reference stands where no marker can be written."
            )
            raise NotWritable("references_not_writable", detail)


@dataclass(frozen=True, slots=True)
class DigestSection:
    """A titled group of claims."""

    title: str
    claims: tuple[DigestClaim, ...]

    def __post_init__(self) -> None:
        _check_line("section_title", self.title, MAX_SECTION)


@dataclass(frozen=True, slots=True)
class Digest:
    """One source's claims; `published` is naive where the text names no zone."""

    topic: str
    title: str
    publisher: str
    published: datetime
    sections: tuple[DigestSection, ...]

    def __post_init__(self) -> None:
        if self.topic:
            _check_line("topic", self.topic, MAX_TOPIC)
        _check_line("title", self.title, MAX_TITLE)
        _check_line("publisher", self.publisher, MAX_PUBLISHER)
        for name, line in (("title", self.title), ("topic", self.topic)):
            byline = read_byline(line)
            if byline and byline.time:
                raise NotWritable(f"{name}_reads_as_by_line", f"The {name} reads as a by-line.")
        if not 1 < self.published.year < 9999:
            raise NotWritable("time_out_of_range", "The year is out of range.")
        zone, offset = self.published.tzinfo, self.published.utcoffset()
        if zone is not None and offset is not None:
            if offset % timedelta(seconds=1):
                raise NotWritable(
                    "offset_too_fine", "The offset from UTC has fractions of a second."
                )
            object.__setattr__(self, "published", fix_offset(self.published, zone))
        count = sum(len(section.claims) for section in self.sections)
        if not count:
            raise NotWritable("no_claims", "A digest holds at least one claim.")
        if max(count, len(self.sections)) > MAX_CLAIMS:
            detail = f"A digest holds at most {MAX_CLAIMS} claims."
            raise NotWritable("too_many_claims", detail)


def _check_line(name: str, text: str, longest: int | None = None) -> None:
    """Refuse what is not one line of text with something in it."""
    words = name.replace("_", " ")
    if not text:
        raise NotWritable(f"{name}_empty", f"The {words} is empty.")
    if text != text.strip():
        raise NotWritable(f"{name}_not_trimmed", f"The {words} begins or ends with white space.")
    if _LINE_BREAK.search(text):
        raise NotWritable(f"{name}_with_line_break", f"The {words} is more than one line.")
    if CONTROL.search(text) or "\t" in text:
        raise NotWritable("control_character", f"The {words} holds a control character.")
    if longest is not None and len(text) > longest:
        detail = f"The {words} has {len(text)} characters; at most {longest} are allowed."
        raise NotWritable(f"{name}_too_long", detail)
