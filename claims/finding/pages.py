"""A page of claims: a range of an index from a key onwards, never counted and never sorted.

Every order is by one key and then the claim's id in the same direction, so that it is total. Rows
without a key come last in either direction; they are a range of their own, read when the rows
with a key do not fill the page.
"""

from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from claims.finding.position import HEAD
from claims.finding.questions import Question, Selection, former, standing
from claims.finding.statements import read

NULLABLE = frozenset({"claimed_on", "rating_value"})
UNIQUE = frozenset({"sequence"})


class Row(NamedTuple):
    """A claim of a page: its document in UTF-8, and where it stands in the order."""

    document: bytes
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
        sql, values = statement(
            question, key, condition, falling=falling, size=size, document=_BYTES
        )
        if after is not None:
            values |= {"after": after.key, "after_pk": after.pk}
        found = read(sql, values, prepare=question.is_plain)
        rows += [Row(*row[:3]) for row in found]
        if found:
            head = found[0][3]
        if len(rows) >= size:
            break
    return Page(rows[:size], head)


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


# As they go out: to make text of them, and bytes of that again, costs more than all the rest.
_BYTES = "convert_to(p.document, 'UTF8')"


def statement(
    question: Question,
    key: str,
    condition: str,
    *,
    falling: bool,
    size: int,
    document: str = "p.document",
) -> tuple[str, dict[str, Any]]:
    """The SQL of a range, and its values but for those of `condition`."""
    now = standing(question)
    told: dict[str, Any] = {"falling": falling, "size": size, "document": document}
    sql = _range(now, key, condition, **told)
    if question.as_of is None:
        return sql, now.values
    then = former(question)
    turn = "desc" if falling else "asc"
    more = _range(then, key, condition, **told)
    both = (
        f"select * from (({sql}) union all ({more})) said "
        f"order by 2 {turn}, 3 {turn} limit {size:d}"
    )
    return both, now.values | then.values


def _range(
    found: Selection, key: str, condition: str, *, falling: bool, size: int, document: str
) -> str:
    column, turn = f"{found.keys}.{key}", "desc" if falling else "asc"
    where = found.where(*([condition.format(k=column, pk=found.pk)] if condition else []))
    order = f"{column} {turn}" if key in UNIQUE else f"{column} {turn}, {found.pk} {turn}"
    # The size is a part of the text: of a plan for any size PostgreSQL expects a tenth of all.
    return (
        f"select {document} as document, {column} as key, {found.pk} as pk, {HEAD} as head "
        f"from {found.tables} where {where} "
        f"order by {order} limit {size:d}"
    )
