"""What happened to a claim."""

from claims.admin.timeline import timeline
from tests import factories


def test_everything_that_happened_is_told_newest_first(author, reviewer):
    claim = factories.published_claim(author, reviewer)
    factories.withdraw(claim, reviewer)

    events = timeline(claim, claim.editions.all())

    assert [(str(event.who), event.what) for event in events] == [
        ("reviewer", "withdrew the claim (edition 2)"),
        ("reviewer", "published edition 1"),
        ("reviewer", "approved revision 1: Supported"),
        ("author", "submitted revision 1"),
        ("author", "drafted the claim"),
    ]
    assert events[0].words == "The report was retracted."


def test_requested_changes_tell_what_has_to_change(author, reviewer, waiting):
    factories.send_back(waiting, reviewer)

    event = timeline(waiting, [])[0]

    assert (event.what, event.words, event.tone) == (
        "requested changes to revision 1", "Which May?", "bad",
    )  # fmt: skip
