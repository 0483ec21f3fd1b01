"""What is done on a claim's page: the five steps, figures decided, citations corrected.

Each is a POST that carries the version the editor saw, and calls the function the API calls.
"""

import uuid
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from claims import drafting, publishing, reviewing
from claims.admin.doors import editor
from claims.admin.forms import CitationForm, FigureForm, VersionForm
from claims.admin.pages import STEPS, Refused, claim_page, claim_url
from claims.errors import Conflict
from claims.models import Claim, Decision

TAKE: Mapping[str, Callable[..., object]] = {
    "submit": reviewing.submit_claim,
    "approve": partial(reviewing.review_claim, decision=Decision.APPROVE.value),
    "request_changes": partial(reviewing.review_claim, decision=Decision.REQUEST_CHANGES.value),
    "publish": publishing.publish_claim,
    "withdraw": publishing.withdraw_claim,
}


def take_step(request: HttpRequest, pk: uuid.UUID, *, step: str) -> HttpResponse:
    """Take a step of the claim."""
    claim = get_object_or_404(Claim, pk=pk)
    words = STEPS[step]
    form = words.form(request.POST, auto_id=f"{words.slug}-%s")
    act = partial(TAKE[step], claim=claim)
    return _answer(request, claim, act, form, part=step, title=words.title, done=words.done)


def decide_figure(request: HttpRequest, pk: uuid.UUID, figure: uuid.UUID) -> HttpResponse:
    """Confirm or reject a figure."""
    claim = get_object_or_404(Claim, pk=pk)
    row = get_object_or_404(claim.figures, pk=figure)
    act = partial(drafting.decide_figure, figure=row)
    return _answer(
        request, claim, act, FigureForm(request.POST),
        part=str(row.pk), title=f"The figure “{row.text}”", done="", fragment="figures",
    )  # fmt: skip


def edit_citation(request: HttpRequest, pk: uuid.UUID, citation: uuid.UUID) -> HttpResponse:
    """Set a citation's stance and quote; whoever saves it has read the paragraph as it is now."""
    claim = get_object_or_404(Claim, pk=pk)
    row = get_object_or_404(claim.citations, pk=citation)
    return _answer(
        request, claim, partial(drafting.edit_citation, citation=row),
        CitationForm(request.POST, auto_id=f"citation-{row.pk}-%s"),
        part=str(row.pk), title=f"The citation {row.marker}", done="The citation is saved.",
        fragment=f"citation-{row.pk}",
    )  # fmt: skip


def _answer(
    request: HttpRequest,
    claim: Claim,
    act: Callable[..., object],
    form: VersionForm,
    *,
    part: str,
    title: str,
    done: str,
    fragment: str = "top",
) -> HttpResponse:
    """Do it, and show the claim's page: anew when it is done, with what was typed when refused."""
    # Reached by GET after signing in again: what was posted is gone.
    if request.method != "POST":
        return redirect(claim_url(claim))
    status = 400
    if form.is_valid():
        values: dict[str, Any] = form.cleaned_data
        try:
            act(by=editor(request), **values)
        except (ValidationError, Conflict) as error:
            form.refuse(error)
            status = 409 if isinstance(error, Conflict) else 400
        else:
            if done:
                messages.success(request, done)
            return redirect(claim_url(claim, fragment))
    return claim_page(request, claim, refused=Refused(part, title, form, status))
