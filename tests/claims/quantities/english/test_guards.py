"""What is not a figure in English."""

from datetime import date

import pytest

from claims.quantities import propose


@pytest.mark.parametrize(
    "text",
    [
        "The A320 and the MiG-29 flew over Pier 7.", "See Chapter 3, pages 40-44 and Table 2.",
        "Call (311) 555-0100 or 0700 123 456.", "Read more at https://example.org/2021/item-99.html",
        "The G8 met in Room 14 of Building 3.", "No. 7 on the list is item no. 12.",
        "One of them knew that no one else was the one.", "The office is at 12 Old Mill Road.",
        "Article 9 and Sections 4 and 5 of Regulation 2015/2120 apply.", "They won 4-1 at home.",
        "At 7:45 p.m. on 3 May 2019 it was over.", "The first lady took the second door.",
        "The 20th century began in 1901; the 1920s were loud.", "Version 2.14 replaces version 2.9.",
        "The Group of Ten asked for help [4][12].", "A double-decker and a half-brother came.",
        "He came to the third floor in the first half.", "Psalm 12 is read 24/7.",
        "The B12 vitamin and the 5G mast are new.", "Windows 10 and Firefox 99 crashed.",
    ],
)  # fmt: skip
def test_names_dates_and_labels_are_no_figures(text):
    assert propose(text, "en", date(2025, 11, 10)) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Some 25 deaths were counted.", "25"), ("One in nine pupils left.", "One in nine"),
        ("USD 40 was paid.", "USD 40"),
        ("Only one ship came back.", "one"), ("It has 240 m2 of floor.", "240 m2"),
    ],
)  # fmt: skip
def test_numbers_beside_capitals_may_be_figures(text, found):
    assert found in [one.text for one in propose(text, "en", date(2025, 11, 10))]
