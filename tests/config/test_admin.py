"""The desk's site: our models only, the queue in front."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group

from tests import factories

pytestmark = pytest.mark.django_db


def rooms_of(client) -> dict[str, list[str]]:
    rooms = client.get("/admin/").context["app_list"]
    return {room["name"]: [model["object_name"] for model in room["models"]] for room in rooms}


def test_only_our_models_have_pages():
    apps = {model._meta.app_label for model in admin.site._registry}

    assert apps == {"claims", "sources"}
    assert not admin.site.is_registered(Group)


def test_nothing_is_deleted_in_bulk():
    assert "delete_selected" not in dict(admin.site.actions)


def test_editors_see_claims_evidence_subjects_and_their_tokens(client, author):
    client.force_login(author)

    assert rooms_of(client) == {
        "Claims": ["Claim", "Review", "Edition"],
        "Evidence": ["Source", "Paragraph", "Publisher"],
        "Subjects": ["Topic", "Claimant", "Rating"],
        "Accounts": ["Token"],
    }


def test_administrators_see_people_too(client, ratings):
    client.force_login(factories.make_user("administrator"))

    assert rooms_of(client)["Accounts"] == ["User", "Token"]


def test_the_front_page_counts_claims_by_state_and_links_to_them(client, author, reviewer):
    factories.submit(factories.make_claim(author), author)
    client.force_login(reviewer)

    page = client.get("/admin/")

    counts = {shelf.state: shelf.count for shelf in page.context["shelves"]}
    assert (counts["in_review"], counts["draft"]) == (1, 0)
    assert "/admin/claims/claim/?state__exact=in_review" in page.content.decode()
    assert "The harbour moved 412 containers" in page.content.decode()


def test_the_front_page_costs_the_same_however_much_waits(
    client, author, reviewer, django_assert_max_num_queries
):
    for _ in range(4):
        factories.submit(factories.make_claim(author), author)
    client.force_login(reviewer)

    with django_assert_max_num_queries(11):
        client.get("/admin/")


def test_people_without_a_role_see_no_claims(client, author, ratings):
    factories.submit(factories.make_claim(author), author)
    person = factories.make_user("contributor")
    person.groups.clear()
    client.force_login(person)

    page = client.get("/admin/").content.decode()

    assert "The harbour" not in page
    assert "no role yet" in page
