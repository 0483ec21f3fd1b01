"""Scales and units of one script in a sentence of another."""

import pytest

from claims.quantities import propose


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("该国将投资700 billion rubles，占75 percent。", [("700 billion rubles", "700000000000", "RUB"), ("75 percent", "75", "%")]),
        ("中国投资700 миллиардов元。", [("700 миллиардов元", "700000000000", "CNY")]),
        ("中国投资700 млрд рублей。", [("700 млрд рублей", "700000000000", "RUB")]),
        ("该国将投资700 billion US dollars for the port", [("700 billion US dollars", "700000000000", "USD")]),
        ("Порт получит 7000亿 рублей и 5 billion долларов.", [("7000亿 рублей", "700000000000", "RUB"), ("5 billion долларов", "5000000000", "USD")]),
        ("Порт получит 7000亿元 в срок.", [("7000亿元", "700000000000", "CNY")]),
        ("Порт получит 700 billion US dollars in May", [("700 billion US dollars", "700000000000", "USD")]),
        ("The port will get 7000亿 rubles.", [("7000亿 rubles", "700000000000", "RUB")]),
        ("The port will get 7000亿卢布 in May.", [("7000亿卢布", "700000000000", "RUB")]),
        ("The port will get 700 млрд рублей in May.", [("700 млрд рублей", "700000000000", "RUB")]),
        ("绳长5 м。", [("5 м", "5", "m")]),
        ("绳长5 мин。", [("5 мин", "5", "min")]),
    ],
)  # fmt: skip
def test_a_number_has_the_scale_and_unit_behind_it(text, figures):
    assert [(one.text, str(one.value), one.unit) for one in propose(text)] == figures


def test_a_sign_of_a_unit_never_ends_inside_a_word():
    assert all(one.unit != "m" for one in propose("这里有5 мостов。"))


@pytest.mark.parametrize("text", ["План на 2025年 готов.", "占比，2020 year。"])
def test_a_year_of_another_script_lasts_no_thousands_of_years(text):
    assert all(one.unit != "a" for one in propose(text))
