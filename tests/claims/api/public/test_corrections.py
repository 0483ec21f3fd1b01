"""/corrections/ and /claims/{id}/corrections/: what was corrected, and how."""

import pytest

from claims.drafting import topic_called
from tests import factories

LOG = "/api/v1/corrections/"


@pytest.fixture
def corrected(author, reviewer):
    """A claim with a correction, and a further edition that corrects nothing."""
    claim = factories.published_claim(
        author, reviewer, text="It moved 412 [1]", topics=[topic_called("Ports")]
    )
    for text, note in (("It moved 413 [1]", "It was 413."), ("It has moved 413 [1]", "")):
        claim = factories.edit(claim, author, text=text)
        factories.approve(factories.submit(claim, author), reviewer, rating="mixed")
        factories.publish(claim, reviewer, correction=note)
    return factories.fresh(claim)


def kinds(answer):
    return [(each["kind"], each["edition"]) for each in answer.json()["results"]]


def test_a_correction_tells_what_it_changed(corrected, reader):
    [log] = reader.get(LOG).json()["results"]

    assert (log["claim"], log["kind"], log["note"]) == (
        str(corrected.pk), "correction", "It was 413.",
    )  # fmt: skip
    assert log["before"] == {"edition": 1, "text": "It moved 412", "rating": "supported"}
    assert log["after"] == {"edition": 2, "text": "It moved 413", "rating": "mixed"}
    assert [d["text"] for d in log["differences"]] == ["It moved ", "412", "413"]


def test_a_withdrawal_is_in_the_log(corrected, author, reviewer, reader):
    factories.published_claim(author, reviewer)
    factories.withdraw(corrected, reviewer)

    assert kinds(reader.get(LOG)) == [("withdrawal", 4), ("correction", 2)]
    assert kinds(reader.get(LOG, {"kind": "withdrawal"})) == [("withdrawal", 4)]
    assert kinds(reader.get(f"/api/v1/claims/{corrected.pk}/corrections/")) == [
        ("withdrawal", 4),
        ("correction", 2),
    ]


def test_the_log_is_filtered(corrected, reader):
    assert kinds(reader.get(LOG, {"topic": "ports"})) == [("correction", 2)]
    assert kinds(reader.get(LOG, {"source": corrected.source.slug})) == [("correction", 2)]
    assert kinds(reader.get(LOG, {"source": "other"})) == []
    assert kinds(reader.get(LOG, {"published_before": "2001-01-01T00:00:00Z"})) == []
    assert reader.get(LOG, {"kind": "error"}).status_code == 400
    assert reader.get(LOG, {"knd": "correction"}).status_code == 400


def test_only_published_claims_have_a_log(author, reviewer, reader):
    draft = factories.make_claim(author)
    published = factories.published_claim(author, reviewer)

    assert reader.get(f"/api/v1/claims/{draft.pk}/corrections/").status_code == 404
    assert kinds(reader.get(f"/api/v1/claims/{published.pk}/corrections/")) == []


def test_the_log_costs_the_same_for_one_and_for_many(
    author, reviewer, reader, django_assert_num_queries
):
    for count in (1, 4):
        for _ in range(count):
            factories.withdraw(factories.published_claim(author, reviewer), reviewer)
        with django_assert_num_queries(1):
            reader.get(LOG)
