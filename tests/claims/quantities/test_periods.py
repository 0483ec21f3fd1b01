"""EDTF periods to days."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.quantities import periods as p
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


YEARS = st.integers(min_value=1900, max_value=2100)
STRETCHES = st.one_of(
    st.builds(p.year, YEARS),
    st.builds(p.month, YEARS, st.integers(-12, 24)),
    st.builds(p.quarter, YEARS, st.integers(-3, 8)),
    st.builds(p.half, YEARS, st.integers(1, 2)),
    st.builds(p.decade, st.integers(190, 209).map(lambda tens: tens * 10)),
    st.builds(p.day, st.dates(date(1900, 1, 1), date(2100, 12, 31))),
    st.builds(p.week, st.dates(date(1900, 1, 1), date(2100, 12, 31))),
)


@given(STRETCHES, STRETCHES, st.integers(-3, 3))
def test_a_stretch_has_the_days_of_its_text(one, other, years):
    for stretch in (one, p.span(one, other), p.since(one), p.shifted(one, years)):
        assert days_of(stretch.edtf) == (stretch.first, stretch.last)


def test_a_month_without_a_year_is_the_last_one_begun_or_the_next():
    as_of = date(2025, 11, 10)

    assert p.latest(11, as_of, ahead=False).edtf == "2025-11"
    assert p.latest(12, as_of, ahead=False).edtf == "2024-12"
    assert p.latest(12, as_of, ahead=True).edtf == "2025-12"
    assert p.latest(3, as_of, ahead=True).edtf == "2026-03"
