"""Russian shares, ranks and rates."""

import pytest

from claims.quantities import propose


@pytest.mark.parametrize(
    ("text", "span", "num", "den"),
    [
        ("Треть леса сгорела.", "Треть", 1, 3),
        ("Две трети леса сгорели.", "Две трети", 2, 3),
        ("Сгорело три четверти леса.", "три четверти", 3, 4),
        ("Сгорела одна пятая леса.", "одна пятая", 1, 5),
        ("Сгорело больше половины леса.", "половины", 1, 2),
        ("Болен каждый десятый.", "каждый десятый", 1, 10),
        ("Девять из десяти врачей согласны.", "Девять из десяти", 9, 10),
        ("Готово 2/3 моста.", "2/3", 2, 3),
    ],
)
def test_a_share_keeps_how_it_is_written(text, span, num, den):
    (found,) = propose(text, "ru")

    assert (found.text, found.unit, found.num, found.den) == (span, "%", num, den)


@pytest.mark.parametrize(
    "text", ["Он выходит на работу каждый второй день.", "Гол забили во второй половине матча."]
)
def test_parts_of_a_time_are_no_shares(text):
    assert propose(text, "ru") == []


@pytest.mark.parametrize(
    ("text", "value", "op"),
    [
        ("Клуб занял третье место.", 3, "eq"),
        ("Страна на 43-м месте.", 43, "eq"),
        ("Это второй по величине банк.", 2, "eq"),
        ("Вуз вошёл в топ-10.", 10, "le"),
        ("Порт входит в пятёрку крупнейших.", 5, "le"),
    ],
)
def test_a_rank_is_a_place_or_the_first_so_many(text, value, op):
    (found,) = propose(text, "ru")

    assert (found.unit, found.value, found.op) == ("rank", value, op)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Оклад — 90 тысяч рублей в месяц.", "RUB/mo"),
        ("Нефть стоит $62 за баррель.", "USD/[bbl_us]"),
        ("Трасса пропускает 900 машин в час.", "1/h"),
        ("Поезд идёт 300 км/ч.", "km/h"),
        ("Станция даёт 5 млн кВт·ч в год.", "kW.h/a"),
    ],
)
def test_a_rate_is_part_of_the_unit(text, unit):
    (found,) = propose(text, "ru")

    assert found.unit == unit
