"""The doors of the desk's own pages."""

import pytest
from django.urls import reverse

from tests import factories

PAGES = ["claims_claim_draft", "claims_claim_import", "sources_source_draft", "claims_token_issue"]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_for_a_sign_in(client, ratings, name):
    answer = client.get(reverse(f"admin:{name}"))

    assert answer["Location"].startswith("/admin/login/")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_closed_to_people_without_a_role(client, ratings, name):
    person = factories.make_user("contributor")
    person.groups.clear()
    client.force_login(person)

    assert client.get(reverse(f"admin:{name}")).status_code == 403


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_never_kept_by_caches(author_browser, name):
    answer = author_browser.get(reverse(f"admin:{name}"))

    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
