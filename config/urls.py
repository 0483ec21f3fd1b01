"""Where everything is: the admin, version 1 of the API, its schema, and health."""

from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

from config.api.description import DocsView, SchemaView
from config.api.health import LiveView, ReadyView

handler400 = "config.api.problems.handler400"
handler403 = "config.api.problems.handler403"
handler404 = "config.api.problems.handler404"
handler500 = "config.api.problems.handler500"

# Read from the top: readers first, who ask a thousand times as often as editors.
urlpatterns = [
    path("api/v1/", include("claims.api.public.urls")),
    path("admin", RedirectView.as_view(pattern_name="admin:index")),
    path("admin/", admin.site.urls),
    path("api/v1/desk/", include("claims.api.desk.urls")),
    path("api/schema/", SchemaView.as_view(), name="schema"),
    path("api/docs/", DocsView.as_view(url_name="schema"), name="docs"),
    path("healthz/live/", LiveView.as_view(), name="live"),
    path("healthz/ready/", ReadyView.as_view(), name="ready"),
]
