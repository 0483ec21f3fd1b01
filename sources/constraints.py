"""Rules about one row, said once: database constraints and triggers that several models share."""

from collections.abc import Sequence
from typing import Any

import pgtrigger
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual

# The shape of a BCP 47 tag, as "en", "zh-Hans" or "ru".
LANGUAGE_TAG = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"


class FieldCheck(models.CheckConstraint):
    """A rule about one field: a refusal points to that field, not to the whole row."""

    def __init__(self, *, field: str, **rule: Any) -> None:
        super().__init__(**rule)
        self.field = field

    def validate(self, *args: Any, **kwargs: Any) -> None:
        try:
            super().validate(*args, **kwargs)
        except ValidationError as error:
            raise ValidationError({self.field: error.error_list}) from error

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        path, args, kwargs = super().deconstruct()
        return path, args, {"field": self.field, **kwargs}


class FieldUnique(models.UniqueConstraint):
    """A value that one row alone has, maybe beside others: a refusal points to its field."""

    def __init__(self, *expressions: Any, field: str, **rule: Any) -> None:
        super().__init__(*expressions, **rule)
        self.field = field

    def validate(self, *args: Any, **kwargs: Any) -> None:
        try:
            super().validate(*args, **kwargs)
        except ValidationError as error:
            raise ValidationError({self.field: error.error_list}) from error

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        path, args, kwargs = super().deconstruct()
        return path, args, {"field": self.field, **kwargs}


def one_of(field: str, choices: type[models.TextChoices], name: str) -> FieldCheck:
    """`field` holds one of `choices`: without it, choices are a hint to forms only."""
    return FieldCheck(
        field=field,
        condition=models.Q(**{f"{field}__in": choices.values}),
        name=name,
        violation_error_code=f"unknown_{field}",
        violation_error_message=f"{field} is one of: {', '.join(choices.values)}.",
    )


def not_blank(field: str, name: str) -> FieldCheck:
    """`field` says something: more than white space."""
    return FieldCheck(
        field=field,
        condition=models.Q(**{f"{field}__regex": r"\S"}),
        name=name,
        violation_error_code=f"no_{field}",
        violation_error_message=f"{field} is empty.",
    )


def one_line(field: str, name: str) -> FieldCheck:
    """`field` is one line: no control characters or line breaks, no space at either end.

    A digest writes each title and claim on a line of its own, and reads it back the same.
    """
    return FieldCheck(
        field=field,
        condition=~models.Q(
            **{f"{field}__regex": r"[\u0001-\u001f\u007f-\u009f\u2028\u2029]|^\s|\s$"}
        ),
        name=name,
        violation_error_code=f"{field}_no_line",
        violation_error_message=f"{field} is one line, without line breaks, control characters "
        "or spaces around it.",
    )


def at_most(length: int, field: str, name: str) -> FieldCheck:
    """`field` has at most `length` characters (code points)."""
    return FieldCheck(
        field=field,
        condition=LessThanOrEqual(Length(field), length),
        name=name,
        violation_error_code=f"{field}_too_long",
        violation_error_message=f"{field} has more than {length} characters.",
    )


def web_address(field: str, name: str) -> FieldCheck:
    """`field` is empty or an http(s) address, so that no page links to `javascript:`."""
    return FieldCheck(
        field=field,
        condition=models.Q(**{field: ""})
        | models.Q(**{f"{field}__regex": r"^https?://[^\s/]\S*$"}),
        name=name,
        violation_error_code=f"{field}_no_web_address",
        violation_error_message=f"{field} starts with http:// or https:// and has no spaces.",
    )


def language_tag(name: str) -> FieldCheck:
    """`language` is empty (not known) or has the shape of a BCP 47 tag."""
    return FieldCheck(
        field="language",
        condition=models.Q(language="") | models.Q(language__regex=LANGUAGE_TAG),
        name=name,
        violation_error_code="unknown_language",
        violation_error_message='language is a BCP 47 tag such as "en", "zh-Hans" or "ru".',
    )


def version_rises(*, but: Sequence[str] = ()) -> pgtrigger.Trigger:
    """Every change raises `version`, whoever writes; the API's ETag is this number.

    Changes of the fields in `but` alone do not count.
    """
    return pgtrigger.Trigger(
        name="version_rises",
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        condition=pgtrigger.AnyChange(exclude=list(but) or None),
        func="NEW.version = OLD.version + 1; RETURN NEW;",
    )


def not_changed() -> pgtrigger.Trigger:
    """Rows are never changed; saving a row as it stands (a fixture, twice) is no change."""
    return pgtrigger.Protect(
        name="not_changed", operation=pgtrigger.Update, condition=pgtrigger.AnyChange()
    )


def written_once() -> list[pgtrigger.Trigger]:
    """Rows are added, never changed or deleted, whoever writes."""
    return [not_changed(), pgtrigger.Protect(name="not_deleted", operation=pgtrigger.Delete)]
