"""Writing claims: the text with its markers, and what follows from them."""

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError

from claims import drafting
from claims.errors import Conflict, Stale
from claims.models import Claim, State, User
from sources.models import Paragraph
from tests import factories


def codes(refused: pytest.ExceptionInfo[ValidationError]) -> set[str | None]:
    return {e.code for errors in refused.value.error_dict.values() for e in errors}


def test_a_claim_keeps_its_text_without_markers_and_writes_them_back(author: User) -> None:
    claim = factories.make_claim(author, text="Up 8% [2], says the port [1, 3].")

    assert claim.text == "Up 8%, says the port."
    assert drafting.text_with_references(claim) == "Up 8% [2], says the port [1][3]."
    assert [c.paragraph.number for c in claim.citations.all()] == [2, 1, 3]


def test_paragraphs_that_are_not_captured_yet_are_made_empty(author: User) -> None:
    claim = factories.make_claim(author)

    assert set(claim.source.paragraphs.values_list("number", "text")) == {(1, ""), (3, "")}


def test_a_captured_source_has_the_paragraphs_it_has(author: User) -> None:
    source = factories.make_source()
    factories.capture(source, "One.", "Two.", by=author)

    with pytest.raises(ValidationError) as refused:
        factories.make_claim(author, source=source, text="No such thing [3]")

    assert codes(refused) == {"unknown_paragraph"}
    assert not Claim.objects.exists()


def test_a_paragraph_of_another_source_is_cited_by_its_slug(author: User) -> None:
    other = factories.make_source("Customs figures")
    claim = factories.make_claim(author, text=f"Both say so [1][{other.slug}:4]")

    assert drafting.text_with_references(claim) == f"Both say so [1][{other.slug}:4]"
    assert Paragraph.objects.get(number=4).source == other


def test_an_unknown_source_is_named(author: User) -> None:
    with pytest.raises(ValidationError, match="no source 'nowhere'"):
        factories.make_claim(author, text="So it is [nowhere:1]")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "blank"),
        ("So []", "marker_without_number"),
        ("So [0]", "marker_zero"),
        ("So [99999999999]", "marker_too_large"),
        ("So [3-1]", "marker_reversed"),
        ("So [1][1]", "marker_repeated"),
        ("So\nand so [1]", "text_no_line"),
        ("x" * 5001 + " [1]", "text_too_long"),
    ],
)
def test_a_text_that_cannot_be_is_refused(author: User, text: str, code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        factories.make_claim(author, text=text)

    assert code in codes(refused)
    assert not Claim.objects.exists()


def test_an_unknown_language_is_refused(author: User) -> None:
    with pytest.raises(ValidationError) as refused:
        factories.make_claim(author, language="English")

    assert codes(refused) == {"unknown_language"}


def test_a_section_of_another_source_is_refused(author: User) -> None:
    section = drafting.section_titled(factories.make_source(), "Elsewhere")

    with pytest.raises(ValidationError) as refused:
        factories.make_claim(author, section=section)

    assert codes(refused) == {"unknown_section"}


def test_claims_follow_each_other_in_a_section_unless_placed(author: User) -> None:
    source = factories.make_source()
    section = drafting.section_titled(source, "Group 1")

    claims = [
        factories.make_claim(author, source=source, section=section, text=f"Claim {n} [1]")
        for n in range(3)
    ]

    assert [claim.position for claim in claims] == [0, 1, 2]
    with pytest.raises(ValidationError) as refused:
        factories.make_claim(author, source=source, section=section, position=1, text="Me [1]")
    assert codes(refused) == {"position_taken"}


def test_an_edit_is_a_new_revision_with_its_author_and_reason(author: User, reviewer: User) -> None:
    claim = factories.make_claim(author)

    claim = factories.edit(claim, reviewer, text="Up 9% [1]", reason="A slip")

    assert claim.revision == 2
    last = claim.revisions.get(number=2)
    assert (last.author, last.reason) == (reviewer, "A slip")


def test_an_edit_that_changes_nothing_is_no_revision(author: User) -> None:
    claim = factories.make_claim(author)

    again = factories.edit(claim, author, text=factories.TEXT, language="en")

    assert (again.revision, again.version) == (claim.revision, claim.version)


def test_a_citation_that_stays_keeps_its_stance_and_quote(author: User) -> None:
    claim = factories.make_claim(author)
    factories.capture(claim.source, "In May.", "Cranes.", "Up 8 percent.", by=author)
    drafting.edit_citation(
        citation=factories.citation_of(claim, 3),
        version=factories.fresh(claim).version,
        by=author,
        stance="context",
        quote="8 percent",
    )

    factories.edit(claim, author, text="Up 8% [2][3] and more")

    kept = factories.citation_of(claim, 3)
    assert (kept.stance, kept.quote, kept.position) == ("context", "8 percent", 1)


def test_two_editors_at_once_and_the_second_is_told(author: User, reviewer: User) -> None:
    claim = factories.make_claim(author)
    drafting.edit_claim(claim=claim, version=claim.version, by=author, text="Mine [1]")

    with pytest.raises(Stale):
        drafting.edit_claim(claim=claim, version=claim.version, by=reviewer, text="His [1]")

    assert factories.fresh(claim).text == "Mine"


def test_a_draft_can_be_deleted_and_its_history_stays(author: User) -> None:
    claim = factories.make_claim(author)

    drafting.delete_claim(claim=claim, version=claim.version, by=author)

    assert not Claim.objects.exists()
    events = apps.get_model("claims", "ClaimEvent").objects.filter(pgh_obj_id=claim.pk)
    assert events.order_by("pgh_id").last().pgh_label == "delete"


def test_what_was_submitted_or_published_is_not_deleted(author: User, reviewer: User) -> None:
    claim = factories.published_claim(author, reviewer)

    with pytest.raises(Conflict) as refused:
        drafting.delete_claim(claim=claim, version=claim.version, by=author)

    assert {reason.code for reason in refused.value.reasons} == {"published", "reviewed"}
    assert factories.fresh(claim).state == State.PUBLISHED


def test_topics_are_kept_in_order(author: User) -> None:
    topics = [drafting.topic_called(label) for label in ("Ports", "Trade", "Labour")]
    claim = factories.make_claim(author, topics=topics[:2])

    claim = factories.edit(claim, author, topics=[topics[2], topics[0]])

    assert [link.topic.label for link in claim.topic_links.all()] == ["Labour", "Ports"]
    assert claim.revision == 2
