"""Topics, claimants and ratings."""

import pytest

from claims.drafting import topic_called
from claims.models import Rating, Topic
from tests import factories

TOPICS = "/admin/claims/topic/"


def test_an_administrator_adds_a_topic_with_a_reason(admin_browser):
    answer = admin_browser.post(
        f"{TOPICS}add/", {"slug": "ports", "label": "Ports", "reason": "Asked for by the desk."}
    )

    topic = Topic.objects.get()
    assert answer.status_code == 302
    assert topic.label == "Ports"
    assert topic.events.get().pgh_context.metadata["reason"] == "Asked for by the desk."


def test_a_topic_is_changed_on_the_version_that_was_seen(admin_browser):
    topic = topic_called("Ports")
    form = {"slug": "ports", "label": "Harbours", "seen": topic.version}

    first = admin_browser.post(f"{TOPICS}{topic.pk}/change/", form)
    second = admin_browser.post(f"{TOPICS}{topic.pk}/change/", {**form, "label": "Docks"})

    assert (first.status_code, second.status_code) == (302, 200)
    assert "Somebody changed it since you opened it" in second.content.decode()
    assert Topic.objects.get().label == "Harbours"


def test_a_change_without_the_version_is_refused(admin_browser):
    topic = topic_called("Ports")

    admin_browser.post(f"{TOPICS}{topic.pk}/change/", {"slug": "ports", "label": "Docks"})

    assert Topic.objects.get().label == "Ports"


@pytest.mark.parametrize("address", ["add/", "{pk}/change/", "{pk}/delete/"])
def test_others_than_administrators_change_none(author_browser, address):
    topic = topic_called("Ports")
    form = {"slug": "x", "label": "X", "seen": topic.version, "post": "yes"}

    answer = author_browser.post(TOPICS + address.format(pk=topic.pk), form)

    assert answer.status_code == 403
    assert [topic.label for topic in Topic.objects.all()] == ["Ports"]


def test_a_topic_in_use_is_not_deleted(admin_browser, author):
    topic = topic_called("Ports")
    factories.make_claim(author, topics=[topic])

    answer = admin_browser.post(f"{TOPICS}{topic.pk}/delete/", {"post": "yes"})

    assert "protected" in answer.content.decode()
    assert Topic.objects.filter(pk=topic.pk).exists()


def test_a_topic_that_nothing_uses_is_deleted(admin_browser):
    topic = topic_called("Ports")

    admin_browser.post(f"{TOPICS}{topic.pk}/delete/", {"post": "yes"})

    assert not Topic.objects.exists()


def test_a_rating_that_a_review_gave_is_not_deleted(admin_browser, author, reviewer):
    factories.approved_claim(author, reviewer)
    rating = Rating.objects.get(code="supported")

    admin_browser.post(f"/admin/claims/rating/{rating.pk}/delete/", {"post": "yes"})

    assert Rating.objects.filter(code="supported").exists()


def test_the_model_s_own_words_refuse_a_rating_off_its_scale(admin_browser):
    form = {
        "code": "six",
        "scale": "stet",
        "label": "Six",
        "value": 6,
        "best": 5,
        "worst": 1,
        "position": 9,
    }

    answer = admin_browser.post("/admin/claims/rating/add/", form)

    assert "value lies between worst and best" in answer.content.decode()
    assert not Rating.objects.filter(code="six").exists()


@pytest.mark.parametrize("model", ["topic", "claimant", "rating"])
def test_everybody_at_the_desk_reads_them(author_browser, model):
    assert author_browser.get(f"/admin/claims/{model}/").status_code == 200


def test_claimants_and_topics_are_found_while_typing(author_browser):
    topic_called("Ports")
    query = {"term": "por", "app_label": "claims", "model_name": "claim", "field_name": "topics"}

    found = author_browser.get("/admin/autocomplete/", query).json()

    assert [row["text"] for row in found["results"]] == ["Ports"]
