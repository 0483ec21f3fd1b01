"""The front page's numbers and lists."""

from claims.admin.queue import overview, shelves
from tests import factories


def test_every_state_is_counted_in_the_order_of_the_work(author, waiting):
    factories.make_claim(author)

    counted = [(shelf.state, shelf.count) for shelf in shelves()]

    assert counted == [
        ("draft", 1), ("in_review", 1), ("changes_requested", 0), ("approved", 0),
        ("published", 0), ("withdrawn", 0),
    ]  # fmt: skip


def test_the_front_page_has_what_waits_and_what_came_back(author, reviewer, waiting):
    assert list(overview(reviewer)["waiting"]) == [waiting]

    factories.send_back(waiting, reviewer)

    assert list(overview(author)["returned"]) == [waiting]


def test_figures_that_nobody_decided_are_counted(author, waiting):
    factories.submit(factories.make_claim(author), author, settled=False)

    assert overview(author)["undecided"] == 2
