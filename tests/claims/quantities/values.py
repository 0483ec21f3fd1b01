"""Figures in their normal form, as editions hold them, for the tests of what is made of them."""

from typing import Any


def figure(text: str = "8%", *, within: str = "", **values: Any) -> dict[str, Any]:
    """A figure with these words; `within` is the claim that they stand in."""
    start = within.index(text) if within else 0
    given = {"value": "8", "unit": "%", "kind": "share"} | values
    return {
        "text": text, "start": start, "end": start + len(text), "lower": None, "upper": None,
        "op": "eq", "hedge": None, "tone": None, "mantissa": given["value"], "scale": 0,
        "unit_inferred": False, "counted": None, "num": None, "den": None, "role": "level",
        "direction": None, "group": None, "basis": None, "period": None, "period_start": None,
        "period_end": None, "period_rel": None, "modality": None, "of": None,
        "status": "confirmed",
        **given,
    }  # fmt: skip
