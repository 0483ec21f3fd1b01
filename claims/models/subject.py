"""What claims are filed under: sections, topics, claimants and the rating scale."""

from django.db import models
from django.db.models import F, Q

from sources.constraints import at_most, not_blank, one_line, one_of, version_rises, web_address
from sources.models import Source, new_id, track


class TopicManager(models.Manager["Topic"]):
    def get_by_natural_key(self, slug: str) -> "Topic":
        return self.get(slug=slug)


@track
class Topic(models.Model):
    """A subject heading."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slug = models.SlugField(max_length=100, unique=True)
    label = models.TextField()
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = TopicManager()

    class Meta:
        ordering = ["slug"]
        constraints = [
            not_blank("label", "topic_has_a_label"),
            one_line("label", "topic_label_is_a_line"),
            at_most(100, "label", "topic_label_fits"),
        ]
        triggers = [version_rises()]

    def __str__(self) -> str:
        return self.label

    def natural_key(self) -> tuple[str]:
        return (self.slug,)


class ClaimantType(models.TextChoices):
    """The schema.org types of who makes a claim."""

    PERSON = "Person"
    ORGANIZATION = "Organization"


class ClaimantManager(models.Manager["Claimant"]):
    def get_by_natural_key(self, slug: str) -> "Claimant":
        return self.get(slug=slug)


@track
class Claimant(models.Model):
    """Who makes a claim: a person or an organisation."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slug = models.SlugField(max_length=100, unique=True)
    type = models.CharField(
        max_length=12, choices=ClaimantType.choices, default=ClaimantType.ORGANIZATION.value
    )
    name = models.TextField()
    url = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ClaimantManager()

    class Meta:
        ordering = ["slug"]
        constraints = [
            not_blank("name", "claimant_has_a_name"),
            one_line("name", "claimant_name_is_a_line"),
            at_most(200, "name", "claimant_name_fits"),
            one_of("type", ClaimantType, "claimant_type_is_known"),
            web_address("url", "claimant_url_is_a_web_address"),
            models.UniqueConstraint(
                fields=["type", "name"],
                name="claimant_is_unique",
                violation_error_code="claimant_exists",
                violation_error_message="There is a claimant of this type and name.",
            ),
        ]
        triggers = [version_rises()]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        return (self.slug,)


class SectionManager(models.Manager["Section"]):
    def get_by_natural_key(self, source: str, position: int) -> "Section":
        return self.get(source__slug=source, position=position)


@track
class Section(models.Model):
    """A titled group of claims of one source, as "Core Viewpoint"."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    source = models.ForeignKey(Source, models.CASCADE, related_name="sections")
    title = models.TextField()
    position = models.PositiveIntegerField(help_text="From 0, in reading order.")
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = SectionManager()

    class Meta:
        ordering = ["source", "position"]
        constraints = [
            not_blank("title", "section_has_a_title"),
            one_line("title", "section_title_is_a_line"),
            at_most(500, "title", "section_title_fits"),
            models.UniqueConstraint(
                fields=["source", "position"],
                name="section_position_is_unique",
                deferrable=models.Deferrable.DEFERRED,
                violation_error_code="section_exists",
                violation_error_message="The source has a section at this position.",
            ),
        ]
        triggers = [version_rises()]

    def __str__(self) -> str:
        return self.title

    def natural_key(self) -> tuple[str, int]:
        return (self.source.slug, self.position)

    natural_key.dependencies = ["sources.source"]  # type: ignore[attr-defined]  # Django reads it


class RatingManager(models.Manager["Rating"]):
    def get_by_natural_key(self, code: str) -> "Rating":
        return self.get(code=code)


@track
class Rating(models.Model):
    """A verdict word of a scale: data, not code.

    `value` lies between `worst` and `best`, whichever of the two is the higher number; a word
    that has no place on the line between them ("unverifiable") has none of the three.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.SlugField(max_length=50, unique=True)
    scale = models.SlugField(max_length=50, default="stet")
    label = models.TextField()
    description = models.TextField(blank=True)
    value = models.SmallIntegerField(null=True, blank=True)
    best = models.SmallIntegerField(null=True, blank=True)
    worst = models.SmallIntegerField(null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = RatingManager()

    class Meta:
        ordering = ["scale", "position", "code"]
        constraints = [
            not_blank("label", "rating_has_a_label"),
            models.CheckConstraint(
                condition=Q(value=None, best=None, worst=None)
                | Q(
                    Q(value__gte=F("worst"), value__lte=F("best"), best__gt=F("worst"))
                    | Q(value__lte=F("worst"), value__gte=F("best"), best__lt=F("worst")),
                    value__isnull=False,
                    best__isnull=False,
                    worst__isnull=False,
                ),
                name="rating_lies_on_its_scale",
                violation_error_code="off_the_scale",
                violation_error_message="value lies between worst and best, or none is set.",
            ),
        ]
        triggers = [version_rises()]

    def __str__(self) -> str:
        return self.label

    def natural_key(self) -> tuple[str]:
        return (self.code,)
