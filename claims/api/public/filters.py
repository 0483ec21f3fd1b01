"""What readers filter by: named filters over the published rows, each with an index."""

import django_filters
from django.db.models import QuerySet

from claims.api.public.figure_filters import ClaimFigureFilter
from claims.models import Publication, PublishedSource


class UUIDInFilter(django_filters.BaseInFilter, django_filters.UUIDFilter):
    """Several ids, separated by commas."""


class WordInFilter(django_filters.BaseInFilter, django_filters.CharFilter):
    """Several codes, separated by commas."""


class PublicationFilter(ClaimFigureFilter):
    id = UUIDInFilter(field_name="claim_id", lookup_expr="in", label="Ids, by comma.")
    rating = WordInFilter(lookup_expr="in", label="Rating codes, by comma.")
    topic = django_filters.CharFilter(field_name="topics__slug", label="A topic's slug.")
    source = django_filters.CharFilter(field_name="source_id", label="A source's slug.")
    publisher = django_filters.CharFilter(label="A publisher's slug.")
    paragraph = django_filters.NumberFilter(
        method="filter_paragraph",
        min_value=1,
        max_value=99_999,
        decimal_places=0,
        label="A paragraph's number; goes with source.",
    )
    language = WordInFilter(lookup_expr="in", label="BCP 47 tags, by comma.")
    claimant = django_filters.CharFilter(label="A claimant's slug.")
    claimed_after = django_filters.DateFilter(field_name="claimed_on", lookup_expr="gte")
    claimed_before = django_filters.DateFilter(field_name="claimed_on", lookup_expr="lte")
    published_after = django_filters.IsoDateTimeFilter(field_name="published_at", lookup_expr="gte")
    published_before = django_filters.IsoDateTimeFilter(
        field_name="published_at", lookup_expr="lte"
    )

    class Meta:
        model = Publication
        fields: list[str] = []

    def filter_paragraph(
        self, queryset: QuerySet[Publication], name: str, value: int
    ) -> QuerySet[Publication]:
        """Claims that rest on this paragraph of `source` (their own, or another one)."""
        return queryset.filter(
            citations__paragraph__number=value,
            citations__paragraph__source_id=self.data.get("source", ""),
        )

    def filter_queryset(self, queryset: QuerySet[Publication]) -> QuerySet[Publication]:
        if self.form.cleaned_data.get("paragraph") is not None:
            # The paragraph's source need not be the claim's own: `[other:3]` counts.
            self.form.cleaned_data["source"] = ""
        filtered: QuerySet[Publication] = super().filter_queryset(queryset)
        return self.with_figure(filtered)

    @property
    def errors(self) -> object:
        """A paragraph's number says nothing without its source, nor a value without its unit."""
        errors = super().errors
        for name in ("figure_min", "figure_max"):
            if self.data.get(name) and not self.data.get("unit") and name not in errors:
                self.form.add_error(name, "A figure's value goes with its unit.")
        if self.data.get("paragraph") and not self.data.get("source") and not errors:
            self.form.add_error("paragraph", "A paragraph is named with its source.")
        return self.form.errors


class PublishedSourceFilter(django_filters.FilterSet):
    publisher = django_filters.CharFilter(label="A publisher's slug.")
    kind = django_filters.CharFilter()
    language = django_filters.CharFilter()
    published_after = django_filters.IsoDateTimeFilter(field_name="published_at", lookup_expr="gte")
    published_before = django_filters.IsoDateTimeFilter(
        field_name="published_at", lookup_expr="lte"
    )

    class Meta:
        model = PublishedSource
        fields: list[str] = []
