"""Write a claim, edit one, throw a draft away: forms that lead to `claims.drafting`."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from claims import drafting
from claims.admin.doors import editor, page
from claims.admin.forms import ClaimForm, DraftClaimForm, EditClaimForm, VersionForm
from claims.admin.pages import Refused, claim_page, claim_url
from claims.errors import Conflict
from claims.models import Claim, Topic
from sources.models import Source

FORM = "admin/claims/form.html"


def draft_claim(request: HttpRequest) -> HttpResponse:
    """Write a claim; `?source=<id>` names its source beforehand."""
    if request.method != "POST":
        return _draft_page(request, DraftClaimForm(initial={"source": _source_asked_for(request)}))
    form = DraftClaimForm(request.POST)
    if form.is_valid():
        try:
            claim = drafting.draft_claim(by=editor(request), **form.cleaned_data)
        except ValidationError as error:
            form.refuse(error)
        else:
            messages.success(request, "The claim is drafted.")
            return redirect(claim_url(claim))
    return _draft_page(request, form, status=400)


def edit_claim(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Edit a claim: a new revision, which is reviewed again."""
    claim = get_object_or_404(Claim.objects.select_related("source"), pk=pk)
    if request.method != "POST":
        return _edit_page(request, claim, EditClaimForm(initial=_values(claim)))
    form = EditClaimForm(request.POST)
    status = 400
    if form.is_valid():
        values: dict[str, Any] = form.cleaned_data
        values["topics"] = _in_order(claim, list(values["topics"]))
        try:
            drafting.edit_claim(claim=claim, by=editor(request), **values)
        except (ValidationError, Conflict) as error:
            form.refuse(error)
            status = 409 if isinstance(error, Conflict) else 400
        else:
            messages.success(request, "The claim is saved.")
            return redirect(claim_url(claim))
    return _edit_page(request, claim, form, status=status)


def discard_claim(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Throw away a draft that nobody has been asked to judge."""
    claim = get_object_or_404(Claim, pk=pk)
    if request.method != "POST":
        return redirect(claim_url(claim))
    form = VersionForm(request.POST)
    if form.is_valid():
        try:
            drafting.delete_claim(claim=claim, by=editor(request), **form.cleaned_data)
        except Conflict as error:
            form.refuse(error)
        else:
            messages.success(request, f"Deleted: {claim}")
            return redirect(reverse("admin:claims_claim_changelist"))
    return claim_page(request, claim, refused=Refused("discard", "Delete", form, 409))


def _draft_page(request: HttpRequest, form: ClaimForm, *, status: int = 200) -> TemplateResponse:
    return page(
        request, FORM, title="Add claim", model=Claim, status=status, form=form,
        button="Save draft", back=reverse("admin:claims_claim_changelist"),
    )  # fmt: skip


def _edit_page(
    request: HttpRequest, claim: Claim, form: ClaimForm, *, status: int = 200
) -> TemplateResponse:
    claim.refresh_from_db()
    note = (
        ""
        if claim.state == "draft"
        else "A change makes a new revision: the claim returns to draft, and is reviewed again. "
        "Readers keep the last edition until the next."
    )
    return page(
        request, FORM, title="Edit claim", model=Claim, status=status, form=form, note=note,
        button="Save", back=claim_url(claim), original=claim,
        now=drafting.text_with_references(claim) if status == 409 else "",
    )  # fmt: skip


def _values(claim: Claim) -> dict[str, Any]:
    return {
        "version": claim.version,
        "text": drafting.text_with_references(claim),
        "language": claim.language,
        "claimant": claim.claimant_id,
        "claimed_on": claim.claimed_on,
        "topics": [link.topic_id for link in claim.topic_links.all()],
    }


def _in_order(claim: Claim, topics: list[Topic]) -> list[Topic]:
    """The topics in the order they had, those that are new at the end: a form has no order."""
    before = {link.topic_id: link.position for link in claim.topic_links.all()}
    return sorted(topics, key=lambda topic: before.get(topic.pk, len(before)))


def _source_asked_for(request: HttpRequest) -> Source | None:
    try:
        wanted = uuid.UUID(request.GET.get("source", ""))
    except ValueError:
        return None
    return Source.objects.filter(pk=wanted).first()
