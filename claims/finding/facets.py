"""How many of the claims that a question finds stand under each rating, topic, source …"""

from typing import NamedTuple

from claims.finding.counts import CAP, Counted
from claims.finding.questions import Question, Selection, former, standing
from claims.finding.statements import read

# A facet's column, and its label as the newest claim under it has it.
_LABELS = {
    "rating": "'{rating,label}'",
    "source": "'{source,title}'",
    "publisher": "'{source,publisher,name}'",
    "claimant": "'{claimant,name}'",
    "language": "'{language}'",
    "topic": "",
}
BY = tuple(_LABELS)


class Value(NamedTuple):
    """A value of a facet, how readers call it, and the claims under it."""

    value: str
    label: str
    claims: int


class Facets(NamedTuple):
    """The values of each facet, the most frequent first, of `counted` claims."""

    values: dict[str, list[Value]]
    counted: Counted


def facets(question: Question, by: tuple[str, ...], *, most: int, exact: bool) -> Facets:
    """Count by facet; unless `exact`, over the newest CAP claims of the question."""
    limit = "" if exact else f"order by published_at desc limit {CAP + 1}"
    now = standing(question)
    parts, values = [_columns(now, "topic" in by)], now.values
    if question.as_of is not None:
        then = former(question)
        parts.append(_columns(then, "topic" in by, kept=True))
        values |= then.values
    found = f"select * from ({' union all '.join(parts)}) every_one {limit}"
    counted = " union all ".join(_counted(name, most) for name in by)
    rows = read(
        f"with found as materialized ({found}) "
        "select '', '', '', count(*) from found"
        f"{' union all ' if counted else ''}{counted}",
        values,
    )
    total = next(row[3] for row in rows if not row[0])
    values_of: dict[str, list[Value]] = {name: [] for name in by}
    for facet, value, label, claims in rows:
        if facet:
            values_of[facet].append(Value(value, label or value, claims))
    for each in values_of.values():
        each.sort(key=lambda one: (-one.claims, one.value))
    capped = not exact and total > CAP
    return Facets(values_of, Counted(CAP if capped else total, "gte" if capped else "eq"))


def _columns(found: Selection, topics: bool, *, kept: bool = False) -> str:
    if not topics:
        slugs = "null::text[]"
    elif kept:
        slugs = "array(select substr(term, 7) from unnest(p.terms) term where term like 'topic:%%')"
    else:
        slugs = "array(select slug from claims_publishedtopic where publication_id = p.claim_id)"
    return (
        f"select {found.pk} as claim_id, p.rating, p.source_id as source, p.publisher, "
        f"p.claimant, p.language, p.published_at, {slugs} as topics "
        f"from {found.tables} where {found.where()}"
    )


def _counted(name: str, most: int) -> str:
    if name == "topic":
        rows, label = (
            "found, unnest(topics) value",
            "(select label from claims_publishedtopic t join claims_publication p "
            "on p.claim_id = t.publication_id where t.slug = value "
            "order by p.sequence desc limit 1)",
        )
    else:
        column = "source_id" if name == "source" else name
        rows = f"(select {name} as value from found) one"
        label = (
            f"(select document::jsonb #>> {_LABELS[name]} from claims_publication "
            f"where {column} = value and status = 'published' order by published_at desc limit 1)"
        )
    return (
        f"(select '{name}', value, {label}, n from (select value, count(*) as n from {rows} "
        f"where value <> '' group by value order by n desc, value limit {most:d}) top)"
    )
