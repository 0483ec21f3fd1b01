"""Names of countries in the languages of the desk, and words that name no measure."""

import pytest

from claims.quantities.vocabulary import (
    EN_STOP,
    NEGATION,
    RU_STOP,
    countries,
    country_pattern,
    opposites,
    russian_country,
)


@pytest.mark.parametrize(
    ("name", "code"), [("China", "CN"), ("中国", "CN"), ("United States", "US"), ("俄罗斯", "RU")]
)
def test_a_country_is_known_by_its_name_in_each_language(name: str, code: str) -> None:
    [found] = country_pattern().findall(f"in {name} in")

    assert countries()[found.casefold()] == code


def test_shanghais_metro_is_not_in_haiti() -> None:
    assert country_pattern().findall("上海地铁") == []
    assert country_pattern().findall("在海地") == ["海地"]


def test_a_russian_country_is_known_in_any_case() -> None:
    forms = ("китай", "китая", "китаю", "китаем", "китае")

    assert {russian_country(form) for form in forms} == {"CN"}
    assert russian_country("доля") is None


@pytest.mark.parametrize(
    "text",
    [
        "no insurance",
        "lacks insurance",
        "didn't vote",
        "non-residents",
        "без страховки",
        "не доверяют",
        "未接种",
    ],
)
def test_a_denial_is_known(text: str) -> None:
    assert NEGATION.search(text)


@pytest.mark.parametrize(
    "text",
    [
        "no more than 8",
        "not only",
        "No. 7",
        "north",
        "не менее 8",
        "небо",
        "不到8人",
        "未来",
        "不锈钢",
    ],
)
def test_a_bound_denies_nothing(text: str) -> None:
    assert not NEGATION.search(text)


def test_no_word_is_its_own_opposite() -> None:
    assert all(len(group) > 1 for group in opposites())


def test_words_of_change_and_time_name_no_measure() -> None:
    assert {"rose", "share", "percent", "january"} <= EN_STOP
    assert {"доля", "выросла", "млрд"} <= RU_STOP
