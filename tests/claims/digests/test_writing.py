"""A digest that is written is read back as the same digest, whatever is in it."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from claims.digests import (
    Digest,
    DigestClaim,
    DigestError,
    DigestSection,
    NotWritable,
    Reference,
    parse,
    render,
)
from claims.markers import MarkerError, split_references, trim_references

MARKUP = [
    " - ",
    "- ",
    "-",
    "–",
    "•",
    "* ",
    "# ",
    "## ",
    "---",
    "**",
    "\\",
    "\\- ",
    ": ",
    "：",
    ".",
    ")",
    "”",
]
HEADINGS = [
    " Group 2: ",
    "Group 1:",
    "Core Viewpoint",
    "核心观点 - ",
    "第2组：",
    "Claims",
    "Topic: ",
]
MARKERS = ["[1]", "[2][3]", "【4】", "[s:5]", "[sic]", "[2024]"]
OTHERS = [
    " ",
    "\t",
    "\u00a0",
    "\u3000",
    "\ufeff",
    "\u200b",
    "word",
    "中文",
    "العربية",
    "🙂",
    "https://",
]
BYLINES = ["· 2025-11-07 18:40", "· 2025-11-07", " UTC"]
TRICKY = st.sampled_from([*MARKUP, *HEADINGS, *MARKERS, *OTHERS, *BYLINES])
WILD = st.one_of(
    st.lists(TRICKY, min_size=1, max_size=8).map("".join), st.text(min_size=1, max_size=40)
)


def made(kind, *parts):
    try:
        return kind(*parts)
    except NotWritable:
        return None


@st.composite
def claims(draw):
    """A claim from a text with markers in any place, as an editor would write it."""
    try:
        referenced = trim_references(split_references(draw(WILD)))
    except MarkerError:
        assume(False)
    claim = made(DigestClaim, referenced.text, referenced.references)
    assume(claim)
    return claim


@st.composite
def placed_claims(draw):
    """A claim with references at any offset."""
    text = draw(WILD).strip()
    references = draw(
        st.lists(
            st.builds(
                Reference,
                st.integers(1, 99_999) | st.integers(1990, 1999),
                st.sampled_from([None, None, "other", "a-2"]),
                st.integers(0, len(text)),
            ),
            max_size=3,
        )
    )
    ordered = tuple(sorted(references, key=lambda reference: reference.offset))
    claim = made(DigestClaim, text, ordered)
    assume(claim)
    return claim


TIMES = st.datetimes(
    datetime(2, 1, 1),  # noqa: DTZ001
    datetime(9998, 12, 31),  # noqa: DTZ001
    timezones=st.none()
    | st.just(UTC)
    | st.timezones()
    | st.integers(-86399, 86399).map(lambda seconds: timezone(timedelta(seconds=seconds))),
)


@st.composite
def digests(draw):
    lines = WILD.map(str.strip)
    sections = draw(
        st.lists(
            st.builds(
                lambda title, items: made(DigestSection, title, tuple(items)),
                lines,
                st.lists(claims() | placed_claims(), max_size=3),
            ),
            min_size=1,
            max_size=3,
        )
    )
    assume(all(sections))
    topic = draw(st.just("") | lines)
    digest = made(Digest, topic, draw(lines), draw(lines), draw(TIMES), tuple(sections))
    assume(digest)
    return digest


def digest_of(*texts, title="Core Viewpoint"):
    parts = tuple(DigestClaim(text) if isinstance(text, str) else text for text in texts)
    when = datetime(2025, 11, 7, 18, 40)  # noqa: DTZ001
    return Digest("", "A title", "A paper", when, (DigestSection(title, parts),))


@settings(max_examples=150, suppress_health_check=list(HealthCheck), deadline=None)
@given(digests())
def test_what_is_written_is_read_back_the_same(digest):
    assert parse(render(digest)).digest == digest


@settings(max_examples=150, suppress_health_check=list(HealthCheck), deadline=None)
@given(st.lists(TRICKY | st.just("\n"), max_size=30).map("".join) | st.text())
def test_what_was_read_is_written_in_one_way(body):
    text = f"A title\nA paper· 2025-11-07 18:40\n{body}"
    try:
        digest = parse(text).digest
    except DigestError:
        assume(False)

    written = render(digest)

    assert parse(written).digest == digest
    assert render(parse(written).digest) == written


def test_a_digest_is_written_a_line_for_each_claim():
    claim = DigestClaim("Output rose by a third", (Reference(1, None, 22), Reference(3, None, 22)))

    assert render(digest_of(claim, "It may fall")) == (
        "A title\nA paper· 2025-11-07 18:40\n\nCore Viewpoint\n- Output rose by a third [1][3]\n- It may fall\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        "Supply - and demand - rose",
        "- starts like a list",
        "Group 2: the words",
        "As Group 2: says",
        "Smith [2024] said so [sic]",
        "Core Viewpoint - so",
        "Reuters· 2025-11-07 18:40",
        "储量居前🙂",
        "# no heading",
    ],
)
@pytest.mark.parametrize(
    "title", ["Core Viewpoint", "Group 1: Supply - and demand", "# [1]", "- x", "Others"]
)
def test_claims_and_titles_may_say_anything(text, title):
    middle = DigestClaim(f"First. {text}", (Reference(1, None, 6),))
    digest = digest_of(text, middle, title=title)

    assert parse(render(digest)).digest == digest


def test_a_hyphen_after_a_marker_inside_a_claim_is_protected():
    digest = digest_of(DigestClaim("Rose - then fell", (Reference(1, None, 4),)))

    assert "- Rose [1] \\- then fell\n" in render(digest)
    assert parse(render(digest)).digest == digest


@pytest.mark.parametrize(
    ("zone", "written"),
    [
        (None, "2025-11-07 18:40\n"),
        (UTC, "2025-11-07 18:40 UTC\n"),
        (ZoneInfo("Asia/Shanghai"), "2025-11-07 18:40 +08:00\n"),
        (timezone(-timedelta(hours=3, minutes=30)), "2025-11-07 18:40 -03:30\n"),
    ],
)
def test_a_time_is_written_with_its_offset(zone, written):
    when = datetime(2025, 11, 7, 18, 40, tzinfo=zone)
    digest = Digest("", "A title", "A paper", when, digest_of("So it is").sections)

    assert f"A paper· {written}" in render(digest)
    assert parse(render(digest)).digest == digest


def test_the_topic_is_written_above_the_title():
    digest = Digest(
        "Metals", "A title", "A paper", datetime(2025, 1, 2, tzinfo=UTC), digest_of("So").sections
    )

    assert render(digest).startswith("Topic: Metals\nA title\n")


def test_a_byte_order_mark_before_the_text_is_no_part_of_it():
    digest = digest_of("So it is")
    marked = Digest("", "\ufeffA title", "A paper", digest.published, digest.sections)

    assert parse("\ufeff" + render(digest)).digest == digest
    assert parse(render(marked)).digest == marked
