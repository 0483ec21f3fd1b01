"""Assigning claims to reviewers: who can be asked, and when an assignment ends."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from claims.assigning import assign_claim, change_assignment, end_assignment, person_named
from claims.errors import Conflict, Gone, Stale
from claims.models import Assignment
from tests import factories


def assign(claim, assignee, by, **fields):
    return assign_claim(claim=claim, assignee=assignee, by=by, **fields)


def test_a_claim_is_assigned_by_a_day(author, reviewer):
    claim = factories.make_claim(author)

    made = assign(claim, reviewer, author, due_on=date(2026, 12, 1), note="Before noon.")

    assert claim.assignments.get() == made
    assert (made.assignee, made.assigner, made.version) == (reviewer, author, 1)


def test_nobody_is_asked_who_could_not_review(author, reviewer, contributor):
    claim = factories.edit(factories.make_claim(author), contributor, language="de")
    closed = factories.make_user("reviewer")
    closed.is_active = False
    closed.save()

    codes = []
    for person in (author, contributor, closed):
        with pytest.raises(Conflict) as refused:
            assign(claim, person, reviewer)
        codes.append({reason.code for reason in refused.value.reasons})

    assert codes == [{"own_claim"}, {"role", "own_change"}, {"closed_account"}]
    assert not Assignment.objects.exists()


def test_a_claim_is_assigned_to_a_person_once(author, reviewer):
    claim = factories.make_claim(author)
    assign(claim, reviewer, author)

    with pytest.raises(ValidationError) as refused:
        assign(claim, reviewer, author)

    assert refused.value.error_dict["assignee"][0].code == "assigned"


def test_the_note_is_short(author, reviewer):
    with pytest.raises(ValidationError, match="more than 1000"):
        assign(factories.make_claim(author), reviewer, author, note="x" * 1001)


def test_an_assignment_is_changed_at_the_version_that_was_seen(author, reviewer):
    made = assign(factories.make_claim(author), reviewer, author, due_on=date(2026, 12, 1))

    changed = change_assignment(assignment=made, version=1, due_on=None)

    assert (changed.due_on, changed.version) == (None, 2)
    with pytest.raises(Stale):
        change_assignment(assignment=made, version=1, note="Late.")
    with pytest.raises(Stale):
        end_assignment(assignment=made, version=1)
    end_assignment(assignment=made, version=2)
    with pytest.raises(Gone):
        end_assignment(assignment=made, version=2)


def test_an_assignment_ends_when_the_assignee_changes_the_claim(author, reviewer):
    claim = factories.make_claim(author)
    other = factories.make_user("reviewer")
    assign(claim, reviewer, author)
    assign(claim, other, author)

    factories.edit(claim, reviewer, language="de")

    assert [each.assignee for each in claim.assignments.all()] == [other]


def test_assignments_end_with_the_publication(author, reviewer):
    claim = factories.approved_claim(author, reviewer)
    assign(claim, reviewer, author)

    factories.publish(claim, reviewer)

    assert not Assignment.objects.exists()


def test_a_deleted_claim_is_not_assigned(author, reviewer):
    claim = factories.make_claim(author)
    factories.fresh(claim).delete()

    with pytest.raises(Gone):
        assign(claim, reviewer, author)


def test_an_account_is_found_by_its_name(author):
    assert person_named("author") == author
    with pytest.raises(ValidationError, match="no account 'nobody'"):
        person_named("nobody")
