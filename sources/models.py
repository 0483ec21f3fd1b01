"""Where evidence comes from: publishers, their sources, and the paragraphs of a source."""

import hashlib
import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Self, TypeVar, cast

import pghistory
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from uuid_utils.compat import uuid7

from sources.constraints import (
    FieldCheck,
    FieldUnique,
    at_most,
    language_tag,
    not_blank,
    one_line,
    one_of,
    version_rises,
    web_address,
)

M = TypeVar("M", bound=models.Model)


def new_id() -> uuid.UUID:
    """A UUIDv7 (RFC 9562): ids sort by the time they were made."""
    return uuid7()


def now() -> datetime:
    """The time in whole milliseconds: what a fixture keeps, so that loading it changes nothing."""
    moment = timezone.now()
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def sha256_of(text: str) -> str:
    """SHA-256 of the text as UTF-8, in hex: what names the words of a paragraph."""
    return hashlib.sha256(text.encode()).hexdigest()


def track(model: type[M], *, but: Sequence[str] = ()) -> type[M]:
    """Keep every insert, change and deletion of the model's rows, by trigger, append-only.

    The fields in `but` are not kept: secrets, and what changes too often to tell anything.
    """
    recorders = (pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
    return cast(type[M], pghistory.track(*recorders, exclude=list(but), append_only=True)(model))


class PublisherManager(models.Manager["Publisher"]):
    def get_by_natural_key(self, slug: str) -> "Publisher":
        return self.get(slug=slug)


@track
class Publisher(models.Model):
    """Who puts a source out."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slug = models.SlugField(max_length=100, unique=True)
    name = models.TextField()
    country = models.CharField(
        max_length=2,
        blank=True,
        help_text="ISO 3166-1 alpha-2; tells the time zone of a digest that names none.",
    )
    url = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = PublisherManager()

    class Meta:
        ordering = ["slug"]
        constraints = [
            not_blank("name", "publisher_has_a_name"),
            one_line("name", "publisher_name_is_a_line"),
            at_most(200, "name", "publisher_name_fits"),
            web_address("url", "publisher_url_is_a_web_address"),
            FieldCheck(
                field="country",
                condition=models.Q(country="") | models.Q(country__regex=r"^[A-Z]{2}$"),
                name="publisher_country_is_a_code",
                violation_error_code="unknown_country",
                violation_error_message='country is an ISO 3166-1 code of two capitals, as "CN".',
            ),
            models.UniqueConstraint(
                Lower("name"),
                name="publisher_name_is_unique",
                violation_error_code="publisher_exists",
                violation_error_message="There is a publisher of this name.",
            ),
        ]
        triggers = [version_rises()]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        return (self.slug,)


class SourceKind(models.TextChoices):
    ARTICLE = "article"
    REPORT = "report"
    DATASET = "dataset"
    PAPER = "paper"
    SPEECH = "speech"
    POST = "post"
    LAW = "law"


class SourceManager(models.Manager["Source"]):
    def get_by_natural_key(self, slug: str) -> "Source":
        return self.get(slug=slug)


@track
class Source(models.Model):
    """One document: article, report, dataset, paper, speech, post, law."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    publisher = models.ForeignKey(Publisher, models.PROTECT, related_name="sources")
    slug = models.SlugField(max_length=100, unique=True)
    title = models.TextField()
    kind = models.CharField(
        max_length=10, choices=SourceKind.choices, default=SourceKind.ARTICLE.value
    )
    language = models.CharField(max_length=35, blank=True, help_text="BCP 47; empty: not known.")
    url = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    published_at = models.DateTimeField(null=True, blank=True)
    retrieved_at = models.DateTimeField(null=True, blank=True)

    objects = SourceManager()

    class Meta:
        ordering = ["-published_at", "id"]
        constraints = [
            not_blank("title", "source_has_a_title"),
            FieldCheck(
                field="slug",
                condition=models.Q(slug__regex=r"^[a-z0-9][a-z0-9-]*$")
                & models.Q(slug__regex=r"[a-z]"),
                name="source_slug_is_a_reference",
                violation_error_code="slug_no_reference",
                violation_error_message="A slug has small letters, digits and hyphens, and at "
                "least one letter: markers name other sources by it, as [slug:3].",
            ),
            one_line("title", "source_title_is_a_line"),
            # With the publisher and the time this is indexed; 500 characters of four bytes fit.
            at_most(500, "title", "source_title_fits"),
            one_of("kind", SourceKind, "source_kind_is_known"),
            language_tag("source_language_is_a_tag"),
            web_address("url", "source_url_is_a_web_address"),
            FieldUnique(
                field="title",
                fields=["publisher", "title", "published_at"],
                name="source_is_one_document",
                nulls_distinct=False,
                violation_error_code="source_exists",
                violation_error_message="This publisher has a source of this title and time.",
            ),
            FieldCheck(
                field="retrieved_at",
                condition=models.Q(published_at__isnull=True)
                | models.Q(retrieved_at__isnull=True)
                | models.Q(published_at__lte=models.F("retrieved_at")),
                name="source_published_before_retrieved",
                violation_error_code="retrieved_too_early",
                violation_error_message="A source cannot be retrieved before it is published.",
            ),
        ]
        triggers = [version_rises()]

    def __str__(self) -> str:
        return self.title

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    natural_key.dependencies = ["sources.publisher"]  # type: ignore[attr-defined]  # Django reads it


class ParagraphQuerySet(models.QuerySet["Paragraph"]):
    def present(self) -> Self:
        """Paragraphs that the source still has, in reading order."""
        return self.filter(number__isnull=False).order_by("number")


class ParagraphManager(models.Manager["Paragraph"]):
    def get_by_natural_key(self, source: str, number: int | None = None) -> "Paragraph":
        if number is None:
            return self.get(pk=source)
        return self.get(source__slug=source, number=number)


@track
class Paragraph(models.Model):
    """A numbered piece of a source; its identity is not its number.

    The text may not be captured yet (""). A paragraph that a newer capture no longer has
    keeps its row, because citations rest on it: its number is null, `former_number` tells it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    source = models.ForeignKey(Source, models.CASCADE, related_name="paragraphs")
    number = models.PositiveIntegerField(null=True, blank=True)
    former_number = models.PositiveIntegerField(null=True, blank=True, editable=False)
    text = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ParagraphManager.from_queryset(ParagraphQuerySet)()

    class Meta:
        ordering = ["source", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "number"],
                name="paragraph_number_is_unique",
                deferrable=models.Deferrable.DEFERRED,
                violation_error_code="paragraph_exists",
                violation_error_message="The source has a paragraph of this number.",
            ),
            models.CheckConstraint(
                condition=models.Q(number__isnull=True) | models.Q(number__range=(1, 99_999)),
                name="paragraph_number_is_in_range",
                violation_error_code="number_out_of_range",
                violation_error_message="Paragraphs are numbered from 1 to 99999.",
            ),
            models.CheckConstraint(
                condition=models.Q(number__isnull=True, former_number__isnull=False)
                | models.Q(number__isnull=False, former_number__isnull=True),
                name="paragraph_is_present_or_gone",
                violation_error_code="number_and_former_number",
                violation_error_message="A paragraph has a number, or had one: not both.",
            ),
            at_most(100_000, "text", "paragraph_text_fits"),
        ]
        triggers = [version_rises()]

    def __str__(self) -> str:
        return f"{self.source.slug}:{self.number or f'{self.former_number} (gone)'}"

    @property
    def text_sha256(self) -> str:
        """What citations and editions name the paragraph's words by."""
        return sha256_of(self.text)

    def natural_key(self) -> tuple[str] | tuple[str, int]:
        """Source and number; a paragraph that is gone has no number, only its id."""
        return (str(self.pk),) if self.number is None else (self.source.slug, self.number)

    natural_key.dependencies = ["sources.source"]  # type: ignore[attr-defined]  # Django reads it
