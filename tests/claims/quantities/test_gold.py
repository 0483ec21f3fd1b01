"""Figures against the gold of the reference data, where it lies beside the project."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from claims.quantities import Quantity, propose

GOLD = Path(__file__).parents[3].parent / "shared" / "data" / "figures"
# What is reached with the development half, in percent of figures found, and of those given.
REACHED = {
    "seed": (100, 100),
    "worked_examples": (100, 100),
    "claimfig_en.dev": (99, 99),
    "claimfig_zh.dev": (93, 92),
}

pytestmark = pytest.mark.skipif(
    not GOLD.exists(), reason="the gold of figures lies in ../shared, which is not here"
)


def near(left: Decimal | None, right: Any, tolerance: Decimal) -> bool:
    if left is None or right is None:
        return left is None and right is None
    wanted = Decimal(str(right))
    return abs(left - wanted) <= tolerance * max(abs(left), abs(wanted))


def same(found: Quantity, gold: dict[str, Any]) -> bool:
    """Do number and unit agree?"""
    tolerance = Decimal("0.001") if gold.get("den") else Decimal("0.00001")
    numbers = all(
        near(getattr(found, name), gold.get(name), tolerance)
        for name in ("value", "lower", "upper")
    )
    return numbers and found.unit in (gold["unit"], *gold.get("alt_units", ()))


@pytest.mark.parametrize(("name", "reached"), REACHED.items(), ids=REACHED)
def test_number_and_unit_agree_with_the_gold(name: str, reached: tuple[int, int]) -> None:
    matched = wanted = given = 0
    for line in (GOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        found = propose(item["text"], item["lang"] or "", date.fromisoformat(item["as_of"]))
        given, wanted = given + len(found), wanted + len(item["figures"])
        for gold in item["figures"]:
            match = next((one for one in found if same(one, gold)), None)
            if match:
                found.remove(match)
                matched += 1

    assert (matched * 100 / wanted, matched * 100 / given) >= reached
    assert matched * 100 / given >= reached[1]
