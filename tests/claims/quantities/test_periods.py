"""EDTF periods to days."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.quantities.periods import UnknownPeriod, days_of


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2025-10", date(2025, 10, 1), date(2025, 10, 31)),
        ("2025-33", date(2025, 1, 1), date(2025, 3, 31)),
        ("2025-40", date(2025, 1, 1), date(2025, 6, 30)),
        ("2015/2020", date(2015, 1, 1), date(2020, 12, 31)),
        ("2012/..", date(2012, 1, 1), None),
        ("../2012", None, date(2012, 12, 31)),
        ("198X", date(1980, 1, 1), date(1989, 12, 31)),
        ("2010~", date(2010, 1, 1), date(2010, 12, 31)),
    ],
)
def test_a_period_has_days(text: str, first: date | None, last: date | None) -> None:
    assert days_of(text) == (first, last)


@pytest.mark.parametrize(
    "text", ["", "soon", "2025-13", "2025-02-30", "99999", "Y17E7", "next year"]
)
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(UnknownPeriod):
        days_of(text)


@given(st.text(max_size=30))
def test_any_text_is_a_period_or_refused(text: str) -> None:
    try:
        first, last = days_of(text)
    except UnknownPeriod:
        return
    assert first is None or isinstance(first, date)
    assert last is None or isinstance(last, date)
