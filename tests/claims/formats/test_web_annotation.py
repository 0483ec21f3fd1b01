"""Remarks as Web Annotations: there and back, and what is refused."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.formats.json_ld import NotAnAnnotation
from claims.formats.web_annotation import (
    CONTEXT,
    MOTIVATIONS,
    WebAnnotation,
    read_annotation,
    write_annotation,
)

IRI = st.from_regex(r"https://[a-z]{1,8}\.org/[a-z0-9/]{0,10}", fullmatch=True)
TIMES = st.datetimes(min_value=datetime(1900, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
SPANS = st.one_of(
    st.just({}),
    st.builds(
        lambda quote, prefix, suffix, start: {
            "quote": quote,
            "prefix": prefix,
            "suffix": suffix,
            "start": start,
            "end": start + len(quote),
        },
        st.text(min_size=1),
        st.text(max_size=32),
        st.text(max_size=32),
        st.integers(0, 10**6),
    ),
    st.builds(lambda index: {"fragment": f"/citations/{index}"}, st.integers(0, 99)),
)
REMARKS = st.builds(
    lambda span, **rest: WebAnnotation(**rest, **span),
    SPANS,
    target=IRI,
    body=st.text(min_size=1),
    motivation=st.sampled_from(sorted(MOTIVATIONS)),
    id=IRI,
    language=st.sampled_from(["", "en", "zh-Hans"]),
    creator=st.text(),
    created=TIMES,
    modified=st.none() | TIMES,
    canonical=st.just("") | IRI,
    via=st.lists(IRI, max_size=3).map(tuple),
)
LEAST = {"@context": CONTEXT, "type": "Annotation", "target": "https://a.org/", "bodyValue": "Hm."}


@given(REMARKS)
def test_what_is_written_is_read_back(remark: WebAnnotation) -> None:
    assert read_annotation(write_annotation(remark)) == remark


@given(REMARKS)
def test_what_is_written_keeps_the_hard_rules(remark: WebAnnotation) -> None:
    made = write_annotation(remark)

    assert made["@context"] == CONTEXT
    assert made["type"] == "Annotation"
    assert made["created"].endswith("Z")
    assert isinstance(made["motivation"], str)
    assert "bodyValue" not in made


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ({}, {"body": "Hm.", "motivation": "commenting"}),
        ({"motivation": ["oa:questioning"]}, {"motivation": "questioning"}),
        ({"target": ["https://a.org/#p3"]}, {"target": "https://a.org/", "fragment": "p3"}),
        (
            {
                "target": {
                    "source": {"id": "https://a.org/"},
                    "selector": {
                        "type": "FragmentSelector",
                        "value": "p3",
                        "refinedBy": {"type": "TextPositionSelector", "start": 1, "end": 4},
                    },
                }
            },
            {"fragment": "p3", "start": 1, "end": 4},
        ),
        (
            {
                "target": {
                    "source": "https://a.org/",
                    "selector": {"type": "FragmentSelector", "value": "char=0,10"},
                }
            },
            {"start": 0, "end": 10, "fragment": ""},
        ),
    ],
)
def test_other_ways_to_say_it_are_understood(given: dict[str, Any], wanted: dict[str, Any]) -> None:
    remark = read_annotation(LEAST | given)

    assert {name: getattr(remark, name) for name in wanted} == wanted


@pytest.mark.parametrize(
    ("given", "keys"),
    [
        ({"@context": "http://example.org"}, ("@context",)),
        ({"type": "Note"}, ("type",)),
        ({"target": []}, ("target",)),
        ({"target": 5}, ("target",)),
        ({"target": {"selector": []}}, ("target", "source")),
        ({"target": {"source": "x", "selector": {"type": "SvgSelector"}}}, ("target", "selector")),
        ({"motivation": "boasting"}, ("motivation",)),
        ({"motivation": ["editing", "tagging"]}, ("motivation", 1)),
        ({"motivation": {"id": "oa:commenting"}}, ("motivation",)),
        ({"motivation": [["commenting"]]}, ("motivation",)),
        ({"body": {"value": "x"}}, ("bodyValue",)),
        ({"created": "yesterday"}, ("created",)),
        ({"created": "2025-01-01T00:00:00"}, ("created",)),
        ({"created": "0001-01-01T00:00:00+14:00"}, ("created",)),
        ({"modified": "9999-12-31T23:59:59-14:00"}, ("modified",)),
        ({"via": [5]}, ("via",)),
        ({"via": ["https://a.org/"] * 11}, ("via",)),
        ({"id": 5}, ("id",)),
    ],
)
def test_what_is_no_annotation_is_refused_at_its_place(
    given: dict[str, Any], keys: tuple[str | int, ...]
) -> None:
    with pytest.raises(NotAnAnnotation) as refused:
        read_annotation(LEAST | given)

    assert refused.value.keys == keys


@pytest.mark.parametrize("sent", [None, [], "x", 5])
def test_an_annotation_is_an_object(sent: Any) -> None:
    with pytest.raises(NotAnAnnotation):
        read_annotation(sent)


@pytest.mark.parametrize("body", [["a", "b"], "https://a.org/", [{"id": "x"}], {"value": 5}])
def test_a_body_is_one_text(body: Any) -> None:
    sent = {name: value for name, value in LEAST.items() if name != "bodyValue"}

    with pytest.raises(NotAnAnnotation):
        read_annotation(sent | {"body": body})


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.just("2025-01-01T00:00Z"),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(
            st.sampled_from(
                "id type value exact prefix start end source selector refinedBy language".split()
            ),
            inner | st.sampled_from(["TextQuoteSelector", "TextPositionSelector"]),
            max_size=4,
        )
    ),
    max_leaves=8,
)


@given(
    st.dictionaries(
        st.sampled_from(
            "id type body bodyValue motivation target creator created canonical via".split()
        ),
        VALUES,
        max_size=4,
    )
)
def test_whatever_is_sent_is_read_or_refused(sent: dict[str, Any]) -> None:
    keys: tuple[str | int, ...] = ()
    try:
        read_annotation(LEAST | sent)
    except NotAnAnnotation as refused:
        keys = refused.keys

    assert set(keys[:1]) <= set(LEAST | sent)
