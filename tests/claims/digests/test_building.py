"""Values from what was found in a text."""

from claims.digests import DigestClaim, Reference
from claims.digests.bodies import read_body
from claims.digests.building import build_sections
from claims.digests.lines import read_lines


def build(text):
    return build_sections(text, read_body(list(read_lines(text))))


def test_a_claim_gets_its_references():
    built = build("- Output rose [1] by a third [2].")

    assert built.sections[0].claims == (
        DigestClaim("Output rose by a third.", (Reference(1, None, 11), Reference(2, None, 22))),
    )


def test_a_broken_line_is_joined_with_a_space_where_the_script_has_spaces():
    assert build("- Output\n  rose [1]").sections[0].claims[0].text == "Output rose"
    assert build("- 产量\n  上升 [1]").sections[0].claims[0].text == "产量上升"


def test_faults_and_doubts_have_their_spans_in_the_whole_text():
    text = "Core Viewpoint\n- Output\n  rose [0] in arr[1]\n- It fell [2][2]"

    built = build(text)

    assert [(f.code, text[f.start : f.end]) for f in built.faults] == [
        ("marker_zero", "[0]"),
        ("marker_repeated", "[2]"),
    ]
    assert [(n.code, text[n.start : n.end]) for n in built.notices] == [
        ("bracket_after_word", "[1]")
    ]


def test_every_claim_has_its_span():
    text = "Core Viewpoint - Output rose [1] - It\nfell [2]"

    [spans] = build(text).claims

    assert [text[start:end] for start, end in spans] == ["Output rose [1]", "It\nfell [2]"]


def test_what_an_editor_should_look_at_is_noticed():
    built = build("Group 1: T\nGroup 2: U [1]\n- So it is")

    assert [notice.code for notice in built.notices] == [
        "section_without_claims",
        "marker_in_heading",
        "claim_without_reference",
    ]


def test_markers_alone_are_no_claim():
    assert [fault.code for fault in build("- [1][2]").faults] == ["claim_without_text"]


def test_an_empty_bullet_is_nothing():
    assert build("Core Viewpoint - So it is [1] - ").sections[0].claims == (
        DigestClaim("So it is", (Reference(1, None, 8),)),
    )
