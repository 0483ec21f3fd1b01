"""Carrying out: in order, each for itself, or all or none."""

from typing import Any

import pytest

from claims import bulk
from claims.models import Topic

pytestmark = pytest.mark.django_db


def carry_out(slugs: list[str], **options: bool) -> tuple[bulk.Totals, list[str]]:
    told: list[str] = []

    def act(slug: str) -> str:
        topic = Topic(slug=slug, label=slug)
        topic.save(force_insert=True)
        if slug == "bad":
            raise ValueError(slug)
        return slug

    def refuse(slug: str, error: Exception) -> str:
        if not isinstance(error, ValueError):
            raise error
        return f"not {slug}"

    totals = bulk.carry_out(slugs, act=act, refuse=refuse, tell=told.append, **options)
    return totals, told


def topics() -> set[str]:
    return set(Topic.objects.values_list("slug", flat=True))


@pytest.mark.parametrize(
    ("options", "kept"),
    [
        ({}, {"a", "b"}),
        ({"all_or_none": True}, set()),
        ({"dry_run": True}, set()),
        ({"dry_run": True, "all_or_none": True}, set()),
    ],
)
def test_what_is_refused_leaves_nothing_and_order_is_kept(
    options: dict[str, Any], kept: set[str]
) -> None:
    totals, told = carry_out(["a", "bad", "b"], **options)

    assert told == ["a", "not bad", "b"]
    assert (totals.done, totals.refused, totals.kept) == (2, 1, bool(kept))
    assert topics() == kept


def test_all_are_kept_when_none_is_refused() -> None:
    totals, _ = carry_out(["a", "b"], all_or_none=True)

    assert totals.kept
    assert topics() == {"a", "b"}


def test_a_fault_ends_the_run_and_keeps_what_was_done_before() -> None:
    Topic.objects.create(slug="there", label="There")

    with pytest.raises(Exception, match="duplicate key"):
        carry_out(["a", "there", "b"])

    assert topics() == {"a", "there"}
