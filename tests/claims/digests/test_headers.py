"""Topic, title and by-line in the first lines."""

import pytest

from claims.digests.headers import read_header
from claims.digests.lines import read_lines

BYLINE = "A paper· 2025-11-07 18:40"


def header_of(*lines):
    return read_header(list(read_lines("\n".join(lines))))


def topic_of(*lines):
    topic = header_of(*lines, BYLINE).topic
    return topic and topic.text


def test_the_line_above_the_by_line_is_the_title():
    header = header_of("A title", "", BYLINE, "- So it is [1]")

    assert header.title.text == "A title"
    assert header.byline[1].publisher == "A paper"
    assert (header.topic, header.body, header.faults, header.notices) == (None, 3, [], [])


def test_a_named_topic_is_no_guess():
    header = header_of("Menu", "Topic: Rare metals", "A title", BYLINE)

    assert header.topic.text == "Rare metals"
    assert [notice.code for notice in header.notices] == ["furniture_ignored"]


@pytest.mark.parametrize(
    ("above", "topic"),
    [
        (["Rare metals"], "Rare metals"),
        (["Rare metals", "icon", "Search documents"], "Rare metals"),
        (["Mining", "稀土"], "Mining"),
        (["稀土"], "稀土"),
        (["Workflow", "icon", "Share", "Log in"], None),
        (["It is a sentence."], None),
        (["1234"], None),
        (["https://example.org"], None),
        (["A line that is much too long to be a topic of anything"], None),
    ],
)
def test_a_short_line_above_the_title_is_guessed_to_be_the_topic(above, topic):
    assert topic_of(*above, "A title of some length") == topic


def test_a_chinese_title_takes_a_chinese_topic():
    assert topic_of("稀土", "Mining", "稀土价格上涨") == "稀土"


def test_a_guess_is_noticed_with_its_span():
    notices = header_of("icon", "Metals", "A title", BYLINE).notices

    assert [(notice.code, notice.start, notice.end) for notice in notices] == [
        ("topic_guessed", 5, 11),
        ("furniture_ignored", 0, 4),
    ]


def test_without_a_by_line_that_is_the_fault_and_the_title_is_still_found():
    header = header_of("A title", "- So it is [1]")

    assert [fault.code for fault in header.faults] == ["no_publisher_line"]
    assert (header.title.text, header.body) == ("A title", 1)


def test_without_a_line_above_the_by_line_there_is_no_title():
    assert [fault.code for fault in header_of(BYLINE, "- So it is [1]").faults] == ["no_title"]


def test_a_line_that_names_the_hour_is_the_by_line_before_one_that_does_not():
    header = header_of("Old · 2024-01-01", "A title", BYLINE)

    assert header.title.text == "A title"


def test_a_whole_page_above_the_title_is_one_notice_more():
    header = header_of(*["a line that says nothing."] * 5000, "A title", BYLINE)

    assert len(header.notices) == 101
