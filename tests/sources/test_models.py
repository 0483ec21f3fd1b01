"""Rows of sources: versions, history and natural keys; constraints are tested with the claims'."""

import pytest
from django.apps import apps
from django.db import DatabaseError, transaction
from django.db.models import ProtectedError

from sources.models import Paragraph, Publisher, Source, new_id, now
from tests.factories import make_source

pytestmark = pytest.mark.django_db


def test_every_change_raises_the_version_whoever_writes() -> None:
    source = make_source("Report")

    Source.objects.update(title="Another")
    Source.objects.update(title="Another")

    source.refresh_from_db()
    assert source.version == 2, "writing what is there already is no change"


def test_every_change_is_kept_below_the_orm_and_cannot_be_altered() -> None:
    make_source("Report")
    Source.objects.update(title="Another")
    Source.objects.all().delete()
    events = apps.get_model("sources", "SourceEvent").objects.order_by("pgh_id")

    assert list(events.values_list("pgh_label", "title")) == [
        ("insert", "Report"),
        ("update", "Another"),
        ("delete", "Another"),
    ]
    for change in (lambda: events.update(title="Forged"), lambda: events.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_rows_are_found_by_their_natural_keys() -> None:
    source = make_source("Report")
    paragraph = Paragraph.objects.create(source=source, number=3)
    gone = Paragraph.objects.create(source=source, former_number=4)

    for row in (source.publisher, source, paragraph, gone):
        assert type(row)._default_manager.get_by_natural_key(*row.natural_key()) == row
    assert paragraph.natural_key() == ("report", 3)


def test_a_paragraphs_hash_is_over_its_words() -> None:
    assert Paragraph(text="abc").text_sha256.startswith("ba7816bf")


def test_ids_sort_by_the_time_they_were_made() -> None:
    ids = [new_id() for _ in range(1000)]

    assert ids == sorted(ids)
    assert {made.version for made in ids} == {7}


def test_times_are_whole_milliseconds() -> None:
    assert now().microsecond % 1000 == 0


def test_a_publisher_with_sources_is_not_deleted() -> None:
    source = make_source()

    with pytest.raises(ProtectedError):
        Publisher.objects.filter(pk=source.publisher_id).delete()
