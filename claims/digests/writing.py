"""Write a digest as text that is read back as the same digest."""

from claims.digests.bylines import write_byline
from claims.digests.lines import CORE_COLON, HEADING_OPENS, escape, read_tokens
from claims.digests.values import Digest, DigestClaim
from claims.markers import Referenced, join_references


def render(digest: Digest) -> str:
    """The text of `digest`: a line for each heading and each claim."""
    lines = [f"Topic: {digest.topic}"] if digest.topic else []
    lines += [digest.title, write_byline(digest.publisher, digest.published)]
    for section in digest.sections:
        lines += ["", _write_heading(section.title), *map(_write_claim, section.claims)]
    text = "\n".join(lines) + "\n"
    # A byte order mark at the beginning is taken off when the text is read.
    return "\ufeff" + text if text.startswith("\ufeff") else text


def _write_heading(title: str) -> str:
    """The title as it is where that reads as a heading and nothing else, else after "##"."""
    opens = HEADING_OPENS.match(title)
    if opens and not CORE_COLON.match(title) and not list(read_tokens(title, opens.end())):
        return title
    return f"## {title}"


def _write_claim(claim: DigestClaim) -> str:
    return escape("- " + join_references(Referenced(claim.text, claim.references)))
