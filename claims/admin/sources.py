"""Sources in the admin: what a source says of itself, and capturing its text."""

import uuid
from collections import Counter
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from claims import drafting
from claims.admin.doors import door, editor, page
from claims.admin.forms import CaptureForm, EditSourceForm, SourceForm
from claims.errors import Conflict
from claims.models import Claim
from sources.admin import ProtectedAdmin
from sources.capturing import publisher_named
from sources.models import Paragraph, Source

FORM = "admin/claims/form.html"
DRAFT = "claims.draft_claim"
SHOWN = 100


@admin.register(Source)
class SourceAdmin(ProtectedAdmin):
    """Editing a source sends judged claims back, so it goes through `drafting`."""

    list_display = ["title", "publisher", "kind", "language", "published_at"]
    list_filter = ["kind"]
    list_select_related = ["publisher"]
    search_fields = ["title", "slug"]
    change_list_template = "admin/sources/source/list.html"

    def get_urls(self) -> list[URLPattern]:
        own = [
            path("draft/", door(draft_source, DRAFT), name="sources_source_draft"),
            path("<uuid:pk>/edit/", door(edit_source, DRAFT), name="sources_source_edit"),
            path("<uuid:pk>/capture/", door(capture_source, DRAFT), name="sources_source_capture"),
        ]
        return [*own, *super().get_urls()]

    def change_view(
        self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """The source's page; there is no stock form behind it."""
        if request.method == "POST" or not self.has_view_permission(request):
            raise PermissionDenied
        source = self.get_object(request, object_id)
        if source is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)  # type: ignore[attr-defined, no-any-return]  # the stock answer
        return source_page(request, source)


def source_url(source: Source) -> str:
    """The source's page at the desk."""
    return reverse("admin:sources_source_change", args=[source.pk])


def source_page(request: HttpRequest, source: Source) -> TemplateResponse:
    """What the source says of itself, its first paragraphs, and how many claims rest on it."""
    paragraphs = list(source.paragraphs.present()[: SHOWN + 1])
    return page(
        request,
        "admin/sources/source/page.html",
        title=source.title,
        model=Source,
        source=source,
        paragraphs=paragraphs[:SHOWN],
        more=len(paragraphs) > SHOWN,
        gone=source.paragraphs.filter(number=None).count(),
        claims=Claim.objects.filter(source=source).count(),
        claims_url=f"{reverse('admin:claims_claim_changelist')}?source__id__exact={source.pk}",
        paragraphs_url=f"{reverse('admin:sources_paragraph_changelist')}?source__id__exact={source.pk}",
        may_draft=editor(request).has_perm(DRAFT),
    )


def draft_source(request: HttpRequest) -> HttpResponse:
    """Add a source; its publisher is added too when not known."""
    if request.method != "POST":
        return _form_page(request, SourceForm(), title="Add source")
    form = SourceForm(request.POST)
    if form.is_valid():
        values = {name: value for name, value in form.cleaned_data.items() if name != "reason"}
        try:
            with transaction.atomic():
                values["publisher"] = publisher_named(values["publisher"])
                source = drafting.draft_source(by=editor(request), **values)
        except ValidationError as error:
            form.refuse(error)
        else:
            messages.success(request, "The source is added: capture its text next.")
            return redirect(source_url(source))
    return _form_page(request, form, title="Add source", status=400)


def edit_source(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Change what a source says of itself; judged claims of it return to draft."""
    source = get_object_or_404(Source.objects.select_related("publisher"), pk=pk)
    if request.method != "POST":
        fields = ["title", "kind", "language", "url", "published_at", "retrieved_at", "version"]
        values = {name: getattr(source, name) for name in fields}
        form = EditSourceForm(initial={**values, "publisher": source.publisher.name})
        return _form_page(request, form, title="Edit source", source=source)
    form = EditSourceForm(request.POST)
    status = 400
    if form.is_valid():
        values = form.cleaned_data
        try:
            with transaction.atomic():
                values["publisher"] = publisher_named(values["publisher"])
                drafting.edit_source(source=source, by=editor(request), **values)
        except (ValidationError, Conflict) as error:
            form.refuse(error)
            status = 409 if isinstance(error, Conflict) else 400
        else:
            messages.success(request, "The source is saved.")
            return redirect(source_url(source))
    return _form_page(request, form, title="Edit source", source=source, status=status)


def capture_source(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Capture the source's text, or capture it again, and show what that did."""
    source = get_object_or_404(Source, pk=pk)
    if request.method != "POST":
        text = "\n\n".join(
            Paragraph.objects.filter(source=source)
            .present()
            .exclude(text="")
            .values_list("text", flat=True)
        )
        form = CaptureForm(initial={"version": source.version, "text": text})
        return _capture_page(request, source, form=form)
    form = CaptureForm(request.POST)
    status = 400
    if form.is_valid():
        try:
            done = drafting.capture_source(source=source, by=editor(request), **form.cleaned_data)
        except (ValidationError, Conflict) as error:
            form.refuse(error)
            status = 409 if isinstance(error, Conflict) else 400
        else:
            return _capture_page(request, done.source, done=done)
    return _capture_page(request, source, form=form, status=status)


def _form_page(
    request: HttpRequest,
    form: SourceForm,
    *,
    title: str,
    status: int = 200,
    source: Source | None = None,
) -> TemplateResponse:
    return page(
        request, FORM, title=title, model=Source, status=status, form=form, button="Save",
        original=source,
        back=source_url(source) if source else reverse("admin:sources_source_changelist"),
        note="Claims of this source that are in review, approved or published return to draft: "
        "an edition freezes what the source says of itself." if source else "",
    )  # fmt: skip


def _capture_page(
    request: HttpRequest,
    source: Source,
    *,
    form: CaptureForm | None = None,
    done: drafting.Capture | None = None,
    status: int = 200,
) -> TemplateResponse:
    changes = done.changes if done else ()
    proposals = done.proposals if done else ()
    return page(
        request, "admin/sources/source/capture.html", title="Capture text", model=Source,
        status=status, source=source, form=form, done=done,
        counts=dict(Counter(change.kind for change in changes)),
        serious=[change for change in changes if change.kind in {"edited", "gone"}],
        harmless=[change for change in changes if change.kind in {"added", "captured", "moved"}],
        asking=[one for one in proposals if one.action != "keep" or not one.quote_found],
        kept=sum(one.action == "keep" and one.quote_found for one in proposals),
    )  # fmt: skip
