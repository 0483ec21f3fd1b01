"""Dismissing conflicts of figures."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from claims.dismissing import dismiss_conflict
from claims.errors import Conflict, Gone
from claims.models import Dismissal, FigureConflict
from tests import factories
from tests.world import World


@pytest.fixture
def conflict(ratings):
    world = World()
    return world.conflict, world.reviewer


def test_a_dismissal_says_who_and_why(conflict):
    row, reviewer = conflict

    made = dismiss_conflict(conflict=row, by=reviewer, reason="Two harbours.")

    assert (made.conflict, made.author, made.reason) == (row.pk, reviewer, "Two harbours.")
    assert {made.claim_id, made.other_id} == {row.left.publication_id, row.right.publication_id}
    assert row not in FigureConflict.objects.standing()
    assert FigureConflict.objects.dismissed().get() == row


def test_a_dismissal_is_made_once_and_stays(conflict):
    row, reviewer = conflict
    dismiss_conflict(conflict=row, by=reviewer, reason="Two harbours.")

    with pytest.raises(Conflict, match="already"):
        dismiss_conflict(conflict=row, by=reviewer, reason="Two harbours.")
    for act in (Dismissal.objects.all().delete, lambda: Dismissal.objects.update(reason="x")):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


def test_a_dismissal_needs_a_reason(conflict):
    row, reviewer = conflict

    with pytest.raises(ValidationError, match="reason"):
        dismiss_conflict(conflict=row, by=reviewer, reason="  ")


def test_a_conflict_that_has_gone_is_not_dismissed(conflict):
    row, reviewer = conflict
    factories.withdraw(row.left.publication.claim, factories.make_user("publisher"))

    with pytest.raises(Gone):
        dismiss_conflict(conflict=row, by=reviewer, reason="Two harbours.")
