"""Known by a natural key: added once, changed when something differs."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from claims import upserting
from claims.drafting import topic_called
from claims.errors import Stale
from claims.models import Claim, Topic, User
from sources.models import Publisher
from tests import factories


@pytest.fixture
def claim(author: User) -> Claim:
    source = factories.make_source()
    return factories.make_claim(author, source=source, text="Up 8%, 8% more [1]", key="k")


def test_a_subject_is_found_by_slug_or_name(author: User) -> None:
    values: dict[str, Any] = {"name": "Harbour Gazette"}

    made = upserting.upsert_subject(kind=Publisher, by=author, values=values)
    named = upserting.upsert_subject(kind=Publisher, by=author, values=values)
    slugged = upserting.upsert_subject(
        kind=Publisher, by=author, values={"slug": "harbour-gazette"}
    )

    assert [each.result for each in (made, named, slugged)] == ["created", "unchanged", "unchanged"]
    assert made.row == named.row == slugged.row


def test_a_subject_is_changed_by_who_may(author: User) -> None:
    topic_called("Ports")
    values = {"slug": "ports", "label": "Harbours"}

    with pytest.raises(PermissionDenied, match="change topics"):
        upserting.upsert_subject(kind=Topic, by=author, values=values)
    root = factories.make_user("administrator")
    with pytest.raises(Stale):
        upserting.upsert_subject(kind=Topic, by=root, values=values, if_match=9)
    done = upserting.upsert_subject(kind=Topic, by=root, values=values, if_match=1)

    assert (done.result, done.version) == ("updated", 2)


def test_a_citation_is_named_by_its_marker(author: User, claim: Claim) -> None:
    def set_stance(marker: str, stance: str) -> upserting.Done:
        values = {"stance": stance}
        return upserting.set_citation(
            claim=factories.fresh(claim), marker=marker, by=author, values=values
        )

    assert set_stance("[1]", "context").result == "updated"
    assert set_stance("[1]", "context").result == "unchanged"
    with pytest.raises(upserting.Unknown):
        set_stance("[2]", "context")


def test_a_figure_is_named_by_its_words_and_place(author: User, claim: Claim) -> None:
    def upsert(**values: Any) -> str:
        row = factories.fresh(claim)
        return upserting.upsert_figure(claim=row, by=author, values=values).result

    first = {"text": "8%", "start": 3, "end": 5, "value": "8", "unit": "%"}
    second = {**first, "start": 7, "end": 9}

    assert [upsert(**first), upsert(**second), upsert(**first)] == [
        "updated", "updated", "unchanged",
    ]  # fmt: skip
    with pytest.raises(ValidationError, match="several figures"):
        upsert(text="8%", status="rejected")
    assert upsert(text="8%", start=7, status="rejected") == "updated"
    with pytest.raises(upserting.Unknown):
        upsert(text="9%", status="rejected")


def test_a_text_is_captured_once(author: User, claim: Claim) -> None:
    def capture(text: str) -> str:
        return upserting.upsert_text(source=claim.source.slug, text=text, by=author).result

    assert [capture("So."), capture("So."), capture("Not so.")] == [
        "created", "unchanged", "updated",
    ]  # fmt: skip
    with pytest.raises(upserting.Unknown):
        upserting.upsert_text(source="nowhere", text="So.", by=author)


def test_a_claim_that_is_gone_stays_gone(author: User, claim: Claim) -> None:
    with pytest.raises(Stale):
        upserting.delete(claim=claim, by=author, if_match=9)

    assert upserting.delete(claim=claim, by=author).result == "deleted"
    assert upserting.delete(claim=None, by=author).result == "unchanged"


def test_a_claim_waits_once(author: User, claim: Claim) -> None:
    done = [upserting.submit(claim=factories.fresh(claim), by=author) for _ in range(2)]

    assert [each.result for each in done] == ["submitted", "unchanged"]
