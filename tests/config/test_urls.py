"""Where things are."""

import pytest

pytestmark = pytest.mark.django_db


def test_the_admin_is_found_without_its_slash(client):
    answer = client.get("/admin")

    assert (answer.status_code, answer.headers["Location"]) == (302, "/admin/")


def test_the_api_is_not_found_without_its_slash(client):
    answer = client.get("/api/schema")

    assert answer.status_code == 404
    assert answer.json()["detail"].endswith("/api/schema/")
