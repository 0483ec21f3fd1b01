"""Changes in Russian: roles, directions, multiples new to old, and what they are measured against."""

from datetime import date

import pytest

from claims.quantities import propose

AS_OF = date(2025, 11, 10)


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Экспорт вырос на 5%, до 7 млн тонн.", ["delta up", "to up"]),
        ("Цены упали с 9 до 7 евро.", ["from down", "to down"]),
        ("Штат расширили с 10 до 40 человек.", ["from up", "to up"]),
        ("Спрос замедлился до 3% с 4%.", ["to down", "from down"]),
        ("Рост экономики составил 2,1%.", ["delta up"]),
        ("Отмечено падение на 3 пункта.", ["delta down"]),
        ("Зафиксирован 5-процентный рост.", ["delta up"]),
        ("Индекс прибавил 2%.", ["delta up"]),
        ("Отряд потерял 300 бойцов.", ["level"]),
        ("Хлеба собрано на 4% больше, чем в прошлом году.", ["delta up"]),
        ("Жильё там на 4% дороже, чем у соседей.", ["level"]),
        ("Возраст пациентов — 40 лет.", ["level"]),
        ("Выручка удвоилась.", ["delta up"]),
        ("Ветер ослаб, местами ожидается до 5 мм осадков.", ["level"]),
    ],
)
def test_a_figure_has_its_part_in_a_change(text, roles):
    found = propose(text, "ru", AS_OF)

    assert [f"{one.role} {one.direction}".strip() for one in found] == roles


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Доходы выросли в полтора раза.", "1.5"),
        ("Доходы выросли втрое.", "3"),
        ("Доходы сократились вдвое.", "0.5"),
        ("Доходы снизились в четыре раза.", "0.25"),
        ("Доходы учетверились.", "4"),
        ("Зафиксирован пятикратный рост доходов.", "5"),
        ("Здесь вдвое больше туристов.", "2"),
    ],
)
def test_a_multiple_is_new_to_old(text, value):
    (found,) = propose(text, "ru", AS_OF)

    assert (str(found.value), found.unit) == (value, "x")


@pytest.mark.parametrize(
    ("words", "basis"),
    [
        ("в годовом выражении", "yoy"),
        ("год к году", "yoy"),
        ("по сравнению с аналогичным периодом прошлого года", "yoy"),
        ("в месячном выражении", "mom"),
        ("квартал к кварталу", "qoq"),
        ("после ремонта", ""),
    ],
)
def test_a_change_has_its_basis(words, basis):
    (found,) = propose(f"Выпуск вырос на 3% {words}.", "ru", AS_OF)

    assert found.basis == basis


def test_the_bare_end_has_unit_and_scale_of_the_other():
    found = propose("Тираж вырос с 1,5 до 3 млн рублей.", "ru", AS_OF)

    assert [(str(one.value), one.unit) for one in found] == [("1500000", "RUB"), ("3000000", "RUB")]
