"""Read and write by-lines: `Morning Paper· 2025-11-07 18:40 +08:00`."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from claims.digests.zones import doubt_local_time, read_zone

_TAIL = re.compile(
    r"""[·•∙‧・|｜]\s{0,9}
    ([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?
    (?:(?:T|\s{1,9})([0-9]{1,2})[:：]([0-9]{2})(?::([0-9]{2})(?:\.([0-9]{1,6}))?)?
    (?:\s{0,9}([A-Za-z][A-Za-z0-9_+\-/:]{0,40}|[+\-−][0-9:]{1,8}))?)?\Z""",
    re.VERBOSE,
)
# The pattern's own longest match: a line's beginning is the publisher and need not be searched.
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Byline:
    """The parts of a by-line as written; `zone` is "" where none is named."""

    publisher: str
    date: tuple[int, int, int]
    time: tuple[int, int, int, int] | None
    zone: str

    def published(self) -> datetime:
        """The time that is named, with its offset if a zone is; ValueError if it does not exist."""
        local = datetime(*self.date, *(self.time or (0, 0)))  # noqa: DTZ001 - no zone is named yet
        return fix_offset(local, read_zone(self.zone)) if self.zone else local

    def doubt(self) -> tuple[str, str] | None:
        """The code and sentence of what had to be assumed about the time."""
        if self.time is None:
            return "time_missing", "The by-line names no time of day; midnight was taken."
        if self.zone:
            return doubt_local_time(self.published().replace(tzinfo=None), read_zone(self.zone))
        return None


def read_byline(line: str) -> Byline | None:
    """The parts of `line` if it is a by-line."""
    line = line.strip()
    match = _TAIL.search(line, max(0, len(line) - _LONGEST))
    if not match:
        return None
    year, month, day, hour, minute, second, fraction, zone = match.groups()
    time = (
        int(hour or 0),
        int(minute or 0),
        int(second or 0),
        int((fraction or "0").ljust(6, "0")),
    )
    return Byline(
        line[: match.start()].strip(),
        (int(year), int(month), int(day)),
        time if hour else None,
        zone or "",
    )


def write_byline(publisher: str, published: datetime) -> str:
    """The line that is read back as this publisher and time."""
    spec = "microseconds" if published.microsecond else "seconds" if published.second else "minutes"
    written = published.replace(tzinfo=None).isoformat(" ", spec)
    offset = published.utcoffset()
    if offset is None:
        return f"{publisher}· {written}"
    return f"{publisher}· {written} {_write_offset(offset)}"


def fix_offset(local: datetime, zone: tzinfo) -> datetime:
    """`local` with the offset that `zone` has then: such times compare by moment alone."""
    offset = local.replace(tzinfo=zone).utcoffset()
    return local.replace(tzinfo=timezone(offset) if offset else UTC, fold=0)


def _write_offset(offset: timedelta) -> str:
    if not offset:
        return "UTC"
    seconds = abs(offset) // timedelta(seconds=1)
    written = f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}"
    sign = "-" if offset < timedelta(0) else "+"
    return f"{sign}{written}:{seconds % 60:02d}" if seconds % 60 else f"{sign}{written}"
