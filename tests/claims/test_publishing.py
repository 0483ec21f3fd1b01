"""Publishing: the gates, what an edition holds, the log, and many at once."""

import json
import threading
from collections.abc import Callable

import pytest
import rfc8785
from django.core.exceptions import ValidationError
from django.db import DatabaseError, OperationalError, connection, transaction

from claims import chain, drafting
from claims.errors import NotReady, Stale
from claims.models import (
    Claim,
    Edition,
    EditionStatus,
    Publication,
    PublishedParagraph,
    State,
    User,
)
from claims.publishing import publish_claim, withdraw_claim
from tests import factories


def test_a_claim_without_review_is_not_published(author: User) -> None:
    claim = factories.make_claim(author)

    with pytest.raises(NotReady, match="no approving review"):
        publish_claim(claim=claim, version=claim.version, by=author)

    assert not Edition.objects.exists()


def test_an_edition_is_complete_in_itself(author: User, reviewer: User) -> None:
    claim = factories.make_claim(author)
    factories.add_figure(claim, author)
    claim = factories.approve(factories.submit(claim, author), reviewer)

    edition = factories.publish(claim, reviewer)

    content = edition.content
    assert content["text_with_references"] == factories.TEXT
    assert [citation["marker"] for citation in content["citations"]] == ["[1]", "[3]"]
    assert [figure["text"] for figure in content["figures"]] == ["412", "8%"]
    assert content["figures"][1]["value"] == "8"
    assert content["rating"]["code"] == "supported"
    assert content["source"]["publisher"]["name"] == "Harbour Gazette"
    assert content["reviewed_by"] == "reviewer"
    assert (content["edition"], content["sequence"]) == (1, 1)
    assert factories.fresh(claim).state == State.PUBLISHED


def test_the_hash_is_over_the_canonical_document_without_its_hashes(
    author: User, reviewer: User
) -> None:
    factories.published_claim(author, reviewer)
    factories.published_claim(author, reviewer)
    first, second = Edition.objects.order_by("sequence")

    content = json.loads(second.document)
    sha256, previous = content.pop("sha256"), content.pop("previous_sha256")

    assert chain._sha256(rfc8785.dumps(content)) == sha256 == second.sha256
    assert previous == first.sha256
    assert second.document.encode() == rfc8785.dumps(json.loads(second.document))


def test_an_undecided_figure_stands_in_the_way(author: User, reviewer: User) -> None:
    claim = factories.make_claim(author)
    factories.decide(factories.figure_of(claim, "412"), author)
    figure = factories.figure_of(claim)
    claim = factories.approve(factories.submit(claim, author, settled=False), reviewer)

    with pytest.raises(NotReady) as refused:
        factories.publish(claim, reviewer)

    [reason] = refused.value.reasons
    assert (reason.code, reason.pointer) == ("undecided_figure", f"/figures/{figure.pk}")


def test_words_that_changed_after_the_approval_stand_in_the_way(
    author: User, reviewer: User
) -> None:
    claim = factories.make_claim(author)
    factories.capture(claim.source, "In May 412 boxes.", "Cranes.", "Up 8 percent.", by=author)
    claim = factories.approve(factories.submit(claim, author), reviewer)

    factories.capture(claim.source, "In May 400 boxes.", "Cranes.", "Up 8 percent.", by=author)

    claim = factories.fresh(claim)
    assert claim.state == State.IN_REVIEW
    assert "[1]" in claim.state_reason
    with pytest.raises(NotReady) as refused:
        factories.publish(claim, reviewer)
    codes = {reason.code for reason in refused.value.reasons}
    assert codes == {"state", "no_approval", "stale_evidence"}


def test_readers_keep_the_last_edition_while_the_desk_works(author: User, reviewer: User) -> None:
    claim = factories.published_claim(author, reviewer)

    factories.edit(claim, author, text="Nothing of the kind [1]")

    publication = Publication.objects.get(claim=claim)
    assert publication.edition.number == 1
    assert publication.edition.content["text_with_references"] == factories.TEXT


def test_a_correction_is_the_next_edition_with_its_note(author: User, reviewer: User) -> None:
    claim = factories.published_claim(author, reviewer)
    factories.edit(claim, author, text="The harbour moved 421 containers in May [1]")
    factories.approve(factories.submit(claim, author), reviewer)

    edition = factories.publish(claim, reviewer, correction="412 was a slip for 421.")

    assert edition.number == 2
    assert edition.content["correction"] == "412 was a slip for 421."
    first, second = (e.content for e in claim.editions.order_by("number"))
    assert second["first_published_at"] == first["published_at"] < second["published_at"]


def test_a_withdrawal_is_an_edition_that_says_why(author: User, reviewer: User) -> None:
    claim = factories.published_claim(author, reviewer)

    edition = factories.withdraw(claim, reviewer)

    assert edition.status == EditionStatus.WITHDRAWN
    assert edition.content["withdrawal"] == "The report was retracted."
    assert edition.content["text_with_references"] == factories.TEXT
    assert factories.fresh(claim).state == State.WITHDRAWN
    with pytest.raises(NotReady):
        factories.withdraw(claim, reviewer)


def test_a_withdrawal_needs_a_reason_and_an_edition(author: User, reviewer: User) -> None:
    claim = factories.make_claim(author)

    with pytest.raises(NotReady) as refused:
        factories.withdraw(claim, reviewer)
    with pytest.raises(ValidationError):
        withdraw_claim(claim=claim, version=claim.version, by=reviewer, reason=" ")

    assert [reason.code for reason in refused.value.reasons] == ["never_published"]


def test_a_reviewer_does_not_publish(author: User, reviewer: User) -> None:
    claim = factories.approved_claim(author, reviewer)

    with pytest.raises(NotReady) as refused:
        factories.publish(claim, factories.make_user("reviewer"))

    assert [reason.code for reason in refused.value.reasons] == ["role"]


def test_editions_do_not_change_whoever_writes(author: User, reviewer: User) -> None:
    factories.published_claim(author, reviewer)

    for sql in (
        "UPDATE claims_edition SET document = replace(document, '412', '413')",
        "UPDATE claims_edition SET note = 'x'",
        "DELETE FROM claims_edition",
        "INSERT INTO claims_edition SELECT (jsonb_populate_record(e, jsonb_build_object("
        "'id', gen_random_uuid(), 'sequence', 7, 'number', 2))).* FROM claims_edition e",
    ):
        with (
            pytest.raises(DatabaseError),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(sql)
    assert Edition.objects.get().content["text_with_references"] == factories.TEXT


def at_once(acts: list[Callable[[], object]]) -> list[object]:
    """Run the acts in threads that start together; what each returned or raised."""
    barrier, results = threading.Barrier(len(acts)), [None] * len(acts)

    def run(index: int) -> None:
        try:
            barrier.wait(timeout=30)
            results[index] = acts[index]()
        except Exception as error:
            results[index] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(index,)) for index in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return results


@pytest.mark.django_db(transaction=True)
def test_twenty_publications_of_one_claim_give_one_edition_and_nineteen_refusals(
    author: User, reviewer: User
) -> None:
    claim = factories.approved_claim(author, reviewer)

    results = at_once([lambda: publish_claim(claim=claim, version=claim.version, by=reviewer)] * 20)

    assert sum(isinstance(result, Edition) for result in results) == 1
    assert sum(isinstance(result, Stale) for result in results) == 19
    assert Edition.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_twenty_claims_at_once_give_sequences_without_a_gap(author: User, reviewer: User) -> None:
    claims = [factories.approved_claim(author, reviewer) for _ in range(20)]

    def act(claim: Claim) -> Callable[[], Edition]:
        return lambda: publish_claim(claim=claim, version=claim.version, by=reviewer)

    results = at_once([act(claim) for claim in claims])

    assert all(isinstance(result, Edition) for result in results), results
    assert list(Edition.objects.order_by("sequence").values_list("sequence", flat=True)) == list(
        range(1, 21)
    )


def test_a_failure_at_any_statement_leaves_nothing_half_done(author: User, reviewer: User) -> None:
    claim = factories.approved_claim(author, reviewer)

    class Broken(OperationalError):
        """As a server that goes away."""

    for failing in range(1, 100):
        seen = 0

        def fail(execute, sql, params, many, context):  # type: ignore[no-untyped-def]
            nonlocal seen
            seen += 1
            if seen == failing:  # noqa: B023 - used within this turn of the loop only
                raise Broken
            return execute(sql, params, many, context)

        try:
            with connection.execute_wrapper(fail), transaction.atomic():
                publish_claim(claim=claim, version=claim.version, by=reviewer)
        except Broken:
            assert not Edition.objects.exists()
            assert not Publication.objects.exists()
            assert factories.fresh(claim).state == State.APPROVED
        else:
            break
    assert failing > 20
    assert Edition.objects.count() == 1


def test_a_withdrawal_does_not_pass_the_desks_changes_off_as_published(
    author: User, reviewer: User
) -> None:
    claim = factories.published_claim(author, reviewer)
    factories.edit(claim, reviewer, text="My own words [1]")
    edition = factories.withdraw(claim, reviewer)
    assert edition.revision == 1
    factories.submit(claim, author)

    with pytest.raises(NotReady) as refused:
        factories.approve(claim, reviewer)

    assert [reason.code for reason in refused.value.reasons] == ["own_change"]


def test_a_withdrawal_leaves_what_newer_editions_say_of_their_source(
    author: User, reviewer: User
) -> None:
    old = factories.make_claim(author)
    factories.capture(old.source, "Old words.", "b", "c", by=author)
    factories.publish(factories.approve(factories.submit(old, author), reviewer), reviewer)
    factories.capture(old.source, "Quite other letters.", "b", "c", by=author)
    factories.published_claim(author, reviewer, source=old.source, text="So it is [1]")

    factories.withdraw(old, reviewer)

    assert PublishedParagraph.objects.get(number=1).text == "Quite other letters."


def test_a_claim_on_a_paragraph_that_is_gone_is_not_approved(author: User, reviewer: User) -> None:
    claim = factories.make_claim(author)
    factories.capture(claim.source, "In May 412 boxes.", "Cranes.", "Up 8 percent.", by=author)
    factories.publish(factories.approve(factories.submit(claim, author), reviewer), reviewer)
    factories.capture(claim.source, "In May 412 boxes.", "Cranes.", by=author)

    with pytest.raises(NotReady) as refused:
        factories.approve(claim, factories.make_user())

    assert [reason.code for reason in refused.value.reasons] == ["unresolved_marker"]


def test_a_first_edition_corrects_nothing(author: User, reviewer: User) -> None:
    claim = factories.approved_claim(author, reviewer)

    with pytest.raises(ValidationError) as refused:
        factories.publish(claim, reviewer, correction="Says which May.")

    assert refused.value.error_dict["correction"][0].code == "first_edition"
    assert not Edition.objects.exists()


def test_a_name_that_changed_after_the_approval_stands_in_the_way(
    author: User, reviewer: User
) -> None:
    topic, claimant = drafting.topic_called("Ports"), drafting.claimant_named("Ann Lee")
    claim = factories.approved_claim(author, reviewer, topics=[topic], claimant=claimant)
    claimant.name = "Bob Lee"
    claimant.save()

    with pytest.raises(NotReady, match="Bob Lee was changed after the approval"):
        factories.publish(claim, reviewer)

    factories.approve(
        factories.submit(factories.send_back(claim, reviewer), author),
        factories.make_user("reviewer"),
    )
    factories.publish(claim, reviewer)
