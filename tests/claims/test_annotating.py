"""Remarks: leaving, editing, deleting, resolving them; and how they follow what they are on."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from claims import annotating, drafting
from claims.errors import Conflict, Gone, Stale
from claims.models import Annotation, Claim, PublishedAnnotation, Resolution, User
from tests import factories

FIRST = ("In May 412 boxes were moved.", "Two cranes came in March.", "That is up 8 percent.")


def fresh(remark: Annotation) -> Annotation:
    return Annotation.objects.with_words().get(pk=remark.pk)


def change(remark: Annotation, by: User, **fields: Any) -> Annotation:
    return annotating.edit_annotation(
        annotation=remark, version=fresh(remark).version, by=by, **fields
    )


@pytest.fixture
def claim(author: User) -> Claim:
    return factories.make_claim(author)


def test_a_remark_on_words_of_a_claim_follows_them(claim: Claim, author: User) -> None:
    remark = annotating.annotate(by=author, claim=claim, quote="412 containers", body="Boxes?")

    factories.edit(claim, author, text="It is said the harbour moved 412 containers in May [1][3]")

    remark = fresh(remark)
    assert (remark.anchor, remark.words, remark.start) == ("context", "412 containers", 18)


def test_a_remark_whose_words_are_gone_is_an_orphan_until_they_return(
    claim: Claim, author: User
) -> None:
    remark = annotating.annotate(by=author, claim=claim, quote="8% more", body="Since when?")
    before = drafting.text_with_references(claim)

    factories.edit(claim, author, text="Cranes came [1]")
    lost = fresh(remark)
    factories.edit(claim, author, text=before)

    assert (lost.anchor, lost.quote, lost.words) == ("orphan", "8% more", None)
    assert (fresh(remark).anchor, fresh(remark).words) == ("exact", "8% more")


def test_a_remark_on_a_paragraph_follows_the_captured_text(claim: Claim, author: User) -> None:
    factories.capture(claim.source, *FIRST, by=author)
    first, second, _ = claim.source.paragraphs.present()
    words = annotating.annotate(by=author, paragraph=first, quote="412 boxes", body="Count?")
    whole = annotating.annotate(by=author, paragraph=second, body="Which cranes?")

    factories.capture(claim.source, "In May 421 boxes were moved.", FIRST[2], by=author)
    moved, gone = fresh(words), fresh(whole)
    factories.capture(claim.source, *FIRST, by=author)

    assert (moved.anchor, moved.words) == ("fuzzy", "421 boxes")
    assert gone.anchor == "orphan"
    assert (fresh(words).anchor, fresh(whole).anchor) == ("exact", "exact")


def test_a_remark_on_a_citation_outlives_it_and_returns_to_it(claim: Claim, author: User) -> None:
    before = drafting.text_with_references(claim)
    remark = annotating.annotate(
        by=author, citation=factories.citation_of(claim, 3), body="Which page?"
    )

    factories.edit(claim, author, text="The harbour moved 412 containers [1]")
    lost = fresh(remark)
    factories.edit(claim, author, text=before)

    assert (lost.anchor, lost.citation, lost.part_words) == ("orphan", None, "[3]")
    assert fresh(remark).citation == factories.citation_of(claim, 3)
    assert fresh(remark).anchor == "exact"


def test_a_remark_on_a_figure_outlives_it_and_returns_to_it(claim: Claim, author: User) -> None:
    figure = factories.add_figure(claim, author)
    remark = annotating.annotate(by=author, figure=figure, body="Per cent of what?")

    drafting.remove_figure(figure=figure, version=factories.fresh(claim).version, by=author)
    lost = fresh(remark)
    again = factories.add_figure(claim, author)

    assert (lost.anchor, lost.part, lost.part_words) == ("orphan", "figure", "8%")
    assert fresh(remark).figure == again


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"body": "x", "quote": "not there"}, "quote"),
        ({"body": "x", "start": 5, "end": 2}, "start"),
        ({"body": " "}, "body"),
        ({"body": "x" * 10_001}, "body"),
        ({"body": "x", "motivation": "boasting"}, "motivation"),
        ({"body": "x", "language": "ENGLISH"}, "language"),
    ],
)
def test_a_remark_is_refused_at_its_field(
    claim: Claim, author: User, given: dict[str, Any], field: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        annotating.annotate(by=author, claim=claim, **given)

    assert field in refused.value.error_dict
    assert not Annotation.objects.exists()


def test_a_highlight_needs_no_words_of_its_own(claim: Claim, author: User) -> None:
    remark = annotating.annotate(by=author, claim=claim, motivation="highlighting", quote="412")

    assert remark.body == ""


def test_a_reply_joins_the_thread_and_has_its_target(claim: Claim, author: User) -> None:
    root = annotating.annotate(by=author, claim=claim, quote="412", body="Sure?")
    reply = annotating.annotate(by=author, parent=root, body="Yes.")
    deeper = annotating.annotate(by=author, parent=reply, body="Thanks.")

    assert (reply.root, deeper.root, deeper.claim) == (root, root, claim)
    assert reply.motivation == "replying"
    with pytest.raises(ValidationError):
        annotating.annotate(by=author, parent=root, claim=factories.make_claim(author), body="x")


def test_people_are_named_in_any_case_and_follow_the_words(claim: Claim, author: User) -> None:
    paul, ada = factories.make_user(name="paul"), factories.make_user(name="ada")
    User.objects.create_user("guest")

    remark = annotating.annotate(by=author, claim=claim, body="@Paul. And @guest, @nobody?")
    assert [m.person for m in remark.mentions.all()] == [paul]
    change(remark, author, body="@ada!")

    assert [m.person for m in remark.mentions.all()] == [ada]


def test_resolving_and_reopening_are_on_record(claim: Claim, author: User, reviewer: User) -> None:
    remark = annotating.annotate(by=reviewer, claim=claim, body="Which page?")
    version = remark.version

    done = annotating.resolve_annotation(
        annotation=remark, version=version, by=author, comment="Page 3."
    )
    with pytest.raises(Stale):
        annotating.reopen_annotation(annotation=remark, version=version, by=author)
    version = done.annotation.version
    with pytest.raises(Conflict):
        annotating.resolve_annotation(annotation=remark, version=version, by=author)
    annotating.reopen_annotation(annotation=remark, version=version, by=reviewer)

    assert list(Resolution.objects.values_list("outcome", "author__username", "comment")) == [
        ("resolved", "author", "Page 3."),
        ("reopened", "reviewer", ""),
    ]
    assert fresh(remark).resolved_at is None
    with pytest.raises(Conflict):
        annotating.reopen_annotation(annotation=remark, version=fresh(remark).version, by=reviewer)


def test_a_reply_is_not_resolved(claim: Claim, author: User) -> None:
    root = annotating.annotate(by=author, claim=claim, body="Sure?")
    reply = annotating.annotate(by=author, parent=root, body="Yes.")

    with pytest.raises(ValidationError):
        annotating.resolve_annotation(annotation=reply, version=reply.version, by=author)


def test_only_its_author_or_an_administrator_edits_a_remark(
    claim: Claim, author: User, reviewer: User
) -> None:
    remark = annotating.annotate(by=author, claim=claim, body="Sure?")

    with pytest.raises(PermissionDenied):
        change(remark, reviewer, body="Quite.")
    change(remark, factories.make_user("administrator"), body="Quite sure?")

    assert fresh(remark).body == "Quite sure?"
    assert fresh(remark).edited_at is not None


def test_a_deleted_remark_stays_as_a_row_and_takes_no_reply(
    claim: Claim, author: User, reviewer: User
) -> None:
    remark = annotating.annotate(by=author, claim=claim, body="Sure?")

    with pytest.raises(PermissionDenied):
        annotating.delete_annotation(annotation=remark, version=1, by=reviewer)
    annotating.delete_annotation(annotation=remark, version=1, by=author)

    assert (fresh(remark).body, fresh(remark).deleted_by) == ("Sure?", author)
    with pytest.raises(Gone):
        annotating.annotate(by=author, parent=remark, body="Yes.")
    with pytest.raises(Gone):
        change(remark, author, body="x")


def test_whoever_reviews_or_publishes_decides_what_is_public(
    claim: Claim, author: User, contributor: User, reviewer: User
) -> None:
    with pytest.raises(PermissionDenied):
        annotating.annotate(by=contributor, claim=claim, body="x", visibility="public")
    remark = annotating.annotate(by=contributor, claim=claim, body="Sure?")
    with pytest.raises(PermissionDenied):
        change(remark, contributor, visibility="public")

    change(remark, reviewer, visibility="public")

    assert fresh(remark).visibility == "public"
    with pytest.raises(PermissionDenied):
        change(remark, contributor, body="Something else.")


def test_a_reply_in_a_thread_of_the_desk_is_never_public(claim: Claim, author: User) -> None:
    root = annotating.annotate(by=author, claim=claim, body="Sure?")
    with pytest.raises(Conflict):
        annotating.annotate(by=author, parent=root, body="Yes.", visibility="public")

    change(root, author, visibility="public")
    reply = annotating.annotate(by=author, parent=root, body="Yes.", visibility="public")
    change(root, author, visibility="desk")

    assert fresh(reply).visibility == "desk"
    assert not PublishedAnnotation.objects.exists()


def test_readers_see_public_remarks_on_what_is_published(author: User, reviewer: User) -> None:
    claim = factories.approved_claim(author, reviewer)
    remark = annotating.annotate(
        by=author, claim=claim, quote="412", body="Checked twice.", visibility="public"
    )
    standing = PublishedAnnotation.objects.standing()

    assert not standing.exists()
    factories.publish(claim, reviewer)
    assert standing.get().anchor == "exact"
    factories.edit(claim, author, text="Many containers [1]")
    assert (standing.get().anchor, fresh(remark).anchor) == ("exact", "orphan")
    factories.withdraw(claim, reviewer)
    assert not standing.exists()


def test_readers_see_public_remarks_on_paragraphs_that_are_cited(
    author: User, reviewer: User
) -> None:
    source = factories.make_source()
    factories.capture(source, *FIRST, by=author)
    first = source.paragraphs.get(number=1)
    annotating.annotate(by=author, paragraph=first, quote="boxes", body="Hm.", visibility="public")
    assert not PublishedAnnotation.objects.standing().exists()

    factories.published_claim(author, reviewer, source=source)
    factories.capture(source, "Before all that.", *FIRST, by=author)

    shown = PublishedAnnotation.objects.standing().get()
    assert (shown.paragraph.number, shown.start) == (1, 11)


def test_a_deleted_public_remark_takes_its_public_replies_back(
    author: User, reviewer: User
) -> None:
    claim = factories.published_claim(author, reviewer)
    root = annotating.annotate(by=author, claim=claim, body="a", visibility="public")
    reply = annotating.annotate(by=author, parent=root, body="b", visibility="public")
    standing = PublishedAnnotation.objects.standing()
    assert standing.count() == 2

    annotating.delete_annotation(annotation=root, version=1, by=author)

    assert not standing.exists()
    assert fresh(reply).visibility == "desk"
    assert not PublishedAnnotation.objects.exclude(body="").exists()


def test_a_citation_deleted_behind_everybodys_back_leaves_an_orphan(
    claim: Claim, author: User
) -> None:
    citation = factories.citation_of(claim, 3)
    remark = annotating.annotate(by=author, citation=citation, body="Which page?")

    citation.delete()

    assert (fresh(remark).anchor, fresh(remark).part_words) == ("orphan", "[3]")


def test_readers_never_learn_draft_words_from_a_remark(author: User, reviewer: User) -> None:
    claim = factories.published_claim(author, reviewer)
    seen = annotating.annotate(
        by=reviewer, claim=claim, body="Which May?", quote="412", visibility="public"
    )
    factories.edit(claim, author, text="A secret: 500 boxes in all of June [1][3]")
    annotating.annotate(by=reviewer, claim=claim, body="Why?", quote="500", visibility="public")
    annotating.show_remarks_on(claim)

    shown = {row.body: row for row in PublishedAnnotation.objects.standing()}
    assert (shown["Why?"].anchor, shown["Why?"].quote) == ("orphan", "")
    assert shown["Why?"].prefix == shown["Why?"].suffix == ""
    assert (shown["Which May?"].anchor, shown["Which May?"].quote) == ("exact", "412")
    assert seen.prefix == shown["Which May?"].prefix


def test_readers_keep_the_words_of_a_remark_whose_words_a_later_edition_lost(
    author: User, reviewer: User
) -> None:
    claim = factories.published_claim(author, reviewer)
    annotating.annotate(by=reviewer, claim=claim, body="Which?", quote="412", visibility="public")

    factories.edit(claim, author, text="Nobody counted [1]")
    factories.publish(factories.approve(factories.submit(claim, author), reviewer), reviewer)

    row = PublishedAnnotation.objects.standing().get()
    assert (row.anchor, row.quote, row.start) == ("orphan", "412", None)
