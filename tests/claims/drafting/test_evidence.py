"""Sources and captured text, and what their changes do to claims."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError

from claims import drafting
from claims.errors import NotReady, Stale
from claims.models import Claim, State, User
from sources.models import now
from tests import factories
from tests.claims.test_publishing import at_once

FIRST = ("In May 412 boxes were moved.", "Two cranes came in March.", "That is up 8 percent.")


def kinds(capture: drafting.Capture) -> dict[str, str]:
    return {change.paragraph.text or change.before: change.kind for change in capture.changes}


def test_a_second_capture_tells_what_became_of_each_paragraph(author: User) -> None:
    source = factories.make_source()
    factories.capture(source, *FIRST, by=author)

    capture = factories.capture(
        source,
        "A new opening line.",
        FIRST[0],
        "Two new cranes came in March.",
        by=author,
    )

    assert kinds(capture) == {
        "A new opening line.": "added",
        FIRST[0]: "moved",
        "Two new cranes came in March.": "edited",
        FIRST[2]: "gone",
    }


def test_a_moved_paragraph_keeps_its_citations(author: User) -> None:
    claim = factories.make_claim(author)
    factories.capture(claim.source, *FIRST, by=author)

    capture = factories.capture(claim.source, "Before all that.", *FIRST, by=author)

    assert drafting.text_with_references(factories.fresh(claim)).endswith("[2][4]")
    assert {proposal.action for proposal in capture.proposals} == {"keep"}
    assert not any(
        c.is_stale
        for c in factories.approve(
            factories.submit(claim, author), factories.make_user()
        ).citations.all()
    )


def test_other_words_return_what_was_approved_and_say_why(author: User, reviewer: User) -> None:
    claim = factories.make_claim(author)
    factories.capture(claim.source, *FIRST, by=author)
    factories.approve(factories.submit(claim, author), reviewer)

    capture = factories.capture(claim.source, "In May 398 boxes were moved.", *FIRST[1:], by=author)

    claim = factories.fresh(claim)
    assert (claim.state, claim.revision) == (State.IN_REVIEW, 3)
    assert claim.state_reason == "The text of [1] has changed since it was cited."
    assert [proposal.action for proposal in capture.proposals] == ["review"]


def test_the_old_words_again_leave_nothing_to_say(author: User, reviewer: User) -> None:
    claim = factories.make_claim(author)
    factories.capture(claim.source, *FIRST, by=author)
    factories.approve(factories.submit(claim, author), reviewer)
    factories.capture(claim.source, "In May 398 boxes were moved.", *FIRST[1:], by=author)

    factories.capture(claim.source, *FIRST, by=author)

    claim = factories.fresh(claim)
    assert (claim.state, claim.state_reason) == (State.IN_REVIEW, "")
    assert not [citation for citation in claim.citations.all() if citation.is_stale]


def test_a_claim_in_review_says_which_words_have_changed(author: User) -> None:
    claim = factories.make_claim(author)
    factories.capture(claim.source, *FIRST, by=author)
    factories.approve(factories.submit(claim, author), factories.make_user())
    factories.edit(claim, author, text="In May 412 boxes were moved [1][3]")
    entered = factories.submit(claim, author).entered_at

    factories.capture(claim.source, "In May 398 boxes were moved.", *FIRST[1:], by=author)

    claim = factories.fresh(claim)
    assert (claim.state, claim.entered_at) == (State.IN_REVIEW, entered)
    assert claim.state_reason == "The text of [1] has changed since it was cited."


def test_whoever_captures_what_a_claim_rests_on_does_not_review_it(
    author: User, reviewer: User
) -> None:
    claim = factories.submit(factories.make_claim(author), author)

    factories.capture(claim.source, *FIRST, by=reviewer)

    after = factories.fresh(claim)
    assert (after.state, after.revision) == (State.IN_REVIEW, 2)
    with pytest.raises(NotReady, match="You changed this claim"):
        factories.approve(after, reviewer)
    assert factories.approve(after, factories.make_user("reviewer")).state == State.APPROVED


@pytest.mark.parametrize("state", ["draft", "changes_requested"])
def test_capturing_words_leaves_a_claim_with_its_author(
    author: User, reviewer: User, state: str
) -> None:
    claim = factories.make_claim(author)
    if state == "changes_requested":
        factories.send_back(factories.submit(claim, author), reviewer)

    factories.capture(claim.source, *FIRST, by=reviewer)

    after = factories.fresh(claim)
    assert (after.state, after.revision) == (state, 2)
    assert after.revisions.get(number=2).author == reviewer


def test_a_paragraph_that_is_gone_leaves_its_citation_and_the_nearest_is_proposed(
    author: User,
) -> None:
    claim = factories.make_claim(author, text="Two cranes came [2]")
    factories.capture(claim.source, *FIRST, by=author)

    capture = factories.capture(claim.source, FIRST[0], FIRST[2], by=author)

    [proposal] = capture.proposals
    assert proposal.action == "reattach"
    assert factories.fresh(claim).citations.get().paragraph.former_number == 2


def test_the_same_text_again_changes_nothing(author: User) -> None:
    source = factories.make_source()
    first = factories.capture(source, *FIRST, by=author)

    again = factories.capture(source, *FIRST, by=author)

    assert {change.kind for change in again.changes} == {"unchanged"}
    assert again.source.version == first.source.version


def test_a_capture_of_another_version_is_refused(author: User) -> None:
    source = factories.make_source()

    with pytest.raises(Stale):
        drafting.capture_source(source=source, version=7, text="One.", by=author)

    assert not source.paragraphs.exists()


def test_an_edited_source_returns_its_judged_claims_to_draft(author: User, reviewer: User) -> None:
    claim = factories.published_claim(author, reviewer)
    draft = factories.make_claim(author, source=claim.source, text="Not yet [1]")
    claim.source.refresh_from_db()

    drafting.edit_source(
        source=claim.source, version=claim.source.version, by=author, title="Another title"
    )

    assert factories.fresh(claim).state == State.DRAFT
    assert factories.fresh(claim).revision == 2
    assert factories.fresh(draft).revision == 1


def test_another_day_of_publication_reads_last_year_anew(author: User, reviewer: User) -> None:
    source = factories.make_source()
    text = "Traffic grew 8% last year. It had grown 9% in 2020 [1]"
    claims = [factories.make_claim(author, source=source, text=text) for _ in range(3)]
    draft, dated, judged = claims
    factories.edit(dated, author, claimed_on="2019-05-01")
    settled = factories.decide(factories.figure_of(draft, "9%"), author)
    factories.submit(judged, author, settled=False)
    version = factories.fresh(draft).version

    def periods() -> list[str]:
        return [factories.figure_of(claim).period for claim in claims]

    def redate(day: str | None) -> None:
        source.refresh_from_db()
        drafting.edit_source(source=source, version=source.version, by=reviewer, published_at=day)

    redate("2023-05-01T00:00Z")
    assert periods() == ["2022", "2018", "2022"]
    redate("2025-05-01T00:00Z")
    assert periods() == ["2024", "2018", "2024"]
    redate(None)
    assert periods() == ["", "2018", ""]
    settled.refresh_from_db()
    assert (settled.status, settled.period) == ("confirmed", "2020")
    assert factories.fresh(draft).version > version
    assert factories.fresh(draft).revision == 1
    assert factories.fresh(judged).state == State.DRAFT


def test_the_marker_of_a_gone_paragraph_never_means_another(author: User) -> None:
    claim = factories.make_claim(author, text="Two cranes came [2]")
    factories.capture(claim.source, *FIRST, by=author)
    factories.capture(claim.source, FIRST[0], FIRST[2], by=author)

    with pytest.raises(ValidationError) as refused:
        factories.edit(claim, author, text="Two large cranes came [2]")

    assert refused.value.error_dict["text"][0].code == "gone_paragraph"
    assert claim.citations.get().paragraph.text == FIRST[1]


def test_a_paragraph_that_comes_back_is_known_again(author: User) -> None:
    claim = factories.make_claim(author, text="That is up [3]")
    factories.capture(claim.source, *FIRST, by=author)
    factories.capture(claim.source, *FIRST[:2], by=author)

    factories.capture(claim.source, *FIRST, by=author)

    assert claim.citations.get().paragraph.number == 3
    assert claim.source.paragraphs.count() == 3


def test_a_claim_that_cites_an_edited_source_beside_its_own_is_judged_again(
    author: User, reviewer: User
) -> None:
    other = factories.make_source("Customs figures")
    claim = factories.published_claim(author, reviewer, text=f"Both say so [1][{other.slug}:4]")
    other.refresh_from_db()

    drafting.edit_source(source=other, version=other.version, by=author, title="Customs, 2nd")

    assert factories.fresh(claim).state == State.DRAFT


def test_what_no_edition_holds_of_a_source_sends_nothing_back(author: User, reviewer: User) -> None:
    claim = factories.published_claim(author, reviewer)
    claim.source.refresh_from_db()

    drafting.edit_source(
        source=claim.source, version=claim.source.version, by=author, retrieved_at=now()
    )

    assert factories.fresh(claim).state == State.PUBLISHED
    assert factories.fresh(claim).version > claim.version


@pytest.mark.django_db(transaction=True)
def test_many_drafts_at_once_each_find_their_place(author: User) -> None:
    source = factories.make_source()

    def draft(number: int) -> Callable[[], object]:
        return lambda: drafting.draft_claim(
            source=source,
            by=author,
            text=f"Claim {number} [5]",
            section=drafting.section_titled(source, "Core Viewpoint"),
            claimant=drafting.claimant_named("Port Authority"),
            topics=[drafting.topic_called("Ports")],
        )

    results = at_once([draft(number) for number in range(6)])

    assert all(isinstance(result, Claim) for result in results), results
    assert {claim.position for claim in Claim.objects.all()} == set(range(6))
