"""What readers see of loaded editions is what `shelve` makes of the same editions."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db.models import Model

from claims.models import (
    Edition,
    FigureConflict,
    FormerPublication,
    Publication,
    PublishedCitation,
    PublishedFigure,
    PublishedParagraph,
    PublishedSource,
    PublishedTerm,
    PublishedTopic,
)
from claims.shelving import shelve
from tests.claims.loading.corpora import changed, documents, load, next_edition, write

# Made anew each time, or known from the desk's rows.
OWN = {"id", "origin_id"}
SHELVES: tuple[type[Model], ...] = (
    PublishedSource, PublishedParagraph, Publication, FormerPublication, PublishedTopic,
    PublishedCitation, PublishedFigure, PublishedTerm,
)  # fmt: skip


def shelves() -> dict[str, list[list[tuple[str, str]]]]:
    """Every row that readers find, all columns; paragraphs by number as their ids are made anew."""
    numbers = {str(row.pk): str(row) for row in PublishedParagraph.objects.all()}
    return {
        model.__name__: sorted(
            [
                (name, told(value, numbers))
                for name, value in row.items()
                if name not in OWN or model is PublishedFigure
            ]
            for row in model._default_manager.values()
        )
        for model in SHELVES
    }


def told(value: Any, numbers: dict[str, str]) -> str:
    if isinstance(value, list):
        return repr(sorted(told(each, numbers) for each in value))
    words = str(value)
    return (
        f"paragraph:{numbers[words[10:]]}"
        if words.startswith("paragraph:")
        else numbers.get(words, words)
    )


def shelve_anew() -> None:
    FigureConflict.objects.all().delete()
    FormerPublication.objects.all().delete()
    Publication.objects.all().delete()
    PublishedParagraph.objects.all().delete()
    PublishedSource.objects.all().delete()
    for edition in Edition.objects.order_by("sequence"):
        shelve(edition)


@pytest.mark.django_db
@pytest.mark.parametrize("batch", [1000, 7, 1])
def test_a_loaded_corpus_is_shelved_as_one_by_one(
    ratings: None, tmp_path: Path, batch: int
) -> None:
    rows = documents(60)
    again = [next_edition(row) for row in rows[:7]]
    gone = [
        next_edition(row, status="withdrawn", withdrawal="Gone.", correction=None)
        for row in rows[8:12]
    ]
    back = [
        changed(
            next_edition(row),
            status="published",
            withdrawal=None,
            correction="Back.",
            published_at="2032-01-01T00:00:00Z",
        )
        for row in gone[:2]
    ]
    renamed = [
        changed(
            row,
            source={
                **row["source"],
                "title": "Renamed",
                "publisher": {"slug": "other", "name": "Other"},
            },
        )
        for row in again
    ]

    said = load(write(tmp_path / "c.jsonl", [*rows, *renamed, *gone, *back]), batch=batch)
    assert said == "75 editions added, 0 known already, 0 lines refused.\n"

    loaded = shelves()
    shelve_anew()
    made = shelves()
    assert FormerPublication.objects.count() == 15
    for name, found in made.items():
        for one, other in zip(loaded[name], found, strict=True):
            assert set(one) ^ set(other) == set(), name
    call_command("verify")
