"""Rules about one row hold below the ORM: each refuses a row that is written behind its back."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import CheckConstraint, F, Model, Subquery

from claims import models
from claims.accounts.issuing import issue_token
from claims.annotating import annotate
from claims.assigning import assign_claim
from claims.drafting import claimant_named, section_titled, topic_called
from claims.webhooks.subscribing import send_test
from sources.models import Paragraph, Publisher, Source
from tests import factories

SPAN = {"quote": "x", "start": 0, "end": 1, "anchor": "orphan"}
# Model, the column set behind everybody's back, and the constraint that refuses it.
WRONG: list[tuple[type[Model], dict[str, Any], str]] = [
    (Publisher, {"name": "  "}, "publisher_has_a_name"),
    (Publisher, {"name": "two\nlines"}, "publisher_name_is_a_line"),
    (Publisher, {"name": "x" * 201}, "publisher_name_fits"),
    (Publisher, {"country": "c1"}, "publisher_country_is_a_code"),
    (Publisher, {"url": "javascript:alert(1)"}, "publisher_url_is_a_web_address"),
    (Source, {"title": ""}, "source_has_a_title"),
    (Source, {"slug": "2024"}, "source_slug_is_a_reference"),
    (Source, {"slug": "With_Capitals"}, "source_slug_is_a_reference"),
    (Source, {"title": " spaced "}, "source_title_is_a_line"),
    (Source, {"title": "x" * 501}, "source_title_fits"),
    (Source, {"kind": "rumour"}, "source_kind_is_known"),
    (Source, {"language": "english"}, "source_language_is_a_tag"),
    (Source, {"url": "https:// x"}, "source_url_is_a_web_address"),
    (
        Source,
        {"published_at": "2025-03-02T00:00Z", "retrieved_at": "2025-03-01T00:00Z"},
        "source_published_before_retrieved",
    ),
    (Paragraph, {"number": 0}, "paragraph_number_is_in_range"),
    (Paragraph, {"number": 100_000}, "paragraph_number_is_in_range"),
    (Paragraph, {"former_number": 3}, "paragraph_is_present_or_gone"),
    (Paragraph, {"number": None}, "paragraph_is_present_or_gone"),
    (Paragraph, {"text": "x" * 100_001}, "paragraph_text_fits"),
    (models.Topic, {"label": " "}, "topic_has_a_label"),
    (models.Topic, {"label": "a\tb"}, "topic_label_is_a_line"),
    (models.Topic, {"label": "x" * 101}, "topic_label_fits"),
    (models.Claimant, {"name": ""}, "claimant_has_a_name"),
    (models.Claimant, {"name": "a\u2028b"}, "claimant_name_is_a_line"),
    (models.Claimant, {"name": "x" * 201}, "claimant_name_fits"),
    (models.Claimant, {"type": "Robot"}, "claimant_type_is_known"),
    (models.Claimant, {"url": "//x"}, "claimant_url_is_a_web_address"),
    (models.Section, {"title": ""}, "section_has_a_title"),
    (models.Section, {"title": "a\n"}, "section_title_is_a_line"),
    (models.Section, {"title": "x" * 501}, "section_title_fits"),
    (models.Rating, {"label": ""}, "rating_has_a_label"),
    (models.Rating, {"value": 6}, "rating_lies_on_its_scale"),
    (models.Rating, {"best": None}, "rating_lies_on_its_scale"),
    (models.Claim, {"text": ""}, "claim_has_text"),
    (models.Claim, {"text": "a\nb"}, "claim_text_is_a_line"),
    (models.Claim, {"text": "x" * 5001}, "claim_text_fits"),
    (models.Claim, {"language": "EN"}, "claim_language_is_a_tag"),
    (models.Claim, {"key": "two words"}, "claim_key_is_a_name"),
    (models.Claim, {"key": "x" * 201}, "claim_key_is_a_name"),
    (models.Claim, {"key": "a\u0007"}, "claim_key_is_a_name"),
    (models.Claim, {"state": "done"}, "claim_state_is_known"),
    (models.Citation, {"stance": "doubts"}, "citation_stance_is_known"),
    (models.Citation, {"quote": "x" * 10_001}, "citation_quote_fits"),
    (models.Figure, {"text": " "}, "figure_has_text"),
    (models.Figure, {"text": "x" * 501}, "figure_text_fits"),
    (models.Figure, {"counted": "x" * 501}, "figure_counted_fits"),
    (models.Figure, {"of": "x" * 1001}, "figure_of_fits"),
    (models.Figure, {"kind": "size"}, "figure_kind_is_known"),
    (models.Figure, {"op": "ne"}, "figure_op_is_known"),
    (models.Figure, {"hedge": "maybe"}, "figure_hedge_is_known"),
    (models.Figure, {"tone": "loud"}, "figure_tone_is_known"),
    (models.Figure, {"role": "size", "direction": "up"}, "figure_role_is_known"),
    (models.Figure, {"direction": "left"}, "figure_direction_is_known"),
    (models.Figure, {"period_rel": "at"}, "figure_period_rel_is_known"),
    (models.Figure, {"modality": "hope"}, "figure_modality_is_known"),
    (models.Figure, {"status": "lost"}, "figure_status_is_known"),
    (models.Figure, {"end": None}, "figure_span_is_a_span"),
    (models.Figure, {"start": 500}, "figure_span_is_a_span"),
    (models.Figure, {"value": None}, "figure_is_a_value_or_a_range"),
    (models.Figure, {"op": "range", "value": None, "lower": 1}, "figure_is_a_value_or_a_range"),
    (models.Figure, {"role": "delta"}, "figure_change_has_a_direction"),
    (models.Figure, {"num": 1}, "figure_fraction_is_whole"),
    (models.Figure, {"period_start": "2025-01-01"}, "figure_period_has_text"),
    (
        models.Figure,
        {"period": "2025", "period_start": "2025-02-01", "period_end": "2025-01-01"},
        "figure_period_runs_forward",
    ),
    (models.Figure, {"unit": "furlong"}, "figure_unit_is_known"),
    (models.Figure, {"unit": "USD/"}, "figure_unit_is_known"),
    (models.Figure, {"period": "../.."}, "figure_period_has_days"),
    (models.Figure, {"period_rel": "by"}, "figure_period_rel_needs_a_period"),
    (models.Figure, {"mantissa": 7}, "figure_mantissa_makes_the_value"),
    (models.Figure, {"mantissa": 8, "scale": 9}, "figure_mantissa_makes_the_value"),
    (models.Figure, {"basis": "yoy"}, "figure_basis_is_of_a_change"),
    (models.Figure, {"confidence": 2}, "figure_confidence_is_a_share"),
    (models.Figure, {"decided_by": None}, "figure_decision_has_a_person"),
    (models.Annotation, {"body": ""}, "annotation_has_a_body"),
    (models.Annotation, {"body": "x" * 10_001}, "annotation_body_fits"),
    (models.Annotation, {"motivation": "boasting"}, "annotation_motivation_is_known"),
    (models.Annotation, {"visibility": "secret"}, "annotation_visibility_is_known"),
    (models.Annotation, {"claim": None}, "annotation_has_one_target"),
    (models.Annotation, {"start": 3}, "annotation_span_has_a_quote"),
    (models.Annotation, {"prefix": "x"}, "annotation_span_has_a_quote"),
    (models.Annotation, {"place_start": 1}, "annotation_has_a_place_unless_orphan"),
    (models.Annotation, {"anchor": "lost"}, "annotation_anchor_is_known"),
    (models.Annotation, {"language": "EN"}, "annotation_language_is_a_tag"),
    (models.Annotation, {"canonical": "https://x/" + "x" * 2001}, "annotation_canonical_fits"),
    (models.Annotation, {"canonical": "javascript:1"}, "annotation_canonical_is_an_iri"),
    (models.Annotation, {"prefix": "x" * 33}, "annotation_prefix_fits"),
    (models.Annotation, SPAN | {"suffix": "x" * 33}, "annotation_suffix_fits"),
    (models.Annotation, SPAN | {"quote": "x" * 5001}, "annotation_quote_fits"),
    (models.Annotation, {"parent": F("pk")}, "annotation_reply_is_in_a_thread"),
    (
        models.Annotation,
        {"citation": Subquery(models.Citation.objects.order_by().values("pk")[:1])},
        "annotation_names_its_part",
    ),
    (models.Annotation, {"deleted_at": "2025-01-01T00:00Z"}, "annotation_is_deleted_by_someone"),
    (
        models.Annotation,
        {"resolved_at": "2025-01-01T00:00Z"},
        "annotation_is_resolved_by_someone",
    ),
    (models.Assignment, {"note": "x" * 1001}, "assignment_note_fits"),
    (models.User, {"username": ".."}, "user_name_names_somebody"),
    (models.User, {"username": "Me"}, "user_name_names_somebody"),
    (models.User, {"first_name": "a\nb"}, "user_first_name_is_a_line"),
    (models.User, {"last_name": " b"}, "user_last_name_is_a_line"),
    (models.Token, {"name": "a\nb"}, "token_name_is_a_line"),
    (models.Token, {"scopes": []}, "token_scopes_are_known"),
    (models.Token, {"scopes": ["admin"]}, "token_scopes_are_known"),
    (models.Webhook, {"url": " "}, "webhook_has_a_url"),
    (models.Webhook, {"url": "ftp://x"}, "webhook_url_is_a_web_address"),
    (models.Webhook, {"url": f"https://x/{'x' * 2000}"}, "webhook_url_fits"),
    (models.Webhook, {"description": "x" * 501}, "webhook_description_fits"),
    (models.Webhook, {"event_types": []}, "webhook_event_types_are_known"),
    (models.Webhook, {"event_types": ["claim.drafted"]}, "webhook_event_types_are_known"),
    (models.Webhook, {"active": False}, "webhook_says_why_it_is_off"),
    (models.WebhookSecret, {"sealed": ""}, "webhooksecret_is_sealed"),
    (
        models.Delivery,
        {"status": "lost", "due_at": None, "finished_at": "2025-01-01T00:00Z"},
        "delivery_status_is_known",
    ),
    (models.Delivery, {"type": "claim.drafted"}, "delivery_type_is_known"),
    (models.Delivery, {"body": "x" * 20_001}, "delivery_body_fits"),
    (models.Delivery, {"event": "a.b"}, "delivery_event_is_an_id"),
    (models.Delivery, {"due_at": None}, "delivery_is_due_or_finished"),
    (models.Delivery, {"status": "failed"}, "delivery_is_due_or_finished"),
    (models.Load, {"kind": "else"}, "load_kind_is_known"),
]


@pytest.fixture
def one_of_each(author: models.User) -> models.Claim:
    source = factories.make_source()
    claim = factories.make_claim(
        author,
        source=source,
        text="It grew 8% [1]",
        topics=[topic_called("Ports")],
        claimant=claimant_named("Port Authority"),
        section=section_titled(source, "Core Viewpoint"),
    )
    factories.add_figure(claim, author)
    annotate(by=author, claim=claim, body="Well.")
    assign_claim(claim=claim, assignee=factories.make_user(), by=author)
    issue_token(user=author)
    send_test(webhook=factories.make_webhook(author))
    models.Load.objects.create(author=author, path="c.jsonl", kind="drafts")
    return claim


@pytest.mark.parametrize(("model", "given", "name"), WRONG, ids=lambda v: str(v)[:40])
def test_a_wrong_row_is_refused_by_its_constraint(
    one_of_each: models.Claim, model: type[Model], given: dict[str, Any], name: str
) -> None:
    row = model._default_manager.order_by("pk").first()
    if model is models.Rating:
        row = models.Rating.objects.get(code="supported")
    assert row is not None

    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        model._default_manager.filter(pk=row.pk).update(**given)

    assert refused.value.__cause__.diag.constraint_name == name  # type: ignore[union-attr]


def test_every_constraint_on_a_row_has_a_row_that_breaks_it() -> None:
    elsewhere = {  # rows that are written once: an update is refused before the check
        "submission_comment_fits", "review_decision_is_known", "review_rationale_fits",
        "review_approval_has_a_rating", "review_has_a_rationale", "edition_status_is_known",
        "edition_note_fits", "confirmation_comment_fits", "resolution_outcome_is_known",
        "resolution_comment_fits", "dismissal_has_a_reason", "dismissal_reason_fits", "attempt_answer_fits", "attempt_error_fits",
    }  # fmt: skip
    named = {
        constraint.name
        for model in (*vars(models).values(), Publisher, Source, Paragraph)
        if isinstance(model, type) and issubclass(model, Model)
        for constraint in model._meta.constraints
        if isinstance(constraint, CheckConstraint)
    }

    assert named - elsewhere == {name for _, _, name in WRONG}
