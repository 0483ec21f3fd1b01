"""Importing a digest in the browser: checked first, then stored."""

from claims.models import Claim
from sources.models import Source

PAGE = "/admin/claims/claim/import/"
DIGEST = """\
Cranes stand still at night
Harbour Gazette · 2025-11-07 18:40
Core Viewpoint
- The cranes stood still for nine hours [1][2]
Group 1: Reasons
- There was no wind [3]
"""


def test_checking_shows_claims_and_warnings_and_stores_nothing(author_browser):
    answer = author_browser.post(PAGE, {"text": DIGEST, "do": "check"})

    page = answer.content.decode()
    preview = answer.context["preview"]
    assert answer.status_code == 200
    assert [section.title for section in preview.sections] == ["Core Viewpoint", "Group 1: Reasons"]
    assert "The cranes stood still for nine hours [1][2]" in page
    assert preview.warnings
    assert not Claim.objects.exists()
    assert not Source.objects.exists()


def test_what_was_checked_is_what_the_second_form_imports(author_browser, author):
    checked = author_browser.post(PAGE, {"text": DIGEST, "do": "check"}).context["form"].data

    answer = author_browser.post(PAGE, {**checked.dict(), "do": "import"})

    source = Source.objects.get()
    assert answer["Location"] == f"/admin/claims/claim/?source__id__exact={source.pk}"
    assert set(Claim.objects.values_list("author", flat=True)) == {author.pk}
    assert Claim.objects.count() == 2
    assert author_browser.get(answer["Location"]).status_code == 200


def test_a_digest_imported_before_says_so(author_browser):
    author_browser.post(PAGE, {"text": DIGEST, "do": "import"})

    preview = author_browser.post(PAGE, {"text": DIGEST, "do": "check"}).context["preview"]

    assert (preview.created, preview.known, preview.source_created) == (0, 2, False)


def test_what_is_no_digest_is_refused_and_kept(author_browser):
    answer = author_browser.post(PAGE, {"text": "Just a sentence.", "do": "import"})

    assert answer.status_code == 400
    assert answer.context["form"].errors
    assert "Just a sentence." in answer.content.decode()


def test_an_unknown_time_zone_stands_at_its_field(author_browser):
    answer = author_browser.post(PAGE, {"text": DIGEST, "timezone": "Mars/Base", "do": "check"})

    assert "no time zone" in str(answer.context["form"].errors["timezone"])


def test_markup_in_a_digest_is_text(author_browser):
    text = DIGEST.replace("no wind", "<script>alert(1)</script>")

    page = author_browser.post(PAGE, {"text": text, "do": "check"}).content.decode()

    assert "<script>alert" not in page
