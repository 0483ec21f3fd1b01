"""English numerals."""

from decimal import Decimal

import pytest

from claims.quantities.english.numerals import read_numeral
from claims.quantities.tokens import Tokens


def read(text):
    return read_numeral(Tokens(text, text.lower()), 0)


@pytest.mark.parametrize(
    ("text", "value", "mantissa", "scale"),
    [
        ("17", "17", "17", 0), ("1,250", "1250", "1250", 0), ("2.5 million", "2500000", "2.5", 6),
        ("3bn", "3000000000", "3", 9), ("40k", "40000", "40", 3), ("7½", "7.5", "7.5", 0),
        ("3 1/4", "3.25", "3.25", 0), ("4e3", "4000", "4", 3), ("two dozen", "24", "24", 0),
        ("forty-two", "42", "42", 0), ("one hundred and seven", "107", "107", 0),
        ("nine thousand and six", "9006", "9006", 0), ("a hundred", "100", "100", 0),
        ("half a million", "500000", "0.5", 6), ("two and a half billion", "2500000000", "2.5", 9),
        ("a million and a half", "1500000", "1.5", 6), ("six point nought two", "6.02", "6.02", 0),
        ("five lakhs", "500000", "5", 5), ("12 lakh crore", "12000000000000", "12", 12),
        ("eleven million two hundred thousand", "11200000", "11200000", 0),
        ("8.5 (million)", "8500000", "8.5", 6),
    ],
)  # fmt: skip
def test_a_numeral_is_read(text, value, mantissa, scale):
    found = read(text)

    assert (found.value, found.mantissa, found.scale) == (Decimal(value), Decimal(mantissa), scale)


@pytest.mark.parametrize("text", ["", "ship", "a ship", "and", "point", "3.4.5", "million", "half"])
def test_what_is_no_numeral_is_none(text):
    assert read(text) is None


@pytest.mark.parametrize(
    ("text", "value"), [("two and three", "2"), ("six million and seven million", "6000000")]
)
def test_and_joins_only_what_is_smaller(text, value):
    assert read(text).value == Decimal(value)
