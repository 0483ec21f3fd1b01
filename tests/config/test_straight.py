"""Readers go past sessions, forms and messages; everybody else does not."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from config.straight import ReadersGoStraight


@pytest.fixture
def straight():
    return ReadersGoStraight(lambda request: HttpResponse("the long way"))


@pytest.mark.parametrize("path", ["/admin/", "/api/v1/desk/claims/", "/healthz/live/", "/"])
def test_others_go_the_long_way(straight, path):
    assert straight(RequestFactory().get(path)).content == b"the long way"


@pytest.mark.django_db
def test_readers_are_led_to_their_view(straight):
    request = RequestFactory().get("/api/v1/")

    assert b"/api/v1/claims/" in straight(request).content
    assert request.resolver_match.url_name == "root"


@pytest.mark.django_db
def test_a_public_address_that_leads_nowhere_is_a_problem(straight):
    answer = straight(RequestFactory().get("/api/v1/nothing/"))

    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"
