"""What does not add up inside one claim."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.quantities.checking import findings_in
from tests.claims.quantities.values import figure, figures

SHARE, MONEY = {"unit": "%", "kind": "share"}, {"unit": "RUB", "kind": "money"}


def change(before: str, after: str, size: str, unit: str, direction="up", of=SHARE) -> list[str]:
    figures = [
        figure(before, within=f"{before} {after} {size}", value=before, role="from",
               direction=direction, group="g1", **of),
        figure(after, within=f"{before} {after} {size}", value=after, role="to",
               direction=direction, group="g1", **of),
        figure(size, within=f"{before} {after} {size}", value=size, unit=unit, role="delta",
               direction=direction, group="g1"),
    ]  # fmt: skip
    return [found.code for found in findings_in(figures)]


@pytest.mark.parametrize(
    ("before", "after", "size", "unit", "of", "codes"),
    [
        ("85", "91", "6", "pp", SHARE, []),
        ("85", "91", "7", "%", SHARE, []),
        ("85", "91", "6", "%", SHARE, ["points_not_percent"]),
        ("85", "91", "20", "%", SHARE, ["wrong_percent"]),
        ("85", "91", "9", "pp", SHARE, ["wrong_difference"]),
        ("4", "3.75", "25", "bp", SHARE, []),
        ("200", "300", "50", "%", MONEY, []),
        ("200", "300", "80", "%", MONEY, ["wrong_percent"]),
        ("200", "300", "100", "RUB", MONEY, []),
        ("200", "300", "130", "RUB", MONEY, ["wrong_difference"]),
        ("200", "300", "100", "pp", MONEY, ["points_of_no_share"]),
        ("200", "600", "3", "x", MONEY, []),
        ("200", "600", "5", "x", MONEY, ["wrong_multiple"]),
    ],
)
def test_from_to_and_the_change_agree(before, after, size, unit, of, codes) -> None:
    direction = "up" if float(after) > float(before) else "down"

    assert change(before, after, size, unit, direction, of) == codes


def test_a_change_goes_where_it_is_said_to_go() -> None:
    assert change("91", "85", "6", "pp", "up") == ["wrong_direction"]


def test_points_are_told_from_percent_with_the_spans() -> None:
    text = "from 85% to 91%, up 6%"
    ends = {"direction": "up", "group": "g1"}
    [found] = findings_in(
        [
            figure("85%", within=text, value="85", role="from", **ends),
            figure("91%", within=text, value="91", role="to", **ends),
            figure("6%", within=text, value="6", role="delta", **ends),
        ]
    )

    assert (found.code, [text[a:b] for a, b in found.spans]) == (
        "points_not_percent", ["85%", "91%", "6%"],
    )  # fmt: skip
    assert "6 percentage points, or 7.06 %" in found.detail


def test_parts_of_a_whole_are_at_most_the_whole() -> None:
    parts = [figure(f"{value}%", value=value, of="exports") for value in ("60", "30", "20")]

    assert [found.code for found in findings_in(parts)] == ["parts_over_whole"]
    assert findings_in(parts[:2]) == []
    assert findings_in([parts[0], figure("50%", value="50", of="imports")]) == []


def test_a_change_from_nothing_and_open_bounds_are_left_alone() -> None:
    assert change("0", "91", "6", "%") == []
    assert findings_in([figure("8%", op="ge"), figure("9%", role="delta", direction="up")]) == []


@settings(deadline=None)  # whoever is first loads the units
@given(st.lists(figures(), max_size=4))
def test_any_figures_can_be_checked(some) -> None:
    for found in findings_in(some):
        assert found.detail
        assert found.code
