"""What an edition freezes."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims import drafting
from claims.models import User
from claims.snapshots import decimal_text, snapshot
from tests import factories

# DESIGN §5: what a claim shows to readers, without what publishing adds.
MEMBERS = {
    "schema", "id", "text", "text_with_references", "language", "section", "position", "claimant",
    "claimed_on", "source", "cited_sources", "topics", "citations", "figures", "rating",
    "reviewed_by",
}  # fmt: skip


def test_a_snapshot_has_every_member_and_names_things_in_full(author: User, reviewer: User) -> None:
    claim = factories.make_claim(
        author,
        topics=[drafting.topic_called("Ports")],
        claimant=drafting.claimant_named("Port Authority"),
        claimed_on="2025-06-02",
    )
    factories.approve(factories.submit(claim, author), reviewer)

    content = snapshot(factories.fresh(claim))

    assert content.keys() == MEMBERS
    assert content["topics"] == [{"slug": "ports", "label": "Ports"}]
    assert content["claimant"]["name"] == "Port Authority"
    assert content["claimed_on"] == "2025-06-02"
    assert content["rating"] == {
        "code": "supported",
        "label": "Supported",
        "value": 5,
        "best": 5,
        "worst": 1,
        "rationale": "Both paragraphs say so.",
    }


def test_rejected_figures_are_left_out(author: User) -> None:
    claim = factories.make_claim(author)
    figure = factories.figure_of(claim)
    drafting.decide_figure(figure=figure, version=claim.version, by=author, status="rejected")

    assert snapshot(factories.fresh(claim))["figures"] == []


def test_an_absent_word_is_null_and_a_number_a_string(author: User) -> None:
    claim = factories.make_claim(author)
    factories.add_figure(claim, author, mantissa="8")

    [figure] = snapshot(factories.fresh(claim))["figures"]

    assert (figure["value"], figure["mantissa"], figure["lower"]) == ("8", "8", None)
    assert (figure["hedge"], figure["period"], figure["direction"]) == (None, None, None)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Decimal("7E+11"), "700000000000"),
        (Decimal("3.500"), "3.5"),
        (Decimal("0.00"), "0"),
        (Decimal("-40"), "-40"),
        (Decimal("1E-7"), "0.0000001"),
        (None, None),
    ],
)
def test_numbers_have_no_exponent_and_no_zeros_at_the_end(
    number: Decimal | None, text: str | None
) -> None:
    assert decimal_text(number) == text


@given(st.decimals(allow_nan=False, allow_infinity=False, places=12))
def test_a_number_is_read_back_as_it_was(number: Decimal) -> None:
    assert Decimal(decimal_text(number) or "") == number
