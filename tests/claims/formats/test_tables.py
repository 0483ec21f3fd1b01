"""CSV that a spreadsheet does not run."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.formats.tables import cell_of, table


def read(lines):
    return list(csv.reader(io.StringIO("".join(lines), newline="")))


def test_a_table_has_a_header_and_its_rows():
    lines = list(table(["person", "drafted"], [["nora", 3], ["paul, jr.", None]]))

    assert lines == ["person,drafted\r\n", "nora,3\r\n", '"paul, jr.",\r\n']


@pytest.mark.parametrize(
    "text", ["=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1", " =1", "＝1", "\r=1", "\ufeff=1", "\n@x"]
)
def test_no_cell_is_a_formula(text):
    [[cell]] = read(table([text], []))

    assert cell == f"'{text}"


@pytest.mark.parametrize("text", ["-1", "-3.5", "a=b", "3", "1-2"])
def test_numbers_and_words_stay_as_they_are(text):
    assert read(table([text], [])) == [[text]]


@given(st.lists(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))))
def test_what_was_written_reads_back(cells):
    lines = read(table(["first", *cells], []))

    assert [cell_of(cell) for cell in lines[0]] == ["first", *cells]
