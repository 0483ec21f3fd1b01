"""Which figures disagree, and which only look so."""

from datetime import date

import pytest
from hypothesis import given, settings

from claims.quantities.comparing import Stated, disagreement, reach_of
from claims.quantities.dimensions import bounds_of
from claims.quantities.measures import measure_of
from claims.quantities.periods import days_of
from claims.quantities.units import kind_of
from tests.claims.quantities.values import figure, figures

OF = "recycling rate of rare earths"


def stated(value="40", *, of=OF, on=date(2025, 11, 7), **values) -> Stated:
    given = {"value": value, "mantissa": value, "of": of} | values
    if period := given.get("period"):
        start, end = days_of(period)
        given |= {"period_start": start and str(start), "period_end": end and str(end)}
    made = figure(**given)
    return Stated(made, measure_of(made, of), bounds_of(made), on)


def code_of(one: Stated, other: Stated) -> str | None:
    found, back = disagreement(one, other), disagreement(other, one)
    assert (found and found.code) == (back and back.code)
    return found.code if found else None


RUB = {"unit": "RUB", "kind": "money"}
COUNT = {"unit": "1", "kind": "count"}
UP = {"role": "delta", "direction": "up"}


@pytest.mark.parametrize(
    ("one", "other", "code"),
    [
        ({"value": "40"}, {"value": "35"}, "values_differ"),
        ({"value": "40"}, {"value": "40"}, None),
        ({"value": "75"}, {"value": "75.4"}, None),
        ({"value": "75"}, {"value": "76"}, None),
        ({"value": "75"}, {"value": "76.4"}, "values_differ"),
        ({"value": "75"}, {"value": "77", "hedge": "about"}, None),
        ({"value": "25", "num": 1, "den": 4}, {"value": "27"}, None),
        ({"value": "25", "num": 1, "den": 4}, {"value": "31"}, "values_differ"),
        ({"value": "20", "hedge": "under"}, {"value": "19"}, None),
        ({"value": "412", **COUNT}, {"value": "413", **COUNT}, "values_differ"),
        ({"value": "32", "op": "ge", **COUNT}, {"value": "40", **COUNT}, None),
        ({"value": "32", "op": "ge", **COUNT}, {"value": "20", **COUNT}, "bound_broken"),
        ({"value": "41000", **COUNT}, {"value": "41507", **COUNT}, None),
        ({"value": "41000", **COUNT}, {"value": "42107", **COUNT}, "values_differ"),
        ({"value": "400", **COUNT}, {"value": "412", **COUNT}, "values_differ"),
        (
            {"value": "700000000000", "mantissa": "700", "scale": 9, **RUB},
            {"value": "690000000000", "mantissa": "6900", "scale": 8, **RUB},
            None,
        ),
        (
            {"value": "700000000000", "mantissa": "700", "scale": 9, **RUB},
            {"value": "700000000", "mantissa": "700", "scale": 6, **RUB},
            "scale_differs",
        ),
        (
            {"value": None, "op": "range", "lower": "2", "upper": "3.5", "mantissa": None},
            {"value": "3"},
            None,
        ),
        (
            {"value": None, "op": "range", "lower": "2", "upper": "3.5", "mantissa": None},
            {"value": "5"},
            "values_differ",
        ),
        ({"value": "8", **UP}, {"value": "8", **UP, "direction": "down"}, "directions_differ"),
        ({"value": "8", **UP}, {"value": "8.2", **UP}, None),
        ({"value": "8", **UP}, {"value": "12", **UP}, "values_differ"),
    ],
)
def test_figures_agree_within_what_their_digits_say(one, other, code) -> None:
    assert code_of(stated(**one), stated(**other)) == code


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"period": "2022"}, {"period": "2024"}),
        ({"period": "2022"}, {}),
        ({"on": date(2019, 1, 1)}, {}),
        ({"modality": "target"}, {}),
        ({"modality": "target"}, {"modality": "forecast"}),
        ({**UP}, {}),
        ({**UP, "basis": "yoy"}, {**UP, "basis": "mom"}),
        ({"unit": "pp", "kind": "point"}, {}),
        ({"of": "unemployment"}, {}),
        (
            {"role": "from", "direction": "up", "period": "2022"},
            {"role": "to", "direction": "up", "period": "2024"},
        ),
        ({**COUNT, "period": "2024"}, {**COUNT, "period": "2024-10"}),
        ({**RUB}, {"unit": "CNY", "kind": "money"}),
    ],
)
def test_what_cannot_be_compared_is_no_conflict(one, other) -> None:
    assert code_of(stated("85", **one), stated("10", **other)) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"period": "2024"}, {"period": "2024-10"}),
        ({"period": "2023/2024"}, {"period": "2024"}),
        ({**COUNT, "period": "2024", "period_rel": "by"}, {**COUNT, "period": "2024-12"}),
        ({"period": "2012/.."}, {"period": "2024"}),
        ({"role": "to", "direction": "up", "period": "2024"}, {"period": "2024"}),
        ({"on": None}, {}),
        ({"unit": "[ppth]", "value": "850"}, {}),
    ],
)
def test_what_is_of_the_same_time_is_compared(one, other) -> None:
    assert code_of(stated(**{"value": "85", **one}), stated("10", **other)) == "values_differ"


def test_shares_that_make_up_the_whole_agree() -> None:
    abroad = stated("75", of="rare earth oxide demand of industry met from abroad")
    own = stated("25", of="rare earth oxide demand of industry met from own mines", num=1, den=4)
    third = stated("33", of="rare earth oxide demand of industry met from own mines")

    assert code_of(abroad, own) is None
    assert code_of(abroad, third) == "values_differ"


def test_the_reason_tells_the_numbers() -> None:
    found = disagreement(stated("40"), stated("35"))

    assert found is not None
    assert (found.one, found.other) == (("39.5", "40.5"), ("34.5", "35.5"))
    assert "4 percentage points apart" in found.detail


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        (("150000000", "150", 6, "t"), ("170000000", "170", 6, "t"), "12 million metric tons"),
        (("18", "18", 0, "mo"), ("4", "4", 0, "a"), "23.5 months"),
        (("4", "4", 0, "a"), ("18", "18", 0, "mo"), "1.96 years"),
        (("412", "412", 0, "1"), ("512", "512", 0, "1"), "100"),
        (("21", "21", 0, "Cel"), ("25", "25", 0, "Cel"), "3 degrees Celsius"),
        (("7", "7", 0, "RUB"), ("9.33333", "9.33333", 0, "RUB"), "1.83 rubles"),
    ],
)
def test_the_gap_is_told_in_the_unit_of_the_first(one, other, apart) -> None:
    names = ("value", "mantissa", "scale", "unit")
    sides = [
        stated(**dict(zip(names, each, strict=True)), kind=kind_of(each[3]))
        for each in (one, other)
    ]

    found = disagreement(*sides)

    assert found is not None
    assert f"they are {apart} apart" in found.detail


def test_a_hedge_widens_only_to_its_side() -> None:
    assert reach_of(stated("20", hedge="over"))[0] == reach_of(stated("20"))[0]
    assert reach_of(stated("20", hedge="under"))[1] == reach_of(stated("20"))[1]


@settings(deadline=None)  # whoever is first loads the units
@given(figures(), figures())
def test_any_two_figures_can_be_compared_either_way(one, other) -> None:
    sides = [
        Stated(each, measure_of(each | {"of": OF}, OF), bounds_of(each)) for each in (one, other)
    ]

    code_of(*sides)
    assert code_of(sides[0], sides[0]) is None
    for side in sides:
        low, high = reach_of(side)
        assert low is None or side.bounds.low is None or low <= side.bounds.low
        assert high is None or side.bounds.high is None or high >= side.bounds.high
