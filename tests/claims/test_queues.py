"""What waits for whom."""

from datetime import date

from claims import queues
from claims.assigning import assign_claim
from tests import factories


def assign(claim, assignee, by):
    return assign_claim(claim=claim, assignee=assignee, by=by, due_on=date(2026, 12, 1))


def submitted(author, **fields):
    return factories.submit(factories.make_claim(author, **fields), author)


def test_a_claim_waits_for_reviewers_and_not_for_whoever_wrote_it(author, reviewer, contributor):
    claim = submitted(author)

    assert list(queues.waiting_for(reviewer)) == [claim]
    assert list(queues.waiting_for(author)) == []
    assert list(queues.waiting_for(contributor)) == []


def test_a_claim_does_not_wait_for_whoever_changed_it(author, reviewer):
    claim = factories.submit(factories.edit(submitted(author), reviewer, language="de"), author)

    assert claim not in queues.waiting_for(reviewer)


def test_an_assigned_claim_waits_for_its_assignee_alone(author, reviewer):
    claim, other = submitted(author), factories.make_user("reviewer")
    assign(claim, reviewer, author)

    assert list(queues.waiting_for(reviewer)) == [claim]
    assert list(queues.waiting_for(other)) == []
    assert list(queues.assigned_to(reviewer)) == [claim]
    assert list(queues.assigned_to(other)) == []


def test_a_claim_of_a_closed_account_is_unassigned(author, reviewer):
    claim, gone = submitted(author), factories.make_user("reviewer")
    assign(claim, gone, author)
    assert list(queues.unassigned(author)) == []

    gone.is_active = False
    gone.save()

    assert list(queues.unassigned(author)) == [claim]
    assert list(queues.waiting_for(reviewer)) == [claim]


def test_two_approvals_take_two_people(author, reviewer, settings):
    settings.STET_REQUIRED_APPROVALS = 2
    claim, other = submitted(author), factories.make_user("reviewer")
    assign(claim, reviewer, author)
    assert list(queues.waiting_for(other)) == [claim]

    factories.approve(claim, reviewer)

    assert list(queues.waiting_for(reviewer)) == []
    assert list(queues.assigned_to(reviewer)) == []
    assert list(queues.waiting_for(other)) == [claim]


def test_what_was_sent_back_returns_to_its_author_and_its_submitter(author, reviewer, contributor):
    claim = factories.submit(factories.make_claim(author), contributor)
    factories.send_back(claim, reviewer)

    assert list(queues.returned_to(author)) == [claim]
    assert list(queues.returned_to(contributor)) == [claim]
    assert list(queues.returned_to(reviewer)) == []


def test_changed_evidence_is_a_queue_until_somebody_has_read_it(author, reviewer, contributor):
    source = factories.make_source()
    factories.capture(source, "It moved 412 containers in all of May.", by=contributor)
    claim = factories.approved_claim(author, reviewer, source=source, text="It moved 412 [1]")
    assert list(queues.stale(reviewer)) == []

    factories.capture(source, "It moved 413 containers in all of May.", by=contributor)
    assert list(queues.stale(reviewer)) == [claim]
    factories.approve(claim, reviewer)

    assert list(queues.stale(reviewer)) == []


def test_approved_claims_wait_for_those_who_may_publish(author, reviewer, contributor):
    claim = factories.approved_claim(author, reviewer)

    assert list(queues.publishable(reviewer)) == [claim]
    assert list(queues.publishable(contributor)) == []


def test_drafts_are_their_authors(author, reviewer):
    claim = factories.make_claim(author)

    assert list(queues.drafts_of(author)) == [claim]
    assert list(queues.drafts_of(reviewer)) == []


def test_a_claim_keeps_its_place_until_it_changes_its_state(author, reviewer, settings):
    settings.STET_REQUIRED_APPROVALS = 2
    claim = submitted(author)

    approved_once = factories.approve(claim, reviewer)
    approved = factories.approve(claim, factories.make_user())

    assert approved_once.entered_at == claim.entered_at
    assert approved.entered_at > claim.entered_at
