"""A digest from its text: every value, every notice, every fault."""

from contextlib import suppress
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.digests import DigestError, parse, resolve_time
from tests.growth import assert_linear

REAL = Path(__file__).parents[3].parent / "shared" / "data" / "digests" / "rare_earths.txt"
PAGE = """Dashboard
Wheat
Search
Harvests in the north were the best in nine years
Morning Paper· 2024-09-30 08:05
Core Viewpoint - The harvest rose by 12% after a wet spring [1][4] Group 1: The Weather - It rained on forty days - more than ever - in May [1] - Only two storms did damage [2, 3] Group 2: Prices - Flour got cheaper in August【4】
"""

UNITS = [
    "[",
    "[1",
    "[1] ",
    "[1-",
    "- ",
    "- a\n",
    "- a [1] ",
    "Group 1: ",
    "Group 1: a - b [1] ",
    "## a\n",
    "a\n",
]
UNITS += [
    "\n",
    " ",
    "\\",
    "- [1]\\- ",
    "· 2024-09-30 08:05",
    "· 2024-09-30 08:05\n",
    "Core Viewpoint ",
    "#",
    "**",
    "\0",
]


def faults(text):
    with pytest.raises(DigestError) as refused:
        parse(text)
    return [(fault.code, text[fault.start : fault.end]) for fault in refused.value.faults]


def test_a_page_becomes_a_digest():
    digest = parse(PAGE).digest

    assert digest.topic == "Wheat"
    assert digest.title == "Harvests in the north were the best in nine years"
    assert digest.publisher == "Morning Paper"
    assert digest.published == datetime(2024, 9, 30, 8, 5)  # noqa: DTZ001
    assert [
        (
            section.title,
            [(claim.text, [item.number for item in claim.references]) for claim in section.claims],
        )
        for section in digest.sections
    ] == [
        ("Core Viewpoint", [("The harvest rose by 12% after a wet spring", [1, 4])]),
        (
            "Group 1: The Weather",
            [
                ("It rained on forty days - more than ever - in May", [1]),
                ("Only two storms did damage", [2, 3]),
            ],
        ),
        ("Group 2: Prices", [("Flour got cheaper in August", [4])]),
    ]


def test_every_part_has_its_span():
    parsed = parse(PAGE)

    assert PAGE[slice(*parsed.byline)] == "Morning Paper· 2024-09-30 08:05"
    assert PAGE[slice(*parsed.title)] == parsed.digest.title
    assert PAGE[slice(*parsed.topic)] == "Wheat"
    assert [PAGE[slice(*span)] for span in parsed.sections] == [
        s.title for s in parsed.digest.sections
    ]
    assert PAGE[slice(*parsed.claims[1][1])] == "Only two storms did damage [2, 3]"


def test_every_notice_has_its_span():
    assert [(notice.code, PAGE[notice.start : notice.end]) for notice in parse(PAGE).notices] == [
        ("furniture_ignored", "Dashboard"),
        ("topic_guessed", "Wheat"),
        ("furniture_ignored", "Search"),
    ]


@pytest.mark.parametrize(
    "change", [lambda text: text.replace("\n", "\r\n"), lambda text: "\ufeff" + text]
)
def test_line_breaks_and_a_byte_order_mark_change_nothing(change):
    assert parse(change(PAGE)).digest == parse(PAGE).digest


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [("no_text", "")]),
        ("\ufeff \n", [("no_text", "\ufeff \n")]),
        ("T\n- A [1]", [("no_publisher_line", "T")]),
        ("P· 2024-09-30 08:05\n- A [1]", [("no_title", "P· 2024-09-30 08:05")]),
        ("T\n· 2024-09-30 08:05\n- A [1]", [("no_publisher_line", "· 2024-09-30 08:05")]),
        ("T\nP· 2024-02-30 08:05\n- A", [("date_does_not_exist", "P· 2024-02-30 08:05")]),
        ("T\nP· 0001-01-01 08:05\n- A", [("time_out_of_range", "T\nP· 0001-01-01 08:05")]),
        ("T\nP· 2024-09-30 08:05 Mars\n- A", [("unknown_zone", "P· 2024-09-30 08:05 Mars")]),
        ("T\nP· 2024-09-30 08:05\n", [("no_claims", "\n")]),
        ("T\nP· 2024-09-30 08:05\n- A []", [("marker_without_number", "[]")]),
        ("T\nP· 2024-09-30 08:05\n- A\x00\x00b", [("control_character", "\x00\x00")]),
        ("T\nP· 2024-09-30 08:05\n- A\ud800b", [("control_character", "\ud800")]),
        ("T" * 501 + "\nP· 2024-09-30 08:05\n- A", [("title_too_long", "T" * 501)]),
        (
            "T\n" + "P" * 201 + "· 2024-09-30 08:05\n- A",
            [("publisher_too_long", "P" * 201 + "· 2024-09-30 08:05")],
        ),
        ("Topic: " + "x" * 201 + "\nT\nP· 2024-09-30 08:05\n- A", [("topic_too_long", "x" * 201)]),
    ],
)
def test_what_is_wrong_is_told_with_its_span(text, expected):
    assert faults(text) == expected


def test_all_that_is_wrong_is_told_at_once():
    text = (
        "x\x00\n"
        + "T" * 501
        + "\nP· 2024-13-01 08:05\n- A [0]\n- B [99999999999]\n- C [1][1]\n- D []"
    )

    assert [code for code, _ in faults(text)] == [
        "control_character",
        "title_too_long",
        "date_does_not_exist",
        "marker_zero",
        "marker_too_large",
        "marker_repeated",
        "marker_without_number",
    ]


def test_more_than_ten_thousand_claims_are_no_digest():
    text = "T\nP· 2024-09-30 08:05\n" + "- A []\n" * 10_001

    assert [code for code, _ in faults(text)] == ["too_many_claims"]


def test_thousands_of_faults_are_a_thousand():
    assert len(faults("T\nP· 2024-09-30 08:05\n- A" + " []" * 5000)) == 1000


def test_faults_of_a_text_without_by_line_are_told_too():
    assert [code for code, _ in faults("T\nCore Viewpoint - A [0]")] == [
        "no_publisher_line",
        "marker_zero",
    ]


@settings(max_examples=300, deadline=None)
@given(
    st.text()
    | st.lists(
        st.sampled_from(
            [
                "T",
                "\n",
                "P· 2024-09-30 08:05",
                "· 9999-12-31 23:59 +23:59",
                "- ",
                "[1]",
                "[",
                "]",
                "\\",
            ]
        )
        | st.text(max_size=3)
    ).map("".join)
)
def test_any_text_is_a_digest_or_refused(text):
    try:
        parsed = parse(text)
    except DigestError as error:
        for fault in error.faults:
            assert 0 <= fault.start <= fault.end <= len(text)
        return
    for notice in parsed.notices:
        assert 0 <= notice.start < notice.end <= len(text)
    for section, spans in zip(parsed.digest.sections, parsed.claims, strict=True):
        assert len(section.claims) == len(spans)


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("opening", ["", "T\nP· 2024-09-30 08:05\nCore Viewpoint - "])
def test_time_grows_with_the_text_and_no_faster(unit, opening):
    def work(text):
        with suppress(DigestError):
            parse(text)

    assert_linear(work, lambda size: opening + unit * (size // len(unit)), 50_000)


def test_the_real_page_is_read():
    if not REAL.exists():
        pytest.skip("the real page is not part of the project and is not here")
    digest = parse(REAL.read_text(encoding="utf-8")).digest
    claims = [claim for section in digest.sections for claim in section.claims]
    moment, _ = resolve_time(digest.published, title=digest.title)

    assert (digest.topic, digest.publisher) == ("资源转化能力", "Sou Hu Cai Jing")
    assert digest.title.startswith("动真格了")
    assert moment.isoformat() == "2025-11-07T10:40:00+00:00"
    assert [section.title.split(":")[0] for section in digest.sections] == [
        "Core Viewpoint",
        *(f"Group {n}" for n in range(1, 5)),
    ]
    assert [[reference.number for reference in claim.references] for claim in claims] == [
        *([1, 3], [1], [3], [5], [8], [9], [11], [13], [15], [16, 19], [21], [21, 22], [22])
    ]
