"""Proposing figures: whatever the text, what comes out could be stored."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.quantities import ENGINE, Quantity, find_periods, propose
from claims.quantities.digits import fits, scaled
from claims.quantities.periods import days_of
from claims.quantities.proposing import READ
from claims.quantities.units import kind_of
from tests.growth import assert_calls_linear, calls

AS_OF = date(2025, 11, 10)
MOST_CALLS = 300  # of functions, for a character
PIECES = """
1 12 3.5 1,200 0.5 2024 1e9 1e999 ٣ ½ % $ € ¥ - – — / . , : ; ( ) [ ] [1] “ ” 元 万 亿 成 分之 一 三 十 半
percent points million billion dozen half third quarter of one in five from to by between and rose fell
doubled times top first October 2025 last year since -3 NaN inf ∞ тыс. млн рублей на до вырос в году
同比 增长 下降 至 约 以上 第 名 月 年 个百分点 倍 kg km/h °C a day per
％ e6 亿 миллиардов рублей rubles trillion 从 annually tonnes barrels \u200e \u2060
""".split()
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
)
BAD = [
    "",
    "no numbers at all",
    "9" * 1_000_000,
    "9 " * 500_000,
    "1." * 500_000,
    "1," * 500_000,
    "%" * 1_000_000,
    "[" * 500_000 + "]" * 500_000,
    "亿" * 1_000_000,
    "分之" * 500_000,
    "from 1 to " * 100_000,
    "-" * 1_000_000,
    "a1" * 500_000,
    "\ud800 5% \udfff 3 km",
    "\u202e5%\u202c \u200f7\u200e million",
    "7" + "\u200e" * 9_000 + "5 km, " + "1\u200b" * 30 + " t",
    "half a " + "trillion " * 5_000 + "dollars, 3 " + "trillion " * 5_000,
    "5 " + "миллиардов " * 4_000 + "5 " + "万亿" * 4_000 + "5 " + "billion万 " * 3_000,
    "NaN% inf km 1e400 dollars 1e-400 m -0 %",
    "7e39 km, 7e41 km, 99999999999999999999999999999999999999999 t",
]


def check(found: Quantity, text: str) -> None:
    """The checks of the table of figures, one by one."""
    assert text[found.start : found.end] == found.text
    assert found.text.strip()
    assert len(found.text) <= 500
    assert found.kind == kind_of(found.unit)
    if found.op == "range":
        assert found.value is None
        assert found.lower is not None
        assert found.upper is not None
        assert found.lower < found.upper
    else:
        assert found.value is not None
        assert found.lower is None
        assert found.upper is None
    assert found.role == "level" or found.direction in ("up", "down")
    assert (found.num is None) == (found.den is None)
    assert found.den is None or found.den > 0
    for number in (found.value, found.lower, found.upper, found.mantissa):
        assert fits(number)
        assert number is None or -20 <= number.as_tuple().exponent <= 0
    if found.period:
        assert (found.period_start, found.period_end) == days_of(found.period)
    else:
        assert found.period_start is found.period_end is None
    assert bool(found.period) == bool(found.period_start or found.period_end)
    assert found.period or not found.period_rel
    assert found.role == "delta" or not found.basis
    assert found.mantissa is None or scaled(found.mantissa, found.scale) == found.value
    assert len(found.unit) <= 40
    assert 0 < found.confidence <= 1


@given(TEXTS, st.sampled_from(["", "en", "zh", "ru", "de"]), st.sampled_from([None, AS_OF]))
@settings(max_examples=400, deadline=None)
def test_any_text_gives_figures_that_a_row_could_hold(text, language, as_of):
    found = propose(text, language, as_of)

    for one in found:
        check(one, text)
    assert all(left.end <= right.start for left, right in pairwise(found))
    assert found == propose(text, language, as_of)


@pytest.mark.parametrize("text", BAD, ids=range(len(BAD)))
def test_bad_text_is_read_like_any_other(text):
    for one in propose(text, "", AS_OF):
        check(one, text)


HEAVY = [
    "5% rose ", "1 2 3 ", "7个百分点，", "на 5 млн ", "from 1% to 2% in 2024 ", "([5", "a1", "2024-",
    "5至", "亿", "一万", "9% ", "5万", "降5", "½", "~5", "5;", "5。", "5度", "5亿至", "千万", "万一",
    "两", "三分之一", "百分之", "从5至", "从2020年的5至", "1、2、", "每5", "5×", "5e", "10^", "1.5e12",
    "from 5 to ", "five hundred and ", "million ", "half a ", "one in ", "5 to ", "в 5 раз ",
    "с 5 до ", "с 5 в 2020 году до ", "от 5 до ", "тысяч ", "миллион ", "пять ", "5 января ",
    "5月至", "上周", "康熙三年", "5比6", "第一", "5号", "- [", "[1]", "1 000 ", "5 中 a ", "\u200b5",
]  # fmt: skip


@pytest.mark.parametrize("unit", HEAVY)
def test_work_is_in_proportion_to_the_text(unit):
    assert_calls_linear(
        lambda text: (propose(text, "", AS_OF), list(find_periods(text, AS_OF))),
        lambda size: (unit * size)[:size],
        READ // 4,
    )


@pytest.mark.parametrize("unit", HEAVY)
def test_no_character_takes_more_than_its_share_of_work(unit):
    text = (unit * READ)[: READ // 4]
    propose(text, "", AS_OF)

    assert calls(lambda text: propose(text, "", AS_OF), text) < MOST_CALLS * len(text)


@pytest.mark.parametrize("numeral", ["亿" * 40, "一万" * 20, "千万亿" * 13, "5万" * 20])
def test_scales_upon_scales_are_no_number_and_no_work(numeral):
    assert not propose(numeral)
    assert calls(propose, numeral) < 40 * MOST_CALLS


def test_a_text_beyond_all_measure_is_read_from_its_start():
    text = "It costs $5. " + "x " * READ + "It costs $7."

    assert [one.text for one in propose(text)] == ["$5"]


def test_scripts_mix():
    text = "粮价上涨8%\nFlour rose 9% in 2023, to 40 rubles. Хлеб подорожал на 10%."

    found = propose(text, "", AS_OF)

    assert [(one.text, one.unit, one.direction) for one in found] == [
        ("8%", "%", "up"),
        ("9%", "%", "up"),
        ("40 rubles", "RUB", "up"),
        ("10%", "%", "up"),
    ]


def test_the_ends_of_a_change_are_joined():
    found = propose("The toll rose by 2 euros to 9 euros. The fee fell from 5% to 4%.", "en", AS_OF)

    assert [(one.role, one.group) for one in found] == [
        ("delta", "g1"),
        ("to", "g1"),
        ("from", "g2"),
        ("to", "g2"),
    ]


def test_numbers_are_written_out():
    found = propose("A bridge of 30 million euros", "en")[0]

    assert (str(found.value), str(found.mantissa), found.scale) == ("30000000", "30", 6)
    assert isinstance(found.value, Decimal)
    assert len(ENGINE) <= 40


def test_periods_stand_where_the_text_names_them():
    text = "It rained in May 2024 and last year."

    assert [(text[one.start : one.end], one.stretch.edtf) for one in find_periods(text, AS_OF)] == [
        ("May 2024", "2024-05"),
        ("last year", "2024"),
    ]


@pytest.mark.parametrize("mark", ["\u200b", "\u200e", "\u200f", "\u2060"])
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The port cost 7|00 billion rubles.", "700000000000"), ("It cost 1|,|234|.5 rubles.", "1234.5"),
        ("造价7|00亿卢布。", "70000000000"), ("Порт стоит 7|00 млрд рублей.", "700000000000"),
    ],
)  # fmt: skip
def test_invisible_marks_inside_a_number_are_nothing(text, value, mark):
    text = text.replace("|", mark)
    (found,) = propose(text)

    assert (str(found.value), found.unit) == (value, "RUB")
    assert text[found.start : found.end] == found.text


def test_a_mark_behind_a_full_stop_joins_no_numbers():
    assert [one.text for one in propose("It sold 5. \u200f7 were lost.")] == ["5", "7"]


def test_periods_with_marks_inside_have_their_own_places():
    (found,) = find_periods("It rained\u200b in May 20\u200b24.", AS_OF)

    assert (found.start, found.end) == (14, 23)


@pytest.mark.parametrize(
    "text",
    [
        "It cost 1 trillion trillion trillion dollars.",
        "It cost one trillion trillion trillion dollars.",
        "It cost $1 trillion trillion trillion.",
        "It cost half a trillion trillion trillion trillion dollars.",
        "Он стоил 1 триллион триллионов триллионов долларов.",
    ],
)
def test_scales_beyond_measure_make_no_number(text):
    assert not propose(text)
