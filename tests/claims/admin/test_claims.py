"""The list of claims."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.drafting import topic_called
from claims.models import Claim
from tests import factories

LIST = "/admin/claims/claim/"


def queries_of(browser, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert browser.get(address).status_code == 200
    return len(queries)


def test_the_list_shows_state_text_source_citations_and_undecided_figures(
    author_browser, author, waiting
):
    factories.edit(waiting, author, text=factories.TEXT.replace("412", "413"))
    factories.submit(waiting, author, settled=False)

    [row] = author_browser.get(LIST).context["cl"].result_list

    page = author_browser.get(LIST).content.decode()
    assert (row.citation_count, row.undecided_count) == (2, 1)
    assert '<span class="badge badge-in_review">In review</span>' in page
    assert "The harbour moved 413 containers" in page


def test_the_list_costs_the_same_for_one_claim_as_for_fifty(author_browser, author):
    factories.make_claim(author)
    one = queries_of(author_browser, LIST)
    for _ in range(12):
        factories.make_claim(author)

    many = queries_of(author_browser, LIST)

    assert many == one <= 9  # one of them asks for the second factor


def test_the_list_is_filtered_by_state_language_publisher_and_topic(author_browser, author):
    english = factories.make_claim(author)
    topic = topic_called("Ports")
    german = factories.make_claim(author, language="de", topics=[topic])
    odd = factories.make_claim(author, language="tlh")
    unknown = factories.make_claim(author, language="")
    factories.submit(english, author)
    publisher = german.source.publisher_id

    def found(query: str) -> set[object]:
        rows = author_browser.get(f"{LIST}?{query}").context["cl"].result_list
        return {row.pk for row in rows}

    assert found("state__exact=in_review") == {english.pk}
    assert found("language=de") == {german.pk}
    assert found("language=tlh") == {odd.pk} == found("language=other")
    assert found("language=unknown") == {unknown.pk}
    assert len(found(f"source__publisher__id__exact={publisher}")) == 4
    assert found(f"topics__id__exact={topic.pk}") == {german.pk}


def test_claims_are_found_by_words_and_by_id(author_browser, author):
    claim = factories.make_claim(author)
    factories.make_claim(author, text="Nothing of the kind [1]")

    by_words = author_browser.get(LIST, {"q": "harbour containers"}).context["cl"]
    by_id = author_browser.get(LIST, {"q": str(claim.pk)}).context["cl"]

    assert [row.pk for row in by_words.result_list] == [claim.pk]
    assert [row.pk for row in by_id.result_list] == [claim.pk]


def test_whoever_waits_for_a_review_longest_comes_first(author_browser, author):
    first, second = (factories.submit(factories.make_claim(author), author) for _ in range(2))

    rows = author_browser.get(f"{LIST}?state__exact=in_review").context["cl"].result_list

    assert [row.pk for row in rows] == [first.pk, second.pk]


@pytest.mark.parametrize("address", ["add/", "{pk}/change/", "{pk}/delete/"])
def test_the_stock_forms_are_closed(admin_browser, author, address):
    claim = factories.make_claim(author)
    before = Claim.objects.values().get()

    answer = admin_browser.post(LIST + address.format(pk=claim.pk), {"text": "x", "post": "yes"})

    assert answer.status_code == 403
    assert Claim.objects.values().get() == before


def test_the_list_deletes_nothing(admin_browser, author):
    claim = factories.make_claim(author)
    form = {"action": "delete_selected", "_selected_action": [claim.pk], "post": "yes"}

    admin_browser.post(LIST, form)

    assert Claim.objects.filter(pk=claim.pk).exists()


def test_a_claim_that_is_not_there_leads_to_the_front_page(author_browser, author):
    address = reverse("admin:claims_claim_change", args=[author.pk])

    answer = author_browser.get(address)

    assert (answer.status_code, answer["Location"]) == (302, "/admin/")
