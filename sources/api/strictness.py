"""Serializers that refuse what they do not know, and values of another JSON type."""

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail, ValidationError

from sources.api.spelling import shortened, suggestion

_MOST_NAMED = 50
_TEXT = (
    serializers.CharField,
    serializers.UUIDField,
    serializers.DateField,
    serializers.DateTimeField,
    serializers.TimeField,
    serializers.SlugRelatedField,
)


class StrictSerializer(serializers.Serializer):
    """Takes an object of the fields it lists, each in its own JSON type; also a mixin.

    The REST framework alone would take 5 for "5", "yes" for true, and overlook a misspelt or
    a read-only name. null is what it says it is: nothing, where text may be empty or a list
    may have nothing in it.
    """

    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, Mapping):
            return super().to_internal_value(data)
        writable = {str(field.field_name): field for field in self._writable_fields}
        data = {name: _absent(writable.get(name), value) for name, value in data.items()}
        wrong: dict[str, Any] = dict(islice(self._strangers(data, writable), _MOST_NAMED))
        for name in writable.keys() & data.keys():
            if errors := wrong_type(writable[name], data[name]):
                wrong[name] = errors
        try:
            values = super().to_internal_value(
                {name: value for name, value in data.items() if name not in wrong}
            )
        except ValidationError as error:
            # A field that was of the wrong type is not missing as well.
            raise ValidationError({**_as_dict(error.detail), **wrong}) from error
        if wrong:
            raise ValidationError(wrong)
        return values

    def _strangers(
        self, data: Mapping[str, Any], writable: Mapping[str, Any]
    ) -> Iterator[tuple[str, list[ErrorDetail]]]:
        for name in data:
            if name in writable:
                continue
            if name in self.fields:
                detail = ErrorDetail(f'"{name}" is set by the server: leave it out.', "read_only")
            else:
                text = f'There is no field "{shortened(name)}"; {suggestion(name, writable)}'
                detail = ErrorDetail(text, "unknown_field")
            yield shortened(name), [detail]


class Nothing(StrictSerializer):
    """An act that needs no words: no body, or an object with nothing in it."""


def _absent(field: Any, value: Any) -> Any:
    """null as the database has it: text that is not there is "", such a list is empty."""
    if value is None and field is not None and field.allow_null:
        if isinstance(field, serializers.CharField) and field.allow_blank:
            return ""
        if isinstance(field, serializers.ListField):
            return []
    return value


def wrong_type(field: serializers.Field[Any, Any, Any, Any], value: Any) -> Any:
    """The errors of a value that is not of the JSON type of `field`; None when it is."""
    if value is None:
        return None
    if isinstance(field, _TEXT) and not isinstance(value, str):
        return [ErrorDetail("Send text, in quotes.", "not_text")]
    if isinstance(field, serializers.BooleanField) and not isinstance(value, bool):
        return [ErrorDetail("Send true or false, without quotes.", "not_boolean")]
    if isinstance(field, serializers.IntegerField) and type(value) is not int:
        return [ErrorDetail("Send a whole number, without quotes.", "not_integer")]
    if isinstance(field, serializers.ListField) and isinstance(value, list):
        found = ((i, wrong_type(field.child, item)) for i, item in enumerate(value))
        return dict(islice(((i, errors) for i, errors in found if errors), _MOST_NAMED)) or None
    if isinstance(field, serializers.ManyRelatedField) and isinstance(value, list):
        found = ((i, wrong_type(field.child_relation, item)) for i, item in enumerate(value))
        return dict(islice(((i, errors) for i, errors in found if errors), _MOST_NAMED)) or None
    return None


def _as_dict(detail: Any) -> dict[str, Any]:
    return detail if isinstance(detail, dict) else {"non_field_errors": detail}
