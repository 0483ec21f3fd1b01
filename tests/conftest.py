"""The cast: author, reviewer, reader; and clients that act for them."""

from collections.abc import Callable

import pytest
from django.core.management import call_command
from hypothesis import settings
from rest_framework.test import APIClient

from claims import staffing
from claims.models import User
from tests.factories import make_user

settings.register_profile("long", max_examples=400, stateful_step_count=80, deadline=None)


@pytest.fixture
def ratings(db: None) -> None:
    call_command("loaddata", "ratings", verbosity=0)


@pytest.fixture
def author(ratings: None) -> User:
    return make_user("publisher", "author")


@pytest.fixture
def reviewer(ratings: None) -> User:
    return make_user("publisher", "reviewer")


@pytest.fixture
def contributor(ratings: None) -> User:
    return make_user("contributor", "contributor")


@pytest.fixture
def client_of() -> Callable[..., APIClient]:
    """A client that sends a real bearer token of the given person."""

    def make(user: User, **token: object) -> APIClient:
        client = APIClient()
        secret = staffing.issue_token(user=user, **token)
        client.credentials(HTTP_AUTHORIZATION=f"Bearer {secret}")
        return client

    return make


@pytest.fixture
def as_author(author: User, client_of: Callable[..., APIClient]) -> APIClient:
    return client_of(author)


@pytest.fixture
def as_reviewer(reviewer: User, client_of: Callable[..., APIClient]) -> APIClient:
    return client_of(reviewer)


@pytest.fixture
def reader() -> APIClient:
    """Somebody who is not signed in."""
    return APIClient()
