"""Canonical JSON at the speed of C is that of the package rfc8785."""

import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from claims.canonical import canonical_text, without

texts = st.text(st.characters(exclude_categories=["Cs"]))
keys = st.text(st.characters(max_codepoint=0x7E), max_size=5)
scalars = st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | texts
values = st.recursive(
    scalars,
    lambda each: st.lists(each, max_size=3) | st.dictionaries(keys, each, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(keys, values, max_size=6))
def test_it_is_the_canonical_form(document: dict[str, object]) -> None:
    assert canonical_text(document).encode() == rfc8785.dumps(document)


def test_members_are_left_out() -> None:
    assert without({"a": 1, "b": 2}, frozenset({"b", "c"})) == {"a": 1}
