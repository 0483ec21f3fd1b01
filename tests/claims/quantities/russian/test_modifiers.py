"""Comparators, hedges, tones and modality in Russian."""

from datetime import date

import pytest

from claims.quantities import propose

AS_OF = date(2025, 11, 10)


@pytest.mark.parametrize(
    ("words", "op", "hedge", "tone"),
    [
        ("более", "gt", "", ""), ("свыше", "gt", "", ""), ("менее", "lt", "", ""),
        ("не менее", "ge", "", ""), ("как минимум", "ge", "", ""), ("не более", "le", "", ""),
        ("до", "le", "", ""), ("около", "eq", "about", ""), ("примерно", "eq", "about", ""),
        ("порядка", "eq", "about", ""), ("почти", "eq", "under", ""), ("чуть больше", "eq", "over", ""),
        ("лишь", "eq", "", "minimizing"), ("всего около", "eq", "about", "minimizing"),
        ("целых", "eq", "", "maximizing"),
    ],
)  # fmt: skip
def test_words_before_bend_a_number(words, op, hedge, tone):
    (found,) = propose(f"На складе {words} 40 тонн угля.", "ru", AS_OF)

    assert (found.op, found.hedge, found.tone) == (op, hedge, tone)


@pytest.mark.parametrize(
    ("text", "op", "hedge"),
    [
        ("Спрос вырос более чем на 40%.", "gt", ""),
        ("Спрос вырос почти на 40%.", "eq", "under"),
        ("Спрос вырос примерно в 4 раза.", "eq", "about"),
        ("Долг превысил 40 млн евро.", "gt", ""),
        ("Долг не превысит 40 млн евро.", "le", ""),
        ("Долг не может превышать 40 млн евро.", "le", ""),
        ("Работа для людей 18 лет и старше.", "ge", ""),
        ("Пришли 200 с лишним человек.", "gt", ""),
        ("Тур стоит от 900 евро.", "ge", ""),
        ("Выпуск довели до 900 тонн.", "eq", ""),
    ],
)
def test_bounds_are_those_of_the_sentence(text, op, hedge):
    (found,) = propose(text, "ru", AS_OF)

    assert (found.op, found.hedge) == (op, hedge)


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Планируется высадить 500 деревьев.", "target"),
        ("Фирма построит 500 домов.", "target"),
        ("Ожидается прирост на 5%.", "forecast"),
        ("Долг вырастет на 5%.", "forecast"),
        ("Долг может вырасти на 5%.", "forecast"),
        ("Долг вырос на 5%.", ""),
        ("Ожидаемая продолжительность жизни — 70 лет.", ""),
    ],
)
def test_a_figure_is_fact_target_or_forecast(text, modality):
    (found,) = propose(text, "ru", AS_OF)

    assert found.modality == modality
