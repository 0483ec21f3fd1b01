"""What the database refuses, in the words of the rule that it broke."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import DatabaseError, DataError, IntegrityError, InterfaceError, OperationalError
from django.db.models import BaseConstraint, Field, Model, UniqueConstraint
from django.db.models.deletion import ProtectedError, RestrictedError

from config.api.shape import Problem, Wrong, invalid

_UNIQUE, _NOT_NULL, _FOREIGN_KEY, _RAISED = "23505", "23502", "23503", "P0001"
_KEY = re.compile(r"^Key \((\w+)\)=")


def problem_of_database_error(error: DatabaseError | InterfaceError) -> Problem | None:
    """The refusal that an error of the database stands for; None when it is our fault."""
    if isinstance(error, ProtectedError | RestrictedError):
        return _still_used(error)
    cause = error.__cause__
    sqlstate = getattr(cause, "sqlstate", None)
    if isinstance(error, OperationalError | InterfaceError):
        return _try_again(sqlstate)
    if isinstance(error, DataError):
        return invalid([Wrong("A value is outside the range that can be stored.", "out_of_range")])
    if sqlstate == _RAISED:
        return _refused_by_trigger(cause)
    if isinstance(error, IntegrityError):
        return _violation(cause, sqlstate)
    return None


def _still_used(error: ProtectedError | RestrictedError) -> Problem:
    if isinstance(error, ProtectedError):
        used_by = error.protected_objects
    else:
        used_by = error.restricted_objects
    rows: Counter[type[Model]] = Counter(type(row) for row in used_by)
    named = (
        f"{n} {(kind._meta.verbose_name if n == 1 else kind._meta.verbose_name_plural)}"
        for kind, n in sorted(rows.items(), key=lambda item: str(item[0]._meta.verbose_name))
    )
    return Problem(409, f"This is still used by {', '.join(named)}.", "still_used")


def _try_again(sqlstate: str | None) -> Problem:
    if sqlstate == "57014":
        return Problem(
            503,
            "This took too long and was stopped: ask for less, or again later.",
            "took_too_long",
            headers={"Retry-After": "5"},
        )
    return Problem(503, "The database is busy or away: try again.", headers={"Retry-After": "2"})


def _refused_by_trigger(cause: Any) -> Problem:
    """Our triggers speak to people; those that pgtrigger writes name tables instead."""
    said = (cause.diag.message_primary or "").strip()
    if not said or said.startswith("pgtrigger:"):
        said = "What has been recorded is not changed."
    return Problem(409, said, "protected")


def _violation(cause: Any, sqlstate: str | None) -> Problem:
    if sqlstate == _FOREIGN_KEY:
        return Problem(
            409, "Something still refers to this, or what it refers to is gone.", "still_used"
        )
    diag = getattr(cause, "diag", None)
    if (constraint := _constraint(getattr(diag, "constraint_name", None))) is not None:
        unique = isinstance(constraint, UniqueConstraint)
        code = constraint.violation_error_code or ("unique" if unique else "invalid")
        fields: tuple[str, ...] = getattr(constraint, "fields", ())
        field = getattr(constraint, "field", fields[0] if len(fields) == 1 else "")
        pointer = f"/{field}" if field else ""
        return invalid([Wrong(str(constraint.get_violation_error_message()), code, pointer)])
    if sqlstate in {_UNIQUE, _NOT_NULL} and (field := _field(diag)) is not None:
        code = "unique" if sqlstate == _UNIQUE else "null"
        words = str(field.error_messages[code])
        told = {"model_name": field.model._meta.verbose_name, "field_label": field.verbose_name}
        return invalid([Wrong((words % told).capitalize(), code, f"/{field.name}")])
    if sqlstate and sqlstate.startswith("235"):
        return invalid([Wrong("A value breaks a rule of the database.", pointer="")])
    return Problem(409, "Someone else was faster: read it again.")


def _constraint(name: str | None) -> BaseConstraint | None:
    models = apps.get_models()
    found = (each for model in models for each in model._meta.constraints if each.name == name)
    return next(found, None)


def _field(diag: Any) -> "Field[Any, Any] | None":
    """The field of an unnamed rule: `unique=True`, or a column that is not null."""
    key = _KEY.match(diag.message_detail or "")
    column = diag.column_name or (key[1] if key else None)
    return next(_columns(diag.table_name, column), None)


def _columns(table: str | None, column: str | None) -> "Iterator[Field[Any, Any]]":
    for model in apps.get_models():
        if model._meta.db_table == table:
            yield from (each for each in model._meta.concrete_fields if each.column == column)
