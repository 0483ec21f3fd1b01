"""What anyone may read."""

from django.urls import path
from rest_framework.routers import SimpleRouter

from claims.api.public import (
    annotations,
    changes,
    claims,
    conflicts,
    corrections,
    exports,
    facets,
    feeds,
    figures,
    references,
    root,
    sources,
    subjects,
)
from sources.api import converters  # noqa: F401 - registers <id:…>

router = SimpleRouter(use_regex_path=False)
router.register("claims", claims.ClaimViewSet, "claim")
router.register("figures/conflicts", conflicts.ConflictViewSet, "conflict")
router.register("figures", figures.FigureViewSet, "figure")
router.register("corrections", corrections.CorrectionViewSet, "correction")
router.register("log", changes.LogViewSet, "log")
router.register("sources", sources.SourceViewSet, "source")
router.register("topics", subjects.TopicViewSet, "topic")
router.register("publishers", subjects.PublisherViewSet, "publisher")
router.register("ratings", subjects.RatingViewSet, "rating")

edition_list = claims.EditionViewSet.as_view({"get": "list"})
edition = claims.EditionViewSet.as_view({"get": "retrieve"})
paragraph_list = sources.ParagraphViewSet.as_view({"get": "list"})
paragraph = sources.ParagraphViewSet.as_view({"get": "retrieve"})

urlpatterns = [
    *router.urls,
    path("", root.RootView.as_view(), name="root"),
    path("claims/<id:claim>/editions/", edition_list, name="edition-list"),
    path("claims/<id:claim>/editions/<int:number>/", edition, name="edition-detail"),
    path(
        "claims/<id:claim>/corrections/",
        corrections.ClaimCorrectionViewSet.as_view({"get": "list"}),
        name="claim-correction-list",
    ),
    path("changes/", changes.ChangesView.as_view(), name="change-list"),
    path("facets/", facets.FacetsView.as_view(), name="facet-list"),
    path("export/claims.jsonl", exports.JsonLinesView.as_view(), name="export-jsonl"),
    path("export/claims.csv", exports.CsvView.as_view(), name="export-csv"),
    path("feeds/claims.atom", feeds.FeedViewSet.as_view({"get": "list"}), name="feed"),
    path("sources/<str:source_slug>/paragraphs/", paragraph_list, name="paragraph-list"),
    path("sources/<str:source_slug>/paragraphs/<int:number>/", paragraph, name="paragraph-detail"),
    path("annotations/", annotations.ContainerView.as_view(), name="annotation-list"),
    path("annotations/<id:pk>/", annotations.AnnotationView.as_view(), name="annotation-detail"),
    path("references/resolve/", references.ResolveView.as_view(), name="reference-resolve"),
]
