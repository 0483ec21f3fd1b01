"""Digests in: what becomes of them, twice, and what is refused."""

import pytest
from django.core.exceptions import ValidationError

from claims.importing import import_digest
from claims.models import Claim, User
from sources.models import Publisher, Source
from tests import factories

DIGEST = """\
Topic: Ports
Harbour moves more containers
Harbour Gazette · 2025-06-02 09:30 UTC
Core Viewpoint
- The harbour moved 412 containers in May, 8% more than a year before [1][3]
Group 1: Causes
- Two cranes were added in March [3]
- The crews are the same as before [4]
"""


def test_a_digest_becomes_draft_claims_in_its_order(author: User) -> None:
    done = import_digest(text=DIGEST, by=author)

    assert [entry.claim.text for entry in done.claims] == [
        "The harbour moved 412 containers in May, 8% more than a year before",
        "Two cranes were added in March",
        "The crews are the same as before",
    ]
    assert [
        [citation.paragraph.number for citation in entry.claim.citations.all()]
        for entry in done.claims
    ] == [[1, 3], [3], [4]]
    assert {entry.claim.state for entry in done.claims} == {"draft"}
    assert [entry.claim.section.title for entry in done.claims] == [
        "Core Viewpoint",
        "Group 1: Causes",
        "Group 1: Causes",
    ]
    assert done.source.published_at.isoformat() == "2025-06-02T09:30:00+00:00"
    assert done.claims[0].claim.claimant.name == "Harbour Gazette"
    assert [link.topic.label for link in done.claims[0].claim.topic_links.all()] == ["Ports"]


def test_the_same_digest_twice_changes_nothing_even_after_edits(author: User) -> None:
    first = import_digest(text=DIGEST, by=author)
    edited = factories.edit(first.claims[1].claim, author, text="Three cranes came in March [3]")

    again = import_digest(text=DIGEST, by=author)

    assert again.created == 0
    assert not again.source_created
    assert Claim.objects.count() == 3
    assert Claim.objects.get(pk=edited.pk).text == "Three cranes came in March"


def test_a_grown_digest_adds_only_what_is_new(author: User) -> None:
    import_digest(text=DIGEST, by=author)

    grown = import_digest(text=DIGEST + "- The quay is longer [5]\n", by=author)

    assert grown.created == 1
    assert [entry.created for entry in grown.claims] == [False, False, False, True]


def test_a_dry_run_answers_the_same_and_stores_nothing(author: User) -> None:
    dry = import_digest(text=DIGEST, by=author, dry_run=True)

    assert len(dry.claims) == 3
    assert dry.created == 3
    assert not Claim.objects.exists()
    assert not Source.objects.exists()
    assert not Publisher.objects.exists()


def test_every_fault_is_told_with_its_span(author: User) -> None:
    text = DIGEST.replace("[4]", "[0]").replace("before [1][3]", "before []")

    with pytest.raises(ValidationError) as refused:
        import_digest(text=text, by=author)

    faults = refused.value.error_dict["text"]
    assert {fault.code for fault in faults} == {"marker_without_number", "marker_zero"}
    spans = {text[fault.params["start"] : fault.params["end"]] for fault in faults}
    assert spans == {"[]", "[0]"}
    assert not Source.objects.exists()


def test_an_unknown_zone_is_refused(author: User) -> None:
    with pytest.raises(ValidationError) as refused:
        import_digest(text=DIGEST, by=author, timezone="Mars/Olympus")

    assert refused.value.error_dict["timezone"][0].code == "unknown_zone"


def test_the_language_is_guessed_with_a_warning_unless_given(author: User) -> None:
    guessed = import_digest(text=DIGEST, by=author, dry_run=True)
    given = import_digest(text=DIGEST, by=author, language="de", dry_run=True)

    assert "language_assumed" in {warning.code for warning in guessed.warnings}
    assert "language_assumed" not in {warning.code for warning in given.warnings}
    assert given.claims[0].claim.language == "de"
