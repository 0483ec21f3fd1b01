"""What is only ever looked at: editions, reviews, submissions; citations and figures."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from claims.admin.pages import claim_url
from claims.admin.showing import badge, understood
from claims.models import Citation, Edition, Figure, Review, Submission
from sources.admin import ProtectedAdmin, shortened


class PartAdmin(ProtectedAdmin):
    """A part of a claim: it leads to the claim's page, where it is dealt with."""

    list_select_related = ["claim"]

    @admin.display(description="claim")
    def claim_link(self, row: Citation | Edition | Figure | Review | Submission) -> SafeString:
        return format_html('<a href="{}">{}</a>', claim_url(row.claim), row.claim)


@admin.register(Edition)
class EditionAdmin(PartAdmin):
    list_display = ["sequence", "claim_link", "number", "status_badge", "publisher", "published_at"]
    list_filter = ["status"]
    list_select_related = ["claim", "publisher"]
    search_fields = ["claim__text", "=sha256"]
    ordering = ["-sequence"]
    fields = [
        "claim_link", "number", "sequence", "revision", "status_badge", "note", "publisher",
        "published_at", "public_document", "document", "sha256", "previous_sha256", "log_sha256",
    ]  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet[Edition]:
        # A list of fifty whole documents would be read for nothing.
        editions: QuerySet[Edition] = super().get_queryset(request)
        return editions.defer("document")

    @admin.display(description="status", ordering="status")
    def status_badge(self, edition: Edition) -> SafeString:
        return badge(edition.status, edition.get_status_display())

    @admin.display(description="as readers get it")
    def public_document(self, edition: Edition) -> SafeString:
        url = reverse("edition-detail", args=[edition.claim_id, edition.number])
        return format_html('<a href="{}">{}</a>', url, url)


@admin.register(Review)
class ReviewAdmin(PartAdmin):
    list_display = ["claim_link", "revision", "decision", "rating", "reviewer", "created_at"]
    list_display_links = ["decision"]
    list_filter = ["decision", "rating"]
    list_select_related = ["claim", "rating", "reviewer"]
    search_fields = ["claim__text", "rationale"]
    fields = [
        "claim_link", "revision", "decision", "rating", "rationale", "reviewer", "created_at"
    ]  # fmt: skip


class UnlistedAdmin(PartAdmin):
    """Reached from other pages, not from the list of everything."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False


@admin.register(Submission)
class SubmissionAdmin(UnlistedAdmin):
    list_display = ["created_at", "claim_link", "revision", "submitter"]
    list_select_related = ["claim", "submitter"]
    search_fields = ["claim__text", "comment"]
    fields = ["claim_link", "revision", "submitter", "comment", "created_at"]


@admin.register(Citation)
class CitationAdmin(UnlistedAdmin):
    list_display = ["paragraph", "claim_link", "stance", "quoted"]
    list_filter = ["stance"]
    search_fields = ["quote", "claim__text"]
    ordering = ["-id"]
    fields = ["claim_link", "paragraph", "position", "stance", "quote", "text_sha256"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Citation]:
        # Its manager joins the paragraph, and the list then joins nothing of its own.
        citations: QuerySet[Citation] = super().get_queryset(request)
        return citations.select_related("claim", "paragraph__source")

    @admin.display(description="quote")
    def quoted(self, citation: Citation) -> str:
        return shortened(citation.quote) or "–"


@admin.register(Figure)
class FigureAdmin(UnlistedAdmin):
    list_display = ["text", "understood_as", "status_badge", "claim_link"]
    list_filter = ["status", "kind"]
    search_fields = ["text", "=unit"]
    ordering = ["-id"]
    fields = [
        "claim_link", "text", "start", "end", "understood_as", "status_badge", "decided_by",
        "engine",
    ]  # fmt: skip

    @admin.display(description="understood as")
    def understood_as(self, figure: Figure) -> str:
        return understood(figure)

    @admin.display(description="status", ordering="status")
    def status_badge(self, figure: Figure) -> SafeString:
        return badge(figure.status, figure.get_status_display())
