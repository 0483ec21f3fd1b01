"""The claims in the admin: the list, and the addresses of the desk's pages."""

import uuid
from functools import partial
from typing import Any

from django.contrib import admin
from django.contrib.admin import SimpleListFilter
from django.core.exceptions import PermissionDenied
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timesince import timesince

from claims import workflow
from claims.admin import digests, editing, showing, steps
from claims.admin.doors import door
from claims.admin.pages import STEPS, claim_page
from claims.languages import BY_SCRIPT
from claims.models import Citation, Claim, Figure, FigureStatus, State
from sources.admin import ProtectedAdmin, shortened

DRAFT = "claims.draft_claim"
VIEW = "claims.view_claim"
USUAL = sorted({*BY_SCRIPT.values(), "de", "es", "fr", "it", "pt"})
UNKNOWN, OTHER = "unknown", "other"


class LanguageFilter(SimpleListFilter):
    """By language, without asking every claim which languages there are."""

    title = "language"
    parameter_name = "language"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """The usual ones, and the one asked for; any tag can be written into the address."""
        asked = request.GET.get(self.parameter_name, "")
        more = [asked] if asked and asked not in {*USUAL, UNKNOWN, OTHER} else []
        named = [(UNKNOWN, "not known"), (OTHER, "another")]
        return [*((tag, tag) for tag in [*USUAL, *more]), *named]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Claim]) -> QuerySet[Claim]:
        asked = self.value()
        if not asked:
            return queryset
        if asked == OTHER:
            return queryset.exclude(language__in=[*USUAL, ""])
        return queryset.filter(language="" if asked == UNKNOWN else asked)


def _number_of(rows: QuerySet[Any]) -> Coalesce:
    counted = rows.order_by().values("claim").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)


@admin.register(Claim)
class ClaimAdmin(ProtectedAdmin):
    """The queue. What is done to a claim is done on its page, through the API's functions."""

    list_display = ["badge", "start_of_text", "source_title", "author", "age", "cited", "undecided"]
    list_display_links = ["start_of_text"]
    list_filter = [
        "state",
        ("source__publisher", admin.RelatedFieldListFilter),
        ("topics", admin.RelatedFieldListFilter),
        LanguageFilter,
    ]
    list_select_related = ["source", "author"]
    search_fields = ["text"]
    search_help_text = "Words of the text, or a claim's id."
    change_list_template = "admin/claims/claim/list.html"

    def get_urls(self) -> list[URLPattern]:
        here = "<uuid:pk>"
        own = [
            path("draft/", door(editing.draft_claim, DRAFT), name="claims_claim_draft"),
            path("import/", door(digests.import_page, DRAFT), name="claims_claim_import"),
            path(f"{here}/edit/", door(editing.edit_claim, DRAFT), name="claims_claim_edit"),
            path(
                f"{here}/discard/", door(editing.discard_claim, DRAFT), name="claims_claim_discard"
            ),
            path(
                f"{here}/figures/<uuid:figure>/",
                door(steps.decide_figure, DRAFT),
                name="claims_claim_figure",
            ),
            path(
                f"{here}/citations/<uuid:citation>/",
                door(steps.edit_citation, DRAFT),
                name="claims_claim_citation",
            ),
            *(
                path(
                    f"{here}/{STEPS[transition.name].slug}/",
                    door(_step(transition.name), transition.permission),
                    name=f"claims_claim_{transition.name}",
                )
                for transition in workflow.TRANSITIONS
            ),
        ]
        return [*own, *super().get_urls()]

    def change_view(
        self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """The claim's page; there is no stock form behind it."""
        if request.method == "POST" or not self.has_view_permission(request):
            raise PermissionDenied
        claim = self.get_object(request, object_id)
        if claim is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)  # type: ignore[attr-defined, no-any-return]  # the stock answer
        return claim_page(request, claim)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Claim]:
        mine = OuterRef("pk")
        proposed = Figure.objects.filter(claim=mine, status=FigureStatus.PROPOSED)
        claims: QuerySet[Claim] = super().get_queryset(request)
        return claims.annotate(
            citation_count=_number_of(Citation.objects.filter(claim=mine)),
            undecided_count=_number_of(proposed),
        )

    def get_ordering(self, request: HttpRequest) -> list[Any]:
        """Whoever waits for a reviewer longest comes first; else what was touched last."""
        waiting = request.GET.get("state__exact") == State.IN_REVIEW
        return ["updated_at" if waiting else "-updated_at"]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Claim], search_term: str
    ) -> tuple[QuerySet[Claim], bool]:
        try:
            wanted = uuid.UUID(search_term.strip())
        except ValueError:
            return super().get_search_results(request, queryset, search_term)
        return queryset.filter(pk=wanted), False

    @admin.display(description="state", ordering="state")
    def badge(self, claim: Claim) -> SafeString:
        return showing.badge(claim.state, claim.get_state_display())

    @admin.display(description="claim")
    def start_of_text(self, claim: Claim) -> SafeString:
        text = shortened(claim.text, 160)
        return format_html('<span dir="auto" lang="{}">{}</span>', claim.language, text)

    @admin.display(description="source", ordering="source")
    def source_title(self, claim: Claim) -> SafeString:
        return format_html('<span dir="auto">{}</span>', shortened(claim.source.title, 60))

    @admin.display(description="age", ordering="updated_at")
    def age(self, claim: Claim) -> SafeString:
        moment, ago = claim.updated_at, timesince(claim.updated_at, depth=1)
        when = f"{moment:%Y-%m-%d %H:%M} UTC"
        return format_html(
            '<time datetime="{}" title="{}">{}</time>', moment.isoformat(), when, ago
        )

    @admin.display(description="cites", ordering="citation_count")
    def cited(self, claim: Claim) -> int:
        return int(claim.citation_count)  # type: ignore[attr-defined]  # annotated above

    @admin.display(description="undecided", ordering="undecided_count")
    def undecided(self, claim: Claim) -> SafeString:
        number = claim.undecided_count  # type: ignore[attr-defined]  # annotated above
        if not number:
            return format_html('<span class="none">{}</span>', "–")
        return format_html('<strong class="open">{}</strong>', number)


def _step(name: str) -> partial[HttpResponse]:
    return partial(steps.take_step, step=name)
