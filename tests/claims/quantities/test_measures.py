"""Which figures speak of the same thing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.quantities.measures import Measure, measure_of, same_measure, stem_of, words_of
from tests.claims.quantities.values import figure
from tests.growth import assert_linear


def of(text: str, words: str, *others: str, **values) -> Measure:
    rest = [figure(other, within=text) for other in others]
    return measure_of(figure(words, within=text, **values), text, rest)


PATENTS = (
    "China files 68% of the world's rare-earth patent applications, mostly for downstream uses, "
    "and the United States 12%"
)
SAME = [
    (("The harbour moved 412 containers in May, 8% more than in April", "412", "8%"),
     ("In May the harbour moved 421 containers", "421")),
    (("China's smelting and separation capacity is 85%", "85%"),
     ("Chinese separation and smelting capacity stood at 91% in 2024", "91%")),
    (("Inflation was 3.1% in Germany", "3.1%"), ("German inflation stood at 2.6%", "2.6%")),
    (("中国稀土回收率达到40%", "40%"), ("到2030年中国的稀土回收率为35%", "35%")),
    (("Россия добыла 2,7 тыс. тонн редких земель", "2,7 тыс. тонн"),
     ("В 2024 году Россия добыла 2,9 тыс. тонн редких земель", "2,9 тыс. тонн")),
    (("Russia produced 20 tonnes of steel", "20 tonnes"),
     ("Russian production of steel was 25 tonnes", "25 tonnes")),
    (("Экспорт зерна из России составил 50 тонн", "50 тонн"),
     ("Россия экспортировала 60 тонн зерна", "60 тонн")),
    (("中国稀土产量为24万吨", "24万吨"), ("中国稀土总产量达27万吨", "27万吨")),
    (("China's steel exports went up by 8%", "8%"), ("China's steel exports rose by 9%", "9%")),
    (("Lynas produced 400 tonnes of oxides", "400 tonnes"),
     ("In 2024 Lynas produced 500 tonnes of oxides", "500 tonnes")),
    (("The mine in Kiruna has no more than 300 workers", "300"),
     ("The mine in Kiruna has 400 workers", "400")),
]  # fmt: skip
OTHERS = [
    ((PATENTS, "68%", "12%"), (PATENTS, "12%", "68%")),
    (("Russia imports 75% of its rare earths from China", "75%"),
     ("Russia covers a quarter of its own demand for rare earths", "a quarter")),
    (("Lynas produced 400 tonnes of rare-earth oxides", "400 tonnes"),
     ("Iluka produced 500 tonnes of rare-earth oxides", "500 tonnes")),
    (("The harbour moved 412 containers", "412"), ("The airport moved 421 passengers", "421")),
    (("Inflation was 3% in Germany", "3%"), ("Inflation was 2% in France", "2%")),
    (("Inflation was 3%", "3%"), ("Inflation was 2%", "2%")),
    (("Exports rose 8%", "8%"), ("Imports rose 9%", "9%")),
    (("中国稀土回收率达到40%", "40%"), ("日本稀土回收率达到35%", "35%")),
    (("Rural unemployment in China stood at 5%", "5%"),
     ("Urban unemployment in China stood at 6%", "6%")),
    (("45% of Americans approved of the president's work on jobs", "45%"),
     ("52% of Americans disapproved of the president's work on jobs", "52%")),
    (("Germany exported 20 tonnes of steel", "20 tonnes"),
     ("Germany imported 18 tonnes of steel", "18 tonnes")),
    (("Germany's steel exports and imports were 20 tonnes", "20 tonnes"),
     ("Germany's steel imports were 18 tonnes", "18 tonnes")),
    (("91% of Americans had health insurance", "91%"),
     ("8% of Americans had no health insurance", "8%")),
    (("91% of Americans have been vaccinated against measles", "91%"),
     ("8% of Americans haven't been vaccinated against measles", "8%")),
    (("61% of men in Germany smoke cigarettes", "61%"),
     ("21% of women in Germany smoke cigarettes", "21%")),
    (("60% немцев доверяют своим судам", "60%"), ("40% немцев не доверяют своим судам", "40%")),
    (("Экспорт зерна из России составил 50 тонн", "50 тонн"),
     ("Импорт зерна в Россию составил 6 тонн", "6 тонн")),
    (("中国男性平均预期寿命为75岁", "75"), ("中国女性平均预期寿命为80岁", "80")),
    (("中国煤炭进口量为5吨", "5吨"), ("中国煤炭出口量为3吨", "3吨")),
    (("中国煤炭进出口量为5吨", "5吨"), ("中国煤炭进口量为3吨", "3吨")),
    (("中国城镇居民人均收入为5元", "5元"), ("中国农村居民人均收入为2元", "2元")),
    (("成都地铁运营里程达600公里", "600公里"), ("武汉地铁运营里程达500公里", "500公里")),
    (("90%的人接种疫苗", "90%"), ("10%的人未接种疫苗", "10%")),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_is_found_in_other_words(one, other) -> None:
    assert same_measure(of(*one), of(*other))
    assert same_measure(of(*other), of(*one))


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_something_else_is_something_else(one, other) -> None:
    assert not same_measure(of(*one), of(*other))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("rural population of India", "urban population of India", False),
        ("adults with health insurance", "adults without health insurance", False),
        ("production of rare earths", "rare earths produced", True),
        ("exports of steel from the port", "exporters of steel in the port", False),
        ("length of the metro in Chengdu", "length of the metro in Wuhan", False),
    ],
)
def test_what_editors_wrote_is_told_apart_likewise(one, other, same) -> None:
    told = [measure_of(figure(of=each), "8%") for each in (one, other)]

    assert same_measure(*told) is same


def test_what_an_editor_wrote_counts_before_the_clause() -> None:
    text = "Only 2% of it is really used"
    told = of(text, "2%", of="extraction rate of the reserves")

    assert told.explicit
    assert told.words == words_of("extraction rate of the reserves").words
    assert same_measure(told, of("The extraction rate of the reserves is 3%", "3%"))


def test_names_are_of_one_country_in_any_language() -> None:
    said = ["the Chinese share", "China's share", "中国的份额", "доля Китая", "доля Китаем"]

    assert {name for text in said for name in words_of(text).names} == {"CN"}
    assert words_of("the United States").names == words_of("the US").names == {"US"}


@given(st.text(alphabet="abcdefgiklmnorstuvyabcdежзиклмнопрстаыйь'", max_size=20))
def test_a_stem_is_its_own_stem(word: str) -> None:
    assert stem_of(stem_of(word)) == stem_of(word)


@given(st.text(max_size=200))
def test_any_text_has_words(text: str) -> None:
    words_of(text, initial=True)
    measure_of(figure("8%"), text)


def test_long_texts_take_no_longer_than_they_are_long() -> None:
    assert_linear(words_of, lambda size: "word, " * size + "中国" * size, 20_000)
