"""What readers see follows from editions alone, and can be made again from them."""

from django.db.models import Model
from django.forms.models import model_to_dict

from claims import drafting
from claims.models import (
    Edition,
    FigureConflict,
    FormerPublication,
    Publication,
    PublishedCitation,
    PublishedFigure,
    PublishedParagraph,
    PublishedSource,
    PublishedTerm,
    PublishedTopic,
    User,
)
from claims.shelving import shelve
from claims.shelving.figures import id_of, stated_of
from tests import factories


def shelves() -> list[dict[str, object]]:
    # No reader sees `origin`; it comes back with `show_remarks_on`, not from the editions.
    own = {"id", "publication", "paragraph", "origin", "terms"}
    return [
        {name: value for name, value in model_to_dict(row).items() if name not in own}
        for model in (
            PublishedSource, Publication, PublishedTopic, PublishedParagraph, PublishedCitation,
            PublishedFigure, FigureConflict, FormerPublication,
        )
        for row in model.objects.order_by(order_of(model))
    ]  # fmt: skip


def order_of(model: type[Model]) -> str:
    return "edition" if model is FormerPublication else "pk"


def found_by() -> dict[str, set[str]]:
    """Each claim's terms; those of paragraphs by number, as their ids are made anew."""
    numbers = {f"paragraph:{row.pk}": str(row) for row in PublishedParagraph.objects.all()}
    found: dict[str, set[str]] = {}
    for row in PublishedTerm.objects.all():
        found.setdefault(str(row.publication_id), set()).add(numbers.get(row.term, row.term))
    return found


def test_the_shelves_can_be_made_again_from_the_editions(author: User, reviewer: User) -> None:
    topics = [drafting.topic_called("Ports")]
    claim = factories.published_claim(author, reviewer, topics=topics)
    factories.edit(claim, author, text="The harbour moved 421 containers [2]", topics=[])
    factories.approve(factories.submit(claim, author), reviewer)
    factories.publish(claim, reviewer)
    factories.published_claim(author, reviewer, topics=topics)
    for value in ("8", "9"):
        claim = factories.make_claim(author, text=f"Traffic in the harbour grew {value}% [1]")
        factories.add_figure(claim, author, f"{value}%", value=f"{value}.5")
        factories.approve(factories.submit(claim, author), reviewer)
        factories.publish(claim, reviewer)
    before, terms = shelves(), found_by()
    assert FigureConflict.objects.count() == 2
    FormerPublication.objects.all().delete()
    Publication.objects.all().delete()
    PublishedParagraph.objects.all().delete()
    PublishedSource.objects.all().delete()

    for edition in Edition.objects.order_by("sequence"):
        shelve(edition)

    assert (shelves(), found_by()) == (before, terms)


def test_a_new_edition_takes_the_place_of_the_last(author: User, reviewer: User) -> None:
    claim = factories.published_claim(author, reviewer)
    factories.edit(claim, author, text="Only one now [1]")
    factories.approve(factories.submit(claim, author), reviewer, rating="mixed")

    edition = factories.publish(claim, reviewer)

    publication = Publication.objects.get()
    assert (publication.edition, publication.rating) == (edition, "mixed")
    assert [c.paragraph.number for c in publication.citations.all()] == [1]


def test_a_figure_keeps_its_id_while_its_words_stand(author: User, reviewer: User) -> None:
    claim = factories.make_claim(author, text="Up 8% in May and 8% in June [1]")
    for start in (3, 17):
        factories.add_figure(claim, author, "8%", start=start, end=start + 2)
    factories.approve(factories.submit(claim, author), reviewer)
    factories.publish(claim, reviewer)
    before = list(PublishedFigure.objects.order_by("position").values_list("pk", flat=True))
    factories.edit(claim, author, text="It went up 8% in May, then 8% in June [1]")
    factories.approve(factories.submit(claim, author), reviewer)

    factories.publish(claim, reviewer)

    rows = PublishedFigure.objects.order_by("position")
    assert list(rows.values_list("pk", flat=True)) == before
    assert [stated_of(row).bounds.low for row in rows] == [8, 8]
    assert id_of(claim.pk, "8%", 1) == before[0]
