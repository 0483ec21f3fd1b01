"""A text that is one numeral."""

from decimal import Decimal

import pytest

from claims.quantities.chinese.alone import find_alone


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("九", "9"),
        ("负八十", "-80"),
        ("三打", "36"),
        ("五分之四", "0.8"),
        ("二又四分之三", "2.75"),
        ("7/8", "0.875"),
        ("3e4", "30000"),
        ("2^-2", "0.25"),
        ("一百分之九", "0.09"),
    ],
)
def test_it_is_the_number(text, value):
    found = find_alone(text)

    assert found is not None
    assert found.value == Decimal(value)
    assert found.unit == "1"


@pytest.mark.parametrize("text", ["", " ", "万", "百分之九", "三个", "七成", "1/0"])
def test_what_is_more_or_less_than_a_numeral_is_none(text):
    assert find_alone(text) is None
