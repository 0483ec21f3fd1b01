"""What readers see of figures: each one of a last edition, and the pairs of them that disagree.

Like all published rows they follow from editions (`claims.shelving` makes them anew); what
people add is a dismissal: that a pair is no conflict.
"""

from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField, DecimalRangeField
from django.contrib.postgres.indexes import GinIndex, GistIndex
from django.db import models
from django.db.models import Exists, OuterRef

from claims.models.claim import Claim
from claims.models.publication import Publication
from sources.constraints import at_most, not_blank, written_once
from sources.models import new_id, now


def _words() -> "ArrayField[list[str], list[str]]":
    return ArrayField(models.TextField(db_collation="C"), default=list)


class PublishedFigure(models.Model):
    """A figure of a publication: what it is found and compared by, and its document.

    The id follows from the claim and the words, so that a link holds from edition to edition.
    `span` and `value`, the bound to order by, are in the base unit. `words`, `names`, `heads` and
    `explicit` say what is measured.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    publication = models.ForeignKey(Publication, models.CASCADE, related_name="figures")
    source = models.TextField(db_collation="C", help_text="The slug of the claim's source.")
    position = models.PositiveIntegerField(help_text="In the edition's list of figures.")
    kind = models.TextField()
    unit = models.TextField()
    dimension = models.TextField()
    base = models.TextField(help_text="The base unit: what is comparable has the same.")
    span = DecimalRangeField(help_text="From the low to the high bound; what is open has no end.")
    value = models.DecimalField(max_digits=120, decimal_places=30)
    role = models.TextField()
    direction = models.TextField(blank=True)
    modality = models.TextField(blank=True)
    period_start = models.DateField(null=True)
    period_end = models.DateField(null=True)
    stated_on = models.DateField(null=True)
    words = _words()
    names = _words()
    heads = _words()
    explicit = models.BooleanField(default=False)
    document = models.TextField(help_text="The JSON that readers get.")
    sequence = models.PositiveBigIntegerField()
    published_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "position"],
                name="published_figure_is_unique",
                violation_error_code="figure_repeated",
                violation_error_message="The publication has a figure at this place.",
            )
        ]
        indexes = [
            models.Index(fields=["-published_at", "-id"], name="published_figure_newest"),
            models.Index(fields=["base", "value", "id"], name="published_figure_value"),
            models.Index(
                fields=["dimension", "-published_at", "-id"], name="published_figure_dimension"
            ),
            models.Index(fields=["source", "-published_at", "-id"], name="published_figure_source"),
            models.Index(fields=["period_start", "id"], name="published_figure_period"),
            models.Index(fields=["role", "-published_at", "-id"], name="published_figure_role"),
            models.Index(
                fields=["modality", "-published_at", "-id"], name="published_figure_modality"
            ),
            GistIndex(fields=["span"], name="published_figure_span"),
            GinIndex(fields=["words"], name="published_figure_words"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class FigureConflictQuerySet(models.QuerySet["FigureConflict"]):
    def standing(self) -> Self:
        """Conflicts that nobody has dismissed: what readers see."""
        return self.filter(~Exists(Dismissal.objects.filter(conflict=OuterRef("pk"))))

    def dismissed(self) -> Self:
        """Conflicts that somebody has dismissed."""
        return self.filter(Exists(Dismissal.objects.filter(conflict=OuterRef("pk"))))


class FigureConflict(models.Model):
    """That two published figures of the same measure disagree; each pair once.

    The id follows from both figures' words and values: when one of them changes, it is another
    conflict.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    left = models.ForeignKey(PublishedFigure, models.CASCADE, related_name="conflicts_as_left")
    right = models.ForeignKey(PublishedFigure, models.CASCADE, related_name="conflicts_as_right")
    code = models.TextField()
    dimension = models.TextField()
    document = models.TextField(help_text="The JSON that readers get.")
    published_at = models.DateTimeField(help_text="When the later one of the two was.")

    objects = FigureConflictQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["left", "right"],
                name="figure_conflict_is_unique",
                violation_error_code="conflict_repeated",
                violation_error_message="These two figures are in conflict already.",
            )
        ]
        indexes = [
            models.Index(fields=["-published_at", "-id"], name="figure_conflict_newest"),
            models.Index(
                fields=["dimension", "-published_at", "-id"], name="figure_conflict_dimension"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.left_id} and {self.right_id}"


class Dismissal(models.Model):
    """That somebody dismissed a conflict, and why. Written once.

    It holds as long as both figures stay as they are, over new editions too.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    conflict = models.UUIDField(unique=True, editable=False, help_text="The conflict's id.")
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="dismissals", editable=False)
    other = models.ForeignKey(
        Claim, models.PROTECT, related_name="dismissals_as_other", editable=False
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="dismissals", editable=False
    )
    reason = models.TextField()
    created_at = models.DateTimeField(default=now, editable=False)

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            not_blank("reason", "dismissal_has_a_reason"),
            at_most(10_000, "reason", "dismissal_reason_fits"),
        ]
        triggers = written_once()

    def __str__(self) -> str:
        return f"{self.conflict} dismissed by {self.author}"
