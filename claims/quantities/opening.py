"""The bare start of a change has the scale of its end: from 85 to 91 billion, 从85增至91亿元.

Where the two are far apart (from 200 to 1.5 million), or where the change would go the other way
(rose from 20 to 1.5 million), the start is the number as it is written. Years are no figures, and
do not come here.
"""

import re
from decimal import Decimal

from claims.quantities import digits
from claims.quantities.quantity import Draft

APART = 20
_BARE = re.compile(r"[\d.,]+")


def lend(folded: str, one: Draft, end: Draft) -> None:
    """Give the digits of `one` end of a change the scale of the other `end`, if they take it."""
    if one.unit != end.unit or not end.scale or one.scale not in (0, end.scale):
        return
    if one.mantissa is None or one.value is None or end.mantissa is None or end.value is None:
        return
    if not _BARE.fullmatch(folded, one.start, one.end):
        return
    written = one.mantissa
    scaled = digits.scaled(written, end.scale)
    near = abs(written) < APART * abs(end.mantissa)
    takes = _agrees(scaled, one, end.value) and (near or not _agrees(written, one, end.value))
    one.value, one.scale = (scaled, end.scale) if takes else (written, 0)


def _agrees(value: Decimal, one: Draft, other: Decimal) -> bool:
    """Does the change from one to the other go the way it is said to go?"""
    if one.direction not in ("up", "down") or one.role not in ("from", "to"):
        return True
    rises = (value < other) == (one.role == "from")
    return value == other or rises == (one.direction == "up")
