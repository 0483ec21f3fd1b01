"""English dates."""

from datetime import date

import pytest

from claims.quantities import find_periods

AS_OF = date(2025, 11, 10)


@pytest.mark.parametrize(
    ("text", "edtf", "rel"),
    [
        ("It opened on 4 July 1976.", "1976-07-04", "in"), ("It opened July 4, 1976.", "1976-07-04", "in"),
        ("It opened on the 4th of July 1976.", "1976-07-04", "in"), ("On 2019-08-30 it shut.", "2019-08-30", "in"),
        ("On 30.08.2019 it shut.", "2019-08-30", "in"), ("It fell in August.", "2025-08", "in"),
        ("It fell in December.", "2024-12", "in"), ("It is due by December.", "2025-12", "by"),
        ("It fell in 2012.", "2012", "in"), ("It has grown since 2012.", "2012/..", "since"),
        ("Until 2012 it grew.", "2012", "until"), ("As of 1 May it holds.", "2025-05-01", "as_of"),
        ("In the second quarter of 2021 it fell.", "2021-34", "in"), ("In Q3 it fell.", "2025-35", "in"),
        ("In the fourth quarter it fell.", "2025-36", "in"), ("In the first half of 2021.", "2021-40", "in"),
        ("In the first six months of 2021 it fell.", "2021-01/2021-06", "in"),
        ("In the 12 months to May it fell.", "2024-06/2025-05", "in"), ("Last year it fell.", "2024", "in"),
        ("Next month it falls.", "2025-12", "in"), ("In the 1980s it fell.", "198X", "in"),
        ("Between 2014 and 2019 it fell.", "2014/2019", "in"), ("From May 2014 to June 2016.", "2014-05/2016-06", "in"),
        ("In 2018-19 it fell.", "2018/2019", "in"), ("In fiscal 2019 it fell.", "2019", "in"),
        ("It fell at the end of June.", "2025-06-30", "in"), ("Last October it fell.", "2025-10", "in"),
        ("It fell since the 1980s.", "1980/..", "since"), ("On Friday it fell.", "2025-11-07", "in"),
    ],
)  # fmt: skip
def test_a_date_is_read(text, edtf, rel):
    assert [(one.stretch.edtf, one.rel) for one in find_periods(text, AS_OF)] == [(edtf, rel)]


@pytest.mark.parametrize(
    "text", ["You may go.", "They march on.", "2,012 ships", "2000 ships came"]
)
def test_what_is_no_date_is_none(text):
    assert list(find_periods(text, AS_OF)) == []


def test_without_a_publication_date_nothing_relative_is_dated():
    assert list(find_periods("It fell last year, in October and on Friday.")) == []


@pytest.mark.parametrize("as_of", [date.min, date.max, date(2024, 2, 29)])
def test_any_publication_date_will_do(as_of):
    text = "Last year, next year, last month, next week, in February, on Friday, a year earlier."

    assert isinstance(list(find_periods(text, as_of)), list)


def test_a_year_earlier_counts_from_the_last_period_named():
    found = list(find_periods("It was 5 in May 2020 and 4 a year earlier.", AS_OF))

    assert [one.stretch.edtf for one in found] == ["2020-05", "2019-05"]
