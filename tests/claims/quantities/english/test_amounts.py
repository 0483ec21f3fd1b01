"""English amounts: units, ranges, fractions, multiples, ranks, and what is counted."""

from datetime import date

import pytest

from claims.quantities import propose


def read(text):
    return propose(text, "en", date(2025, 11, 10))


@pytest.mark.parametrize(
    ("text", "surface", "value", "unit"),
    [
        ("It costs $3.50.", "$3.50", "3.50", "USD"), ("It costs A$3.", "A$3", "3", "AUD"),
        ("A $3 note was found.", "$3", "3", "USD"), ("It costs 40 cents.", "40 cents", "0.40", "USD"),
        ("It costs Rs. 20 lakh.", "Rs. 20 lakh", "2000000", "INR"), ("He paid £2m.", "£2m", "2000000", "GBP"),
        ("He paid 9 pounds of tax.", "9 pounds", "9", "GBP"), ("He lost 9 pounds.", "9 pounds", "9", "[lb_av]"),
        ("It is a 9-mile walk.", "9-mile", "9", "[mi_i]"), ("It was -4°C.", "-4°C", "-4", "Cel"),
        ("It pays $9 an hour.", "$9 an hour", "9", "USD/h"), ("A 30-year-old man.", "30-year-old", "30", "a"),
        ("It rose 9 percentage points.", "9 percentage points", "9", "pp"),
        ("It fell 9 basis points.", "9 basis points", "9", "bp"), ("It paid 3 dollars and 20 cents.", "3 dollars and 20 cents", "3.2", "USD"),
        ("Mr Hall, 62, agreed.", "62", "62", "a"), ("A quake of magnitude 5.2 struck.", "5.2", "5.2", "{magnitude}"),
        ("A third of homes flooded.", "A third", "33.333333", "%"), ("Seven out of ten agree.", "Seven out of ten", "70", "%"),
        ("It is half a mile away.", "half a mile", "0.5", "[mi_i]"), ("The herd tripled.", "tripled", "3", "x"),
        ("It is six times as big.", "six times", "6", "x"), ("A 20-fold rise.", "20-fold", "20", "x"),
        ("It is the fifth-largest lake.", "fifth", "5", "rank"), ("It ranks 9th in the world.", "9th", "9", "rank"),
        ("It is among the top 20 schools.", "top 20", "20", "rank"),
    ],
)  # fmt: skip
def test_an_amount_is_read(text, surface, value, unit):
    assert [(one.text, str(one.value), one.unit) for one in read(text)] == [(surface, value, unit)]


@pytest.mark.parametrize(
    ("text", "surface", "lower", "upper", "unit"),
    [
        ("It takes 3 to 5 days.", "3 to 5 days", "3", "5", "d"), ("It cost $2-3 million.", "$2-3 million", "2000000", "3000000", "USD"),
        ("Between 10 and 15 boats sank.", "10 and 15", "10", "15", "1"), ("It grew by 2% to 3%.", "2% to 3%", "2", "3", "%"),
        ("Tens of thousands of people came.", "Tens of thousands", "10000", "100000", "1"),
        ("Prices ranging from $5 to $9.", "$5 to $9", "5", "9", "USD"), ("Dozens of boats sank.", "Dozens", "24", "100", "1"),
    ],
)  # fmt: skip
def test_a_range_is_one_figure(text, surface, lower, upper, unit):
    assert [(one.text, str(one.lower), str(one.upper), one.unit) for one in read(text)] == [
        (surface, lower, upper, unit)
    ]


@pytest.mark.parametrize(
    ("text", "unit", "counted"),
    [
        ("It built 30 houses.", "1", "house"), ("It has 30 public housing flats.", "1", "public housing flat"),
        ("A 30-member choir sang.", "1", "member"), ("It found 30 new cases.", "1", "case"),
        ("It serves 30 children a day.", "1/d", "child"), ("It took 30 of the seats.", "1", "seat"),
        ("It lost 30 full-time jobs.", "1", "job"), ("It sold 30.", "1", ""),
    ],
)  # fmt: skip
def test_what_is_counted_is_named(text, unit, counted):
    assert [(one.unit, one.counted) for one in read(text)] == [(unit, counted)]


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The firm plans to hire 30 cooks.", "target"), ("The firm will hire 30 cooks.", "target"),
        ("Sales are expected to reach $3m.", "forecast"), ("It will weigh 3 kg.", "forecast"),
        ("The firm hired 30 cooks.", ""), ("It cost $3m, as experts had forecast.", ""),
        ("It made less than the $3m that was forecast.", "forecast"),
    ],
)  # fmt: skip
def test_plans_and_forecasts_are_not_facts(text, modality):
    assert [one.modality for one in read(text)] == [modality]


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("Sales rose 3% year on year.", "yoy"), ("Sales rose 3% from a year earlier.", "yoy"),
        ("Sales rose 3% from the previous month.", "mom"), ("Sales rose 3%.", ""),
    ],
)  # fmt: skip
def test_a_change_has_its_basis(text, basis):
    assert [one.basis for one in read(text)] == [basis]


@pytest.mark.parametrize(
    ("text", "unit", "ends"),
    [
        ("Exports grew from 85 to 91 billion rubles.", "RUB", [("85", 9), ("91", 9)]),
        ("Exports fell from 91 to about 85 billion rubles.", "RUB", [("91", 9), ("85", 9)]),
        ("The fee rose from 60 to 80 cents.", "USD", [("0.60", 0), ("0.80", 0)]),
        ("Oil rose from 60 to 80 euros a barrel.", "EUR/[bbl_us]", [("60", 0), ("80", 0)]),
        ("Users grew from 200 to 1.5 million.", "1", [("200", 0), ("1.5", 6)]),
    ],
)  # fmt: skip
def test_the_start_of_a_change_has_the_unit_and_scale_of_its_end(text, unit, ends):
    found = read(text)

    assert [(str(one.mantissa), one.scale) for one in found] == ends
    assert [(one.role, one.unit, one.group) for one in found] == [
        ("from", unit, "g1"),
        ("to", unit, "g1"),
    ]
    assert all(one.value == one.mantissa * 10**one.scale for one in found)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("It mines 18 million tonnes of coal a year.", "t/a"),
        ("It mines 18 million tonnes of thermal and coking coal per year.", "t/a"),
        ("It mines 18 million tonnes of coal annually.", "t/a"),
        ("It mines 18 to 20 million tonnes of coal each month.", "t/mo"),
        ("It pumps 5 million barrels a day.", "[bbl_us]/d"),
        ("It pumps 5 million barrels of oil and gas each day.", "[bbl_us]/d"),
        ("It pumps 5 million barrels of crude oil daily.", "[bbl_us]/d"),
        ("It mined 18 million tonnes of coal a year earlier.", "t"),
        ("It mined 18 million tonnes of coal in a year.", "t"),
        ("It sold 5 tonnes of the daily catch.", "t"),
    ],
)
def test_what_is_measured_may_stand_before_the_time(text, unit):
    assert [one.unit for one in read(text)] == [unit]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("It cost 1e5 dollars.", ["100000"]), ("It has 3.5e6 members.", ["3500000"]),
        ("It is 2.5e-3 m long.", ["0.0025"]), ("It cost 1e+6 dollars.", ["1000000"]),
        ("It cost 1e400 dollars.", []), ("It cost 1e31 dollars.", []), ("It is part 12e5f6.", []),
    ],
)  # fmt: skip
def test_an_exponent_is_part_of_a_number(text, values):
    assert [str(one.value) for one in read(text)] == values


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("The rate rose half a point to 5%.", "0.5", "pp"),
        ("The rate rose a quarter point to 5%.", "0.25", "pp"),
        ("The rate rose by three quarters of a percentage point to 5%.", "0.75", "pp"),
        ("Sales rose half a percent, not 5%.", "0.5", "%"),
    ],
)
def test_a_part_of_a_point_is_no_share(text, value, unit):
    assert (str(read(text)[0].value), read(text)[0].unit) == (value, unit)
