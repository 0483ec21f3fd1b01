"""Topics, claimants and ratings: kept by administrators, deleted only while nothing uses them."""

from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget

from claims.models import Claimant, Rating, Topic
from sources.admin import VersionedAdmin, VersionedForm


@admin.register(Topic)
class TopicAdmin(VersionedAdmin):
    list_display = ["label", "slug"]
    search_fields = ["label", "slug"]
    ordering = ["label"]
    prepopulated_fields = {"slug": ["label"]}


@admin.register(Claimant)
class ClaimantAdmin(VersionedAdmin):
    list_display = ["name", "type", "slug", "url"]
    list_filter = ["type"]
    search_fields = ["name", "slug"]
    ordering = ["name"]
    prepopulated_fields = {"slug": ["name"]}


class RatingForm(VersionedForm):
    class Meta:
        widgets = {"description": AdminTextareaWidget(attrs={"rows": 3})}


@admin.register(Rating)
class RatingAdmin(VersionedAdmin):
    form = RatingForm
    list_display = ["label", "code", "scale", "value", "worst", "best"]
    list_filter = ["scale"]
    search_fields = ["label", "code"]
