"""Read a page of a query by keyset: from a sort key onwards, never by counting rows.

Every ordering is by one key and then the primary key in the same direction, so that it is
total. NULLs are last in either direction. Rows with a key and rows without are read as two
segments: each is a plain range of an index on (key, primary key), which an ordering with
NULLS LAST or a predicate with IS NULL is not.
"""

from dataclasses import dataclass
from typing import Any, Self

from django.db.models import CharField, Expression, F, Field, Model, Q, QuerySet, TextField
from django.db.models.functions import Collate

from config.api.cursors import Cursor

# The sort keys as they are read and compared; no field of ours begins so.
_KEY, _PK = "stet_key", "stet_pk"

# A condition, and the names to order by.
_Segment = tuple[Q, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Order:
    """An ordering of a model's rows by `path`, then by primary key."""

    path: str
    descending: bool
    nullable: bool
    key_field: Any
    pk_field: Any

    @classmethod
    def of(cls, queryset: QuerySet[Any], path: str, *, descending: bool) -> Self:
        """The ordering of `queryset` by the ORM path `path` ("" or "pk": by primary key)."""
        pk_field, _ = _resolved(queryset.model, "pk")
        if path in {"", "pk"}:
            return cls("", descending, False, pk_field, pk_field)
        if (annotation := queryset.query.annotations.get(path)) is not None:
            return cls(path, descending, True, annotation.output_field, pk_field)
        key_field, nullable = _resolved(queryset.model, path)
        return cls(path, descending, nullable, key_field, pk_field)

    def key_of(self, row: Model) -> Any:
        """The sort key of a row that `page` has read."""
        return getattr(row, _KEY) if self.path else None


def page(queryset: QuerySet[Any], order: Order, cursor: Cursor | None, size: int) -> list[Any]:
    """The next `size` rows from the cursor on, in one query; away from it when backward."""
    backward = cursor is not None and cursor.backward
    falling = order.descending != backward
    keyed = queryset.alias(**{_PK: _comparable("pk", order.pk_field)})
    if order.path:
        keyed = keyed.annotate(**{_KEY: _comparable(order.path, order.key_field)})
    segments = [
        keyed.filter(condition).order_by(*_directed(names, falling=falling))[:size]
        for condition, names in _segments(order, cursor, falling=falling)
    ]
    if len(segments) == 1:
        return list(segments[0])
    rows = list(segments[0].union(segments[1], all=True))
    # SQL promises no order across UNION ALL; within the page it is cheap to make.
    with_key = [row for row in rows if order.key_of(row) is not None]
    without = [row for row in rows if order.key_of(row) is None]
    with_key.sort(key=lambda row: (order.key_of(row), row.pk), reverse=falling)
    without.sort(key=lambda row: row.pk, reverse=falling)
    return (without + with_key if backward else with_key + without)[:size]


def _segments(order: Order, cursor: Cursor | None, *, falling: bool) -> list[_Segment]:
    """What to read, one after the other."""
    if not order.path:
        return [(_beyond(_PK, cursor.pk, falling, cursor.at) if cursor else Q(), (_PK,))]
    names = (_KEY, _PK)
    if not order.nullable:
        return [(_after(cursor, falling=falling) if cursor else Q(), names)]
    keyed: _Segment = (Q(**{f"{_KEY}__isnull": False}), names)
    keyless: _Segment = (Q(**{f"{_KEY}__isnull": True}), (_PK,))
    if cursor is None:
        return [keyed, keyless]
    if cursor.key is None:
        rest: _Segment = (keyless[0] & _beyond(_PK, cursor.pk, falling, cursor.at), (_PK,))
        return [rest, keyed] if cursor.backward else [rest]
    rest = (_after(cursor, falling=falling), names)
    return [rest] if cursor.backward else [rest, keyless]


def _after(cursor: Cursor, *, falling: bool) -> Q:
    """Rows beyond the cursor; the first condition is the range that an index serves."""
    tied = _beyond(_PK, cursor.pk, falling, cursor.at)
    return _beyond(_KEY, cursor.key, falling, True) & (
        _beyond(_KEY, cursor.key, falling, False) | tied
    )


def _beyond(name: str, value: Any, falling: bool, included: bool) -> Q:
    return Q(**{f"{name}__{'lt' if falling else 'gt'}{'e' if included else ''}": value})


def _directed(names: tuple[str, ...], *, falling: bool) -> list[Any]:
    return [F(name).desc() if falling else F(name).asc() for name in names]


def _comparable(path: str, field: Any) -> Expression | F:
    """The key, compared by code point: other collations differ between servers."""
    text = isinstance(field, CharField | TextField)
    if text and getattr(field, "db_collation", None) != "C":
        return Collate(F(path), "C")
    return F(path)


def _resolved(model: type[Model], path: str) -> "tuple[Field[Any, Any], bool]":
    """The field at the end of a path of single relations, and whether it can be NULL."""
    nullable = False
    field: Any = None
    for part in path.split("__"):
        field = model._meta.pk if part == "pk" else model._meta.get_field(part)
        nullable = nullable or field.null
        if field.is_relation:
            model = field.related_model
    while field.is_relation:
        field = field.target_field
    return field, nullable
