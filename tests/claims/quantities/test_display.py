"""Figures in the reader's language."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.quantities import units
from claims.quantities.display import display, locale_of
from claims.quantities.wording import NAMES, UNITS
from tests.claims.quantities.values import figure, figures

RANGE = {"op": "range", "value": None}


@pytest.mark.parametrize(
    ("values", "en", "zh", "ru"),
    [
        ({"value": "700000000000", "unit": "RUB"}, "700 billion rubles", "7000亿卢布", "700 млрд ₽"),
        ({"value": "75"}, "75%", "75%", "75 %"),
        ({"value": "3.75"}, "3.75%", "3.75%", "3,75 %"),
        ({"value": "6", "unit": "pp"}, "6 percentage points", "6个百分点", "6 п. п."),
        ({"value": "1", "unit": "pp"}, "1 percentage point", "1个百分点", "1 п. п."),
        ({"value": "25", "unit": "bp"}, "25 basis points", "25个基点", "25 б. п."),
        ({**RANGE, "lower": "2", "upper": "3.5"}, "2–3.5%", "2–3.5%", "2–3,5 %"),
        ({"value": "32", "op": "ge", "unit": "1"}, "at least 32", "至少32", "не менее 32"),
        ({"value": "32", "op": "lt", "unit": "1"}, "less than 32", "不到32", "менее 32"),
        ({"value": "20", "hedge": "under"}, "nearly 20%", "近20%", "почти 20 %"),
        ({"value": "5", "op": "le", "unit": "rank"}, "top 5", "前5", "топ-5"),
        ({"value": "3", "unit": "rank"}, "No. 3", "第3", "3-е место"),
        ({"value": "18000000", "unit": "t/a"},
         "18 million metric tons per year", "每年1800万吨", "18 млн тонн в год"),
        ({"value": "4127000", "unit": "1"}, "4.127 million", "412.7万", "4,127 млн"),
        ({"value": "1234567", "unit": "1"}, "1,234,567", "1,234,567", "1 234 567"),
        ({"value": "3", "unit": "x"}, "3 times", "3倍", "3 раза"),
        ({"value": "2.5", "unit": "USD/[bbl_us]"},
         "2.5 US dollars per barrel", "2.5美元/桶", "2,5 $/баррель"),
        ({"value": "-3.5", "unit": "Cel"},
         "-3.5 degrees Celsius", "-3.5摄氏度", "-3,5 градуса Цельсия"),
        ({"value": "5", "unit": "x:mu"}, "5 mu", "5亩", "5 му"),
        ({**RANGE, "lower": "10000", "upper": "100000", "unit": "EUR", "hedge": "about"},
         "about 10,000–100,000 euros", "约1万–10万欧元", "около 10 000–100 000 €"),
    ],
)  # fmt: skip
def test_a_figure_reads_as_people_write(values, en, zh, ru) -> None:
    shown = figure(**values)

    assert [display(shown, language) for language in ("en", "zh", "ru")] == [en, zh, ru]


def test_other_languages_follow_cldr_and_unknown_ones_are_english() -> None:
    shown = figure(value="1500000", unit="EUR")

    assert display(shown, "de") == "1,5 Mio. €"
    assert display(shown, "zh-Hans-CN") == display(shown, "zh")
    for tag in ("", "xx", "x" * 300, "en-QQ-zz", "\ud800", "../etc", "e" * 9, "zh_Hans"):
        assert display(shown, tag)
    assert str(locale_of("tlh")) == "en"


def test_every_unit_can_be_shown_in_every_language() -> None:
    codes = [*units.MEASURES, *units.SHARES, *units.POINTS, *units.DURATIONS, *units.TEMPERATURES,
             *units.PLAIN, "CNY/t", "1/d", "BTC"]  # fmt: skip
    for code in codes:
        for language in ("en", "zh", "ru", "fr", "ar"):
            shown = display(figure(value="12.5", unit=code), language)
            assert "12" in shown, code
            assert not set(UNITS.values()) & set(shown.split()), (code, language)


def test_no_digit_is_lost() -> None:
    for value in ("1000000000000000000000000000001", "123456789.123456789", "0.00001234"):
        shown = display(figure(value=value, unit="1"), "en")
        assert shown.replace(",", "") == value
    assert set(NAMES) == {"en", "zh", "ru"}


@settings(deadline=None)  # whoever is first loads the units
@given(figures(), st.sampled_from(["en", "zh", "ru", "ja", "hi", "ar", "sw"]))
def test_any_figure_can_be_shown(shown, language) -> None:
    assert display(shown, language).strip()
