"""Publishers and paragraphs in the admin, and the two manners of admin that all our models have."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

import pghistory
from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextInputWidget
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst

from sources.models import Paragraph, Publisher

LONGEST_HISTORY = 200
PLACE = re.compile(r"([a-z0-9-]+)[ :]([0-9]{1,5})")
# They change with every change, and so tell nothing about one.
COUNTED = frozenset({"version", "updated_at"})
SHORT = 100


def shortened(text: str, longest: int = SHORT) -> str:
    """The start of a text, for a cell of a list."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


@dataclass(frozen=True, slots=True)
class Change:
    """One kept change of a row: what was done, by whom and why, and each field before and after."""

    at: datetime
    kind: str
    who: str
    reason: str
    fields: tuple[tuple[str, object, object], ...]


def changes_of(row: Any, *, most: int = LONGEST_HISTORY) -> list[Change]:
    """What the triggers kept of a tracked row, newest first."""
    # One more than is shown, so that the last one has something to be compared with.
    events = list(row.events.select_related("pgh_context").order_by("-pgh_id")[: most + 1])
    told = [(event.pgh_context.metadata if event.pgh_context else {}) for event in events]
    people = get_user_model().objects.in_bulk({who for one in told if (who := one.get("user"))})
    changes = []
    for event, before, context in zip(events, [*events[1:], None], told, strict=True):
        user = people.get(context.get("user"))
        change = Change(
            at=event.pgh_created_at,
            kind={"insert": "added", "update": "changed", "delete": "deleted"}[event.pgh_label],
            who=user.get_username() if user else "",
            reason=context.get("reason", ""),
            fields=_differences(before, event),
        )
        changes.append(change)
    return [change for change in changes[:most] if change.fields or change.kind != "changed"]


def _differences(before: Any, after: Any) -> tuple[tuple[str, object, object], ...]:
    if before is None:
        return ()
    names = [
        (field.verbose_name, field.attname)
        for field in after._meta.concrete_fields
        if not field.name.startswith("pgh_") and field.name not in COUNTED
    ]
    return tuple(
        (name, old, new)
        for name, field in names
        if (old := getattr(before, field)) != (new := getattr(after, field))
    )


class KeptAdmin(admin.ModelAdmin):
    """Its history is what the database kept, not the admin's own log."""

    show_full_result_count = False
    list_per_page = 50
    list_max_show_all = 200

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The list, under the name of what is in it."""
        title = capfirst(self.opts.verbose_name_plural)
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Every change that the triggers recorded, newest first, with who and why."""
        row = self.get_object(request, object_id)
        kept: dict[str, Any] = {"changes": changes_of(row)} if hasattr(row, "events") else {}
        kept["title"] = "History"
        return super().history_view(request, object_id, {**kept, **(extra_context or {})})


class ProtectedAdmin(KeptAdmin):
    """Looked at here; a rule protects it, so only the functions that the API calls change it."""

    def has_add_permission(self, request: HttpRequest, *args: Any) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class VersionedForm(forms.ModelForm):
    """A form that carries the version that was on the screen, and why it is changed."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    reason = forms.CharField(
        required=False,
        max_length=1_000,
        help_text="For the history: why. May be left out.",
        widget=AdminTextInputWidget,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance._state.adding and "seen" in self.fields:
            self.fields["seen"].required = True
            self.initial["seen"] = self.instance.version

    def clean_seen(self) -> int | None:
        """Refuse when somebody else was faster; the row stays locked until the answer."""
        seen: int | None = self.cleaned_data["seen"]
        if not self.instance._state.adding:
            rows = type(self.instance)._default_manager.select_for_update(no_key=True)
            version = rows.values_list("version", flat=True).get(pk=self.instance.pk)
            if seen != version:
                raise ValidationError(
                    "Somebody changed it since you opened it: open it again in another tab, "
                    "and bring over what you typed here.",
                    code="stale",
                )
        return seen


class VersionedAdmin(KeptAdmin):
    """Changed here by whoever may, on the version they saw; short texts are typed in one line."""

    form = VersionedForm
    formfield_overrides: ClassVar[dict[Any, Any]] = {
        models.TextField: {"widget": AdminTextInputWidget}
    }
    readonly_fields: ClassVar[Any] = ["version"]

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        fields = [name for name in super().get_fields(request, obj) if name != "seen"]
        return [*fields, "seen"] if self.has_change_permission(request, obj) else fields

    def save_model(
        self, request: HttpRequest, obj: models.Model, form: forms.ModelForm, change: bool
    ) -> None:
        reason = form.cleaned_data.get("reason")
        with pghistory.context(**({"reason": reason} if reason else {})):
            super().save_model(request, obj, form, change)


@admin.register(Publisher)
class PublisherAdmin(VersionedAdmin):
    list_display = ["name", "slug", "country", "url"]
    list_filter = ["country"]
    search_fields = ["name", "slug"]
    ordering = ["name"]
    prepopulated_fields = {"slug": ["name"]}


@admin.register(Paragraph)
class ParagraphAdmin(ProtectedAdmin):
    """Text comes in by capturing a source, which tells the claims that rest on it."""

    list_display = ["number_shown", "source", "start_of_text"]
    list_select_related = ["source"]
    search_fields = ["source__slug", "text"]
    search_help_text = "Words of the text; or a source's slug and the paragraph's number."
    # The order of the index that the unique constraint keeps.
    ordering = ["source_id", "number"]
    fields = ["source", "number_shown", "text", "text_sha256", "version"]

    @admin.display(description="paragraph", ordering="number")
    def number_shown(self, paragraph: Paragraph) -> str:
        if paragraph.number is None:
            return f"{paragraph.former_number} (gone)"
        return str(paragraph.number)

    @admin.display(description="text")
    def start_of_text(self, paragraph: Paragraph) -> str:
        return shortened(paragraph.text) or "(not captured yet)"

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Paragraph], search_term: str
    ) -> tuple[QuerySet[Paragraph], bool]:
        if asked := PLACE.fullmatch(search_term.strip()):
            slug, number = asked.groups()
            found = queryset.filter(source__slug=slug, number=number)
            if found.exists():
                return found, False
        return super().get_search_results(request, queryset, search_term)
