"""The desk's endpoints."""

from django.urls import path
from rest_framework.routers import SimpleRouter

from claims.api.desk import (
    accounts,
    annotations,
    attention,
    bulk,
    claims,
    conflicts,
    digests,
    figures,
    history,
    parts,
    queue,
    reports,
    revisions,
    sources,
    steps,
    tokens,
    webhooks,
)
from sources.api import converters  # noqa: F401 - registers <id:…>

router = SimpleRouter(use_regex_path=False)
router.register("sources", sources.SourceViewSet, "desk-source")
router.register("queue", queue.QueueViewSet, "desk-queue")
router.register("claims", claims.ClaimViewSet, "desk-claim")
router.register("claims/<id:claim>/citations", parts.CitationViewSet, "desk-citation")
router.register("claims/<id:claim>/figures", parts.FigureViewSet, "desk-figure")
router.register("claims/<id:claim>/assignments", attention.AssignmentViewSet, "desk-assignment")
router.register("claims/<id:claim>/submissions", steps.SubmissionViewSet, "desk-submission")
router.register("claims/<id:claim>/reviews", steps.ReviewViewSet, "desk-review")
router.register("claims/<id:claim>/editions", steps.EditionViewSet, "desk-edition")
router.register("claims/<id:claim>/withdrawals", steps.WithdrawalViewSet, "desk-withdrawal")
router.register("annotations", annotations.AnnotationViewSet, "desk-annotation")
router.register(
    "annotations/<id:annotation>/resolutions", annotations.ResolutionViewSet, "desk-resolution"
)
router.register(
    "annotations/<id:annotation>/reopenings", annotations.ReopeningViewSet, "desk-reopening"
)
router.register("claims/<id:claim>/history", history.ClaimHistoryViewSet, "desk-claim-history")
router.register("claims/<id:claim>/revisions", revisions.RevisionViewSet, "desk-revision")
router.register("figures/conflicts", conflicts.ConflictViewSet, "desk-conflict")
router.register(
    "figures/conflicts/<id:conflict>/dismissals", conflicts.DismissalViewSet, "desk-dismissal"
)
router.register("history", history.HistoryViewSet, "desk-history")
router.register("tokens", tokens.TokenViewSet, "desk-token")
router.register("accounts", accounts.AccountViewSet, "desk-account")
router.register("webhooks", webhooks.WebhookViewSet, "desk-webhook")
router.register("webhooks/<id:webhook>/deliveries", webhooks.DeliveryViewSet, "desk-delivery")

urlpatterns = [
    path(
        "claims/<id:claim>/presence/",
        attention.PresenceView.as_view(),
        name="desk-presence",
    ),
    path(
        "claims/<id:claim>/citations/<id:citation>/confirmations/",
        steps.ConfirmationViewSet.as_view({"get": "list", "post": "create"}),
        name="desk-confirmation",
    ),
    path("reports/", reports.ReportView.as_view(), name="desk-report"),
    path("reports.csv", reports.ReportTableView.as_view(), name="desk-report-table"),
    path("figures/propose/", figures.ProposalView.as_view(), name="desk-proposal"),
    path("bulk/", bulk.BulkView.as_view(), name="desk-bulk"),
    path("me/", accounts.MeView.as_view(), name="desk-me"),
    path("digests/", digests.DigestView.as_view(), name="desk-digest"),
    path(
        "sources/<slug:source_slug>/paragraphs/",
        sources.ParagraphViewSet.as_view({"get": "list", "put": "update"}),
        name="desk-paragraph",
    ),
    path(
        "claims/<id:claim>/restorations/",
        revisions.RestorationView.as_view(),
        name="desk-restoration",
    ),
    path(
        "sources/<slug:source_slug>/history/",
        history.SourceHistoryViewSet.as_view({"get": "list"}),
        name="desk-source-history",
    ),
    path(
        "history/<int:entry>/operations/",
        history.OperationViewSet.as_view({"get": "list"}),
        name="desk-history-operations",
    ),
    *router.urls,
]
