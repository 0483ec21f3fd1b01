"""The roles as data: the README shows them as they are."""

from itertools import pairwise

import pytest

from claims import roles
from tests.served import ROOT


@pytest.mark.parametrize("role", roles.ROLES, ids=lambda role: role.name)
def test_the_readme_shows_each_role_as_it_is(role: roles.Role) -> None:
    row = f"| {role.name} | {role.does} | {', '.join(role.scopes)} |"

    assert row in (ROOT / "README.md").read_text(encoding="utf-8")


def test_each_role_may_what_those_before_it_may() -> None:
    held = [set(roles.permissions_of(name)) for name in roles.NAMES]

    assert all(less < more for less, more in pairwise(held))


@pytest.mark.parametrize(
    ("permission", "scopes"),
    [
        ("claims.draft_claim", ("desk",)),
        ("claims.review_claim", ("desk",)),
        ("claims.publish_claim", ("publish",)),
        ("claims.change_user", ("desk", "publish")),
        ("", ("desk",)),
    ],
)
def test_a_change_takes_the_scope_of_its_permission(
    permission: str, scopes: tuple[str, ...]
) -> None:
    assert roles.scopes_to_change(permission) == scopes
