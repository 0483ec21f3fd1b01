"""What each gate asks for; who is refused is tested with the steps."""

from claims import gates
from claims.models import User
from tests import factories


def test_a_marker_whose_paragraph_is_gone_stands_in_the_way(author: User) -> None:
    claim = factories.make_claim(author, text="It rained all week [2]")
    factories.capture(claim.source, "Sun.", "Rain fell from Monday to Sunday.", by=author)
    factories.capture(claim.source, "Sun.", "Nothing like that at all was said.", by=author)

    reasons = gates.to_submit(factories.fresh(claim), author)

    assert [reason.code for reason in reasons] == ["unresolved_marker"]
    assert "[2]" in reasons[0].detail


def test_a_reviewers_last_word_counts(author: User, reviewer: User) -> None:
    claim = factories.submit(factories.make_claim(author), author)
    factories.send_back(claim, reviewer)
    factories.submit(claim, author)
    factories.approve(claim, reviewer)
    assert len(gates.approvals(factories.fresh(claim))) == 1

    factories.send_back(claim, reviewer)

    assert gates.approvals(factories.fresh(claim)) == []


def test_an_approval_of_another_revision_does_not_count(author: User, reviewer: User) -> None:
    claim = factories.approved_claim(author, reviewer)

    claim = factories.edit(claim, author, text="Another text [1]")

    assert gates.missing_approvals(claim) == 1


def test_a_figure_whose_words_left_the_text_stands_in_the_way(author: User, reviewer: User) -> None:
    claim = factories.make_claim(author)
    factories.add_figure(claim, author)
    claim = factories.edit(claim, author, text="The harbour moved 412 containers in May [1][3]")

    reasons = gates.to_publish(claim, reviewer)

    assert [reason.code for reason in reasons] == [
        "no_approval", "undecided_figure", "undecided_figure",
    ]  # fmt: skip
    assert any("'8%' no longer stands" in reason.detail for reason in reasons)
