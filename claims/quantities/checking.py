"""Arithmetic inside one claim: from, to and the change between them, and parts of a whole."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from claims.quantities.comparing import rounding
from claims.quantities.dimensions import decimal_of, normalise, scale_of


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not add up: a code for programs, a sentence for people, and where."""

    code: str
    detail: str
    spans: tuple[tuple[int, int], ...]


def findings_in(figures: Iterable[Mapping[str, Any]]) -> list[Finding]:
    """What does not add up among the figures of one claim, in their normal form."""
    exact = [each for each in figures if each["op"] == "eq" and each["value"] is not None]
    found = [finding for changed in _changes(exact) if (finding := _check(*changed)) is not None]
    return found + _too_much(exact)


def _changes(
    figures: Sequence[Mapping[str, Any]],
) -> list[tuple[Mapping[str, Any], Mapping[str, Any], Mapping[str, Any] | None]]:
    """Each change that has a from and a to of one scale, with its size where it is given."""
    groups: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for figure in figures:
        if figure["role"] != "level":
            groups[figure["group"] or ""].append(figure)
    changes = []
    for group in groups.values():
        ends = [[each for each in group if each["role"] == role] for role in ("from", "to")]
        sizes = [each for each in group if each["role"] == "delta"]
        if [len(each) for each in ends] != [1, 1] or len(sizes) > 1:
            continue
        (before,), (after,) = ends
        if scale_of(before["unit"]).base == scale_of(after["unit"]).base:
            changes.append((before, after, sizes[0] if sizes else None))
    return changes


def _check(
    before: Mapping[str, Any], after: Mapping[str, Any], size: Mapping[str, Any] | None
) -> Finding | None:
    start, end = _number(before), _number(after)
    spans = _spans(before, after, size)
    said = f"From “{before['text']}” to “{after['text']}”"
    direction = (size or after)["direction"]
    if end != start and direction and (end > start) != (direction == "up"):
        way = "up" if end > start else "down"
        return Finding("wrong_direction", f"{said} is {way}, not {direction}.", spans)
    if size is None:
        return None
    stated = abs(_number(size, change=True))
    slack = rounding(before) + rounding(after)
    difference = abs(end - start)
    unit, base = scale_of(size["unit"]), scale_of(before["unit"]).base
    if unit.base == "pp" or (unit.base == base and base != "%"):
        if base == "%" or unit.base == base:
            if abs(difference - stated) > slack + rounding(size):
                what = "percentage points" if unit.base == "pp" else base
                detail = f"{said} is {_text(difference)} {what}, not “{size['text']}”."
                return Finding("wrong_difference", detail, spans)
            return None
        detail = f"{said} are no shares: their change has no percentage points."
        return Finding("points_of_no_share", detail, spans)
    if unit.base == "%" and start:
        return _check_percent(before, after, size, spans)
    if unit.base == "x" and start:
        ratio = end / start
        room = _ratio_room(before, after) + rounding(size)
        if abs(ratio - stated) > room and size["hedge"] is None:
            detail = f"{said} is {_text(ratio)} times, not “{size['text']}”."
            return Finding("wrong_multiple", detail, spans)
    return None


def _check_percent(
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    size: Mapping[str, Any],
    spans: tuple[tuple[int, int], ...],
) -> Finding | None:
    start, end = _number(before), _number(after)
    stated = abs(_number(size, change=True))
    percent, own = abs(end - start) / abs(start) * 100, rounding(size)
    said = f"From “{before['text']}” to “{after['text']}”"
    points = abs(end - start)
    shares = scale_of(before["unit"]).base == "%"
    # The rounding of both ends might explain it; that these are the points does so better.
    if shares and abs(points - stated) <= own < abs(percent - stated):
        detail = (
            f"{said} is {_text(points)} percentage points, or {_text(percent)} %: "
            f"“{size['text']}” gives the points as percent."
        )
        return Finding("points_not_percent", detail, spans)
    if abs(percent - stated) <= _ratio_room(before, after) * 100 + own:
        return None
    detail = f"{said} is a change by {_text(percent)} %, not “{size['text']}”."
    return Finding("wrong_percent", detail, spans)


def _ratio_room(before: Mapping[str, Any], after: Mapping[str, Any]) -> Fraction:
    """How far the ratio of two rounded numbers may be off."""
    start, end = abs(_number(before)), abs(_number(after))
    return rounding(after) / start + end * rounding(before) / start**2


def _too_much(figures: Sequence[Mapping[str, Any]]) -> list[Finding]:
    """Shares of one whole (the same `of` and period) that are more than all of it together."""
    wholes: dict[tuple[object, ...], list[Mapping[str, Any]]] = defaultdict(list)
    for figure in figures:
        if figure["kind"] == "share" and figure["role"] == "level" and figure["of"]:
            key = (figure["of"].casefold(), figure["period"], figure["modality"])
            wholes[key].append(figure)
    found = []
    for parts in wholes.values():
        total = sum((_number(part) for part in parts), Fraction(0))
        if len(parts) > 1 and total - sum(map(rounding, parts)) > 100:
            detail = f"The parts of “{parts[0]['of']}” add up to {_text(total)} %."
            found.append(Finding("parts_over_whole", detail, _spans(*parts)))
    return found


def _number(figure: Mapping[str, Any], *, change: bool = False) -> Fraction:
    return Fraction(normalise(figure["unit"], Decimal(figure["value"]), change=change))


def _spans(*figures: Mapping[str, Any] | None) -> tuple[tuple[int, int], ...]:
    places = [(each["start"], each["end"]) for each in figures if each is not None]
    return tuple(sorted(place for place in places if place[0] is not None))


def _text(number: Fraction) -> str:
    """Two decimals at most."""
    return f"{round(decimal_of(number), 2).normalize():f}"
