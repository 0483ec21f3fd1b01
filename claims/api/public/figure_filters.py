"""What readers find figures by: unit and value, period, measure, and where they stand."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.backends.postgresql.psycopg_any import NumericRange
from django.db.models import Q
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field

from claims.models import PublishedFigure
from claims.models.figure import Direction, Kind, Modality, Role
from claims.quantities.dimensions import is_dimension, normalise, scale_of
from claims.quantities.measures import Measure, words_of
from claims.quantities.periods import UnknownPeriod, days_of
from claims.quantities.units import UnknownUnit

STATED = "stated"
# A bound that no figure could have; more digits than a column holds would be an error there.
_LARGEST = 60
_PART_OF_YEAR = re.compile(r"\d{4}-(?:2[1-9]|3\d|4[01])")
_LONGEST, _LONGEST_PERIOD = 1_000, 100


class UnitField(forms.CharField):
    """A unit code that Stet knows."""

    def clean(self, value: Any) -> Any:
        code = super().clean(value)
        try:
            if code:
                scale_of(code)
        except UnknownUnit as error:
            detail = "unit is a code such as %, RUB, t or km/h; there is none like this."
            raise ValidationError(detail, code="unknown_unit") from error
        return code


class DimensionField(forms.CharField):
    """The name of a dimension."""

    def clean(self, value: Any) -> Any:
        name = super().clean(value)
        if name and not is_dimension(name):
            detail = "dimension is a word such as mass, money, share, or two as mass/duration."
            raise ValidationError(detail, code="unknown_dimension")
        return name


class PeriodField(forms.CharField):
    """An EDTF period: its first and last day."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        detail = "period is EDTF, such as 2024, 2025-10, 2025-33 or 2015/2020."
        try:
            # A list has gaps, which its first and last day do not tell.
            if text.strip().startswith(("[", "{")):
                raise UnknownPeriod(text)
            first, last = _first_and_last(text)
        except UnknownPeriod as error:
            raise ValidationError(detail, code="unknown_period") from error
        if first and last and first > last:
            raise ValidationError("period runs backward.", code="period_backward")
        return first, last


def _first_and_last(text: str) -> tuple[date | None, date | None]:
    """The days of a period; one from quarter to quarter is none that EDTF has."""
    ends = text.split("/")
    if len(ends) == 2 and any(map(_PART_OF_YEAR.fullmatch, ends)):
        first, last = (None if end == ".." else days_of(end) for end in ends)
        return first and first[0], last and last[1]
    return days_of(text)


class MeasureField(forms.CharField):
    """Words of what is measured; some have to be more than articles and numbers."""

    def clean(self, value: Any) -> Any:
        told = words_of(super().clean(value))
        if value and not (told.words or told.names):
            detail = "measure names what is measured, as recycling rate."
            raise ValidationError(detail, code="no_words")
        return told if value else None


class AmountField(forms.DecimalField):
    """A number of at most sixty digits before or after the point; 0.7e12 is one."""

    def clean(self, value: Any) -> Any:
        if "_" in str(value or ""):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        number = super().clean(value)
        if number is None:
            return None
        if abs(number.adjusted()) >= _LARGEST or len(number.as_tuple().digits) > _LARGEST:
            raise ValidationError("The number is out of any range.", code="out_of_range")
        return number


@extend_schema_field(OpenApiTypes.STR)
class UnitFilter(django_filters.CharFilter):
    field_class = UnitField


class DimensionFilter(django_filters.CharFilter):
    field_class = DimensionField


class PeriodFilter(django_filters.CharFilter):
    field_class = PeriodField


class MeasureFilter(django_filters.CharFilter):
    field_class = MeasureField


@extend_schema_field(OpenApiTypes.DECIMAL)
class AmountFilter(django_filters.NumberFilter):
    field_class = AmountField

    def get_max_validator(self) -> None:
        """The field has its own, with its own words."""


class FigureFilter(django_filters.FilterSet):
    unit = UnitFilter(
        method="filter_unit",
        label="A unit's code: figures in any unit that converts to it; money is not exchanged.",
    )
    dimension = DimensionFilter(label="mass, money, share, …, or a rate as mass/duration.")
    value_min = AmountFilter(
        method="filter_nothing",
        label="Figures that may be this or more, in `unit`, else in the base unit.",
    )
    value_max = AmountFilter(method="filter_nothing", label="Figures that may be this or less.")
    period = PeriodFilter(
        method="filter_period",
        max_length=_LONGEST_PERIOD,
        label="EDTF, as 2024 or 2015/2020: periods that overlap it.",
    )
    period_after = django_filters.DateFilter(
        method="filter_after", label="Periods that reach to this day or beyond."
    )
    period_before = django_filters.DateFilter(
        method="filter_before", label="Periods that begin on this day or before."
    )
    measure = MeasureFilter(
        method="filter_measure",
        max_length=_LONGEST,
        label="Words of what is measured, in the claim's language; all have to be met.",
    )
    topic = django_filters.CharFilter(
        field_name="publication__topics__slug", label="A topic's slug."
    )
    source = django_filters.CharFilter(label="A source's slug.")
    claim = django_filters.UUIDFilter(field_name="publication_id", label="A claim's id.")
    kind = django_filters.ChoiceFilter(choices=Kind.choices)
    role = django_filters.ChoiceFilter(choices=Role.choices)
    direction = django_filters.ChoiceFilter(choices=[each for each in Direction.choices if each[0]])
    modality = django_filters.ChoiceFilter(
        choices=[(STATED, STATED), *(each for each in Modality.choices if each[0])],
        method="filter_modality",
        label="stated as a fact, a target or a forecast.",
    )

    class Meta:
        model = PublishedFigure
        fields: list[str] = []

    def filter_unit(self, rows: Any, name: str, code: str) -> Any:
        scale = scale_of(code)
        return rows.filter(base=scale.base, dimension=scale.dimension)

    def filter_nothing(self, rows: Any, name: str, value: Any) -> Any:
        """Both ends are taken together, by `filter_queryset`."""
        return rows

    def filter_queryset(self, queryset: Any) -> Any:
        asked = self.form.cleaned_data
        bounds = within(asked.get("unit"), asked.get("value_min"), asked.get("value_max"))
        return super().filter_queryset(queryset).filter(bounds)

    def filter_period(self, rows: Any, name: str, days: tuple[date | None, date | None]) -> Any:
        first, last = days
        rows = self.filter_after(rows, name, first or date.min)
        return self.filter_before(rows, name, last or date.max)

    def filter_after(self, rows: Any, name: str, day: date) -> Any:
        known = Q(period_start__isnull=False, period_end=None)
        return rows.filter(Q(period_end__gte=day) | known)

    def filter_before(self, rows: Any, name: str, day: date) -> Any:
        known = Q(period_end__isnull=False, period_start=None)
        return rows.filter(Q(period_start__lte=day) | known)

    def filter_measure(self, rows: Any, name: str, told: Measure) -> Any:
        return rows.filter(words__contains=sorted(told.words), names__contains=sorted(told.names))

    def filter_modality(self, rows: Any, name: str, value: str) -> Any:
        return rows.filter(modality="" if value == STATED else value)


def within(unit: str | None, low: Decimal | None, high: Decimal | None) -> Q:
    """That a figure may lie between these numbers of `unit`; an open end may lie anywhere."""
    if unit:
        low = None if low is None else normalise(unit, low)
        high = None if high is None else normalise(unit, high)
    if low is None and high is None:
        return Q()
    if low is not None and high is not None and low > high:
        return Q(pk__in=[])
    return Q(span__overlap=NumericRange(low, high, "[]"))
