"""A page of claims: a range of an index from a key onwards, never counted and never sorted.

Every order is by one key and then the claim's id in the same direction, so that it is total. Rows
without a key come last in either direction; they are a range of their own, read when the rows
with a key do not fill the page.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from claims.finding.position import HEAD
from claims.finding.questions import Question, Selection, former, standing

NULLABLE = frozenset({"claimed_on", "rating_value"})


class Row(NamedTuple):
    """A claim of a page: its document as stored, and where it stands in the order."""

    document: str
    key: Any
    pk: UUID


class Stand(NamedTuple):
    """A place in an order, after which a page begins; with `at` the row there belongs to it."""

    key: Any
    pk: UUID
    at: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """Rows in the order asked for, and the position of the log at which they were read."""

    rows: list[Row]
    head: int


def find(
    question: Question,
    *,
    key: str,
    falling: bool,
    after: Stand | None,
    nulls_first: bool,
    size: int,
) -> Page:
    """The next `size` claims after a stand. `nulls_first` when the list is read backward."""
    ranges = _ranges(key, falling=falling, after=after, nulls_first=nulls_first)
    rows: list[Row] = []
    head = 0
    for condition in ranges:
        values = {"size": size - len(rows)}
        if after is not None:
            values |= {"after": after.key, "after_pk": after.pk}  # type: ignore[dict-item]
        found = _read(question, key, condition, falling=falling, values=values)
        rows += [Row(*row[:3]) for row in found]
        if found:
            head = found[0][3]
        if len(rows) >= size:
            break
    return Page(rows, head)


def _ranges(key: str, *, falling: bool, after: Stand | None, nulls_first: bool) -> list[str]:
    """Conditions on the key, to be read one after the other; `{k}` and `{pk}` are the columns."""
    sign = ("<" if falling else ">") + ("=" if after is not None and after.at else "")
    nullable = key in NULLABLE
    if after is None:
        return ["{k} is not null", "{k} is null"] if nullable else [""]
    if nullable and after.key is None:
        rest = f"{{k}} is null and {{pk}} {sign} %(after_pk)s"
        return [rest, "{k} is not null"] if nulls_first else [rest]
    rest = f"({{k}}, {{pk}}) {sign} (%(after)s, %(after_pk)s)"
    return [rest, "{k} is null"] if nullable and not nulls_first else [rest]


def _read(
    question: Question, key: str, condition: str, *, falling: bool, values: dict[str, Any]
) -> Sequence[Any]:
    now = standing(question)
    sql = _range(now, key, condition, falling=falling)
    values |= now.values
    if question.as_of is not None:
        then = former(question)
        values |= then.values
        turn = "desc" if falling else "asc"
        sql = (
            f"select * from (({sql}) union all ({_range(then, key, condition, falling=falling)})) "
            f"said order by 2 {turn}, 3 {turn} limit %(size)s"
        )
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        rows: Sequence[Any] = cursor.fetchall()
    return rows


def _range(found: Selection, key: str, condition: str, *, falling: bool) -> str:
    column, turn = f"{found.keys}.{key}", "desc" if falling else "asc"
    where = found.where(*([condition.format(k=column, pk=found.pk)] if condition else []))
    return (
        f"select p.document, {column}, {found.pk}, {HEAD} from {found.tables} where {where} "
        f"order by {column} {turn}, {found.pk} {turn} limit %(size)s"
    )
