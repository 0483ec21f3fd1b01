"""The cast: author, reviewer, reader; and clients that act for them."""

from collections.abc import Callable, Iterator
from ipaddress import ip_network
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from hypothesis import settings as hypothesis
from rest_framework.test import APIClient

from claims.accounts import issuing
from claims.models import User
from tests.factories import make_user
from tests.receiver import Receiver, receiving


def _throw_away(connection: BaseDatabaseWrapper, **kwargs: object) -> None:
    """Tests that commit are followed by TRUNCATE, which the tables of the history refuse else."""
    name = connection.settings_dict["NAME"]
    if str(name).startswith("test_"):
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('stet.throw_away', %s, false)", [name])


connection_created.connect(_throw_away, dispatch_uid="tests.throw_away")

# Tests ask more often than one reader may; those of the limit set one.
django_settings.STET_RATE_LIMIT = None

# A busy machine is slow, and no fault.
hypothesis.register_profile("usual", deadline=None)
hypothesis.load_profile("usual")
hypothesis.register_profile("long", max_examples=400, stateful_step_count=80, deadline=None)


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
        secret = issuing.issue_token(user=user, **token)
        client.credentials(HTTP_AUTHORIZATION=f"Bearer {secret}")
        # The first request of a minute notes when the token was used; the rest cost the same.
        client.options("/api/v1/desk/me/")
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


@pytest.fixture
def here_allowed(settings: Any) -> None:
    """Webhooks may lead to this machine itself."""
    settings.STET_WEBHOOK_PRIVATE = (ip_network("127.0.0.0/8"),)


@pytest.fixture
def receiver(here_allowed: None) -> Iterator[Receiver]:
    with receiving() as one:
        yield one
