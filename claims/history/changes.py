"""What operations did to their rows: each field before and after, people and things by name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import OuterRef, Subquery

from claims.history.resources import RESOURCES, Resource, name_of
from claims.models import HistoryOperation


@dataclass(frozen=True, slots=True)
class Changed:
    """One field, before and after; a row or person that it names is {"id", "name"}."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Change:
    """What one operation did to its row.

    A row that was added had nothing before, one that was deleted has nothing after. `complete`
    is False when what stood before was not recorded; then every field is told as it is after.
    """

    operation: HistoryOperation
    resource: Resource
    name: str
    complete: bool
    fields: tuple[Changed, ...]


def changes_of(operations: Iterable[HistoryOperation]) -> dict[int, Change]:
    """What each of these operations did, by its id, in a number of queries for each model."""
    found = _with_previous(operations)
    kept = _events(found)
    pairs = {}
    for operation in found:
        resource = RESOURCES[operation.resource]
        event = kept.get((operation.resource, _key(operation)))
        previous = kept.get((operation.resource, str(operation.previous)))  # type: ignore[attr-defined]  # annotated
        if operation.kind == "insert" or not resource.tracked:
            previous = None
        elif operation.kind == "delete":
            previous, event = event, None
        pairs[operation.pk] = (operation, resource, previous, event)
    names = _names(pairs.values())
    return {pk: _change(*pair, names=names) for pk, pair in pairs.items()}


def _with_previous(operations: Iterable[HistoryOperation]) -> Sequence[HistoryOperation]:
    """The operations, each with the key of the same row's event before it."""
    before = HistoryOperation.objects.filter(
        row=OuterRef("row"), resource=OuterRef("resource"), id__lt=OuterRef("id")
    ).order_by("-id")
    ids = [operation.pk for operation in operations]
    return list(
        HistoryOperation.objects.filter(pk__in=ids)
        .annotate(previous=Subquery(before.values("event")[:1]))
        .order_by("id")
    )


def _key(operation: HistoryOperation) -> str:
    return operation.row if operation.event is None else str(operation.event)


def _events(operations: Iterable[HistoryOperation]) -> dict[tuple[str, str], Any]:
    wanted: dict[str, set[str]] = {}
    for operation in operations:
        keys = wanted.setdefault(operation.resource, set())
        keys.add(_key(operation))
        if (previous := operation.previous) is not None:  # type: ignore[attr-defined]  # annotated
            keys.add(str(previous))
    return {
        (label, key): row
        for label, keys in wanted.items()
        for key, row in RESOURCES[label].read(keys).items()
    }


def _names(pairs: Iterable[tuple[Any, Resource, Any, Any]]) -> dict[tuple[Any, str], str]:
    """The names of all that the events point to, as they are today; a query for each model."""
    wanted: dict[type[models.Model], set[Any]] = {}
    for _, resource, *rows in pairs:
        for field in resource.fields:
            if field.is_relation:
                values = {getattr(row, field.attname) for row in rows if row is not None}
                wanted.setdefault(_target(field), set()).update(values - {None})
    found: dict[tuple[Any, str], str] = {}
    for model, keys in wanted.items():
        held: models.QuerySet[Any] = models.QuerySet(model)
        if keys:
            found |= {(model, str(pk)): name_of(row) for pk, row in held.in_bulk(keys).items()}
    return found


def _target(field: Any) -> type[models.Model]:
    model: type[models.Model] = field.related_model
    return model


def _change(
    operation: HistoryOperation,
    resource: Resource,
    before: Any,
    after: Any,
    *,
    names: dict[tuple[Any, str], str],
) -> Change:
    def value(row: Any, field: Any) -> Any:
        held = None if row is None else getattr(row, field.attname)
        if field.is_relation and held is not None:
            return {"id": str(held), "name": names.get((_target(field), str(held)))}
        return held

    told = [Changed(f.name, value(before, f), value(after, f)) for f in resource.fields]
    return Change(
        operation=operation,
        resource=resource,
        name=name_of(after if after is not None else before),
        complete=operation.kind != "update" or before is not None,
        fields=tuple(each for each in told if each.before != each.after),
    )
