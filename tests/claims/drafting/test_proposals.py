"""Figures as the machine proposes them, and what people decided about them, through edits."""

from datetime import date

import pytest
from django.db import connection

from claims import drafting
from claims.annotating import annotate
from claims.models import Annotation, Claim, Figure, FigureStatus, User
from tests import factories

TWICE = "Up 8% in May and 8% in the month of June [1]"


def spans(claim: Claim) -> list[tuple[str, int | None, str]]:
    return [(each.text, each.start, each.status) for each in claim.figures.order_by("start")]


def test_a_draft_has_its_figures_proposed(author: User) -> None:
    claim = factories.make_claim(author)

    containers, growth = claim.figures.order_by("start")

    assert (containers.text, containers.kind, containers.counted) == ("412", "count", "container")
    assert (growth.value, growth.unit, growth.direction) == (8, "%", "up")
    assert growth.status == FigureStatus.PROPOSED
    assert growth.engine.startswith("rules-")
    assert growth.confidence is not None
    assert claim.text[growth.start : growth.end] == "8%"


def test_an_edit_that_leaves_the_words_leaves_the_rows(author: User) -> None:
    claim = factories.make_claim(author)
    before = set(claim.figures.values_list("pk", flat=True))

    claim = factories.edit(claim, author, text=f"Now: {factories.TEXT}")

    assert set(claim.figures.values_list("pk", flat=True)) == before
    assert spans(claim) == [("412", 23, "proposed"), ("8%", 46, "proposed")]


def test_what_nobody_decided_on_goes_with_its_words(author: User) -> None:
    claim = factories.make_claim(author)
    lost = factories.figure_of(claim, "412")
    annotate(by=author, claim=claim, figure=lost, body="Really?")

    claim = factories.edit(claim, author, text="The harbour moved 413 containers [1]")

    assert spans(claim) == [("413", 18, "proposed")]
    assert Annotation.objects.get().part_words == "412"
    claim = factories.edit(claim, author, text="The harbour moved 412 containers [1]")
    assert Annotation.objects.get().figure == claim.figures.get()


@pytest.mark.parametrize("status", ["confirmed", "rejected"])
def test_a_decision_is_kept_and_nothing_is_proposed_in_its_place(author: User, status: str) -> None:
    claim = factories.make_claim(author)
    figure = factories.decide(factories.figure_of(claim), author, status)

    claim = factories.edit(claim, author, text=f"In all, 3 times: {factories.TEXT}")

    figure.refresh_from_db()
    assert (figure.status, claim.text[figure.start : figure.end]) == (status, "8%")
    assert claim.figures.filter(text="8%").count() == 1


def test_a_correction_is_kept_through_edits(author: User) -> None:
    claim = factories.make_claim(author)
    figure = drafting.edit_figure(
        figure=factories.figure_of(claim), version=factories.fresh(claim).version, by=author,
        value="8.4", of="containers moved",
    )  # fmt: skip

    factories.edit(claim, author, language="en-GB", claimed_on=date(2025, 6, 2))

    figure.refresh_from_db()
    assert (figure.status, str(figure.value.normalize()), figure.of) == (
        "edited", "8.4", "containers moved",
    )  # fmt: skip


def test_words_that_stand_twice_are_told_apart_by_what_is_around_them(author: User) -> None:
    claim = factories.make_claim(author, text=TWICE)
    june = claim.figures.latest("start")
    factories.decide(june, author)

    factories.edit(claim, author, text="Up 8% in the month of June, and 8% in May [1]")

    june.refresh_from_db()
    assert june.start == 3


def test_a_figure_by_hand_takes_the_place_of_proposals(author: User) -> None:
    claim = factories.make_claim(author)

    drafting.add_figure(
        claim=claim, version=claim.version, by=author,
        text="8% more than a year before", value="8", unit="%",
    )  # fmt: skip

    assert spans(claim) == [
        ("412", 18, "proposed"), ("8% more than a year before", 41, "confirmed"),
    ]  # fmt: skip


def test_years_are_counted_from_the_day_of_the_claim(author: User) -> None:
    text = "Traffic grew by 8% last year [1]"
    claim = factories.make_claim(author, text=text, claimed_on=date(2025, 6, 2))
    assert claim.figures.get().period == "2024"

    claim = factories.edit(claim, author, claimed_on=date(2024, 6, 2))

    figure = claim.figures.get()
    assert (figure.period, str(figure.period_end)) == ("2023", "2023-12-31")


def test_what_the_database_refuses_costs_the_proposals_and_not_the_text(author: User) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE FUNCTION pg_temp.refuse() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE check_violation; END $$"
        )
        cursor.execute(
            "CREATE TRIGGER refuse BEFORE INSERT ON claims_figure "
            "FOR EACH ROW EXECUTE FUNCTION pg_temp.refuse()"
        )

    claim = factories.make_claim(author)

    assert factories.fresh(claim).text.startswith("The harbour moved 412")
    assert not Figure.objects.exists()


@pytest.mark.parametrize(
    ("before", "after", "text"),
    [
        ("Output rose 18% in 2024 [1]", "Output fell 18% in 2024 [1]", "18%"),
        ("Output rose 18% in 2024 [1]", "Output rose 18% in 2019 [1]", "18%"),
        ("They built 18 schools [1]", "They built more than 18 million schools [1]", "18"),
        ("They built 18 schools [1]", "They built 18-20 schools [1]", "18"),
        ("Its debt is 85 [1]", "Its debt is 85 million euros [1]", "85"),
    ],
)
def test_words_that_are_read_otherwise_are_no_longer_what_was_decided_on(
    author: User, before: str, after: str, text: str
) -> None:
    claim = factories.make_claim(author, text=before)
    figure = factories.decide(factories.figure_of(claim, text), author)
    value = figure.value

    claim = factories.edit(claim, author, text=after)

    figure.refresh_from_db()
    assert (figure.start, figure.status, figure.value) == (None, "confirmed", value)
    assert figure in claim.figures.unsettled()
    assert claim.figures.exclude(pk=figure.pk).get().status == FigureStatus.PROPOSED


def test_no_figure_takes_the_place_of_another(author: User) -> None:
    claim = factories.make_claim(author, text="In Lima 5% of men and 5% of women voted [1]")
    men, women = claim.figures.order_by("start")
    factories.decide(men, author, "rejected")
    factories.decide(women, author)

    factories.edit(claim, author, text="In Lima 5% of women voted [1]")

    men.refresh_from_db()
    women.refresh_from_db()
    assert (men.start, women.start) == (None, 8)
