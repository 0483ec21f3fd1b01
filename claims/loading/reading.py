"""Read a line as a claim: strict JSON of the public shape that is true to itself, pure."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from claims.canonical import canonical_text
from claims.drafting.citations import occurs
from claims.loading.documents import DRAFT, EDITION, EMPTY
from claims.loading.errors import Refused
from claims.loading.quickly import sha256_of_content
from claims.loading.shapes import Found, faults_of
from claims.markers import MarkerError, Reference, split_references
from claims.models import EditionStatus, FigureStatus
from sources.api.parsing import Unreadable, read_json, read_utf8
from sources.models import new_id, sha256_of


@dataclass(slots=True)
class Entry:
    """One line that reads as a claim; `references` are where its markers stand."""

    line: int
    content: dict[str, Any]
    references: Sequence[Reference]
    figures: list[Any] = field(default_factory=list)
    fingerprint: str = ""

    @property
    def withdrawn(self) -> bool:
        """Whether the line withdraws what was published."""
        return bool(self.content["status"] == EditionStatus.WITHDRAWN)


def read_entry(line: int, data: bytes, *, editions: bool) -> Entry:
    """The claim that a line of the file describes. Raises Refused with all that is wrong."""
    content = _read(data)
    shape = EDITION if editions else DRAFT
    if faults := list(faults_of(content, shape)):
        raise Refused(*faults)
    try:
        referenced = split_references(content["text_with_references"])
    except MarkerError as error:
        at = "/text_with_references"
        raise Refused(*((at, fault.detail) for fault in error.faults)) from error
    if not editions:
        content = {**EMPTY, "text": referenced.text, **content}
    entry = Entry(line, content, referenced.references)
    faults = [*_of_text(entry, referenced.text), *_of_parts(entry)]
    if editions:
        faults += _of_edition(content)
    if faults:
        raise Refused(*faults)
    if not editions:
        _make_draft(entry)
    return entry


def _make_draft(entry: Entry) -> None:
    """A draft is known again by its id, its key, or else as a digest's claim: by its words.

    Whoever confirmed its figures is not of this desk: they are proposed to it.
    """
    content = entry.content
    if not content.get("id") and not content["key"]:
        title = (content["section"] or {}).get("title", "")
        entry.fingerprint = sha256_of(f"{title}\n{content['text_with_references']}")
    content["id"] = content.get("id") or str(new_id())
    for figure in content["figures"]:
        figure["status"] = FigureStatus.PROPOSED.value


def _read(data: bytes) -> Any:
    """The value of a line, by the rules of `read_json`.

    What is written back as it came breaks none of them: it names no key twice, and its text can
    be stored. That tells it apart in a tenth of the time; NUL is what it does not tell.
    """
    try:
        text = read_utf8(data).strip()
        try:
            content = json.loads(text)
            if canonical_text(content) == text and "\\u0000" not in text:
                return content
        except (ValueError, TypeError, RecursionError):
            pass
        return read_json(text)
    except Unreadable as error:
        raise Refused((error.pointer, str(error.detail))) from error


def _of_text(entry: Entry, bare: str) -> Found:
    """The markers are the citations, in order; the text is what is left without them."""
    content = entry.content
    if content["text"] != bare:
        yield "/text", "This is not text_with_references without its markers."
    own = content["source"]["slug"]
    written = [(each.source or own, each.number) for each in entry.references]
    cited = [(each["source"], each["paragraph"]) for each in content["citations"]]
    if written != cited:
        detail = "The markers of text_with_references are not those of the citations, in order."
        yield "/citations", detail
    if len(set(cited)) < len(cited):
        yield "/citations", "A paragraph is cited twice."


def _of_parts(entry: Entry) -> Found:
    content = entry.content
    own = content["source"]["slug"]
    slugs = [own, *(source["slug"] for source in content["cited_sources"])]
    if len(set(slugs)) < len(slugs):
        yield "/cited_sources", "A source is described twice."
    for at, cited in enumerate(content["citations"]):
        yield from _of_citation(cited, own, slugs, f"/citations/{at}")
    text = content["text"]
    for at, figure in enumerate(content["figures"]):
        if text[figure["start"] : figure["end"]] != figure["text"]:
            yield f"/figures/{at}/text", "These are not the words from start to end."
    topics = [topic["slug"] for topic in content["topics"]]
    if len(set(topics)) < len(topics):
        yield "/topics", "A topic is named twice."


def _of_citation(cited: dict[str, Any], own: str, slugs: Sequence[str], at: str) -> Found:
    text = cited["text"]
    if cited["source"] not in slugs:
        yield f"{at}/source", "Neither source nor cited_sources describes this source."
    marker = f"{cited['paragraph']}]"
    if cited["marker"] != (
        f"[{marker}" if cited["source"] == own else f"[{cited['source']}:{marker}"
    ):
        yield f"{at}/marker", "This is not the marker of the paragraph."
    if cited["reference"] != cited["paragraph"]:
        yield f"{at}/reference", "This is not the number of the paragraph."
    if sha256_of(text) != cited["text_sha256"]:
        yield f"{at}/text_sha256", "This is not the SHA-256 of the paragraph's text."
    quote = cited["quote"]
    if quote and quote not in text and not occurs(quote, text):
        yield f"{at}/quote", "The paragraph has no such words."


def _of_edition(content: dict[str, Any]) -> Found:
    if not content["citations"]:
        yield "/citations", "What is published cites a paragraph."
    if not content["language"]:
        yield "/language", "What is published names its language."
    withdrawn = content["status"] == EditionStatus.WITHDRAWN
    if withdrawn != bool((content["withdrawal"] or "").strip()):
        yield "/withdrawal", "A withdrawal says why, and nothing else does."
    if withdrawn and content["correction"] is not None:
        yield "/correction", "A withdrawal corrects nothing."
    first, last = content["first_published_at"], content["published_at"]
    if first != last and datetime.fromisoformat(first) > datetime.fromisoformat(last):
        yield "/first_published_at", "This is later than published_at."
    if sha256_of_content(content) != content["sha256"]:
        yield "/sha256", "This is not the SHA-256 of the document: it was changed since."
