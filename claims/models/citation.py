"""Citations: the paragraphs a claim rests on."""

from django.db import models

from claims.models.claim import Claim
from sources.constraints import FieldUnique, at_most, one_of
from sources.models import Paragraph, new_id, track


class Stance(models.TextChoices):
    SUPPORTS = "supports"
    REFUTES = "refutes"
    CONTEXT = "context"


class CitationManager(models.Manager["Citation"]):
    """Citations come with their paragraph and its source: neither is ever shown without."""

    def get_queryset(self) -> models.QuerySet["Citation"]:
        return super().get_queryset().select_related("paragraph__source")


@track
class Citation(models.Model):
    """A claim's link to a paragraph, where its marker stands, and what the paragraph does to it.

    `offset` is the marker's place in the claim's text (code points). `text_sha256` names the
    paragraph's words when a person last stood behind the citation: when they differ from the
    words of today, the citation is stale.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    claim = models.ForeignKey(Claim, models.CASCADE, related_name="citations")
    paragraph = models.ForeignKey(Paragraph, models.PROTECT, related_name="citations")
    position = models.PositiveIntegerField(help_text="From 0, in reading order.")
    offset = models.PositiveIntegerField()
    stance = models.CharField(max_length=10, choices=Stance.choices, default=Stance.SUPPORTS.value)
    quote = models.TextField(blank=True, help_text="Words that occur in the paragraph.")
    text_sha256 = models.CharField(max_length=64, editable=False)

    objects = CitationManager()

    class Meta:
        ordering = ["claim", "position"]
        constraints = [
            one_of("stance", Stance, "citation_stance_is_known"),
            at_most(10_000, "quote", "citation_quote_fits"),
            FieldUnique(
                field="paragraph",
                fields=["claim", "paragraph"],
                name="citation_names_a_paragraph_once",
                violation_error_code="marker_repeated",
                violation_error_message="The claim cites this paragraph already.",
            ),
            models.UniqueConstraint(
                fields=["claim", "position"],
                name="citation_position_is_unique",
                deferrable=models.Deferrable.DEFERRED,
                violation_error_code="position_taken",
                violation_error_message="The claim has a citation at this position.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.claim} → {self.paragraph}"

    @property
    def is_stale(self) -> bool:
        """The paragraph's words are not those that a person last stood behind."""
        return self.text_sha256 != self.paragraph.text_sha256

    @property
    def marker(self) -> str:
        """The marker as written in the claim: `[3]`, or `[slug:3]` of another source."""
        number = self.paragraph.number or self.paragraph.former_number
        if self.paragraph.source_id == self.claim.source_id:
            return f"[{number}]"
        return f"[{self.paragraph.source.slug}:{number}]"
