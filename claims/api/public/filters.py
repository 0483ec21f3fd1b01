"""What readers filter claims and sources by: the names and shapes of the parameters."""

import django_filters

from claims.api.public.figure_filters import AmountFilter, UnitFilter
from claims.models import Publication, PublishedSource


class UUIDInFilter(django_filters.BaseInFilter, django_filters.UUIDFilter):
    """Several ids, separated by commas."""


class WordInFilter(django_filters.BaseInFilter, django_filters.CharFilter):
    """Several codes, separated by commas."""


class PublicationFilter(django_filters.FilterSet):
    """The filters of claims; `asking` makes a question of their values, `finding` the SQL."""

    id = UUIDInFilter(label="Ids, by comma; at most 200.")
    rating = WordInFilter(label="Rating codes, by comma.")
    topic = django_filters.CharFilter(label="A topic's slug.")
    source = django_filters.CharFilter(label="A source's slug.")
    publisher = django_filters.CharFilter(label="A publisher's slug.")
    paragraph = django_filters.NumberFilter(
        min_value=1,
        max_value=99_999,
        decimal_places=0,
        label="A paragraph's number; goes with source: claims that rest on it.",
    )
    language = WordInFilter(label="BCP 47 tags, by comma.")
    claimant = django_filters.CharFilter(label="A claimant's slug.")
    claimed_after = django_filters.DateFilter(label="Claimed on this day or later.")
    claimed_before = django_filters.DateFilter(label="Claimed on this day or before.")
    published_after = django_filters.IsoDateTimeFilter(
        label="Whose edition was published at this time or later."
    )
    published_before = django_filters.IsoDateTimeFilter(
        label="Whose edition was published at this time or before."
    )
    unit = UnitFilter(label="A unit's code: claims with a figure in any unit that converts to it.")
    figure_min = AmountFilter(label="With a figure that may be this or more, in `unit`.")
    figure_max = AmountFilter(label="With a figure that may be this or less, in `unit`.")
    as_of = django_filters.IsoDateTimeFilter(
        label="Claims as they were published at this time; not withdrawn then."
    )

    class Meta:
        model = Publication
        fields: list[str] = []


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
