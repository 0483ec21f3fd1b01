"""Figures in any unit on one scale."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ucumvert import PintUcumRegistry

from claims.quantities import units
from claims.quantities.dimensions import (
    bounds_of,
    dimensions,
    is_dimension,
    normalise,
    scale_of,
)
from claims.quantities.units import UnknownUnit
from tests.claims.quantities.values import figure

OWN = {"pp", "bp", "{point}", "x", "rank"}
# Codes that the reader of UCUM knows by another definition, or Pint not as a multiple.
APART = {"dB", "[car_Au]", "[degF]", "Cel", "K"}
PHYSICAL = sorted(units.MEASURES | units.DURATIONS | units.TEMPERATURES)


@pytest.mark.parametrize(
    ("unit", "dimension", "base"),
    [
        ("%", "share", "%"),
        ("[ppm]", "share", "%"),
        ("bp", "points", "pp"),
        ("{point}", "index points", "{point}"),
        ("RUB", "money", "RUB"),
        ("BTC", "money", "BTC"),
        ("1", "count", "1"),
        ("x", "multiple", "x"),
        ("rank", "rank", "rank"),
        ("t", "mass", "kg"),
        ("x:jin", "mass", "kg"),
        ("[bbl_us]", "volume", "m3"),
        ("TW.h", "energy", "J"),
        ("a", "duration", "s"),
        ("Cel", "temperature", "K"),
        ("km/h", "speed", "m/s"),
        ("t/a", "mass/duration", "kg/s"),
        ("CNY/t", "money/mass", "CNY/kg"),
        ("1/d", "count/duration", "1/s"),
        ("dB", "measure", "dB"),
    ],
)
def test_a_unit_has_a_dimension_and_a_base(unit: str, dimension: str, base: str) -> None:
    assert (scale_of(unit).dimension, scale_of(unit).base) == (dimension, base)
    assert is_dimension(dimension) or dimension == "measure"


@pytest.mark.parametrize(
    ("unit", "number", "same", "other"),
    [
        ("km/h", "36", "m/s", "10"),
        ("t", "1.5", "kg", "1500"),
        ("x:jin", "3", "kg", "1.5"),
        ("x:mu", "15", "har", "1"),
        ("bp", "25", "pp", "0.25"),
        ("[ppth]", "5", "%", "0.5"),
        ("Cel", "0", "[degF]", "32"),
        ("Cel", "-273.15", "K", "0"),
        ("GW.h", "1", "kW.h", "1000000"),
        ("a", "1", "mo", "12"),
        ("By", "1", "bit", "8"),
    ],
)
def test_what_is_the_same_has_the_same_number(
    unit: str, number: str, same: str, other: str
) -> None:
    assert normalise(unit, Decimal(number)) == normalise(same, Decimal(other))


def test_700_billion_is_itself_however_it_is_written() -> None:
    written = [Decimal("700000000000"), Decimal("7000") * 10**8, Decimal("0.7e12")]

    assert len({normalise("RUB", number) for number in written}) == 1
    assert scale_of("CNY").base != scale_of("RUB").base


def test_a_change_of_temperature_has_no_zero() -> None:
    assert normalise("[degF]", Decimal(9), change=True) == 5
    assert normalise("Cel", Decimal(2), change=True) == 2


@pytest.mark.parametrize(
    ("values", "low", "high"),
    [
        ({"value": "32", "op": "ge"}, 32, None),
        ({"value": "32", "op": "gt"}, 32, None),
        ({"value": "32", "op": "le"}, None, 32),
        ({"value": "32", "op": "lt"}, None, 32),
        ({"value": "32", "hedge": "about"}, 32, 32),
        ({"value": None, "op": "range", "lower": "2", "upper": "3.5"}, 2, Decimal("3.5")),
    ],
)
def test_bounds_are_open_where_the_figure_is(values, low, high) -> None:
    bounds = bounds_of(figure("8", unit="1", kind="count", **values))

    assert (bounds.low, bounds.high) == (low, high)
    assert bounds.number == (low if low is not None else high)


def test_an_unknown_unit_is_refused() -> None:
    for unit in ("peso", "m/", "/m", "", "t/a/d"):
        with pytest.raises(UnknownUnit):
            scale_of(unit)


def test_dimensions_have_names() -> None:
    assert {"mass", "money", "share", "temperature", "duration"} <= dimensions()
    assert is_dimension("mass/duration")
    assert not any(map(is_dimension, ("mass/", "weight", "", "/")))


@pytest.mark.parametrize("code", [*PHYSICAL, "%", "[ppth]", "[ppm]", "[ppb]"])
def test_a_code_is_ucum_and_measures_what_ucum_says(code: str) -> None:
    if code.startswith(("x:", "{")):  # our own, and UCUM's annotations, which measure nothing
        return
    reader = ucum()
    said = reader.from_ucum(code)
    if code in APART or code in units.SHARES:
        return
    mine, base = scale_of(code), scale_of(code).base
    if base == "By":
        return
    ratio = (1 * said / (1 * reader.from_ucum(base))).to_root_units()

    assert ratio.dimensionless
    assert float(mine.factor) == pytest.approx(float(ratio.magnitude), rel=1e-3)


def ucum(known: list[PintUcumRegistry] = []) -> PintUcumRegistry:  # noqa: B006 - made once
    if not known:
        known.append(PintUcumRegistry())
    return known[0]


@settings(deadline=None)  # whoever is first loads the units
@given(st.decimals(min_value=-(10**39), max_value=10**39, places=20))
def test_converting_keeps_every_digit_that_a_figure_can_have(number: Decimal) -> None:
    assert normalise("RUB", number) == number
    assert Fraction(normalise("TBy", number)) == Fraction(number) * 10**12
