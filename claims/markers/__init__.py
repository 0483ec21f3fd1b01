"""Find and write the markers of a text: `by December [1][3]` points to paragraphs 1 and 3.

    marker    = "[" inside "]" | "【" inside "】" | "［" inside "］"
    inside    = [ slug ":" ] item *( separator item )      white space between the parts is free
    item      = number | number dash number                a range is at most 100 wide
    number    = 1*digit                                    0-9 or full-width, 1 to 99,999
    separator = "," | "，" | "、" | ";" | "；"
    dash      = "-" | "–" | "—" and their kin
    slug      = [a-z0-9][a-z0-9-]* with a letter           the other source whose paragraph is meant

`[1, 3]` and `[1-3]` are several markers that stand in one place. Not markers, and left as text:

- what does not read as above: `[sic]`, `[...]`, `[12:30]`, `[1.5]`;
- years (1500 to 2100, nothing else inside) after a word: `Smith [2024]`, `国发［2024］5号`;
  `[1][2024]` and `[02024]` are markers;
- with the ASCII brackets only, which other notations use too: glued to a Latin letter, a digit, an
  underscore or a bracket that is no marker (`arr[0]`, `list[]`, `[text][1]`); Markdown's links
  (`[1](…)`, ` ![1]`, and `[1]: …` at a line's start); wiki brackets (`[[1]]`).

What was meant as a marker but cannot be one is a fault; a bracket with a number that was left as
text is a notice. Everything here takes time in proportion to the text.
"""

from claims.markers.reading import (
    MAX_NUMBER,
    Fault,
    Marker,
    MarkerError,
    Notice,
    find_doubts,
    find_faults,
    find_markers,
)
from claims.markers.references import (
    Reference,
    Referenced,
    join_references,
    split_references,
    trim_references,
)

__all__ = [
    "MAX_NUMBER",
    "Fault",
    "Marker",
    "MarkerError",
    "Notice",
    "Reference",
    "Referenced",
    "find_doubts",
    "find_faults",
    "find_markers",
    "join_references",
    "split_references",
    "trim_references",
]
