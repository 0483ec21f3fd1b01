"""Figures: the quantities in a claim, as written and as understood."""

from decimal import Decimal
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from claims.models.claim import Claim
from claims.models.normal_form import NORMAL_FORM
from sources.constraints import FieldCheck, at_most, not_blank, one_of
from sources.models import new_id, track


class FigureStatus(models.TextChoices):
    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    EDITED = "edited"
    REJECTED = "rejected"


class Kind(models.TextChoices):
    SHARE = "share"
    POINT = "point"
    MONEY = "money"
    MEASURE = "measure"
    TEMPERATURE = "temperature"
    COUNT = "count"
    DURATION = "duration"
    MULTIPLE = "multiple"
    RANK = "rank"


class Op(models.TextChoices):
    EQ = "eq"
    LT = "lt"
    LE = "le"
    GT = "gt"
    GE = "ge"
    RANGE = "range"


class Hedge(models.TextChoices):
    NONE = ""
    ABOUT = "about"
    UNDER = "under"
    OVER = "over"


class Tone(models.TextChoices):
    NONE = ""
    MINIMIZING = "minimizing"
    MAXIMIZING = "maximizing"


class Role(models.TextChoices):
    LEVEL = "level"
    DELTA = "delta"
    FROM = "from"
    TO = "to"


class Direction(models.TextChoices):
    NONE = ""
    UP = "up"
    DOWN = "down"


class PeriodRel(models.TextChoices):
    NONE = ""
    IN = "in"
    BY = "by"
    SINCE = "since"
    UNTIL = "until"
    AS_OF = "as_of"


class Modality(models.TextChoices):
    NONE = ""
    TARGET = "target"
    FORECAST = "forecast"


class FigureQuerySet(models.QuerySet["Figure"]):
    def frozen(self) -> Self:
        """Figures that an edition holds: those a person confirmed, or corrected."""
        return self.filter(status__in=[FigureStatus.CONFIRMED, FigureStatus.EDITED])

    def unsettled(self) -> Self:
        """Figures that nobody has decided on, or whose words left the text."""
        return self.filter(
            Q(status=FigureStatus.PROPOSED) | (Q(start=None) & ~Q(status=FigureStatus.REJECTED))
        )


def _number() -> "models.DecimalField[Decimal | None, Decimal | None]":
    return models.DecimalField(max_digits=60, decimal_places=20, null=True, blank=True)


@track
class Figure(models.Model):
    """One quantity in a claim: one number expression, a range included.

    `start` and `end` are code-point offsets into the claim's text, end exclusive; both are
    null when an edit of the text took the words away. `value` is the full number, scale
    applied (700 billion is 700000000000); a range has `lower` and `upper` instead.
    `mantissa` and `scale` keep the written digits: value = mantissa · 10^scale.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    claim = models.ForeignKey(Claim, models.CASCADE, related_name="figures")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="decided_figures",
        editable=False,
    )
    text = models.TextField(help_text="The words, as they stand in the claim.")
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    kind = models.CharField(max_length=12, choices=Kind.choices, editable=False)
    value = _number()
    lower = _number()
    upper = _number()
    op = models.CharField(max_length=5, choices=Op.choices, default=Op.EQ.value)
    hedge = models.CharField(max_length=5, choices=Hedge.choices, blank=True)
    tone = models.CharField(max_length=10, choices=Tone.choices, blank=True)
    mantissa = _number()
    scale = models.SmallIntegerField(default=0)
    unit = models.CharField(max_length=40, default="1", help_text="UCUM, ISO 4217, or Stet's own.")
    unit_inferred = models.BooleanField(default=False)
    counted = models.TextField(blank=True, help_text="The noun counted, where the unit is 1.")
    num = models.PositiveIntegerField(null=True, blank=True)
    den = models.PositiveIntegerField(null=True, blank=True)
    role = models.CharField(max_length=5, choices=Role.choices, default=Role.LEVEL.value)
    direction = models.CharField(max_length=4, choices=Direction.choices, blank=True)
    group = models.CharField(max_length=20, blank=True, help_text="Joins from, to and delta.")
    basis = models.CharField(max_length=20, blank=True, help_text="yoy, mom, qoq or a date.")
    period = models.CharField(max_length=40, blank=True, help_text="EDTF, as 2024 or 2025-33.")
    period_start = models.DateField(null=True, blank=True, editable=False)
    period_end = models.DateField(null=True, blank=True, editable=False)
    period_rel = models.CharField(max_length=5, choices=PeriodRel.choices, blank=True)
    modality = models.CharField(max_length=8, choices=Modality.choices, blank=True)
    of = models.TextField(blank=True, help_text="What is measured.")
    status = models.CharField(
        max_length=10, choices=FigureStatus.choices, default=FigureStatus.PROPOSED.value
    )
    engine = models.CharField(
        max_length=40, blank=True, editable=False, help_text="The rules that proposed it."
    )
    confidence = models.DecimalField(
        max_digits=3, decimal_places=2, null=True, blank=True, editable=False
    )

    objects = FigureQuerySet.as_manager()

    class Meta:
        ordering = ["claim", "start", "id"]
        # A comparison with NULL is neither true nor false, and a check lets it pass: hence the
        # many `isnull`.
        constraints = [
            *NORMAL_FORM,
            not_blank("text", "figure_has_text"),
            at_most(500, "text", "figure_text_fits"),
            at_most(500, "counted", "figure_counted_fits"),
            at_most(1_000, "of", "figure_of_fits"),
            one_of("kind", Kind, "figure_kind_is_known"),
            one_of("op", Op, "figure_op_is_known"),
            one_of("hedge", Hedge, "figure_hedge_is_known"),
            one_of("tone", Tone, "figure_tone_is_known"),
            one_of("role", Role, "figure_role_is_known"),
            one_of("direction", Direction, "figure_direction_is_known"),
            one_of("period_rel", PeriodRel, "figure_period_rel_is_known"),
            one_of("modality", Modality, "figure_modality_is_known"),
            one_of("status", FigureStatus, "figure_status_is_known"),
            FieldCheck(
                field="start",
                condition=Q(start=None, end=None)
                | Q(start__isnull=False, end__isnull=False, start__lt=F("end")),
                name="figure_span_is_a_span",
                violation_error_code="empty_span",
                violation_error_message="start comes before end.",
            ),
            FieldCheck(
                field="value",
                condition=Q(
                    op="range",
                    value=None,
                    lower__isnull=False,
                    upper__isnull=False,
                    lower__lt=F("upper"),
                )
                | (~Q(op="range") & Q(value__isnull=False, lower=None, upper=None)),
                name="figure_is_a_value_or_a_range",
                violation_error_code="value_or_range",
                violation_error_message="A range has lower below upper and no value; "
                "any other figure has a value and no bounds.",
            ),
            FieldCheck(
                field="direction",
                condition=Q(role="level") | ~Q(direction=""),
                name="figure_change_has_a_direction",
                violation_error_code="no_direction",
                violation_error_message="The figure of a change goes up or down.",
            ),
            FieldCheck(
                field="den",
                condition=Q(num=None, den=None)
                | Q(num__isnull=False, den__isnull=False, den__gt=0),
                name="figure_fraction_is_whole",
                violation_error_code="no_fraction",
                violation_error_message="A written fraction has a num and a den above 0.",
            ),
            models.CheckConstraint(
                condition=(Q(period="") & Q(period_start=None, period_end=None)) | ~Q(period=""),
                name="figure_period_has_text",
                violation_error_code="no_period",
                violation_error_message="The days of a period follow from its EDTF text.",
            ),
            models.CheckConstraint(
                condition=Q(period_start=None)
                | Q(period_end=None)
                | Q(period_start__lte=F("period_end")),
                name="figure_period_runs_forward",
                violation_error_code="period_runs_backward",
                violation_error_message="A period ends after it starts.",
            ),
            models.CheckConstraint(
                condition=Q(confidence=None) | Q(confidence__gte=0, confidence__lte=1),
                name="figure_confidence_is_a_share",
                violation_error_code="no_confidence",
                violation_error_message="confidence lies between 0 and 1.",
            ),
            models.CheckConstraint(
                condition=Q(status="proposed") | Q(decided_by__isnull=False),
                name="figure_decision_has_a_person",
                violation_error_code="nobody_decided",
                violation_error_message="A person confirms, edits or rejects a figure.",
            ),
        ]

    def __str__(self) -> str:
        return self.text
