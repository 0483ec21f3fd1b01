"""The browser of each of the cast, signed in; and a claim that waits for the reviewer."""

from collections.abc import Callable

import pytest
from django.test import Client

from claims.models import Claim, User
from tests import factories


@pytest.fixture
def browser_of() -> Callable[[User], Client]:
    """A browser in which the given person is signed in."""

    def make(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return make


@pytest.fixture
def author_browser(author: User, browser_of: Callable[[User], Client]) -> Client:
    return browser_of(author)


@pytest.fixture
def reviewer_browser(reviewer: User, browser_of: Callable[[User], Client]) -> Client:
    return browser_of(reviewer)


@pytest.fixture
def admin_browser(ratings: None, browser_of: Callable[[User], Client]) -> Client:
    return browser_of(factories.make_user("administrator", "administrator"))


@pytest.fixture
def waiting(author: User) -> Claim:
    return factories.submit(factories.make_claim(author), author)
