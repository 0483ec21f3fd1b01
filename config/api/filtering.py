"""Filter lists by a named filter set; what cannot be understood is refused, never ignored."""

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django_filters import MultipleChoiceFilter
from django_filters.constants import EMPTY_VALUES
from django_filters.rest_framework import DjangoFilterBackend, FilterSet
from django_filters.widgets import SuffixedMultiWidget
from rest_framework.request import Request
from rest_framework.views import APIView

from sources.api.parameters import WrongParameter, WrongParameters, given
from sources.api.parsing import LARGEST_EXPONENT


class StrictFilterBackend(DjangoFilterBackend):  # type: ignore[misc]  # untyped
    """The view's `filterset_class`, with every refusal at its parameter."""

    def parameters_of(self, view: APIView) -> dict[str, bool]:
        """The names of the view's filters, each with whether it may be repeated."""
        filters = getattr(view, "filterset_class", None)
        return {} if filters is None else _parameters_of(filters)

    def get_filterset_kwargs(
        self, request: Request, queryset: QuerySet[Any], view: APIView
    ) -> dict[str, Any]:
        """Empty values count as absent, here too."""
        said = QueryDict(mutable=True)
        for name, values in given(request.query_params).items():
            said.setlist(name, values)
        return {**super().get_filterset_kwargs(request, queryset, view), "data": said}

    def filter_queryset(
        self, request: Request, queryset: QuerySet[Any], view: APIView
    ) -> QuerySet[Any]:
        """The rows that pass, or a refusal of everything that is wrong."""
        filters = self.get_filterset(request, queryset, view)
        if filters is None:
            return queryset
        if wrong := list(_wrong(filters)):
            raise WrongParameters(*wrong)
        rows: QuerySet[Any] = filters.qs
        return rows


@cache
def _parameters_of(filters: type[FilterSet]) -> dict[str, bool]:
    return {
        name: isinstance(each, MultipleChoiceFilter)
        for key, each in filters.base_filters.items()
        for name in _names(key, each.field.widget)
    }


def _wrong(filters: FilterSet) -> Iterator[WrongParameter]:
    for key, errors in filters.errors.as_data().items():
        for error in errors:
            for name in _given_names(filters, key):
                yield WrongParameter(name, error.code or "invalid", error.messages[0])
    # NullBooleanField and others take what they do not understand for nothing said.
    for key, value in filters.form.cleaned_data.items():
        if value in EMPTY_VALUES or _is_endless(value):
            for name in _given_names(filters, key):
                if name in filters.data:
                    yield WrongParameter(name, "invalid", f"{name} has no value that it can have.")


def _is_endless(value: Any) -> bool:
    """A number of more digits than memory: Django would write out 1e999999999 for a column."""
    if isinstance(value, slice):
        return _is_endless(value.start) or _is_endless(value.stop)
    return isinstance(value, Decimal) and abs(value.adjusted()) > LARGEST_EXPONENT


def _given_names(filters: FilterSet, key: str) -> list[str]:
    """The parameters of a filter that the query gives; its own name when it gives none."""
    field = filters.form.fields.get(key)
    names = _names(key, field.widget) if field is not None else [key]
    return [name for name in names if name in filters.data] or names[:1]


def _names(key: str, widget: forms.Widget) -> list[str]:
    """The parameters of a filter: a range has two, as `claimed_after` and `claimed_before`."""
    if isinstance(widget, SuffixedMultiWidget):
        return [widget.suffixed(key, suffix) for suffix in widget.suffixes]
    return [key]
