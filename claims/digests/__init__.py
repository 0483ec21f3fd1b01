"""Read and write digests: a source's title, publisher, time and claims as plain text.

    digest   = *furniture [topic] title by-line body
    topic    = "Topic:" line                   always the topic; else a short line above the title
                                               is guessed to be one, with a notice
    by-line  = publisher "·" date time [zone]  `Morning Paper· 2025-11-07 18:40`; "•" and "|" too;
                                               zone is Z, UTC, +08:00 or an IANA name
    body     = *section
    section  = heading *claim
    heading  = "Core Viewpoint" | "Group" number ":" title | "#" title | "**" title "**"
             | a plain line above a list
    claim    = bullet text | text on a line of its own
    bullet   = "-" | "•" | "*" | "–" and their kin, then white space

The first line that reads as a by-line is the by-line. The parts of a body may stand in one line:
`Core Viewpoint - claim [1][3] Group 1: title - claim [1] - claim [2]`. There a heading ends at its
first bullet, and a claim ends at a bullet or a heading that follows a marker. What does not end a
claim: a hyphen with spaces inside it; a bullet or a heading after a marker that has a backslash
(`… [1] \\- …`), which `render` writes where a claim goes on like that. Claims above the first
heading are in the section "Claims". A claim whose line is broken goes on until a blank line, a
bullet or a heading; without bullets, until a line that ends in a marker.

`parse(render(x)).digest == x` for every digest there is; what could not be written in this form
cannot be made (`NotWritable`), nor can a digest of more than 10,000 claims. An aware time keeps its
offset from UTC, not its zone's name.
"""

from claims.digests.reading import DigestError, Parsed, parse
from claims.digests.values import Digest, DigestClaim, DigestSection, NotWritable
from claims.digests.writing import render
from claims.digests.zones import UnknownZone, resolve_time
from claims.markers import Fault, Notice, Reference

__all__ = [
    "Digest",
    "DigestClaim",
    "DigestError",
    "DigestSection",
    "Fault",
    "NotWritable",
    "Notice",
    "Parsed",
    "Reference",
    "UnknownZone",
    "parse",
    "render",
    "resolve_time",
]
