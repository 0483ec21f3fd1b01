"""How many claims a question finds: exactly, at least, or as the planner estimates."""

import json
from typing import Any, NamedTuple

from claims.finding.questions import Question, former, standing
from claims.finding.statements import read

CAP = 10_000


class Counted(NamedTuple):
    """A number of claims; `relation` is eq, gte (there are more) or estimate."""

    value: int
    relation: str


def count(question: Question, how: str) -> Counted:
    """Count by `how`: exact, capped (at most CAP are looked at) or estimated."""
    sql, values = _rows(question)
    if how == "estimated":
        return estimate_of(read(f"explain (format json) {sql}", values)[0][0])
    if how == "capped":
        sql = f"{sql} limit {CAP + 1}"
    value = read(f"select count(*) from ({sql}) found", values)[0][0]
    if how == "capped" and value > CAP:
        return Counted(CAP, "gte")
    return Counted(value, "eq")


def estimate_of(plan: Any) -> Counted:
    """How many rows the planner expects by the statistics it holds; an EXPLAIN in JSON."""
    told = json.loads(plan) if isinstance(plan, str) else plan
    return Counted(int(told[0]["Plan"]["Plan Rows"]), "estimate")


def _rows(question: Question) -> tuple[str, dict[str, Any]]:
    now = standing(question)
    sql = f"select {now.pk} from {now.tables} where {now.where()}"
    if question.as_of is None:
        return sql, now.values
    then = former(question)
    more = f"select {then.pk} from {then.tables} where {then.where()}"
    return f"{sql} union all {more}", now.values | then.values
