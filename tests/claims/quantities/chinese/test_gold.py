"""The development half of the gold, where it lies beside the project: what the rules reach."""

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from claims.quantities import Quantity, propose

GOLD = Path(__file__).parents[5] / "shared" / "data" / "figures"

pytestmark = pytest.mark.skipif(
    not GOLD.is_dir(), reason="the gold figures lie in ../shared, which is not here"
)


def items(name: str) -> Iterator[dict[str, Any]]:
    with (GOLD / f"{name}.dev.jsonl").open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def same(gold: dict[str, Any], found: Quantity, units: bool) -> bool:
    """The same number, to one in ten thousand, and one of the units that count as right."""
    ends = ("lower", "upper") if gold["value"] is None else ("value",)
    for end in ends:
        number = getattr(found, end)
        if number is None:
            return False
        if abs(number - Decimal(str(gold[end]))) > abs(Decimal(str(gold[end]))) / 10_000:
            return False
    return not units or found.unit in (gold["unit"], *gold.get("alt_units", []))


@pytest.mark.parametrize(
    ("name", "units", "least"),
    [("claimfig_zh", True, 0.98), ("numerals_zh", False, 0.98), ("recog_zh", True, 0.85)],
)
def test_the_rules_reach_what_they_reached(name, units, least):
    right = wanted = 0
    for item in items(name):
        as_of = date.fromisoformat(item["as_of"][:10]) if item.get("as_of") else None
        found = propose(item["text"], "zh", as_of)
        wanted += len(item["figures"])
        right += sum(any(same(gold, one, units) for one in found) for gold in item["figures"])

    assert right / wanted >= least
