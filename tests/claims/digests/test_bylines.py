"""The line that names publisher and time."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.digests.bylines import read_byline, write_byline


def read(line):
    byline = read_byline(line)
    return byline and (byline.publisher, byline.published().isoformat(" "))


@pytest.mark.parametrize(
    ("line", "publisher", "published"),
    [
        ("Morning Paper· 2025-11-07 18:40", "Morning Paper", "2025-11-07 18:40:00"),
        ("Morning Paper · 2025-11-07 18:40", "Morning Paper", "2025-11-07 18:40:00"),
        ("早报·2025-11-07 18:40", "早报", "2025-11-07 18:40:00"),
        ("早报｜2025年11月7日 18：40", "早报", "2025-11-07 18:40:00"),
        ("A | 2025/11/7 8:40", "A", "2025-11-07 08:40:00"),
        ("A • 2025.11.07 18:40:59", "A", "2025-11-07 18:40:59"),
        ("A· 2025-11-07T18:40:59.25Z", "A", "2025-11-07 18:40:59.250000+00:00"),
        ("A· 2025-11-07 18:40 UTC", "A", "2025-11-07 18:40:00+00:00"),
        ("A· 2025-11-07 18:40 +08:00", "A", "2025-11-07 18:40:00+08:00"),
        ("A· 2025-11-07 18:40 Europe/Berlin", "A", "2025-11-07 18:40:00+01:00"),
        ("A·\u00a02025-11-07\u00a018:40", "A", "2025-11-07 18:40:00"),
        ("A · B · 2025-11-07 18:40", "A · B", "2025-11-07 18:40:00"),
        ("A· 2020-01-01 10:00· 2025-11-07 18:40", "A· 2020-01-01 10:00", "2025-11-07 18:40:00"),
        ("A· 2025-11-07", "A", "2025-11-07 00:00:00"),
    ],
)
def test_publisher_and_time_are_read(line, publisher, published):
    assert read(line) == (publisher, published)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "A",
        "A 2025-11-07 18:40",
        "A· 2025-11-07 18:40 and more words",
        "A· 18:40",
        "2025-11-07 18:40",
    ],
)
def test_other_lines_are_no_by_lines(line):
    assert read_byline(line) is None


@pytest.mark.parametrize(
    "date", ["2025-02-30 10:00", "2025-13-01 10:00", "0000-01-01 10:00", "2025-01-01 24:00"]
)
def test_a_time_that_does_not_exist_has_no_value(date):
    with pytest.raises(ValueError):
        read_byline(f"A· {date}").published()


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("A· 2025-11-07", "time_missing"),
        ("A· 2025-10-26 02:30 Europe/Berlin", "time_ambiguous"),
        ("A· 2025-03-30 02:30 Europe/Berlin", "time_skipped"),
    ],
)
def test_what_had_to_be_assumed_is_told(line, code):
    assert read_byline(line).doubt()[0] == code


@given(st.text(max_size=50).map(str.strip), st.datetimes(timezones=st.none() | st.just(UTC)))
def test_what_is_written_is_read_back(publisher, published):
    byline = read_byline(write_byline(publisher, published))

    assert (byline.publisher, byline.published()) == (publisher, published)
    assert byline.published().utcoffset() in {None, timedelta(0)}


def test_a_long_line_is_searched_at_its_end_only():
    line = "· 2025-11-07 " * 100_000 + "· 2025-11-07 18:40"

    assert read_byline(line).published() == datetime(2025, 11, 7, 18, 40)  # noqa: DTZ001
