"""GET /api/v1/."""

import pytest
from rest_framework.test import APIClient


@pytest.mark.django_db
def test_the_root_leads_to_every_list(reader: APIClient) -> None:
    found = reader.get("/api/v1/").json()

    assert found["claims"] == "http://testserver/api/v1/claims/"
    assert all(reader.get(url).status_code == 200 for url in found.values())
