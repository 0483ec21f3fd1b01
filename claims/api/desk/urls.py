"""The desk's endpoints."""

from django.urls import path
from rest_framework.routers import SimpleRouter

from claims.api.desk import claims, digests, parts, sources, steps, webhooks

router = SimpleRouter(use_regex_path=False)
router.register("sources", sources.SourceViewSet, "desk-source")
router.register("claims", claims.ClaimViewSet, "desk-claim")
router.register("claims/<uuid:claim>/citations", parts.CitationViewSet, "desk-citation")
router.register("claims/<uuid:claim>/figures", parts.FigureViewSet, "desk-figure")
router.register("claims/<uuid:claim>/submissions", steps.SubmissionViewSet, "desk-submission")
router.register("claims/<uuid:claim>/reviews", steps.ReviewViewSet, "desk-review")
router.register("claims/<uuid:claim>/editions", steps.EditionViewSet, "desk-edition")
router.register("claims/<uuid:claim>/withdrawals", steps.WithdrawalViewSet, "desk-withdrawal")
router.register("webhooks", webhooks.WebhookViewSet, "desk-webhook")
router.register("webhooks/<uuid:webhook>/deliveries", webhooks.DeliveryViewSet, "desk-delivery")

urlpatterns = [
    path("digests/", digests.DigestView.as_view(), name="desk-digest"),
    path(
        "sources/<slug:source_slug>/paragraphs/",
        sources.ParagraphViewSet.as_view({"get": "list", "put": "update"}),
        name="desk-paragraph",
    ),
    *router.urls,
]
