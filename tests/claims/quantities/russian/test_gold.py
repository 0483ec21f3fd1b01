"""How well the Russian rules do on the sentences of `gold.jsonl`, both halves (see README.md)."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from claims.quantities import Quantity, propose

GOLD = [
    json.loads(line)
    for line in (Path(__file__).parent / "gold.jsonl").read_text(encoding="utf-8").splitlines()
]
REACHED = {
    "dev": {"span": 0.99, "value": 0.98, "unit": 0.97, "record": 0.95, "period": 0.95},
    "held": {"span": 0.99, "value": 0.98, "unit": 0.97, "record": 0.90, "period": 0.90},
}


def same(told: float | None, found: Decimal | None) -> bool:
    if told is None or found is None:
        return told is None and found is None
    return abs(Decimal(str(told)) - found) <= abs(found) / 10_000


def overlap(gold: dict[str, Any], found: Quantity) -> bool:
    return min(gold["span"][1], found.end) > max(gold["span"][0], found.start)


def value(gold: dict[str, Any], found: Quantity) -> bool:
    return all(same(gold[name], getattr(found, name)) for name in ("value", "lower", "upper"))


def unit(gold: dict[str, Any], found: Quantity) -> bool:
    return value(gold, found) and found.unit in {gold["unit"], *gold.get("alt_units", [])}


def period(gold: dict[str, Any], found: Quantity) -> bool:
    return not gold["period"] or gold["period"] == found.period


def record(gold: dict[str, Any], found: Quantity) -> bool:
    told = [gold["op"], bool(gold["hedge"]), gold["direction"] or "", gold["role"]]
    return (
        unit(gold, found)
        and period(gold, found)
        and told == [found.op, bool(found.hedge), found.direction, found.role]
    )


MEASURES = {"span": overlap, "value": value, "unit": unit, "record": record}


@pytest.mark.parametrize("half", sorted(REACHED))
def test_what_was_reached_is_held(half: str) -> None:
    items = [item for item in GOLD if item["half"] == half]
    right = dict.fromkeys(MEASURES, 0)
    told = proposed = dated = timed = 0
    for item in items:
        found = propose(item["text"], "ru", date.fromisoformat(item["as_of"]))
        told, proposed = told + len(item["figures"]), proposed + len(found)
        for gold in item["figures"]:
            match = next((one for one in found if overlap(gold, one)), None)
            if match is None:
                continue
            for name, measure in MEASURES.items():
                right[name] += measure(gold, match)
            if gold["period"] and unit(gold, match):
                dated += 1
                timed += period(gold, match)

    scores = {name: 2 * count / (told + proposed) for name, count in right.items()}
    scores["period"] = timed / dated
    assert all(scores[name] >= least for name, least in REACHED[half].items()), scores


@pytest.mark.parametrize("item", GOLD, ids=lambda item: item["id"])
def test_the_annotation_is_sound(item: dict[str, Any]) -> None:
    for gold in item["figures"]:
        start, end = gold["span"]
        assert item["text"][start:end] == gold["text"]
        assert (gold["op"] == "range") == (gold["value"] is None)
        assert gold["role"] == "level" or gold["direction"]
