"""How the desk shows a claim's parts: its text with markers as links, its evidence, its figures."""

import hashlib
from dataclasses import dataclass
from decimal import Decimal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from claims.admin.quotes import Piece, find_quote, pieces
from claims.drafting import text_with_references
from claims.markers import find_markers
from claims.models import Citation, Claim, Figure, FigureStatus

SIGNS = {"eq": "", "lt": "< ", "le": "≤ ", "gt": "> ", "ge": "≥ ", "range": ""}
NOTHING = hashlib.sha256(b"").hexdigest()
ARROWS = {"up": "↑ ", "down": "↓ ", "": ""}


@dataclass(frozen=True, slots=True)
class Evidence:
    """A citation as it is shown: the paragraph's words in pieces, and what is wrong with it."""

    citation: Citation
    marker: str
    pieces: list[Piece]
    quote_missing: bool

    @property
    def stale(self) -> str:
        """How the paragraph differs from what somebody stood behind, "" when it does not."""
        if not self.citation.is_stale:
            return ""
        if self.citation.text_sha256 == NOTHING:
            return "captured since it was cited"
        return "stale: the text has changed"

    @property
    def gone(self) -> bool:
        """The source no longer has the paragraph."""
        return self.citation.paragraph.number is None


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """A figure as it is shown: what was understood, and which decisions are left to take."""

    figure: Figure
    understood: str
    may_confirm: bool
    may_reject: bool


def badge(state: str, label: str) -> SafeString:
    """A state as a coloured word."""
    return format_html('<span class="badge badge-{}">{}</span>', state, label.capitalize())


def linked_text(claim: Claim) -> SafeString:
    """The claim's text, each marker a link to its paragraph on the same page."""
    text = text_with_references(claim)
    markers = find_markers(text)
    citations = list(claim.citations.all())
    if len(markers) != len(citations):
        return format_html("{}", text)
    written, cursor = [], 0
    for marker, citation in zip(markers, citations, strict=True):
        written.append(format_html("{}", text[cursor : marker.start]))
        link = '<a class="marker" href="#citation-{}">{}</a>'
        written.append(format_html(link, citation.pk, text[marker.start : marker.end]))
        cursor = marker.end
    written.append(format_html("{}", text[cursor:]))
    return format_html_join("", "{}", ((piece,) for piece in written))


def evidence(claim: Claim) -> list[Evidence]:
    """The citations with their paragraphs, in the order of the markers."""
    shown = []
    for citation in claim.citations.all():
        text = citation.paragraph.text
        shown.append(
            Evidence(
                citation=citation,
                marker=citation.marker,
                pieces=pieces(text, citation.quote),
                quote_missing=bool(citation.quote) and find_quote(text, citation.quote) is None,
            )
        )
    return shown


def figures(claim: Claim) -> list[ShownFigure]:
    """The figures in reading order."""
    return [
        ShownFigure(
            figure=figure,
            understood=understood(figure),
            # Words that left the text cannot be confirmed: they are corrected or rejected.
            may_confirm=figure.start is not None
            and figure.status in {FigureStatus.PROPOSED, FigureStatus.REJECTED},
            may_reject=figure.status != FigureStatus.REJECTED,
        )
        for figure in claim.figures.all()
    ]


def understood(figure: Figure) -> str:
    """The figure as a short formula: `↑ ≥ 8 % · yoy · 2024`."""
    if figure.op == "range":
        value = f"{number(figure.lower)} to {number(figure.upper)}"
    else:
        value = number(figure.value)
    unit = "" if figure.unit == "1" else f" {figure.unit}"
    sign = f"{ARROWS[figure.direction]}{SIGNS[figure.op]}"
    hedge = f"{figure.hedge} " if figure.hedge else ""
    more = [figure.counted, figure.of, figure.basis, figure.period, figure.modality]
    return " · ".join([f"{hedge}{sign}{value}{unit}", *(word for word in more if word)])


def number(value: Decimal | None) -> str:
    """A number without the zeros that the database pads it with, in groups of three."""
    if value is None:
        return "?"
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
