"""Which remarks a list of the desk shows."""

from uuid import UUID

import django_filters
from django.db.models import Q, QuerySet
from django_filters.rest_framework import BooleanFilter

from claims.models import Anchor, Annotation, Motivation, Visibility


class AnnotationFilter(django_filters.FilterSet):
    claim = django_filters.UUIDFilter(field_name="claim_id")
    citation = django_filters.UUIDFilter(field_name="citation_id")
    figure = django_filters.UUIDFilter(field_name="figure_id")
    review = django_filters.UUIDFilter(field_name="review_id")
    source = django_filters.CharFilter(field_name="paragraph__source__slug")
    paragraph = django_filters.NumberFilter(
        field_name="paragraph__number", min_value=1, max_value=99_999, decimal_places=0
    )
    author = django_filters.CharFilter(field_name="author__username")
    mentioned = django_filters.CharFilter(method="filter_mentioned", label="A username, or `me`.")
    motivation = django_filters.MultipleChoiceFilter(choices=Motivation.choices)
    visibility = django_filters.ChoiceFilter(choices=Visibility.choices)
    anchor = django_filters.MultipleChoiceFilter(choices=Anchor.choices)
    resolved = BooleanFilter(field_name="resolved_at", lookup_expr="isnull", exclude=True)
    parent = django_filters.UUIDFilter(field_name="parent_id")
    thread = django_filters.UUIDFilter(
        method="filter_thread", label="The id of a thread's root: it and all below it."
    )
    deleted = BooleanFilter(
        method="filter_deleted", label="Those that were taken back, instead of those that stand."
    )

    def filter_mentioned(
        self, queryset: QuerySet[Annotation], name: str, value: str
    ) -> QuerySet[Annotation]:
        username = self.request.user.get_username() if value == "me" else value
        return queryset.filter(mentions__person__username=username)

    def filter_thread(
        self, queryset: QuerySet[Annotation], name: str, value: UUID
    ) -> QuerySet[Annotation]:
        return queryset.filter(Q(pk=value) | Q(root=value))

    def filter_deleted(
        self, queryset: QuerySet[Annotation], name: str, value: bool
    ) -> QuerySet[Annotation]:
        """The list itself leaves deleted remarks out."""
        return queryset

    def filter_queryset(self, queryset: QuerySet[Annotation]) -> QuerySet[Annotation]:
        filtered: QuerySet[Annotation] = super().filter_queryset(queryset)
        return filtered.filter(deleted_at__isnull=not self.form.cleaned_data.get("deleted"))
