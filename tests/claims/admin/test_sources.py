"""Sources at the desk, and capturing their text."""

import pytest

from claims.models import State
from sources.models import Source
from tests import factories

SOURCES = "/admin/sources/source/"
THREE = ("We moved 412 containers in May.", "The crane is new.", "That is eight percent more.")


@pytest.fixture
def source(author):
    source = factories.make_source()
    factories.capture(source, *THREE, by=author)
    source.refresh_from_db()
    return source


def test_a_source_shows_its_paragraphs_and_its_claims(author_browser, author, source):
    factories.make_claim(author, source=source)

    page = author_browser.get(f"{SOURCES}{source.pk}/change/").content.decode()

    assert all(text in page for text in THREE)
    assert f"/admin/claims/claim/?source__id__exact={source.pk}" in page


def test_a_source_is_added_with_its_publisher(author_browser):
    form = {"title": "A new report", "publisher": "Dock Journal", "kind": "report"}

    answer = author_browser.post(f"{SOURCES}draft/", form)

    source = Source.objects.get()
    assert answer["Location"] == f"{SOURCES}{source.pk}/change/"
    assert (source.publisher.name, source.slug) == ("Dock Journal", "a-new-report")


def test_a_wrong_address_adds_neither_source_nor_publisher(author_browser):
    form = {"title": "T", "publisher": "New", "kind": "report", "url": "javascript:alert(1)"}

    answer = author_browser.post(f"{SOURCES}draft/", form)

    assert answer.status_code == 400
    assert not Source.objects.exists()


def test_editing_a_source_sends_its_approved_claims_back(author_browser, author, reviewer, source):
    claim = factories.approved_claim(author, reviewer, source=source)
    form = {"version": source.version, "title": "Another title", "kind": "article",
            "publisher": source.publisher.name, "reason": "The page was renamed."}  # fmt: skip

    answer = author_browser.post(f"{SOURCES}{source.pk}/edit/", form)

    claim = factories.fresh(claim)
    assert answer.status_code == 302
    assert (claim.state, claim.revision) == (State.DRAFT, 2)
    assert claim.revisions.get(number=2).reason == "The page was renamed."


def test_an_edit_of_an_old_source_is_refused(author_browser, source):
    form = {"version": source.version - 1, "title": "Mine", "kind": "article", "publisher": "X Y"}

    answer = author_browser.post(f"{SOURCES}{source.pk}/edit/", form)

    assert answer.status_code == 409
    assert "Somebody changed it" in answer.content.decode()
    source.refresh_from_db()
    assert source.title != "Mine"


def test_capturing_again_shows_what_was_edited_moved_and_gone(author_browser, author, source):
    factories.make_claim(author, source=source)
    text = "\n\n".join(["A headline.", THREE[0].replace("May", "June"), THREE[1]])

    answer = author_browser.post(
        f"{SOURCES}{source.pk}/capture/", {"version": source.version, "text": text}
    )

    page = answer.content.decode()
    assert answer.context["counts"] == {"added": 1, "edited": 1, "moved": 1, "gone": 1}
    assert f"<del>{THREE[0]}</del>" in page
    assert "do the new words still bear it out?" in page


def test_the_form_holds_the_text_that_is_captured(author_browser, source):
    answer = author_browser.get(f"{SOURCES}{source.pk}/capture/")

    assert answer.context["form"].initial["text"] == "\n\n".join(THREE)


def test_a_capture_over_an_older_one_is_refused_and_kept(author_browser, source):
    answer = author_browser.post(
        f"{SOURCES}{source.pk}/capture/", {"version": source.version - 1, "text": "My own text."}
    )

    assert answer.status_code == 409
    assert "My own text." in answer.content.decode()
    assert source.paragraphs.present().count() == 3


@pytest.mark.parametrize("address", ["add/", "{pk}/change/", "{pk}/delete/"])
def test_the_stock_forms_are_closed(admin_browser, source, address):
    answer = admin_browser.post(
        SOURCES + address.format(pk=source.pk), {"title": "x", "post": "yes"}
    )

    assert answer.status_code == 403
    assert Source.objects.get().title == source.title
