"""Find the zone that a time without one was written in."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo, available_timezones

from claims.digests.scripts import scripts_in
from claims.markers import Notice

_OFFSET = re.compile(
    r"(?:UTC|GMT)?([+\-−])([0-9]{1,2})(?::?([0-5][0-9]))?(?::?([0-5][0-9]))?", re.I
)
# The zone table lists a country's zones from east to west; these countries' first is a small one.
_MAIN_ZONES = {
    "AU": "Australia/Sydney",
    "BR": "America/Sao_Paulo",
    "CA": "America/Toronto",
    "RU": "Europe/Moscow",
    "UA": "Europe/Kyiv",
    "UZ": "Asia/Tashkent",
}


class UnknownZone(ValueError):
    """No zone has this name."""

    code = "unknown_zone"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name[:60]!r} is no known zone: "
            "write an IANA name (Asia/Shanghai) or an offset (+08:00)."
        )
        self.name = name


def read_zone(name: str) -> tzinfo:
    """The zone called `name`: an IANA name, Z, UTC or an offset such as +08:00."""
    name = name.strip()
    if match := _OFFSET.fullmatch(name):
        hours, minutes, seconds = (int(part or 0) for part in match.groups()[1:])
        offset = timedelta(hours=hours, minutes=minutes, seconds=seconds)
        if offset < timedelta(days=1):
            return timezone(offset if match[1] == "+" else -offset) if offset else UTC
    if name.casefold() in {"z", "utc", "gmt"}:
        return UTC
    if key := _zone_names().get(name.casefold()):
        return ZoneInfo(key)
    raise UnknownZone(name)


def resolve_time(
    published: datetime,
    *,
    title: str,
    country: str = "",
    zone: str = "",
    span: tuple[int, int] = (0, 0),
) -> tuple[datetime, Notice | None]:
    """The moment in UTC, and a notice at `span` if its zone had to be assumed.

    A time's own zone counts first; then `zone`, which the importer named; then the publisher's
    `country` (ISO 3166 alpha-2); then the title's script where it is unambiguous; then UTC.
    """
    asked = read_zone(zone) if zone.strip() else None
    if published.tzinfo is not None:
        if asked is None or published.replace(tzinfo=asked) == published:
            return published.astimezone(UTC), None
        detail = f"The by-line names its own zone; {zone.strip()} was not used."
        return published.astimezone(UTC), Notice("zone_ignored", detail, *span)
    if asked:
        chosen, code, detail = asked, "", ""
    elif zones := _country_zones().get(country.strip().upper()):
        name = _MAIN_ZONES.get(country.strip().upper(), zones[0])
        chosen, code = ZoneInfo(name), "zone_assumed" if len(zones) > 1 else ""
        detail = f"The publisher's country has several zones; {name} was taken." if code else ""
    else:
        name, why = _script_zone(title)
        chosen, code = ZoneInfo(name), "zone_assumed"
        detail = f"The time names no zone; {name} was taken{why}."
    if doubt := doubt_local_time(published, chosen):
        code, detail = code or doubt[0], f"{detail} {doubt[1]}".strip()
    moment = published.replace(tzinfo=chosen, fold=0).astimezone(UTC)
    return moment, Notice(code, detail, *span) if code else None


def doubt_local_time(local: datetime, zone: tzinfo) -> tuple[str, str] | None:
    """The code and sentence if clocks in `zone` never showed this time, or showed it twice."""
    first, second = (local.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return None
    if first.astimezone(UTC).astimezone(zone).replace(tzinfo=None) == local.replace(tzinfo=None):
        return "time_ambiguous", "Clocks showed this time twice that day; the first was taken."
    return "time_skipped", "Clocks were set forward over this time that day."


def _script_zone(title: str) -> tuple[str, str]:
    scripts = scripts_in(title)
    if {"kana", "hangul"} <= scripts:
        return "UTC", ""
    for script, zone in (("kana", "Tokyo"), ("hangul", "Seoul"), ("han", "Shanghai")):
        if script in scripts:
            return f"Asia/{zone}", " because of the title's script"
    return "UTC", ""


@cache
def _zone_names() -> dict[str, str]:
    return {name.casefold(): name for name in available_timezones()}


@cache
def _country_zones() -> dict[str, list[str]]:
    table = files("tzdata").joinpath("zoneinfo/zone.tab").read_text(encoding="utf-8")
    zones: dict[str, list[str]] = {}
    for line in table.splitlines():
        if line and not line.startswith("#"):
            country, _, name = line.split("\t")[:3]
            zones.setdefault(country, []).append(name)
    return zones
