"""What is only looked at stays as it is, whatever is posted."""

import pytest

from claims.models import Citation, Edition, Figure, Review, Submission
from tests import factories

RECORDS = [Citation, Edition, Figure, Review, Submission]


@pytest.fixture
def published(author, reviewer):
    claim = factories.make_claim(author)
    factories.add_figure(claim, author)
    claim = factories.approve(factories.submit(claim, author), reviewer)
    factories.publish(claim, reviewer)
    return claim


@pytest.mark.parametrize("model", RECORDS)
@pytest.mark.parametrize("address", ["add/", "{pk}/change/", "{pk}/delete/"])
def test_the_stock_forms_are_closed(admin_browser, published, model, address):
    before = list(model.objects.values())
    row = before[0]
    here = f"/admin/claims/{model._meta.model_name}/"

    form = {name: value for name, value in row.items() if value is not None} | {"post": "yes"}
    answer = admin_browser.post(here + address.format(pk=row["id"]), form)

    assert answer.status_code == 403
    assert list(model.objects.values()) == before


@pytest.mark.parametrize("model", RECORDS)
def test_lists_and_pages_are_there_to_be_read(reviewer_browser, published, model):
    here = f"/admin/claims/{model._meta.model_name}/"
    row = model.objects.first()

    assert reviewer_browser.get(here).status_code == 200
    page = reviewer_browser.get(f"{here}{row.pk}/change/")
    assert page.status_code == 200
    assert f"/admin/claims/claim/{published.pk}/change/" in page.content.decode()


@pytest.mark.parametrize("model", RECORDS)
def test_a_list_costs_the_same_for_one_row_as_for_many(
    author, reviewer, reviewer_browser, published, model, django_assert_max_num_queries
):
    for _ in range(3):
        factories.published_claim(author, reviewer)

    with django_assert_max_num_queries(9):
        reviewer_browser.get(f"/admin/claims/{model._meta.model_name}/")


def test_an_edition_leads_to_what_readers_get(reviewer_browser, published):
    edition = Edition.objects.get()

    page = reviewer_browser.get(f"/admin/claims/edition/{edition.pk}/change/").content.decode()

    assert f"/api/v1/claims/{published.pk}/editions/1/" in page


def test_parts_of_claims_are_not_in_the_list_of_everything(reviewer_browser, published):
    page = reviewer_browser.get("/admin/").content.decode()

    assert "/admin/claims/review/" in page
    assert "/admin/claims/citation/" not in page
