"""Import a digest in the browser: look at what it would make, then make it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from claims.admin.doors import editor, page
from claims.admin.forms import DigestForm
from claims.drafting import text_with_references
from claims.importing import Imported, import_digest
from claims.markers import Notice
from claims.models import Claim
from sources.models import Source

AROUND = 40


@dataclass(frozen=True, slots=True)
class PreviewedClaim:
    """A claim as the import would write it."""

    text: str
    language: str
    created: bool


@dataclass(frozen=True, slots=True)
class PreviewedSection:
    """A section with the claims the digest has in it."""

    title: str
    claims: list[PreviewedClaim]


@dataclass(frozen=True, slots=True)
class Warned:
    """A warning, with the words it speaks of and what stands around them."""

    detail: str
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do."""

    source: Source
    source_created: bool
    sections: list[PreviewedSection]
    warnings: list[Warned]
    created: int
    known: int


def import_page(request: HttpRequest) -> HttpResponse:
    """Paste a digest; `do=check` shows what it would make, `do=import` makes it."""
    if request.method != "POST":
        return _answer(request, DigestForm())
    form = DigestForm(request.POST)
    if not form.is_valid():
        return _answer(request, form, status=400)
    importing = request.POST.get("do") == "import"
    try:
        if importing:
            done = import_digest(by=editor(request), **form.cleaned_data)
        else:
            return _answer(request, form, preview=_preview(request, form))
    except ValidationError as error:
        form.refuse(error)
        return _answer(request, form, status=400)
    known = len(done.claims) - done.created
    messages.success(request, f"{done.created} claims drafted, {known} known already.")
    listed = reverse("admin:claims_claim_changelist")
    return redirect(f"{listed}?source__id__exact={done.source.pk}")


def _answer(
    request: HttpRequest, form: DigestForm, *, status: int = 200, preview: Preview | None = None
) -> HttpResponse:
    return page(
        request, "admin/claims/claim/import.html", title="Import digest", model=Claim,
        status=status, form=form, preview=preview,
    )  # fmt: skip


def _preview(request: HttpRequest, form: DigestForm) -> Preview:
    # The markers of a claim are written from rows, which are there until this block ends.
    with transaction.atomic():
        done = import_digest(by=editor(request), **form.cleaned_data)
        preview = Preview(
            source=done.source,
            source_created=done.source_created,
            sections=list(_sections(done)),
            warnings=[_warned(form.cleaned_data["text"], one) for one in done.warnings],
            created=done.created,
            known=len(done.claims) - done.created,
        )
        transaction.set_rollback(True)
    return preview


def _sections(done: Imported) -> Iterator[PreviewedSection]:
    section = None
    for entry in done.claims:
        claim = entry.claim
        title = claim.section.title if claim.section else ""
        if section is None or section.title != title:
            if section is not None:
                yield section
            section = PreviewedSection(title, [])
        text = text_with_references(claim)
        section.claims.append(PreviewedClaim(text, claim.language, entry.created))
    if section is not None:
        yield section


def _warned(text: str, notice: Notice) -> Warned:
    # The whole of a long span helps nobody to find it; its first words do.
    end = min(notice.end, notice.start + 2 * AROUND)
    return Warned(
        detail=notice.detail,
        before=text[max(0, notice.start - AROUND) : notice.start],
        words=text[notice.start : end],
        after=text[end : end + AROUND],
    )
