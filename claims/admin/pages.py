"""A claim's page: everything about it in one place, and the steps that are open to this person."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse

from claims import workflow
from claims.admin import showing
from claims.admin.doors import editor, page
from claims.admin.forms import (
    ApproveForm,
    CitationForm,
    PublishForm,
    RequestChangesForm,
    SubmitForm,
    VersionForm,
    WithdrawForm,
)
from claims.admin.timeline import timeline
from claims.advising import findings_of
from claims.models import Claim, Edition
from sources.errors import Reason


@dataclass(frozen=True, slots=True)
class Words:
    """What the desk calls a step: its address, the button, and the sentence when it is done."""

    slug: str
    title: str
    button: str
    done: str
    form: type[VersionForm]


STEPS: Mapping[str, Words] = {
    "submit": Words(
        "submit", "Submit for review", "Submit", "The claim waits for a reviewer.", SubmitForm
    ),
    "approve": Words("approve", "Approve", "Approve", "Your approval is recorded.", ApproveForm),
    "request_changes": Words(
        "request-changes", "Request changes", "Request changes",
        "The claim went back to its author.", RequestChangesForm,
    ),
    "publish": Words(
        "publish", "Publish", "Publish edition", "Published: readers see it now.", PublishForm
    ),
    "withdraw": Words(
        "withdraw", "Withdraw", "Withdraw", "Withdrawn: readers see why.", WithdrawForm
    ),
}  # fmt: skip


# A step with one of these in its way is not the next one.
FAR = frozenset({"state", "role", "never_published", "withdrawn"})


@dataclass(frozen=True, slots=True)
class ShownStep:
    """A step on the page: the form if it is open, else everything that is in the way."""

    words: Words
    url: str
    form: VersionForm | None
    reasons: tuple[Reason, ...]

    @property
    def next(self) -> bool:
        """Only things that can be mended are in the way, not the state or the role."""
        return not {reason.code for reason in self.reasons} & FAR


@dataclass(frozen=True, slots=True)
class Refused:
    """A form that came back: of which part of the page (a step's name, a row's id)."""

    part: str
    title: str
    form: VersionForm
    status: int


def claim_url(claim: Claim, fragment: str = "") -> str:
    """The claim's page at the desk."""
    address = reverse("admin:claims_claim_change", args=[claim.pk])
    return f"{address}#{fragment}" if fragment else address


def claim_page(
    request: HttpRequest, claim: Claim, *, refused: Refused | None = None
) -> TemplateResponse:
    """The page, as the claim is now; with what was refused, and what was typed, if anything was."""
    claim = Claim.objects.with_parts().get(pk=claim.pk)
    editions = list(
        Edition.objects.filter(claim=claim)
        .select_related("publisher")
        .defer("document")
        .order_by("-sequence")
    )
    steps = _steps(request, claim, refused)
    may_draft = editor(request).has_perm("claims.draft_claim")
    return page(
        request,
        "admin/claims/claim/page.html",
        title=f"Claim: {claim}",
        model=Claim,
        status=refused.status if refused else 200,
        claim=claim,
        badge=showing.badge(claim.state, claim.get_state_display()),
        text=showing.linked_text(claim),
        evidence=[
            (shown, _citation_form(claim, shown, refused)) for shown in showing.evidence(claim)
        ],
        figures=showing.figures(claim),
        findings=findings_of(claim),
        editions=editions,
        events=timeline(claim, editions),
        open_steps=[step for step in steps if step.form],
        closed_steps=[step for step in steps if not step.form],
        may_draft=may_draft,
        refused=refused,
        homeless=refused and refused.part not in _parts(steps, claim),
    )


def _steps(request: HttpRequest, claim: Claim, refused: Refused | None) -> list[ShownStep]:
    shown = []
    for opening in workflow.openings(claim=claim, by=editor(request)):
        name = opening.transition.name
        words = STEPS[name]
        form = None
        if not opening.reasons:
            form = words.form(initial={"version": claim.version}, auto_id=f"{words.slug}-%s")
            if refused and refused.part == name:
                form = refused.form
        url = reverse(f"admin:claims_claim_{name}", args=[claim.pk])
        shown.append(ShownStep(words, url, form, opening.reasons))
    return shown


def _citation_form(claim: Claim, shown: showing.Evidence, refused: Refused | None) -> VersionForm:
    citation = shown.citation
    if refused and refused.part == str(citation.pk):
        return refused.form
    values: dict[str, Any] = {"stance": citation.stance, "quote": citation.quote}
    return CitationForm(
        initial={"version": claim.version, **values}, auto_id=f"citation-{citation.pk}-%s"
    )


def _parts(steps: list[ShownStep], claim: Claim) -> set[str]:
    """The parts of the page that have a form to keep what was typed."""
    names = {name for name in STEPS for step in steps if step.form and step.words is STEPS[name]}
    return names | {str(citation.pk) for citation in claim.citations.all()}
