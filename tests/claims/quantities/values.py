"""Figures in their normal form, as editions hold them, for the tests of what is made of them."""

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from claims.quantities.units import kind_of


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


NUMBERS = st.decimals(min_value=-(10**39), max_value=10**39, places=20).map(lambda d: f"{d:f}")
UNITS = st.sampled_from(
    ["%", "pp", "bp", "1", "x", "rank", "RUB", "t", "kg", "Cel", "[degF]", "TW.h/ms", "a", "1/d"]
)


@st.composite
def figures(draw: Any) -> dict[str, Any]:
    """Any figure that the database would hold."""
    unit = draw(UNITS)
    values: dict[str, Any] = {"unit": unit, "kind": kind_of(unit)}
    values["value"] = draw(NUMBERS)
    values["op"] = draw(st.sampled_from(["eq", "lt", "le", "gt", "ge", "range"]))
    if values["op"] == "range":
        ends = sorted([values["value"], draw(NUMBERS)], key=Decimal)
        values |= {"value": None, "lower": ends[0], "upper": ends[1]}
    values["mantissa"] = draw(st.none() | NUMBERS)
    values["scale"] = draw(st.sampled_from([0, 9, -3, 32767, -32768]))
    values["hedge"] = draw(st.sampled_from([None, "about", "under", "over"]))
    values["role"] = draw(st.sampled_from(["level", "delta", "from", "to"]))
    values["direction"] = draw(st.sampled_from(["up", "down"]))
    values["period"] = None
    if draw(st.booleans()):
        values |= {"num": 1, "den": draw(st.integers(1, 2**31 - 1))}
    return figure(**values)
