"""Russian sentences and their figures."""

from datetime import date

import pytest

from claims.quantities import propose

AS_OF = date(2025, 11, 10)


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Урожай яблок вырос на 12%.", [("12%", "12", "%", "up")]),
        ("Мост стоил 4,5 млрд рублей.", [("4,5 млрд рублей", "4500000000", "RUB", "")]),
        ("В городе живут 1 200 000 человек.", [("1 200 000", "1200000", "1", "")]),
        ("Тоннель длиной 3,2 км открыли вчера.", [("3,2 км", "3.2", "km", "")]),
        ("Молоко подорожало на 7 рублей.", [("7 рублей", "7", "RUB", "up")]),
        (
            "Ставка снизилась с 9,5% до 8%.",
            [("9,5%", "9.5", "%", "down"), ("8%", "8", "%", "down")],
        ),
        ("Доля упала на 0,5 п. п.", [("0,5 п. п.", "0.5", "pp", "down")]),
        ("Ночью было 20 градусов мороза.", [("20 градусов", "-20", "Cel", "")]),
        ("Груз весит 2 кг 300 г.", [("2 кг 300 г", "2.3", "kg", "")]),
        ("Его осудили на пятилетний срок.", [("пятилетний", "5", "a", "")]),
        ("Школе исполнилось 100-летие.", [("100-летие", "100", "a", "")]),
    ],
)
def test_a_sentence_has_its_figures(text, figures):
    found = propose(text, "ru", AS_OF)

    assert [(one.text, str(one.value), one.unit, one.direction) for one in found] == figures


@pytest.mark.parametrize(
    ("text", "lower", "upper", "unit"),
    [
        ("Это займёт от 3 до 5 лет.", "3", "5", "a"),
        ("Нужно 15–20 тыс. рублей.", "15000", "20000", "RUB"),
        ("Нужно два или три часа.", "2", "3", "h"),
        ("Погибли десятки тысяч человек.", "10000", "100000", "1"),
        ("Потрачены сотни миллионов евро.", "100000000", "1000000000", "EUR"),
    ],
)
def test_a_range_has_two_ends(text, lower, upper, unit):
    (found,) = propose(text, "ru", AS_OF)

    assert (str(found.lower), str(found.upper), found.unit) == (lower, upper, unit)


@pytest.mark.parametrize("e", ["ё", "е"])
def test_e_and_yo_are_one_letter(e):
    found = propose(f"Склад четыр{e}х роботов на тр{e}хлетний срок", "ru")

    assert [(one.value, one.unit) for one in found] == [(4, "1"), (3, "a")]


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u202f", "\u2009"])
def test_any_space_groups_digits(space):
    (found,) = propose(f"Собрано 12{space}345{space}678,5 т зерна", "ru")

    assert (str(found.value), found.unit) == ("12345678.5", "t")
