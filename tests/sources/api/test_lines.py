"""JSON Lines: lines as they were sent, within bounds."""

from io import BytesIO

import pytest
from django.core.exceptions import RequestDataTooBig
from hypothesis import given
from hypothesis import strategies as st

from sources.api import lines
from sources.api.lines import Lines, TooMany, line_of


def read(body: bytes) -> list[bytes]:
    taken = Lines(BytesIO(body))
    try:
        return list(taken)
    finally:
        taken.close()


@given(st.lists(st.text(max_size=20), max_size=20))
def test_values_come_back_as_they_were_written(values: list[str]) -> None:
    body = b"".join(map(line_of, values))

    assert b"".join(line + b"\n" for line in read(body)) == body


@pytest.mark.parametrize(
    ("body", "found"),
    [(b"", []), (b"1", [b"1"]), (b"1\r\n2\n", [b"1", b"2"]), (b"\n\n", [b"", b""])],
)
def test_ends_of_lines_are_no_part_of_them(body: bytes, found: list[bytes]) -> None:
    assert read(body) == found


def test_a_line_that_is_too_long_is_one_line() -> None:
    found = read(b"1\n" + b"x" * (3 * lines.LONGEST_LINE) + b"\n2\n")

    assert [len(line) for line in found] == [1, lines.LONGEST_LINE + 1, 1]


@pytest.mark.parametrize("end", [b"", b"\n"])
def test_too_many_lines_are_refused(end: bytes) -> None:
    most = b"1\n" * (lines.MOST_LINES - 1) + b"1"

    assert len(read(most + end)) == lines.MOST_LINES
    with pytest.raises(TooMany):
        read(most + b"\n1" + end)


def test_a_body_that_is_too_large_is_refused() -> None:
    with pytest.raises(RequestDataTooBig):
        read(b"x" * (lines.LARGEST + 1))
