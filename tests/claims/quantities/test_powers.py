"""Powers of ten behind a number, in sentences of each language."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.quantities import propose
from claims.quantities.powers import GREATEST, power_at, ten_at

SUPER = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("总额达1.5e12元。", "1500000000000", "CNY"),
        ("总额达1.5×10^12美元。", "1500000000000", "USD"),
        ("产量为1.5×10¹²千瓦时。", "1500000000000", "kW.h"),
        ("重约2x10^6吨。", "2000000", "t"),
        ("Долг достиг 1,5·10^12 рублей.", "1500000000000", "RUB"),
        ("Долг достиг 1,5 × 10¹² рублей.", "1500000000000", "RUB"),
        ("Долг достиг 1,5e12 рублей.", "1500000000000", "RUB"),
        ("The debt is 1.5e12 dollars.", "1500000000000", "USD"),
        ("The debt is 1.5 × 10^12 dollars.", "1500000000000", "USD"),
        ("The debt is 10^12 dollars.", "1000000000000", "USD"),
        ("Вес 10^6 тонн.", "1000000", "t"),
        ("重10^6吨。", "1000000", "t"),
        ("It weighs 2·10^-3 g.", "0.002", "g"),
    ],
)
def test_a_power_of_ten_is_the_scale(text, value, unit):
    (found,) = propose(text)

    assert (str(found.value), found.unit) == (value, unit)
    assert found.mantissa.scaleb(found.scale) == found.value


@pytest.mark.parametrize(
    "text", ["房间3e5", "第3e5号", "型号A2e5", "编号为1e5f", "A plot of 5x10 km", "See e12."]
)
def test_names_and_sizes_are_no_powers(text):
    assert not [one for one in propose(text) if one.scale]


@given(st.integers(-GREATEST, GREATEST), st.sampled_from("×x·*"), st.sampled_from(["", " "]))
def test_every_way_of_writing_is_read_alike(exponent, sign, gap):
    raised = f"10{str(exponent).translate(SUPER)}"
    for power in (f"e{exponent}", f"{gap}{sign}{gap}10^{exponent}", f"{gap}{sign}{gap}{raised}"):
        assert power_at(f"5{power} t", 1) == (exponent, 1 + len(power))
    assert ten_at(raised, 0) == (exponent, len(raised))


@given(st.text("e^×x·*+-0123456789⁰¹²³⁻., 10", max_size=12))
@settings(max_examples=300, deadline=None)
def test_any_signs_give_numbers_that_agree(text):
    for language in ("en", "zh", "ru"):
        for one in propose(text, language):
            if one.mantissa is not None:
                assert one.mantissa * Decimal(10) ** one.scale == one.value
