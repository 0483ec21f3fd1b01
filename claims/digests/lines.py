"""A text as lines with their places, and what can open or end a claim in a line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from claims.markers import find_markers

_LINE = re.compile(r"([^\r\n\u2028\u2029]*+)(?:\r\n|[\r\n\u2028\u2029]|\Z)")
BULLET = re.compile(r"[-•*–—‣▪●◦·](?:\s++|$)|[•‣▪●◦]")
RULE = re.compile(r"[-*_=—]{3,}|[-•*–—‣▪●◦·]")
HASHES = re.compile(r"#{1,6}\s++(?=\S)")
CORE = r"(?:Core [Vv]iewpoints?|CORE VIEWPOINT|核心观点|核心觀點|Основная мысль)"
GROUP = (
    r"(?:(?:Group|GROUP|Группа)\s{0,3}(?P<group>[0-9]{1,6})"
    r"|第[0-9一二三四五六七八九十百]{1,6}[组組]|[组組]\s{0,3}[0-9]{1,6})\s{0,3}[:：]"
)
HEADING_OPENS = re.compile(rf"{GROUP}|{CORE}(?=\s*+(?:[:：]|[-–—•*](?:\s|$)|$))")
CORE_COLON = re.compile(rf"{CORE}\s*+[:：]")
# What may stand in a line: a bullet, a heading, the end of a bracket.
_TOKEN = re.compile(
    rf"(?P<bullet>[-•*–—](?=\s|$))|(?P<heading>(?<!\w)(?:{HEADING_OPENS.pattern}))|(?P<close>[\]】］])"
)
# A full stop or a quotation mark after a marker still belongs to its claim.
_AFTER_MARKER = re.compile(r"[.,;:!?。，；：！？)）\"'”’»…]*+\s*+")
_ESCAPED = re.compile(
    rf"\\++(?:[-•*](?:\s|$)|{HEADING_OPENS.pattern.replace('(?P<group>', '(?:')})"
)
_TO_ESCAPE = re.compile(_ESCAPED.pattern.replace(r"\\++", r"\\*+", 1))


@dataclass(frozen=True, slots=True)
class Line:
    """One line without the white space around it, and its span in the whole text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Token:
    """Something in a line that may end a claim; `adjacent` says that a marker is right before."""

    kind: str  # "bullet", "heading", "marker"
    start: int
    end: int  # of a marker: where the text goes on
    adjacent: bool = False
    group: int | None = None


def read_lines(text: str) -> Iterator[Line]:
    """The lines of `text`, blank ones too."""
    for match in _LINE.finditer(text):
        if match.start() == len(text):
            break  # what follows the last line break is no line
        stripped = match[1].strip()
        start = match.start() + len(match[1]) - len(match[1].lstrip()) if stripped else match.end(1)
        yield Line(stripped, start, start + len(stripped))


def read_tokens(line: str, start: int) -> Iterator[Token]:
    """The bullets, headings and markers of `line` from `start` on, in order."""
    ends = {marker.end for marker in find_markers(line)}
    free = -1  # where the text goes on after a marker
    for match in _TOKEN.finditer(line, start):
        if not match["close"]:
            kind = "bullet" if match["bullet"] else "heading"
            group = int(match["group"]) if match["group"] else None
            yield Token(kind, match.start(), match.end(), match.start() == free, group)
        elif match.end() in ends:
            free = _after_marker(line, match.end())
            yield Token("marker", match.start(), free)


def find_escapes(line: str) -> list[int]:
    """Where a backslash says that a bullet or a heading after a marker is neither."""
    return _after_markers(line, _ESCAPED)


def escape(line: str) -> str:
    """`line` with a backslash wherever it would be read as more than one claim."""
    parts, cursor = [], 0
    for place in _after_markers(line, _TO_ESCAPE):
        parts += [line[cursor:place], "\\"]
        cursor = place
    return "".join([*parts, line[cursor:]])


def _after_markers(line: str, pattern: re.Pattern[str]) -> list[int]:
    ends = dict.fromkeys(marker.end for marker in find_markers(line))
    places = dict.fromkeys(_after_marker(line, end) for end in ends)
    return [place for place in places if pattern.match(line, place)]


def _after_marker(line: str, end: int) -> int:
    match = _AFTER_MARKER.match(line, end)
    return match.end() if match else end
