"""The front page's numbers and lists."""

from claims.admin.queue import overview, returned_to, shelves, waiting_for
from tests import factories


def test_every_state_is_counted_in_the_order_of_the_work(author, waiting):
    factories.make_claim(author)

    counted = [(shelf.state, shelf.count) for shelf in shelves()]

    assert counted == [
        ("draft", 1), ("in_review", 1), ("changes_requested", 0), ("approved", 0),
        ("published", 0), ("withdrawn", 0),
    ]  # fmt: skip


def test_a_claim_waits_for_reviewers_and_not_for_whoever_wrote_it(author, reviewer, waiting):
    assert list(waiting_for(reviewer)) == [waiting]
    assert list(waiting_for(author)) == []


def test_a_claim_does_not_wait_for_whoever_changed_it(author, reviewer, waiting):
    claim = factories.submit(factories.edit(waiting, reviewer, language="de"), author)

    assert claim not in waiting_for(reviewer)


def test_nothing_waits_for_contributors(contributor, waiting):
    assert list(waiting_for(contributor)) == []


def test_what_was_sent_back_returns_to_its_author(author, reviewer, waiting):
    factories.send_back(waiting, reviewer)

    assert list(returned_to(author)) == [waiting]
    assert list(returned_to(reviewer)) == []


def test_figures_that_nobody_decided_are_counted(author, waiting):
    factories.propose_figure(waiting, "8%", "8", "%")

    assert overview(author)["undecided"] == 1
