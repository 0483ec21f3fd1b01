"""Publishers and paragraphs in the admin, and the history that the database keeps."""

import pytest
from django.test import Client

from sources.admin import changes_of
from sources.capturing import edit_source, publisher_named
from sources.models import Paragraph, Publisher
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin_browser(ratings) -> Client:
    client = Client()
    client.force_login(factories.make_user("administrator", "administrator"))
    return client


@pytest.fixture
def paragraph(author) -> Paragraph:
    source = factories.make_source()
    factories.capture(source, "One crane.", "Two cranes.", by=author)
    return Paragraph.objects.get(number=2)


@pytest.mark.parametrize("address", ["add/", "{pk}/change/", "{pk}/delete/"])
def test_paragraphs_are_not_changed_through_stock_forms(admin_browser, paragraph, address):
    before = list(Paragraph.objects.values())
    form = {"source": paragraph.source_id, "number": 9, "text": "Three cranes.", "post": "yes"}

    answer = admin_browser.post(f"/admin/sources/paragraph/{address.format(pk=paragraph.pk)}", form)

    assert answer.status_code == 403
    assert list(Paragraph.objects.values()) == before


def test_a_paragraph_is_found_by_its_source_and_number(admin_browser, paragraph):
    query = {"q": f"{paragraph.source.slug} 2"}

    found = admin_browser.get("/admin/sources/paragraph/", query).context["cl"].result_list

    assert list(found) == [paragraph]


def test_a_paragraph_is_there_to_be_read(admin_browser, paragraph):
    page = admin_browser.get(f"/admin/sources/paragraph/{paragraph.pk}/change/")

    assert "Two cranes." in page.content.decode()
    assert paragraph.text_sha256 in page.content.decode()


def test_the_list_of_paragraphs_costs_the_same_for_many(
    admin_browser, author, django_assert_max_num_queries
):
    factories.capture(factories.make_source(), *(f"Crane {n}." for n in range(20)), by=author)

    with django_assert_max_num_queries(8):
        admin_browser.get("/admin/sources/paragraph/")


def test_an_administrator_keeps_publishers(admin_browser):
    form = {"slug": "dock-journal", "name": "Dock Journal", "country": "NL", "url": ""}
    admin_browser.post("/admin/sources/publisher/add/", form)
    publisher = Publisher.objects.get()

    form |= {"name": "The Dock Journal", "seen": publisher.version, "reason": "Its full name."}
    admin_browser.post(f"/admin/sources/publisher/{publisher.pk}/change/", form)

    publisher.refresh_from_db()
    assert (publisher.name, publisher.version) == ("The Dock Journal", 2)
    assert changes_of(publisher)[0].reason == "Its full name."
    assert changes_of(publisher)[0].who == "administrator"


def test_a_publisher_in_use_is_not_deleted(admin_browser):
    source = factories.make_source()

    admin_browser.post(f"/admin/sources/publisher/{source.publisher_id}/delete/", {"post": "yes"})

    assert Publisher.objects.filter(pk=source.publisher_id).exists()


def test_others_keep_none(client, author):
    publisher = publisher_named("Dock Journal")
    client.force_login(author)
    form = {"slug": "x", "name": "X", "country": "", "url": "", "seen": publisher.version}

    answer = client.post(f"/admin/sources/publisher/{publisher.pk}/change/", form)

    assert answer.status_code == 403
    assert Publisher.objects.get().name == "Dock Journal"


def test_the_history_tells_each_field_before_and_after(admin_browser):
    source = factories.make_source(title="Old")
    edit_source(source=source, version=source.version, title="New")

    change, added = changes_of(source)

    page = admin_browser.get(f"/admin/sources/source/{source.pk}/history/").content.decode()
    assert (change.kind, change.fields) == ("changed", (("title", "Old", "New"),))
    assert added.kind == "added"
    assert "<del>Old</del>" in page
