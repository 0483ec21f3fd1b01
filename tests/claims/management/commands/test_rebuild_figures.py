"""manage.py rebuild_figures: what readers find of figures, made anew."""

import io

from django.core.management import call_command

from claims.models import FigureConflict, FormerPublication, PublishedFigure, User
from tests import factories
from tests.world import World


def rebuild(*arguments: str) -> str:
    out = io.StringIO()
    call_command("rebuild_figures", *arguments, stdout=out)
    return out.getvalue()


def shelves() -> tuple[list[object], list[object]]:
    return (
        list(PublishedFigure.objects.order_by("pk").values()),
        list(FigureConflict.objects.order_by("pk").values()),
    )


def test_figures_and_conflicts_are_made_anew(ratings: None) -> None:
    World()
    before = shelves()
    assert all(before)

    assert rebuild() == "4 claims have their figures anew.\n"
    assert shelves() == before
    PublishedFigure.objects.all().delete()
    rebuild()
    assert shelves() == before


def test_what_stood_before_is_found_by_its_figures_again(author: User, reviewer: User) -> None:
    claim = factories.published_claim(author, reviewer, text="The harbour grew 8% [1]")
    factories.edit(claim, author, text="The harbour grew [1]")
    factories.approve(factories.submit(claim, author), reviewer)
    factories.publish(claim, reviewer)
    former = FormerPublication.objects.get()
    before = (former.figures, former.terms)
    assert [each["base"] for each in former.figures] == ["%"]
    former.figures, former.terms = [], [term for term in former.terms if "unit:" not in term]
    former.save()

    rebuild()

    former.refresh_from_db()
    assert (former.figures, former.terms) == before


def test_it_goes_on_where_it_was_stopped(ratings: None) -> None:
    world = World()

    assert rebuild("--after", str(world.rivals[1].publication.sequence)).startswith("0 claims")
