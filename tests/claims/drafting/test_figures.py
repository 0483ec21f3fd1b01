"""Figures by hand: where they stand, what they mean, and who decided."""

from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from claims import drafting
from claims.drafting.places import places_of
from claims.errors import NotReady
from claims.models import FigureStatus, User
from tests import factories

RANGE = {"op": "range", "value": None, "lower": "2", "upper": "3.5"}


def test_the_words_give_the_span(author: User) -> None:
    claim = factories.make_claim(author)

    figure = factories.add_figure(claim, author)

    assert claim.text[figure.start : figure.end] == "8%"
    assert (figure.kind, figure.status, figure.decided_by) == ("share", "confirmed", author)
    assert factories.fresh(claim).revision == 2


def test_a_period_gets_its_days(author: User) -> None:
    figure = factories.add_figure(factories.make_claim(author), author, period="2025-33")

    assert (str(figure.period_start), str(figure.period_end)) == ("2025-01-01", "2025-03-31")


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"text": "9%"}, "no_such_words"),
        ({"text": "8%", "start": 0, "end": 2}, "no_such_words"),
        ({"start": 5, "end": 5}, "span_outside_text"),
        ({"start": 0, "end": 999}, "span_outside_text"),
        ({"unit": "dollar"}, "unknown_unit"),
        ({"period": "soon"}, "unknown_period"),
        ({"value": None}, "value_or_range"),
        ({**RANGE, "upper": "1"}, "value_or_range"),
        ({**RANGE, "lower": None}, "value_or_range"),
        ({**RANGE, "upper": None}, "value_or_range"),
        ({"role": "delta"}, "no_direction"),
        ({"num": 1}, "no_fraction"),
        ({"num": 1, "den": 0}, "no_fraction"),
        ({"value": "1" * 50}, "max_whole_digits"),
    ],
)
def test_a_figure_without_sense_is_refused(author: User, given: dict[str, Any], code: str) -> None:
    claim = factories.make_claim(author)
    if "start" in given:
        given = {"text": claim.text[given["start"] : given["end"]], **given}

    with pytest.raises(ValidationError) as refused:
        factories.add_figure(claim, author, **given)

    assert code in {e.code for errors in refused.value.error_dict.values() for e in errors}
    assert not claim.figures.exclude(status="proposed").exists()


def test_words_that_stand_twice_need_a_span(author: User) -> None:
    claim = factories.make_claim(author, text="Up 8% in May and 8% in June [1]")

    with pytest.raises(ValidationError, match="2 times"):
        factories.add_figure(claim, author)

    assert factories.add_figure(claim, author, text="8%", start=17, end=19).start == 17
    first = factories.add_figure(claim, author, text="8%", start=3)
    assert (first.start, first.end) == (3, 5)
    version = factories.fresh(claim).version
    drafting.edit_figure(figure=first, version=version, by=author, text="8% in", end=8)
    first.refresh_from_db()
    assert (first.text, first.start) == ("8% in", 3)


@pytest.mark.parametrize(("given", "missing"), [("start", "end"), ("end", "start")])
def test_one_end_of_a_span_without_words_is_not_enough(
    author: User, given: str, missing: str
) -> None:
    claim = factories.make_claim(author)

    with pytest.raises(ValidationError) as refused:
        drafting.add_figure(
            claim=claim, version=claim.version, by=author, value="8", unit="%", **{given: 5}
        )

    assert [(n, e[0].code) for n, e in refused.value.error_dict.items()] == [(missing, "required")]


def test_a_range_has_bounds_and_no_value(author: User) -> None:
    claim = factories.make_claim(author, text="It may shrink by 2% to 3.5% [1]")

    figure = factories.add_figure(claim, author, text="2% to 3.5%", **RANGE)

    assert (figure.value, figure.lower, figure.upper) == (None, Decimal(2), Decimal("3.5"))


def test_the_first_decision_on_a_proposal_keeps_the_revision(author: User, reviewer: User) -> None:
    claim = factories.submit(factories.make_claim(author), author, settled=False)
    figure = factories.figure_of(claim)

    figure = drafting.decide_figure(
        figure=figure, version=claim.version, by=reviewer, status="confirmed"
    )

    claim = factories.fresh(claim)
    assert (figure.status, figure.decided_by) == (FigureStatus.CONFIRMED, reviewer)
    assert (claim.revision, claim.state) == (1, "in_review")
    assert factories.approve(claim, reviewer).state == "approved"


def test_to_change_ones_mind_is_a_new_revision(author: User) -> None:
    claim = factories.make_claim(author)
    figure = factories.add_figure(claim, author)

    drafting.decide_figure(
        figure=figure, version=factories.fresh(claim).version, by=author, status="rejected"
    )

    assert factories.fresh(claim).revision == 3


def test_a_corrected_figure_is_edited_and_so_is_the_claim(author: User, reviewer: User) -> None:
    claim = factories.make_claim(author)
    figure = factories.figure_of(claim)

    figure = drafting.edit_figure(
        figure=figure, version=factories.fresh(claim).version, by=reviewer, of="the traffic"
    )

    assert (figure.status, figure.decided_by) == (FigureStatus.EDITED, reviewer)
    assert factories.fresh(claim).revision == 2


def test_figures_move_with_the_text(author: User) -> None:
    claim = factories.make_claim(author, text="Up 8% in May and 8% in June [1]")
    first = factories.add_figure(claim, author, text="8%", start=3, end=5)
    second = factories.add_figure(claim, author, text="8%", start=17, end=19)

    claim = factories.edit(claim, author, text="Traffic went up 8% in May and 8% in June [1]")

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.start, second.start) == (16, 30)


def test_a_figure_whose_words_are_gone_keeps_its_values_and_waits(author: User) -> None:
    claim = factories.make_claim(author)
    figure = factories.add_figure(claim, author)

    claim = factories.edit(claim, author, text="The harbour moved 412 containers [1]")

    figure.refresh_from_db()
    assert (figure.start, figure.value) == (None, Decimal(8))
    assert figure in claim.figures.unsettled()
    drafting.remove_figure(figure=figure, version=claim.version, by=author)
    assert [each.text for each in claim.figures.all()] == ["412"]


def test_a_status_that_is_no_decision_is_refused(author: User) -> None:
    claim = factories.make_claim(author)
    figure = factories.figure_of(claim)

    with pytest.raises(ValidationError):
        drafting.decide_figure(
            figure=figure, version=factories.fresh(claim).version, by=author, status="edited"
        )


@pytest.mark.parametrize("text", ["It rose 18% in May [1]", "It rose 0.8% in May [1]"])
def test_a_figure_is_not_found_inside_another_number(author: User, text: str) -> None:
    claim = factories.make_claim(author, text="It rose 8% in May [1]")
    figure = factories.add_figure(claim, author)

    factories.edit(claim, author, text=text)

    figure.refresh_from_db()
    assert figure.start is None


@pytest.mark.parametrize(
    ("words", "text", "places"),
    [
        ("8%", "8%, 18%, 8%", [(0, 2), (9, 11)]),
        ("700", "RMB700 and 1,700 and 700bn", [(3, 6), (21, 24)]),
        ("两成", "下降近两成半", [(3, 5)]),
        ("ten", "often ten tenants", [(6, 9)]),
    ],
)
def test_words_stand_as_a_whole(words: str, text: str, places: list[tuple[int, int]]) -> None:
    assert places_of(words, text) == places


def test_written_digits_follow_a_corrected_value(author: User) -> None:
    claim = factories.make_claim(author, text="It cost 7 billion euros [1]")
    figure = claim.figures.get()

    figure = drafting.edit_figure(
        figure=figure, version=factories.fresh(claim).version, by=author, value="8000000000"
    )

    assert (figure.mantissa, figure.scale) == (8, 9)
    figure.refresh_from_db()
    figure = drafting.edit_figure(
        figure=figure, version=factories.fresh(claim).version, by=author, of="the price"
    )
    assert (figure.mantissa, figure.scale) == (8, 9)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"mantissa": "7", "scale": 9}, "mantissa_differs"),
        ({"period_rel": "by"}, "no_period"),
        ({"basis": "foo"}, "unknown_basis"),
        ({"basis": "2024-13-45"}, "unknown_basis"),
    ],
)
def test_a_figure_that_contradicts_itself_is_refused(
    author: User, given: dict[str, Any], code: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        factories.add_figure(factories.make_claim(author), author, **given)

    assert code in {e.code for errors in refused.value.error_dict.values() for e in errors}


def test_two_settled_figures_do_not_stand_on_the_same_words(author: User) -> None:
    claim = factories.make_claim(author)
    factories.add_figure(claim, author)

    with pytest.raises(ValidationError) as refused:
        factories.add_figure(claim, author, value="9")

    assert refused.value.error_dict["text"][0].code == "figure_overlaps"


def test_what_was_rejected_is_not_confirmed_beside_what_took_its_place(author: User) -> None:
    claim = factories.make_claim(author)
    rejected = factories.decide(factories.figure_of(claim), author, "rejected")
    factories.add_figure(claim, author, value="9")

    with pytest.raises(ValidationError) as refused:
        factories.decide(rejected, author)

    assert refused.value.error_dict["text"][0].code == "figure_overlaps"
    rejected.refresh_from_db()
    assert rejected.status == FigureStatus.REJECTED


def test_what_an_approval_left_open_is_for_whoever_could_give_it(
    author: User, reviewer: User, contributor: User
) -> None:
    claim = factories.make_claim(author)
    factories.submit(claim, author, settled=False)
    factories.approve(claim, reviewer)
    open_one, other = factories.figure_of(claim), factories.figure_of(claim, "412")

    def refused(by: User, **fields: Any) -> set[str]:
        act = drafting.edit_figure if fields else drafting.decide_figure
        fields = fields or {"status": "confirmed"}
        with pytest.raises(NotReady) as no:
            act(figure=open_one, version=factories.fresh(claim).version, by=by, **fields)
        return {reason.code for reason in no.value.reasons}

    assert refused(author) == {"own_claim"}
    assert refused(author, value="8") == {"own_claim"}
    assert refused(contributor) == {"role"}
    open_one.refresh_from_db()
    assert (open_one.status, factories.fresh(claim).state) == ("proposed", "approved")
    factories.decide(open_one, reviewer)
    factories.decide(other, factories.make_user("reviewer"), "rejected")
    assert factories.fresh(claim).revision == 1
    assert factories.publish(claim, author)


def test_whoever_changed_a_claim_settles_nothing_after_its_approval(
    author: User, reviewer: User
) -> None:
    claim = factories.make_claim(author)
    changer = factories.make_user("reviewer")
    factories.edit(claim, changer, claimed_on="2025-06-02")
    factories.submit(claim, author, settled=False)
    factories.approve(claim, reviewer)

    with pytest.raises(NotReady, match="You changed this claim"):
        factories.decide(factories.figure_of(claim), changer, "rejected")


def test_an_author_corrects_a_figure_after_the_approval_for_another_review(
    author: User, reviewer: User
) -> None:
    claim = factories.make_claim(author)
    factories.submit(claim, author, settled=False)
    factories.approve(claim, reviewer)

    drafting.edit_figure(
        figure=factories.figure_of(claim), version=factories.fresh(claim).version, by=author,
        of="the traffic",
    )  # fmt: skip

    assert (factories.fresh(claim).state, factories.fresh(claim).revision) == ("draft", 2)
