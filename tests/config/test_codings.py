"""Accept-Encoding is read as RFC 9110 has it; each coding has its own entity tag."""

import pytest
from django.utils.http import parse_etags
from hypothesis import given
from hypothesis import strategies as st

from config.codings import IDENTITY, OURS, acceptable, held, tag_in, uncoded, usable

WEIGHT = st.sampled_from(
    ["", ";q=1", ";q=1.000", ";q=0.5", " ; q=0.123", ";Q=0.001", ";q=0", ";q=0.000"]
)
NAME = st.sampled_from(["gzip", "zstd", "identity", "*", "br", "x-gzip", "GZip", "deflate", "Zstd"])
ELEMENT = st.builds("{}{}".format, NAME, WEIGHT)
# What RFC 9110 §8.8.3 lets stand in an entity tag, but the comma: Django's reader divides there.
OPAQUE = st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E, exclude_characters='",'))
TAG = st.builds('"{}"'.format, OPAQUE)


@pytest.mark.parametrize(
    ("header", "best"),
    [
        (None, ["identity"]),
        ("", ["identity"]),
        ("gzip", ["gzip", "identity"]),
        ("x-gzip", ["gzip", "identity"]),
        ("gzip, deflate, br, zstd", ["zstd", "gzip", "identity"]),
        ("GZIP;Q=0.8 , zstd;q=0.5", ["gzip", "zstd", "identity"]),
        ("*", ["zstd", "gzip", "identity"]),
        ("*;q=0", ["identity"]),
        ("gzip;q=0, *", ["zstd", "identity"]),
        ("gzip, *;q=0", ["gzip"]),
        ("gzip, identity;q=0", ["gzip"]),
        ("identity;q=0", ["identity"]),
        ("identity;q=1, gzip;q=0.5", ["identity", "gzip"]),
        ("identity, gzip", ["gzip", "identity"]),
        ("br", ["identity"]),
        ("gzip;q=2, zstd;q=x, ;;, gz ip", ["identity"]),
        ("gzip;q=0.1234", ["identity"]),
        ("gzip;q=1.001", ["identity"]),
    ],
)
def test_codings_are_offered_as_the_client_weighs_them(header, best):
    assert list(acceptable(header)) == best


@given(
    st.lists(ELEMENT, max_size=6, unique_by=lambda element: element.split(";")[0].strip().lower())
)
def test_what_is_refused_is_never_sent_where_there_is_a_choice(elements):
    offered = acceptable(", ".join(elements))

    refused = {
        element.split(";")[0].strip().lower().removeprefix("x-")
        for element in elements
        if element.endswith(("q=0", "q=0.000"))
    } - {
        element.split(";")[0].strip().lower().removeprefix("x-")
        for element in elements
        if not element.endswith(("q=0", "q=0.000"))
    }
    assert offered == (IDENTITY,) or not refused & set(offered)


@given(st.text(max_size=200))
def test_whatever_is_sent_some_coding_of_ours_is_offered(header):
    offered = acceptable(header)

    assert offered
    assert set(offered) <= {*OURS, IDENTITY}
    assert len(set(offered)) == len(offered)


@given(TAG)
def test_a_tag_of_each_coding_leads_back_to_the_content(tag):
    plain = uncoded(tag)
    tags = {tag_in(coding, plain) for coding in (*OURS, IDENTITY)}

    assert len(tags) == 3
    assert {uncoded(each) for each in tags} == {plain}
    assert all(parse_etags(each) == [each] for each in tags)


@given(st.lists(TAG, min_size=1, max_size=5), st.sampled_from(["", "W/"]))
def test_a_list_of_tags_is_read_tag_by_tag(tags, weak):
    header = ", ".join(weak + tag for tag in tags)

    assert parse_etags(uncoded(header)) == [weak + uncoded(tag) for tag in tags]
    assert usable(header, (*OURS, IDENTITY)) == uncoded(header)


@given(st.text(max_size=100), st.text(max_size=20))
def test_what_is_no_list_of_tags_breaks_nothing(header, tag):
    assert held(usable(uncoded(header), OURS), f'"{tag}"', OURS)


def test_a_tag_counts_only_for_a_client_that_takes_its_coding():
    header = '"a--gzip", "a--zstd", "b"'

    assert usable(header, ("gzip", IDENTITY)) == '"a", "a--zstd", "b"'
    assert usable(header, (IDENTITY,)) == header


def test_a_weak_tag_is_the_same_in_each_coding():
    assert tag_in("gzip", 'W/"a"') == 'W/"a"'


@pytest.mark.parametrize(
    ("header", "confirmed"),
    [
        ('"a--gzip"', '"a--gzip"'),
        ('"a"', '"a"'),
        ('"a", "a--gzip", "a--zstd"', '"a--zstd"'),
        ('W/"a--gzip"', '"a--gzip"'),
        ("*", '"a"'),
    ],
)
def test_a_client_is_told_the_tag_that_it_holds(header, confirmed):
    assert held(header, '"a"', ("zstd", "gzip", IDENTITY)) == confirmed
