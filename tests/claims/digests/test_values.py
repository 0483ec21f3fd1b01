"""What a digest may say, and what could not be written down."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from claims.digests import Digest, DigestClaim, DigestSection, NotWritable, Reference

WHEN = datetime(2025, 11, 7, 18, 40, tzinfo=UTC)
SECTIONS = (DigestSection("Claims", (DigestClaim("So it is"),)),)


def refusal(kind, *parts):
    with pytest.raises(NotWritable) as refused:
        kind(*parts)
    return refused.value.code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "claim_empty"),
        (" so", "claim_not_trimmed"),
        ("so\u3000", "claim_not_trimmed"),
        ("so\nit is", "claim_with_line_break"),
        ("so\u2028it is", "claim_with_line_break"),
        ("so\x00it is", "control_character"),
        ("so\ud800it is", "control_character"),
        ("so it is [1]", "references_not_writable"),
        ("so it is []", "marker_without_number"),
    ],
)
def test_a_claim_that_cannot_be_written_is_refused(text, code):
    assert refusal(DigestClaim, text) == code


@pytest.mark.parametrize(
    ("references", "code"),
    [
        ([(0, None, 2)], "marker_zero"),
        ([(100_000, None, 2)], "marker_too_large"),
        ([(1, None, 2), (1, None, 8)], "marker_repeated"),
        ([(1, None, 9)], "references_not_writable"),
        ([(1, None, 8), (2, None, 2)], "references_not_writable"),
        ([(1, "No Slug", 2)], "references_not_writable"),
        ([(1, "12", 2)], "references_not_writable"),
        ([(1, "", 2)], "references_not_writable"),
    ],
)
def test_references_that_cannot_be_written_are_refused(references, code):
    assert refusal(DigestClaim, "so it is", tuple(Reference(*item) for item in references)) == code


@pytest.mark.parametrize("offset", range(9))
def test_a_reference_may_stand_anywhere_but_behind_a_space(offset):
    references = (Reference(1990, None, offset),)

    if offset in {3, 6}:
        assert refusal(DigestClaim, "so it is", references) == "references_not_writable"
    else:
        assert DigestClaim("so it is", references).references == references


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        (("\n", "T", "P", WHEN, SECTIONS), "topic_not_trimmed"),
        (("x" * 201, "T", "P", WHEN, SECTIONS), "topic_too_long"),
        (("A· 2025-11-07 18:40", "T", "P", WHEN, SECTIONS), "topic_reads_as_by_line"),
        (("", "", "P", WHEN, SECTIONS), "title_empty"),
        (("", "x" * 501, "P", WHEN, SECTIONS), "title_too_long"),
        (("", "A· 2025-11-07 18:40", "P", WHEN, SECTIONS), "title_reads_as_by_line"),
        (("", "T", "", WHEN, SECTIONS), "publisher_empty"),
        (("", "T", "x" * 201, WHEN, SECTIONS), "publisher_too_long"),
        (("", "T", "P", datetime(1, 1, 1, tzinfo=UTC), SECTIONS), "time_out_of_range"),
        (("", "T", "P", WHEN, ()), "no_claims"),
        (("", "T", "P", WHEN, (DigestSection("Claims", ()),)), "no_claims"),
        (("", "T", "P", WHEN, SECTIONS * 10_001), "too_many_claims"),
    ],
)
def test_a_digest_that_cannot_be_written_is_refused(parts, code):
    assert refusal(Digest, *parts) == code


def test_an_offset_finer_than_a_second_is_refused():
    when = WHEN.replace(tzinfo=timezone(timedelta(microseconds=1)))

    assert refusal(Digest, "", "T", "P", when, SECTIONS) == "offset_too_fine"


def test_a_section_needs_a_title():
    assert refusal(DigestSection, "", ()) == "section_title_empty"


def test_a_time_keeps_its_offset_even_when_clocks_showed_it_twice():
    when = datetime(2025, 10, 26, 2, 30, tzinfo=ZoneInfo("Europe/Berlin"), fold=1)

    published = Digest("", "T", "P", when, SECTIONS).published

    assert published.utcoffset() == timedelta(hours=1)
    assert published.astimezone(UTC) == datetime(2025, 10, 26, 1, 30, tzinfo=UTC)
