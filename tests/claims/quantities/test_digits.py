"""Numbers in digits."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.quantities.digits import fits, read, scaled, settle, share


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("1,234,567.89", "1234567.89"), ("12,34,567", "1234567"), ("4.800", "4.800"),
        ("3,5", "3.5"), ("007", "7"), ("3.11.2", None), ("1,2,3", None), ("9" * 41, None),
        ("9" * 1000, None), ("", None), ("1,234,56", None),
    ],
)  # fmt: skip
def test_separators_are_understood(written, number):
    assert read(written) == (None if number is None else Decimal(number))


@pytest.mark.parametrize(
    ("written", "number"), [("4,5", "4.5"), ("1.200.000", "1200000"), ("1.5", "1.5")]
)
def test_a_comma_may_be_the_decimal_sign(written, number):
    assert read(written, comma=True) == Decimal(number)


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**39), max_value=10**39))
def test_a_settled_number_fits_its_column(number):
    settled = settle(number)

    assert fits(settled)
    assert -20 <= settled.as_tuple().exponent <= 0
    assert abs(settled - number) <= Decimal("1e-20") + abs(number) * Decimal("1e-27")


def test_products_are_exact():
    assert scaled(Decimal("123456789012345678901234567890.5"), 5) == Decimal(
        "12345678901234567890123456789050000"
    )
    assert not fits(Decimal(10) ** 40)
    assert not fits(Decimal("NaN"))
    assert str(share(1, 4)) == "25"
    assert str(share(2, 3)) == "66.666667"
