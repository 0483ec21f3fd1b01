"""What readers see beside the claims themselves: their sources, paragraphs, topics and remarks.

These rows repeat what editions say; `claims.shelving` makes them anew from an edition. Nothing of
the working copy is in them.
"""

from typing import Self

from django.db import models

from claims.models.annotation import Anchor, Annotation
from claims.models.edition import EditionStatus
from claims.models.publication import Publication
from sources.models import Paragraph, new_id


class PublishedSource(models.Model):
    """A source as the newest edition that rests on it describes it."""

    slug = models.TextField(primary_key=True, db_collation="C")
    publisher = models.TextField(db_collation="C", help_text="The publisher's slug.")
    publisher_name = models.TextField(db_collation="C")
    title = models.TextField(db_collation="C")
    kind = models.TextField()
    language = models.TextField(blank=True)
    url = models.TextField(blank=True)
    sequence = models.PositiveBigIntegerField()
    published_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["publisher", "slug"], name="published_source_publisher"),
            models.Index(fields=["-published_at", "-slug"], name="published_source_newest"),
        ]

    def __str__(self) -> str:
        return self.slug


class PublishedTopic(models.Model):
    """A topic of a publication, as its edition labels it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    publication = models.ForeignKey(Publication, models.CASCADE, related_name="topics")
    slug = models.TextField(db_collation="C")
    label = models.TextField(db_collation="C")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["slug", "publication"],
                name="published_topic_is_unique",
                violation_error_code="topic_repeated",
                violation_error_message="The publication has this topic already.",
            )
        ]

    def __str__(self) -> str:
        return self.slug


class PublishedParagraph(models.Model):
    """A paragraph as the newest edition that rests on it quotes it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    source = models.ForeignKey(PublishedSource, models.PROTECT, related_name="paragraphs")
    origin = models.ForeignKey(
        Paragraph,
        models.SET_NULL,
        null=True,
        related_name="published_as",
        help_text="The desk's paragraph that was cited; numbers change.",
    )
    number = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    text_sha256 = models.CharField(max_length=64)
    sequence = models.PositiveBigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "number"],
                name="published_paragraph_is_unique",
                violation_error_code="paragraph_exists",
                violation_error_message="The published source has this paragraph.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.source_id}:{self.number}"


class PublishedCitation(models.Model):
    """That a publication rests on a paragraph, and on which words of it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    publication = models.ForeignKey(Publication, models.CASCADE, related_name="citations")
    paragraph = models.ForeignKey(PublishedParagraph, models.PROTECT, related_name="citations")
    stance = models.TextField()
    text_sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "paragraph"],
                name="published_citation_is_unique",
                violation_error_code="marker_repeated",
                violation_error_message="The publication cites this paragraph already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.publication_id} → {self.paragraph}"


class PublishedAnnotationQuerySet(models.QuerySet["PublishedAnnotation"]):
    def standing(self) -> Self:
        """Public remarks on what is published and not withdrawn."""
        cited = PublishedCitation.objects.filter(
            paragraph=models.OuterRef("paragraph"), publication__status=EditionStatus.PUBLISHED
        )
        on_claim = models.Q(publication__status=EditionStatus.PUBLISHED)
        return self.filter(on_claim | models.Exists(cited), public=True)


class PublishedAnnotation(models.Model):
    """A public remark as readers see it, anchored in the words that are published.

    `public` is false once the desk has taken it back: then nothing of it is left here but that
    it was shown.
    """

    annotation = models.OneToOneField(
        Annotation, models.PROTECT, primary_key=True, related_name="published"
    )
    publication = models.ForeignKey(
        Publication, models.PROTECT, null=True, related_name="annotations"
    )
    paragraph = models.ForeignKey(
        PublishedParagraph, models.PROTECT, null=True, related_name="annotations"
    )
    reply_to = models.UUIDField(null=True)
    public = models.BooleanField(default=True)
    shown = models.BooleanField(default=False, help_text="Readers have seen it.")
    motivation = models.TextField()
    author = models.TextField()
    body = models.TextField(blank=True)
    language = models.TextField(blank=True)
    canonical = models.TextField(blank=True)
    pointer = models.TextField(blank=True, help_text="The part of the claim's document it is on.")
    quote = models.TextField(blank=True)
    prefix = models.TextField(blank=True)
    suffix = models.TextField(blank=True)
    anchor = models.TextField(default=Anchor.EXACT.value)
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    created_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)

    objects = PublishedAnnotationQuerySet.as_manager()

    class Meta:
        ordering = ["annotation"]

    def __str__(self) -> str:
        return str(self.annotation_id)
