"""What readers see follows from editions alone, and can be made again from them."""

from django.forms.models import model_to_dict

from claims import drafting
from claims.models import (
    Edition,
    Publication,
    PublishedCitation,
    PublishedParagraph,
    PublishedSource,
    PublishedTopic,
    User,
)
from claims.shelving import shelve
from tests import factories


def shelves() -> list[dict[str, object]]:
    # No reader sees `origin`; it comes back with `show_remarks_on`, not from the editions.
    own = {"id", "publication", "paragraph", "origin"}
    return [
        {name: value for name, value in model_to_dict(row).items() if name not in own}
        for model in (
            PublishedSource, Publication, PublishedTopic, PublishedParagraph, PublishedCitation,
        )
        for row in model.objects.order_by("pk")
    ]  # fmt: skip


def test_the_shelves_can_be_made_again_from_the_editions(author: User, reviewer: User) -> None:
    topics = [drafting.topic_called("Ports")]
    claim = factories.published_claim(author, reviewer, topics=topics)
    factories.edit(claim, author, text="The harbour moved 421 containers [2]", topics=[])
    factories.approve(factories.submit(claim, author), reviewer)
    factories.publish(claim, reviewer)
    factories.published_claim(author, reviewer, topics=topics)
    before = shelves()
    Publication.objects.all().delete()
    PublishedParagraph.objects.all().delete()
    PublishedSource.objects.all().delete()

    for edition in Edition.objects.order_by("sequence"):
        shelve(edition)

    assert shelves() == before


def test_a_new_edition_takes_the_place_of_the_last(author: User, reviewer: User) -> None:
    claim = factories.published_claim(author, reviewer)
    factories.edit(claim, author, text="Only one now [1]")
    factories.approve(factories.submit(claim, author), reviewer, rating="mixed")

    edition = factories.publish(claim, reviewer)

    publication = Publication.objects.get()
    assert (publication.edition, publication.rating) == (edition, "mixed")
    assert [c.paragraph.number for c in publication.citations.all()] == [1]
