"""Locks and revisions."""

import pytest
from django.db import DatabaseError, transaction

from claims.drafting import lock_claim, revise
from claims.errors import Stale
from claims.models import Revision, State, User
from tests import factories


def test_a_lock_is_given_for_the_version_that_is_stored(author: User) -> None:
    claim = factories.make_claim(author)

    with transaction.atomic():
        assert lock_claim(claim, version=claim.version) == claim
        with pytest.raises(Stale) as refused:
            lock_claim(claim, version=claim.version + 1)

    assert refused.value.version == claim.version


def test_a_revision_raises_both_counters_and_returns_to_draft(author: User, reviewer: User) -> None:
    claim = factories.submit(factories.make_claim(author), author)
    before = claim.version

    with transaction.atomic():
        revise(claim, by=reviewer, reason="Because")

    stored = factories.fresh(claim)
    assert (stored.revision, stored.state) == (2, State.DRAFT)
    assert stored.version == claim.version > before


def test_a_revision_does_not_change(author: User) -> None:
    factories.make_claim(author)

    with pytest.raises(DatabaseError), transaction.atomic():
        Revision.objects.update(reason="Another")
