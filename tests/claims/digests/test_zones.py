"""The zone of a time that names none."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from claims.digests import Notice, UnknownZone, resolve_time
from claims.digests.zones import read_zone

WHEN = datetime(2025, 11, 7, 18, 40)  # noqa: DTZ001
CHINESE = "稀土价格上涨"


def hour(published=WHEN, **where):
    moment, notice = resolve_time(published, **{"title": "Ore", **where})
    assert moment.tzinfo is UTC
    return moment.strftime("%H:%M"), notice.code if notice else None


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ({"zone": "Asia/Shanghai"}, ("10:40", None)),
        ({"zone": "asia/shanghai"}, ("10:40", None)),
        ({"zone": "+05:30"}, ("13:10", None)),
        ({"zone": "UTC"}, ("18:40", None)),
        ({"zone": "UTC", "country": "CN", "title": CHINESE}, ("18:40", None)),
        ({"country": "JP", "title": CHINESE}, ("09:40", None)),
        ({"country": "jp"}, ("09:40", None)),
        ({"country": "CN"}, ("10:40", "zone_assumed")),
        ({"country": "RU"}, ("15:40", "zone_assumed")),
        ({"country": "US"}, ("23:40", "zone_assumed")),
        ({"country": "XX", "title": CHINESE}, ("10:40", "zone_assumed")),
        ({"title": CHINESE}, ("10:40", "zone_assumed")),
        ({"title": "レアアース価格"}, ("09:40", "zone_assumed")),
        ({"title": "희토류 價格"}, ("09:40", "zone_assumed")),
        ({"title": "レア 희토류"}, ("18:40", "zone_assumed")),
        ({"title": "Ore"}, ("18:40", "zone_assumed")),
    ],
)
def test_a_zone_is_taken_from_the_importer_the_country_or_the_script(where, expected):
    assert hour(**where) == expected


def test_a_time_with_its_own_zone_keeps_it():
    there = WHEN.replace(tzinfo=timezone(timedelta(hours=3)))

    assert hour(there, country="JP", title=CHINESE) == ("15:40", None)
    assert hour(there, zone="Europe/Moscow") == ("15:40", None)
    assert hour(there, zone="Asia/Tokyo") == ("15:40", "zone_ignored")


@pytest.mark.parametrize(
    "zone", ["Mars/Base", "America", "../etc/passwd", "+25:00", "CST", "x" * 10_000]
)
def test_an_unknown_zone_is_refused(zone):
    with pytest.raises(UnknownZone, match="no known zone"):
        resolve_time(WHEN, title="Ore", zone=zone)


def test_an_unknown_zone_is_refused_even_where_it_is_not_needed():
    with pytest.raises(UnknownZone):
        resolve_time(WHEN.replace(tzinfo=UTC), title="Ore", zone="Mars/Base")


def test_a_time_that_clocks_showed_twice_is_the_first_and_is_noticed():
    twice = datetime(2025, 10, 26, 2, 30)  # noqa: DTZ001

    assert hour(twice, zone="Europe/Berlin") == ("00:30", "time_ambiguous")


def test_a_time_that_clocks_did_not_show_is_noticed():
    skipped = datetime(2025, 3, 30, 2, 30)  # noqa: DTZ001

    assert hour(skipped, zone="Europe/Berlin") == ("01:30", "time_skipped")


def test_two_doubts_are_told_in_one_notice_at_the_given_span():
    twice = datetime(2025, 11, 2, 1, 30)  # noqa: DTZ001

    _, notice = resolve_time(twice, title="Ore", country="US", span=(3, 9))

    assert isinstance(notice, Notice)
    assert (notice.code, notice.start, notice.end) == ("zone_assumed", 3, 9)
    assert "America/New_York" in notice.detail
    assert "twice" in notice.detail


@pytest.mark.parametrize(
    ("name", "hours"), [("Z", 0), ("GMT", 0), ("+08:00", 8), ("+0800", 8), ("UTC+8", 8), ("−3", -3)]
)
def test_offsets_are_read(name, hours):
    assert read_zone(name).utcoffset(WHEN) == timedelta(hours=hours)
