"""Chinese numerals, written in every way."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.quantities.chinese.numerals import NUMERAL, read_numeral


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("八", "8"),
        ("十七", "17"),
        ("一百零九", "109"),
        ("两千六", "2600"),
        ("两千零六", "2006"),
        ("四万七", "47000"),
        ("九万零八十", "90080"),
        ("三十万亿", "30000000000000"),
        ("6.4万亿", "6400000000000"),
        ("2万3千5百", "23500"),
        ("8亿零50", "800000050"),
        ("三千二百一十万七千六百亿", "3210760000000000"),
        ("叁佰肆拾", "340"),
        ("二〇一九", "2019"),
        ("七点二五", "7.25"),
        ("四点六亿", "460000000"),
        ("12,345.5", "12345.5"),
        ("3个亿", "300000000"),
    ],
)
def test_a_numeral_is_a_number(written, value):
    found = read_numeral(written)

    assert found is not None
    assert found.value == Decimal(value)
    assert found.mantissa.scaleb(found.scale) == found.value


@pytest.mark.parametrize(
    ("written", "lower", "upper"),
    [
        ("六七十", 60, 70),
        ("两三万", 20000, 30000),
        ("十七八", 17, 18),
        ("几千", 1000, 10000),
        ("数百亿", 10**10, 10**11),
    ],
)
def test_neighbours_and_several_are_ranges(written, lower, upper):
    found = read_numeral(written)

    assert found is not None
    assert (found.value, found.upper) == (lower, upper)


@pytest.mark.parametrize("written", ["二十几", "60多万", "三百余"])
def test_a_little_more_is_told(written):
    found = read_numeral(written)

    assert found is not None
    assert found.more


def test_the_scale_is_kept_as_it_is_written():
    found = read_numeral("5.5万亿")

    assert found is not None
    assert (found.mantissa, found.scale) == (Decimal("5.5"), 12)


@given(st.text(alphabet="零一二三五九十百千万亿兆点两几数多个0123456789.,", max_size=70))
def test_no_writing_raises(written):
    read_numeral(written)


def test_a_numeral_says_where_it_ends():
    found = [match[0] for match in re.finditer(NUMERAL, "三千两百多,人数百人,十来个,二两")]

    assert found == ["三千两百", "百", "十", "二", "两"]
