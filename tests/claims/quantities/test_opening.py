"""The start of a change, where it is bare, is read with the unit and the scale of its end."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.quantities import propose

AS_OF = date(2025, 11, 10)


def ends(text: str) -> list[tuple[str, str, str]]:
    return [(str(one.value), one.unit, one.role) for one in propose(text, "", AS_OF)]


@pytest.mark.parametrize(
    ("text", "start", "end", "unit"),
    [
        ("出口从2020年的85增至91亿元", "8500000000", "9100000000", "CNY"),
        ("出口从2020年的85升至2024年的91亿元", "8500000000", "9100000000", "CNY"),
        ("产量由85降至60万吨", "850000", "600000", "t"),
        ("利率从3.25升到3.5%", "3.25", "3.5", "%"),
        ("占比从3升至5个百分点", "3", "5", "pp"),
        ("人口从800增至1.2万人", "800", "12000", "1"),
        ("Exports rose from 85 to 91 billion rubles.", "85000000000", "91000000000", "RUB"),
        ("Exports rose from 85 in 2022 to 91 billion rubles in 2024.", "85000000000", "91000000000", "RUB"),
        ("The rate fell from 3.5 to 3.25 percent.", "3.5", "3.25", "%"),
        ("The lead grew from 3 to 5 percentage points.", "3", "5", "pp"),
        ("Users rose from 500 to 1.2 million.", "500", "1200000", "1"),
        ("Users rose from 20 to 1.5 million.", "20", "1500000", "1"),
        ("Экспорт вырос с 85 до 91 млрд рублей.", "85000000000", "91000000000", "RUB"),
        ("Экспорт вырос с 85 в 2022 году до 91 млрд рублей.", "85000000000", "91000000000", "RUB"),
        ("Доля выросла с 10 до 25 %.", "10", "25", "%"),
        ("Число жителей выросло с 500 до 1,2 млн человек.", "500", "1200000", "1"),
    ],
)  # fmt: skip
def test_the_bare_start_of_a_change_is_read_with_its_end(text, start, end, unit):
    assert ends(text) == [(start, unit, "from"), (end, unit, "to")]


def test_the_start_may_stand_behind_the_end():
    text = "It climbed to 91 billion rubles from 85 a year earlier."

    assert ends(text) == [("91000000000", "RUB", "to"), ("85000000000", "RUB", "from")]


@pytest.mark.parametrize(
    "text",
    ["产值从2020增至91亿元", "从2020年增至91亿元", "Output rose from 2020 to 91 billion rubles.",
     "Выпуск вырос с 2020 года до 91 млрд рублей."],
)  # fmt: skip
def test_a_year_is_no_start(text):
    assert [(value, unit) for value, unit, _ in ends(text)] == [("91" + "0" * (8 if "亿" in text else 9), unit) for unit in (["CNY"] if "亿" in text else ["RUB"])]  # fmt: skip


def test_percent_and_points_are_kept_apart():
    assert ends("失业率从5%升至2个百分点")[0][1] == "%"
    assert ends("The rate went from 5% to 2 percentage points.")[0][1] == "%"


@given(
    st.integers(1, 999), st.integers(1, 999),
    st.sampled_from([
        ("出口从{}增至{}亿元", 8, "up"), ("出口从{}降至{}亿元", 8, "down"),
        ("Exports rose from {} to {} billion rubles.", 9, "up"),
        ("Exports fell from {} to {} billion rubles.", 9, "down"),
        ("Экспорт вырос с {} до {} млрд рублей.", 9, "up"),
    ]),
)  # fmt: skip
@settings(max_examples=150, deadline=None)
def test_a_change_goes_the_way_it_is_said_to_go_wherever_it_can(start, end, sentence):
    text, scale, way = sentence
    found = propose(text.format(start, end), "", AS_OF)

    values = [one.value for one in found if one.role in ("from", "to")]
    if len(values) == 2:
        possible = {start, start * 10**scale}
        assert values[1] == end * 10**scale
        assert values[0] in possible
        if any((one < values[1]) == (way == "up") for one in possible) and values[0] != values[1]:
            assert (values[0] < values[1]) == (way == "up")
