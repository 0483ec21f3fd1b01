"""Write and edit the working copy: claims, citations, figures, sources (a module each)."""

from claims.drafting.citations import cite, edit_citation, faulty_text, uncite
from claims.drafting.claims import (
    ClaimFields,
    delete_claim,
    draft_claim,
    edit_claim,
    text_with_references,
)
from claims.drafting.evidence import Capture, capture_source, draft_source, edit_source
from claims.drafting.figures import add_figure, decide_figure, edit_figure, remove_figure
from claims.drafting.proposals import figure_of
from claims.drafting.revisions import hold_source, lock_claim, revise
from claims.drafting.subjects import claimant_named, section_titled, topic_called

__all__ = [
    "Capture",
    "ClaimFields",
    "add_figure",
    "capture_source",
    "cite",
    "claimant_named",
    "decide_figure",
    "delete_claim",
    "draft_claim",
    "draft_source",
    "edit_citation",
    "edit_claim",
    "edit_figure",
    "edit_source",
    "faulty_text",
    "figure_of",
    "hold_source",
    "lock_claim",
    "remove_figure",
    "revise",
    "section_titled",
    "text_with_references",
    "topic_called",
    "uncite",
]
