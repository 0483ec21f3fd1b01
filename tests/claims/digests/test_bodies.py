"""Sections and claims in the lines of a body."""

import pytest

from claims.digests.bodies import read_body
from claims.digests.lines import read_lines


def outline(text):
    """Each section's title with the texts of its claims."""
    return [
        (
            section.title,
            [
                "|".join(text[start:end].strip() for start, end, _ in claim.pieces)
                for claim in section.claims
            ],
        )
        for section in read_body(list(read_lines(text)))
    ]


ONE = [
    ("Core Viewpoint", ["A [1][3]"]),
    ("Group 1: T", ["B [1]", "C [2]"]),
    ("Group 2: U", ["D [3]"]),
]


@pytest.mark.parametrize(
    "text",
    [
        "Core Viewpoint - A [1][3] Group 1: T - B [1] - C [2] Group 2: U - D [3]",
        "Core Viewpoint\n- A [1][3]\nGroup 1: T\n- B [1]\n- C [2]\nGroup 2: U\n- D [3]",
        "Core Viewpoint - A [1][3]\nGroup 1: T - B [1] - C [2]\nGroup 2: U - D [3]",
        "Core Viewpoint\nA [1][3]\n\nGroup 1: T\nB [1]\nC [2]\n\nGroup 2: U\nD [3]",
        "## Core Viewpoint\n\n• A [1][3]\n\n## Group 1: T\n\n• B [1]\n• C [2]\n\n## Group 2: U\n* D [3]",
        "**Core Viewpoint**\n– A [1][3]\n**Group 1: T**\n– B [1]\n– C [2]\n---\n**Group 2: U**\n– D [3]",
        "Core Viewpoint: A [1][3]\r\nGroup 1: T\r\n-\u00a0B [1]\r\n•C [2]\r\nGroup 2: U\r\n- D [3]\r\n",
        "Core Viewpoint – A [1][3] Group 1: T – B [1] – C [2] Group 2: U – D [3]",
        "Core Viewpoint • A [1][3] Group 1: T • B [1] • C [2] Group 2: U • D [3]",
        "Core Viewpoint\n- A [1][3] Group 1: T\n- B [1] - C [2] Group 2: U - D [3]",
    ],
)
def test_sections_and_claims_stand_in_one_line_or_in_lines_of_their_own(text):
    assert outline(text) == ONE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("- A [1]\n- B", [("Claims", ["A [1]", "B"])]),
        ("A [1]\nB [2]", [("Claims", ["A [1]", "B [2]"])]),
        ("A\nand so on [1]\nB [2]", [("Claims", ["A|and so on [1]", "B [2]"])]),
        ("A\n\nB", [("Claims", ["A", "B"])]),
        ("- A\n  and so on [1]\n  and on\n- B", [("Claims", ["A|and so on [1]|and on", "B"])]),
        ("Supply:\n- A [1]\nDemand\n- B [1]", [("Supply", ["A [1]"]), ("Demand", ["B [1]"])]),
        ("Group 1: T\nGroup 2: U\n- A", [("Group 1: T", []), ("Group 2: U", ["A"])]),
        (
            "核心观点 - 甲 [1] 第1组：乙 - 丙[2] - 丁[3]",
            [("核心观点", ["甲 [1]"]), ("第1组：乙", ["丙[2]", "丁[3]"])],
        ),
        ("Группа 1: Т - А [1] - Б [2]", [("Группа 1: Т", ["А [1]", "Б [2]"])]),
        ("Group 1：T - A [1]", [("Group 1：T", ["A [1]"])]),
    ],
)
def test_other_bodies_are_read_too(text, expected):
    assert outline(text) == expected


@pytest.mark.parametrize(
    "claim",
    [
        "A - with a hyphen - goes on [1]",
        "A - goes [1] on - and on",
        "A [sic] - goes on",
        "The war [1939] - goes on",
        "A [1] – as ever – goes on",
        "A [1] -and on",
        "A [1] Group 2: patients [3] go on - and on",
        "Group 1: is how it begins",
    ],
)
def test_a_claim_is_not_split_inside(claim):
    assert outline(f"Core Viewpoint\n- {claim}") == [("Core Viewpoint", [claim])]


@pytest.mark.parametrize("stop", [".", "。", ")", "”", ".”"])
def test_a_full_stop_after_a_marker_belongs_to_its_claim(stop):
    assert outline(f"- A [1]{stop} - B") == [("Claims", [f"A [1]{stop}", "B"])]


def test_a_backslash_keeps_a_claim_together_and_is_taken_off():
    assert outline("- A [1] \\- B [2] \\Group 2: C [3] \\\\- D") == [
        ("Claims", ["A [1]|- B [2]|Group 2: C [3]|\\- D"])
    ]


def test_a_claim_without_a_marker_ends_at_the_next_group():
    assert outline("Core Viewpoint - A Group 1: T - B [1]") == [
        ("Core Viewpoint", ["A"]),
        ("Group 1: T", ["B [1]"]),
    ]


def test_a_group_with_another_number_does_not_end_a_claim_without_a_marker():
    assert outline("Core Viewpoint - A in Group 3: so - so") == [
        ("Core Viewpoint", ["A in Group 3: so - so"])
    ]
