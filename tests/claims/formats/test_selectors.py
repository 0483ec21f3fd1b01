"""Selectors: beside each other, within each other, and what is none."""

from typing import Any

import pytest

from claims.formats.json_ld import NotAnAnnotation
from claims.formats.selectors import read_selectors, write_selectors


def quote(exact: str, **more: Any) -> dict[str, Any]:
    return {"type": "TextQuoteSelector", "exact": exact, **more}


def position(start: Any, end: Any, **more: Any) -> dict[str, Any]:
    return {"type": "TextPositionSelector", "start": start, "end": end, **more}


def fragment(value: str, **more: Any) -> dict[str, Any]:
    return {"type": "FragmentSelector", "value": value, **more}


def read(sent: Any) -> dict[str, Any]:
    return {name: value for name, (value, _) in read_selectors(sent, "s").items()}


@pytest.mark.parametrize(
    ("sent", "wanted"),
    [
        (None, {}),
        (quote("b", prefix="a"), {"quote": "b", "prefix": "a", "suffix": ""}),
        ({"type": ["TextQuoteSelector"], "exact": "b"}, {"quote": "b", "prefix": "", "suffix": ""}),
        ([position(1, 2), fragment("p3")], {"start": 1, "end": 2, "fragment": "p3"}),
        (fragment("p3", refinedBy=position(1, 4)), {"fragment": "p3", "start": 1, "end": 4}),
        (fragment("char=10,20", refinedBy=position(1, 4)), {"start": 11, "end": 14}),
        (position(10, 20, refinedBy=position(2, 10, refinedBy=position(1, 3))),
         {"start": 13, "end": 15}),
        (quote("one two three", prefix="x ", suffix=" y", refinedBy=position(4, 7)),
         {"quote": "two", "prefix": "x one ", "suffix": " three y"}),
        (quote("one two", refinedBy=quote("two", prefix="one ")),
         {"quote": "two", "prefix": "one ", "suffix": ""}),
    ],
)  # fmt: skip
def test_selectors_tell_of_a_span(sent: Any, wanted: dict[str, Any]) -> None:
    assert read(sent) == wanted


@pytest.mark.parametrize(
    ("sent", "keys"),
    [
        (5, ("s",)),
        ([quote("a"), {"type": "SvgSelector"}], ("s", 1)),
        ({"type": [["TextQuoteSelector"]]}, ("s",)),
        (quote("a", refinedBy=quote("b")), ("s", "refinedBy", "exact")),
        (position(5, 9, refinedBy=position(0, 5)), ("s", "refinedBy", "start")),
        (position(-1, 9), ("s", "start")),
        (position(1, 2, refinedBy=[position(0, 1), position(0, True)]), ("s", "refinedBy", 1, "end")),
    ],
)  # fmt: skip
def test_what_selects_nothing_is_refused_at_its_place(sent: Any, keys: Any) -> None:
    with pytest.raises(NotAnAnnotation) as refused:
        read_selectors(sent, "s")

    assert refused.value.keys == keys


def test_what_is_written_is_read_back() -> None:
    span = {"quote": "b", "prefix": "a", "suffix": "c", "start": 1, "end": 2, "fragment": "p"}

    assert read(write_selectors(**span)) == span
