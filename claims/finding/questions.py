"""What readers ask for, and how SQL says it."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Range:
    """Figures of a dimension that may lie between two numbers of its base unit."""

    dimension: str
    base: str
    low: Decimal | None = None
    high: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """Which published claims; what is empty asks for nothing. `as_of`: as they stood then."""

    ids: tuple[UUID, ...] | None = None
    rating: tuple[str, ...] = ()
    topic: str = ""
    source: str = ""
    publisher: str = ""
    paragraph: int | None = None
    language: tuple[str, ...] = ()
    claimant: str = ""
    claimed_after: date | None = None
    claimed_before: date | None = None
    published_after: datetime | None = None
    published_before: datetime | None = None
    figure: Range | None = None
    as_of: datetime | None = None

    @property
    def is_plain(self) -> bool:
        """Whether one index answers it, so that its plan is the same whatever is asked for."""
        asked = {name for name in self.__slots__ if getattr(self, name) not in (None, "", ())}
        several = len(self.rating) > 1 or len(self.language) > 1
        return len(asked) <= 1 and asked <= _ALONE and not several


_ALONE = {"rating", "topic", "source", "publisher", "language", "claimant"}


@dataclass(slots=True)
class Selection:
    """Rows to read: tables, conditions and their values.

    `keys` is the alias of the table that holds the keys of orders, `pk` the claim's id there.
    """

    tables: str
    keys: str
    pk: str
    conditions: list[str]
    values: dict[str, Any] = field(default_factory=dict)

    def nothing(self) -> "Selection":
        """The same tables, and no row of them."""
        return Selection(self.tables, self.keys, self.pk, ["false"])

    def where(self, *more: str) -> str:
        """All conditions, and `more`."""
        return " and ".join([*self.conditions, *more]) or "true"


def standing(question: Question) -> Selection:
    """The claims that stand now; those of `as_of` among them are as they were then."""
    asked = _Terms.of(question)
    if asked.conditions:
        found = Selection(
            "claims_publishedterm t join claims_publication p on p.claim_id = t.publication_id",
            "t",
            "t.publication_id",
            [f"t.term = {asked.conditions[0]}"],
            asked.values,
        )
    else:
        found = Selection(
            "claims_publication p", "p", "p.claim_id", ["p.status = 'published'"], asked.values
        )
    found.conditions += [
        "exists (select 1 from claims_publishedterm other "
        f"where other.publication_id = p.claim_id and other.term = {term})"
        for term in asked.conditions[1:]
    ]
    _add_columns(found, question, "p")
    if question.figure is not None and _is_bounded(question.figure):
        found.conditions.append(
            "exists (select 1 from claims_publishedfigure f where f.publication_id = p.claim_id "
            "and f.dimension = %(dimension)s and f.base = %(base)s "
            "and f.span && numrange(%(low)s::numeric, %(high)s::numeric, '[]'))"
        )
    if question.as_of is not None:
        found.conditions.append("p.published_at <= %(as_of)s")
    return found if _can_be(question.figure) else found.nothing()


def former(question: Question) -> Selection:
    """The editions that stood at `as_of` and do no longer."""
    asked = _Terms.of(question)
    found = Selection(
        "claims_formerpublication p",
        "p",
        "p.claim_id",
        ["p.status = 'published'", "p.published_at <= %(as_of)s", "p.until > %(as_of)s"],
        asked.values,
    )
    found.conditions += [f"p.terms @> array[{term}]" for term in asked.conditions]
    _add_columns(found, question, "p")
    if question.figure is not None:
        found.conditions.append(
            "exists (select 1 from jsonb_array_elements(p.figures) f "
            "where f ->> 'dimension' = %(dimension)s and f ->> 'base' = %(base)s "
            "and numrange((f ->> 'low')::numeric, (f ->> 'high')::numeric, '[]') "
            "&& numrange(%(low)s::numeric, %(high)s::numeric, '[]'))"
        )
    return found if _can_be(question.figure) else found.nothing()


@dataclass(slots=True)
class _Terms:
    """The terms that a question names, the one of fewest claims first, as SQL."""

    conditions: list[str]
    values: dict[str, Any]

    @classmethod
    def of(cls, question: Question) -> "_Terms":
        terms: list[str] = []
        values: dict[str, Any] = {}
        if question.paragraph is not None:
            terms.append(
                "'paragraph:' || (select id from claims_publishedparagraph "
                "where source_id = %(source)s and number = %(paragraph)s)"
            )
            values |= {"source": question.source, "paragraph": question.paragraph}
        if question.topic:
            terms.append("%(topic)s")
            values["topic"] = f"topic:{question.topic}"
        if (figure := question.figure) is not None:
            terms.append("%(unit)s")
            values["unit"] = f"unit:{figure.dimension}:{figure.base}"
            values |= {"dimension": figure.dimension, "base": figure.base}
            values |= {"low": figure.low, "high": figure.high}
        if question.as_of is not None:
            values["as_of"] = question.as_of
        return cls(terms, values)


_RANGES = {
    "claimed_after": "claimed_on >=",
    "claimed_before": "claimed_on <=",
    "published_after": "published_at >=",
    "published_before": "published_at <=",
}


def _add_columns(found: Selection, question: Question, alias: str) -> None:
    """What is asked of the columns of a publication."""
    for name, column in (("publisher", "publisher"), ("claimant", "claimant")):
        if value := getattr(question, name):
            found.conditions.append(f"{alias}.{column} = %({name})s")
            found.values[name] = value
    # A paragraph's source need not be the claim's own: `[other:3]` counts.
    if question.source and question.paragraph is None:
        found.conditions.append(f"{alias}.source_id = %(source)s")
        found.values["source"] = question.source
    for name in ("rating", "language"):
        if values := getattr(question, name):
            several = len(values) > 1
            found.conditions.append(
                f"{alias}.{name} = {f'any(%({name})s)' if several else f'%({name})s'}"
            )
            found.values[name] = list(values) if several else values[0]
    if question.ids is not None:
        found.conditions.append(f"{alias}.claim_id = any(%(ids)s)")
        found.values["ids"] = list(question.ids)
    for name, comparison in _RANGES.items():
        if (value := getattr(question, name)) is not None:
            found.conditions.append(f"{alias}.{comparison} %({name})s")
            found.values[name] = value


def _can_be(figure: Range | None) -> bool:
    """Whether a number can lie there: PostgreSQL has no range that runs backward."""
    return figure is None or None in (figure.low, figure.high) or figure.low <= figure.high  # type: ignore[operator]  # neither is None


def _is_bounded(figure: Range) -> bool:
    return figure.low is not None or figure.high is not None
