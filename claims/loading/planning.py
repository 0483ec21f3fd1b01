"""Tell the planner what the tables hold, while they fill faster than autovacuum looks at them."""

from django.db import connection, models

from claims.models import (
    Citation,
    Claim,
    Claimant,
    ClaimTopic,
    Edition,
    Figure,
    HistoryEntry,
    Publication,
    PublishedCitation,
    PublishedFigure,
    PublishedParagraph,
    PublishedSource,
    PublishedTopic,
    Revision,
    Section,
    Topic,
)
from sources.models import Paragraph, Publisher, Source

# What triggers and foreign keys look up with every row: a plan made for an empty table reads
# all of it each time.
_LOOKED_UP: tuple[type[models.Model], ...] = (
    Publisher, Source, Paragraph, Topic, Claimant, Section, Claim, Citation, ClaimTopic, Figure,
    Revision, Edition, HistoryEntry, PublishedSource, PublishedParagraph, Publication,
    PublishedTopic, PublishedCitation, PublishedFigure,
)  # fmt: skip
FIRST, GROWTH = 250, 4


class Plans:
    """Statistics are taken after the first lines, and whenever there are four times as many."""

    def __init__(self) -> None:
        self._lines = 0
        self._due = FIRST

    def added(self, lines: int) -> None:
        """So many lines are stored; the tables are looked at when it is time."""
        self._lines += lines
        if self._lines >= self._due:
            while self._lines >= self._due:
                self._due *= GROWTH
            tables = ", ".join(model._meta.db_table for model in _LOOKED_UP)
            with connection.cursor() as cursor:
                cursor.execute(f"ANALYZE {tables}")
