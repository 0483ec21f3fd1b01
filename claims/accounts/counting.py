"""Count failures by what failed, for as long as a window lasts; whichever process sees them."""

from datetime import timedelta

from django.db import connection

# One statement, so that of failures at once none is lost.
_COUNT = """
    insert into claims_failures as f (key, since, count) values (%(key)s, now(), 1)
    on conflict (key) do update set
        since = case when f.since < now() - make_interval(secs => %(window)s)
            then now() else f.since end,
        count = case when f.since < now() - make_interval(secs => %(window)s)
            then 1 else f.count + 1 end
    returning count, extract(epoch from since - now()) + %(window)s
"""


def count_failure(*, key: str, window: timedelta) -> tuple[int, float]:
    """How many failures there were in this window, this one included; the seconds it still has."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, {"key": key, "window": window.total_seconds()})
        count, left = cursor.fetchone()
    return int(count), float(left)


def forget_old_failures() -> int:
    """Delete what was counted before yesterday: no window is that long. How many there were."""
    with connection.cursor() as cursor:
        cursor.execute("delete from claims_failures where since < now() - interval '1 day'")
        return int(cursor.rowcount)
