"""Annotations: remarks on a claim, citation, figure or paragraph, threaded and resolvable."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from claims.models.citation import Citation
from claims.models.claim import Claim
from claims.models.figure import Figure
from sources.constraints import at_most, not_blank, one_of, version_rises
from sources.models import Paragraph, new_id, now, track


class Motivation(models.TextChoices):
    """Motivations of the W3C Web Annotation vocabulary that a desk has a use for."""

    COMMENTING = "commenting"
    QUESTIONING = "questioning"
    EDITING = "editing"
    ASSESSING = "assessing"
    HIGHLIGHTING = "highlighting"
    LINKING = "linking"
    REPLYING = "replying"


class Visibility(models.TextChoices):
    DESK = "desk"
    PUBLIC = "public"


@track
class Annotation(models.Model):
    """A remark anchored to a claim, to one of its parts, or to a span of a paragraph.

    The span is a quote with its neighbourhood and its place (W3C Web Annotation selectors);
    all are empty for a remark on the whole. A reply has a `parent` and its target.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    claim = models.ForeignKey(
        Claim, models.PROTECT, null=True, blank=True, related_name="annotations"
    )
    citation = models.ForeignKey(
        Citation, models.SET_NULL, null=True, blank=True, related_name="annotations"
    )
    figure = models.ForeignKey(
        Figure, models.SET_NULL, null=True, blank=True, related_name="annotations"
    )
    paragraph = models.ForeignKey(
        Paragraph, models.PROTECT, null=True, blank=True, related_name="annotations"
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replies"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="annotations", editable=False
    )
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="resolved_annotations",
        editable=False,
    )
    motivation = models.CharField(
        max_length=15, choices=Motivation.choices, default=Motivation.COMMENTING.value
    )
    visibility = models.CharField(
        max_length=6, choices=Visibility.choices, default=Visibility.DESK.value
    )
    body = models.TextField()
    quote = models.TextField(blank=True)
    prefix = models.TextField(blank=True)
    suffix = models.TextField(blank=True)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(default=now, editable=False)
    resolved_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            not_blank("body", "annotation_has_a_body"),
            at_most(10_000, "body", "annotation_body_fits"),
            one_of("motivation", Motivation, "annotation_motivation_is_known"),
            one_of("visibility", Visibility, "annotation_visibility_is_known"),
            models.CheckConstraint(
                condition=Q(claim__isnull=False, paragraph=None)
                | Q(claim=None, paragraph__isnull=False, citation=None, figure=None),
                name="annotation_has_one_target",
                violation_error_code="no_target",
                violation_error_message="A remark is on a claim (or a part of it) or on a "
                "paragraph.",
            ),
            models.CheckConstraint(
                condition=Q(start=None, end=None)
                | Q(~Q(quote=""), start__isnull=False, end__isnull=False, start__lt=F("end")),
                name="annotation_span_has_a_quote",
                violation_error_code="empty_span",
                violation_error_message="A span starts before it ends, and quotes its words.",
            ),
            models.CheckConstraint(
                condition=Q(resolved_at=None, resolved_by=None)
                | Q(resolved_at__isnull=False, resolved_by__isnull=False),
                name="annotation_is_resolved_by_someone",
                violation_error_code="nobody_resolved",
                violation_error_message="A resolved remark says who resolved it and when.",
            ),
        ]
        triggers = [version_rises()]

    def __str__(self) -> str:
        return self.body if len(self.body) <= 60 else f"{self.body[:59]}…"
