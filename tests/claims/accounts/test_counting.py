"""Failures in a window."""

from datetime import timedelta

import pytest

from claims.accounts.counting import count_failure
from claims.models import Failures

MINUTE = timedelta(minutes=1)
pytestmark = pytest.mark.django_db


def test_failures_add_up_by_key() -> None:
    assert [count_failure(key="a", window=MINUTE)[0] for _ in range(3)] == [1, 2, 3]
    assert count_failure(key="b", window=MINUTE)[0] == 1


def test_a_window_that_is_over_begins_anew() -> None:
    count_failure(key="a", window=MINUTE)
    row = Failures.objects.get()
    Failures.objects.update(since=row.since - 2 * MINUTE, count=40)

    count, left = count_failure(key="a", window=MINUTE)

    assert count == 1
    assert 59 < left <= 60
