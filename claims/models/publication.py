"""What readers see of claims: the last edition of each, former ones, and what they are found by.

These rows repeat what editions say, so that a page of readers touches one table and its indexes.
The publishing transaction writes them; `claims.shelving` makes them anew from an edition.
"""

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models

from claims.models.claim import Claim
from claims.models.edition import Edition, EditionStatus
from sources.models import new_id


class PublicationQuerySet(models.QuerySet["Publication"]):
    def standing(self) -> Self:
        """Publications that are not withdrawn: what lists show."""
        return self.filter(status=EditionStatus.PUBLISHED)


# What lists are ordered by, each with what it adds to the name of an index.
ORDERS = {
    "sequence": "log",
    "rating_value": "rated",
    "claimed_on": "claimed",
    "first_published_at": "first",
    "published_at": "newest",
}


class Ordered(models.Model):
    """A row in the lists of claims: the keys of their orders."""

    sequence = models.PositiveBigIntegerField()
    rating_value = models.SmallIntegerField(null=True)
    claimed_on = models.DateField(null=True)
    first_published_at = models.DateTimeField()
    published_at = models.DateTimeField()

    class Meta:
        abstract = True


class Found(Ordered):
    """An edition as readers find it: its document, and the columns they filter by."""

    status = models.TextField()
    rating = models.TextField(blank=True, db_collation="C")
    language = models.TextField(blank=True, db_collation="C")
    publisher = models.TextField(db_collation="C", help_text="The publisher's slug.")
    claimant = models.TextField(blank=True, db_collation="C", help_text="The claimant's slug.")
    document = models.TextField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        abstract = True


def _by(name: str, *filters: str, standing: bool = True) -> list[models.Index]:
    """An index for every order, below what is filtered by; named after both."""
    condition = models.Q(status=EditionStatus.PUBLISHED) if standing else None
    return [
        models.Index(
            fields=[*filters, order, "claim"],
            condition=condition,
            name=f"{name}_{'_'.join([*filters, ORDERS[order]])}",
        )
        for order in ORDERS
    ]


class Publication(Found):
    """A claim as readers see it: its last edition and the columns they filter by.

    Every filter has an index for every order, so that a page is read in the order of an index
    and never sorted (tests/claims/reading/test_plans.py).
    """

    claim = models.OneToOneField(
        Claim, models.PROTECT, primary_key=True, related_name="publication"
    )
    edition = models.OneToOneField(Edition, models.PROTECT, related_name="publication")
    source = models.ForeignKey(
        "PublishedSource", models.PROTECT, related_name="publications", db_index=False
    )
    section_title = models.TextField(blank=True)
    section_position = models.PositiveIntegerField(null=True)
    position = models.PositiveIntegerField()

    objects = PublicationQuerySet.as_manager()

    class Meta:
        indexes = [
            *_by("shown"),
            *_by("shown", "rating"),
            *_by("shown", "source"),
            *_by("shown", "publisher"),
            *_by("shown", "language"),
            *_by("shown", "claimant"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["sequence"],
                name="publication_sequence_is_unique",
                violation_error_code="sequence_taken",
                violation_error_message="Another publication has this place in the log.",
            )
        ]

    def __str__(self) -> str:
        return str(self.claim_id)


class FormerPublication(Found):
    """What a claim's publication was until its next edition: what was said then.

    `terms` are those of PublishedTerm, `figures` the units and bounds of PublishedFigure.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="former_publications")
    edition = models.OneToOneField(Edition, models.PROTECT, related_name="former_publication")
    source = models.ForeignKey(
        "PublishedSource", models.PROTECT, related_name="former_publications", db_index=False
    )
    until = models.DateTimeField(help_text="When the next edition was published.")
    terms = ArrayField(models.TextField(db_collation="C"), default=list)
    figures = models.JSONField(default=list)

    class Meta:
        indexes = [
            *_by("former"),
            models.Index(fields=["until", "claim"], name="former_until"),
        ]

    def __str__(self) -> str:
        return f"{self.claim_id} until {self.until}"


class PublishedTerm(Ordered):
    """A term that a standing publication is found by; a claim has several of each kind.

    `topic:<slug>`, `paragraph:<id of a PublishedParagraph>`, `unit:<dimension>:<base unit>`.
    """

    publication = models.ForeignKey(
        Publication, models.CASCADE, related_name="terms", db_index=False
    )
    term = models.TextField(db_collation="C")

    class Meta:
        indexes = [
            models.Index(
                fields=["term", order, "publication"], name=f"published_term_{ORDERS[order]}"
            )
            for order in ORDERS
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "term"],
                name="published_term_is_unique",
                violation_error_code="term_repeated",
                violation_error_message="The publication is found by this term already.",
            )
        ]

    def __str__(self) -> str:
        return self.term
