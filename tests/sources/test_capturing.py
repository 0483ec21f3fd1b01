"""Sources and their text, stored; what that does to claims is tested with drafting."""

import pytest
from django.core.exceptions import ValidationError

from sources import capturing
from sources.errors import Stale
from sources.models import Paragraph, Source
from tests.factories import make_source

pytestmark = pytest.mark.django_db


def test_a_publisher_is_known_by_name_or_slug_and_added_once() -> None:
    first = capturing.publisher_named("Harbour Gazette")

    assert capturing.publisher_named("harbour  gazette") == first
    assert capturing.publisher_named("harbour-gazette") == first


def test_a_slug_is_made_from_a_title_in_any_script() -> None:
    assert make_source("Отчёт порта").slug == "otchet-porta"
    assert make_source("2024").slug == "source-2024"
    assert make_source("!!!").slug == "source"
    assert make_source("!!!", publisher="Another").slug == "source-2"


def test_the_same_document_is_stored_once() -> None:
    make_source("Report")

    with pytest.raises(ValidationError) as refused:
        make_source("Report")

    codes = {e.code for errors in refused.value.error_dict.values() for e in errors}
    assert codes == {"source_exists"}


def test_paragraphs_trade_places_without_a_clash() -> None:
    source = make_source()
    _, first = capturing.capture_text(source=source, version=1, text="One a b.\n\nTwo c d.")
    ids = [change.paragraph.pk for change in first]
    source.refresh_from_db()

    capturing.capture_text(source=source, version=source.version, text="Two c d.\n\nOne a b.")

    assert [p.pk for p in source.paragraphs.present()] == ids[::-1]


def test_a_paragraph_that_is_gone_keeps_its_row_and_its_former_number() -> None:
    source = make_source()
    capturing.capture_text(source=source, version=1, text="One a b.\n\nTwo c d.")
    source.refresh_from_db()

    capturing.capture_text(source=source, version=source.version, text="Two c d.")

    gone = Paragraph.objects.get(text="One a b.")
    assert (gone.number, gone.former_number) == (None, 1)
    assert [p.text for p in source.paragraphs.present()] == ["Two c d."]


def test_an_empty_text_is_no_capture() -> None:
    with pytest.raises(ValidationError) as refused:
        capturing.capture_text(source=make_source(), version=1, text=" \n\n ")

    assert refused.value.error_dict["text"][0].code == "no_text"


def test_an_edit_of_another_version_is_refused() -> None:
    source = make_source("Report")

    with pytest.raises(Stale):
        capturing.edit_source(source=source, version=2, title="Another")

    assert Source.objects.get().title == "Report"
