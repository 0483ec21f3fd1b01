"""Annotations: remarks on a claim, citation, figure or paragraph, threaded and resolvable."""

from typing import Self

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, F, Q, When
from django.db.models.functions import Substr

from claims.models.citation import Citation
from claims.models.claim import Claim
from claims.models.figure import Figure
from claims.models.review import Review
from sources.constraints import (
    FieldCheck,
    at_most,
    language_tag,
    one_of,
    version_rises,
)
from sources.models import Paragraph, new_id, now, track


class Motivation(models.TextChoices):
    """The motivations of the W3C Web Annotation vocabulary."""

    ASSESSING = "assessing"
    BOOKMARKING = "bookmarking"
    CLASSIFYING = "classifying"
    COMMENTING = "commenting"
    DESCRIBING = "describing"
    EDITING = "editing"
    HIGHLIGHTING = "highlighting"
    IDENTIFYING = "identifying"
    LINKING = "linking"
    MODERATING = "moderating"
    QUESTIONING = "questioning"
    REPLYING = "replying"
    TAGGING = "tagging"


# These say all by where they stand.
WORDLESS = (Motivation.BOOKMARKING.value, Motivation.HIGHLIGHTING.value)


class Anchor(models.TextChoices):
    """How the target of a remark was found (see `claims.anchors`)."""

    EXACT = "exact"
    CONTEXT = "context"
    FUZZY = "fuzzy"
    ORPHAN = "orphan"


class Part(models.TextChoices):
    """What part of a claim a remark is on."""

    CITATION = "citation"
    FIGURE = "figure"


class Visibility(models.TextChoices):
    DESK = "desk"
    PUBLIC = "public"


class AnnotationQuerySet(models.QuerySet["Annotation"]):
    def present(self) -> Self:
        """Remarks that nobody has deleted."""
        return self.filter(deleted_at=None)

    def with_words(self) -> Self:
        """Remarks with all that the desk shows of them; `words` are those at their place."""
        length = F("place_end") - F("place_start")
        words = Case(
            When(paragraph=None, then=Substr("claim__text", F("place_start") + 1, length)),
            default=Substr("paragraph__text", F("place_start") + 1, length),
        )
        return (
            self.select_related("author", "resolved_by", "deleted_by", "paragraph__source")
            .defer("paragraph__text")
            .prefetch_related("mentions__person")
            .annotate(words=words, reply_count=models.Count("replies", Q(replies__deleted_at=None)))
        )


def _reply_count() -> models.Subquery:
    replies = Annotation.objects.present().filter(parent=models.OuterRef("pk")).order_by()
    return models.Subquery(replies.values("parent").annotate(n=models.Count("pk")).values("n"))


@track
class Annotation(models.Model):
    """A remark anchored to a claim, to one of its parts, or to a span of a text.

    The span is a quote with its neighbourhood and place as its author chose them (W3C Web
    Annotation selectors), which never change; `place_start` and `place_end` tell where it stands
    in the text of today, `anchor` how it was found. All are empty for a remark on the whole.
    A reply has a `parent`, the `root` of its thread, and their target. `part` and `part_words`
    tell what a remark was on when its citation or figure is gone. A deleted remark keeps its row.
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
    root = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="thread", editable=False
    )
    cited = models.ForeignKey(
        Paragraph,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        help_text="The paragraph of the citation that the remark is on.",
    )
    review = models.ForeignKey(
        Review, models.PROTECT, null=True, blank=True, related_name="remarks", editable=False
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="annotations", editable=False
    )
    deleted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="deleted_annotations",
        editable=False,
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
    body = models.TextField(blank=True)
    language = models.CharField(max_length=35, blank=True, help_text="BCP 47; empty: not known.")
    canonical = models.TextField(blank=True, help_text="The IRI it is known by elsewhere.")
    via = ArrayField(models.TextField(), default=list, blank=True)
    part = models.CharField(max_length=8, choices=Part.choices, blank=True, editable=False)
    part_words = models.TextField(blank=True, editable=False)
    quote = models.TextField(blank=True)
    prefix = models.TextField(blank=True)
    suffix = models.TextField(blank=True)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    anchor = models.CharField(
        max_length=7, choices=Anchor.choices, default=Anchor.EXACT.value, editable=False
    )
    place_start = models.PositiveIntegerField(null=True, blank=True, editable=False)
    place_end = models.PositiveIntegerField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(default=now, editable=False)
    edited_at = models.DateTimeField(null=True, blank=True, editable=False)
    resolved_at = models.DateTimeField(null=True, blank=True, editable=False)
    deleted_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = AnnotationQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            FieldCheck(
                field="body",
                condition=Q(body__regex=r"\S") | Q(motivation__in=WORDLESS),
                name="annotation_has_a_body",
                violation_error_code="no_body",
                violation_error_message="A remark says something, unless it is a highlight or a "
                "bookmark.",
            ),
            language_tag("annotation_language_is_a_tag"),
            at_most(2_000, "canonical", "annotation_canonical_fits"),
            FieldCheck(
                field="canonical",
                condition=Q(canonical="") | Q(canonical__iregex=r"^(https?://[^\s/]|urn:)\S+$"),
                name="annotation_canonical_is_an_iri",
                violation_error_code="no_iri",
                violation_error_message="canonical is an IRI: http://…, https://… or urn:….",
            ),
            at_most(32, "prefix", "annotation_prefix_fits"),
            at_most(32, "suffix", "annotation_suffix_fits"),
            at_most(5_000, "quote", "annotation_quote_fits"),
            one_of("anchor", Anchor, "annotation_anchor_is_known"),
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
                condition=Q(start=None, end=None, quote="", prefix="", suffix="")
                | Q(
                    ~Q(quote=""),
                    start__isnull=False,
                    end__isnull=False,
                    start__lt=F("end"),
                    part="",
                    parent=None,
                ),
                name="annotation_span_has_a_quote",
                violation_error_code="empty_span",
                violation_error_message="A span is in the text of a claim or paragraph, starts "
                "before it ends, and quotes its words.",
            ),
            models.CheckConstraint(
                condition=Q(place_start=None, place_end=None)
                & (Q(quote="") | Q(anchor=Anchor.ORPHAN.value))
                | Q(
                    ~Q(quote=""),
                    ~Q(anchor=Anchor.ORPHAN.value),
                    place_start__isnull=False,
                    place_end__isnull=False,
                    place_start__lt=F("place_end"),
                ),
                name="annotation_has_a_place_unless_orphan",
                violation_error_code="no_place",
                violation_error_message="A span has a place, unless its words are gone.",
            ),
            models.CheckConstraint(
                condition=Q(parent=None, root=None) | Q(parent__isnull=False, root__isnull=False),
                name="annotation_reply_is_in_a_thread",
                violation_error_code="no_thread",
                violation_error_message="A reply belongs to the thread of its parent.",
            ),
            models.CheckConstraint(
                condition=Q(citation=None, figure=None)
                | Q(citation=None, part="figure")
                | Q(figure=None, part="citation"),
                name="annotation_names_its_part",
                violation_error_code="no_part",
                violation_error_message="A remark is on one part of a claim, and says which.",
            ),
            models.CheckConstraint(
                condition=Q(deleted_at=None, deleted_by=None)
                | Q(deleted_at__isnull=False, deleted_by__isnull=False),
                name="annotation_is_deleted_by_someone",
                violation_error_code="nobody_deleted",
                violation_error_message="A deleted remark says who deleted it and when.",
            ),
            models.CheckConstraint(
                condition=Q(resolved_at=None, resolved_by=None)
                | Q(resolved_at__isnull=False, resolved_by__isnull=False),
                name="annotation_is_resolved_by_someone",
                violation_error_code="nobody_resolved",
                violation_error_message="A resolved remark says who resolved it and when.",
            ),
        ]
        triggers = [
            version_rises(),
            # Whoever takes a citation or figure away: what was said of it is an orphan.
            pgtrigger.Trigger(
                name="part_gone",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func="IF NEW.part <> '' AND NEW.citation_id IS NULL AND NEW.figure_id IS NULL "
                "THEN NEW.anchor = 'orphan'; END IF; RETURN NEW;",
            ),
        ]

    def __str__(self) -> str:
        return self.body if len(self.body) <= 60 else f"{self.body[:59]}…"

    @property
    def thread_id(self) -> object:
        """The root of the thread: its own id for a remark that is no reply."""
        return self.root_id or self.pk
