"""What is for readers is told by its address, whatever the version of the API."""

import pytest

from config.places import is_for_readers
from tests.routes import routes


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/",
        "/api/v1/claims/x/",
        "/api/v2/desktop/",
        "/api/schema/",
        "/v1alpha1/claims:search",
    ],
)
def test_an_address_is_for_readers(path):
    assert is_for_readers(path)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/admin/",
        "/api/v1/desk/",
        "/api/v1/desk",
        "/api/v12/desk/claims/",
        "/api/docs/",
        "/healthz/live/",
        "/x/api/v1/",
    ],
)
def test_an_address_is_not_for_readers(path):
    assert not is_for_readers(path)


def test_every_route_of_the_desk_is_told_from_those_for_readers():
    found = {route: is_for_readers(route) for route in routes()}

    assert not any(found[route] for route in found if "/desk/" in route or "/admin/" in route)
    assert all(
        found[route] for route in found if route.startswith("/api/v1/") and "/desk/" not in route
    )
