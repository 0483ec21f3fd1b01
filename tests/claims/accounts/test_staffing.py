"""Accounts, roles and tokens."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from claims.accounts import issuing, staffing
from claims.errors import AccountConflict
from claims.models import Token, User
from tests.factories import fresh, make_claim, make_user

CAN = {
    "contributor": {"draft_claim"},
    "reviewer": {"draft_claim", "review_claim"},
    "publisher": {"draft_claim", "review_claim", "publish_claim"},
    "administrator": {"draft_claim", "review_claim", "publish_claim", "change_user"},
}


@pytest.mark.parametrize("role", staffing.ROLES)
@pytest.mark.django_db
def test_each_role_may_what_the_one_before_may_and_more(role: str) -> None:
    user = make_user(role)

    asked = {"draft_claim", "review_claim", "publish_claim", "change_user"}
    assert {name for name in asked if user.has_perm(f"claims.{name}")} == CAN[role]
    assert not user.is_superuser


@pytest.mark.django_db
def test_no_role_changes_what_rules_protect_by_permission_alone() -> None:
    held = Group.objects.get(name="administrator").permissions.values_list("codename", flat=True)

    protected = {
        f"{verb}_{model}"
        for verb in ("add", "change", "delete")
        for model in ("claim", "citation", "figure", "review", "edition", "revision", "paragraph")
    }
    assert protected.isdisjoint(held)


@pytest.mark.django_db
def test_a_second_call_changes_the_role_and_keeps_the_password() -> None:
    staffing.set_up_account(name="ada", role="publisher", password="a long enough phrase")

    user = staffing.set_up_account(name="ada", role="reviewer")

    assert list(user.groups.values_list("name", flat=True)) == ["reviewer"]
    assert user.check_password("a long enough phrase")


@pytest.mark.parametrize("name", ["zed", "ZED", "Zed"])
@pytest.mark.django_db
def test_a_name_is_taken_whatever_its_case(name: str) -> None:
    keeper = make_user("administrator")
    make_user("reviewer", "zed")

    with pytest.raises(ValidationError) as refused:
        staffing.create_account(name=name, role="reviewer", by=keeper)

    [error] = refused.value.error_dict["username"]
    assert error.code == "unique"
    with pytest.raises(IntegrityError, match="user_name_is_taken_once"), transaction.atomic():
        User.objects.filter(pk=keeper.pk).update(username="zED")


@pytest.mark.django_db
def test_an_account_without_a_password_cannot_sign_in_with_one() -> None:
    assert not staffing.set_up_account(name="bot", role="contributor").has_usable_password()


@pytest.mark.parametrize(
    ("given", "field"),
    [({"name": ""}, "username"), ({"name": "a b"}, "username"), ({"role": "king"}, "role")],
)
@pytest.mark.django_db
def test_a_bad_account_is_refused(given: dict[str, str], field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        staffing.set_up_account(**{"name": "ada", "role": "reviewer"} | given)

    assert field in refused.value.error_dict
    assert not User.objects.exists()


@pytest.mark.django_db
def test_a_weak_password_is_refused() -> None:
    with pytest.raises(ValidationError):
        staffing.set_up_account(name="ada", role="reviewer", password="short")


@pytest.fixture
def keeper(db: None) -> User:
    return make_user("administrator", "keeper")


def test_whoever_is_closed_is_out_at_once_and_keeps_their_name(
    author: User, keeper: User, client: Any
) -> None:
    claim = make_claim(author)
    author.set_password("a long enough phrase")
    author.save()
    secret = issuing.issue_token(user=author)
    TOTPDevice.objects.create(user=author, name="phone")
    client.force_login(author)

    closed = staffing.close_account(user=author, by=keeper)

    bearer = {"Authorization": f"Bearer {secret}"}
    assert client.get("/api/v1/desk/me/").status_code == 401
    assert client.get("/api/v1/desk/me/", headers=bearer).status_code == 401
    assert not closed.is_active
    assert not closed.has_usable_password()
    assert Token.objects.get().state == "revoked"
    assert not TOTPDevice.objects.exists()
    assert fresh(claim).author.username == "author"


def test_a_reopened_account_has_its_role_but_no_key(author: User, keeper: User) -> None:
    issuing.issue_token(user=author)
    staffing.close_account(user=author, by=keeper)

    reopened = staffing.reopen_account(user=author, by=keeper)

    assert (reopened.is_active, staffing.role_of(reopened)) == (True, "publisher")
    assert not reopened.has_usable_password()
    assert Token.objects.get().state == "revoked"


def test_a_closed_account_is_not_given_a_role(author: User, keeper: User) -> None:
    staffing.close_account(user=author, by=keeper)

    with pytest.raises(AccountConflict) as refused:
        staffing.set_up_account(name="author", role="reviewer")

    assert refused.value.code == "account_closed"


def test_the_last_administrator_stays(keeper: User) -> None:
    make_user("publisher")

    with pytest.raises(AccountConflict) as closing:
        staffing.close_account(user=keeper)
    with pytest.raises(AccountConflict) as lowering:
        staffing.set_up_account(name="keeper", role="publisher")

    assert closing.value.code == lowering.value.code == "last_administrator"
    assert staffing.role_of(User.objects.get(pk=keeper.pk)) == "administrator"


def test_of_two_administrators_one_may_leave(keeper: User) -> None:
    other = make_user("administrator")

    staffing.close_account(user=keeper, by=other)

    with pytest.raises(AccountConflict):
        staffing.close_account(user=other)


def test_nobody_changes_their_own_standing(keeper: User) -> None:
    make_user("administrator")

    for act in (
        lambda: staffing.close_account(user=keeper, by=keeper),
        lambda: staffing.change_role(user=keeper, role="publisher", by=keeper),
    ):
        with pytest.raises(AccountConflict) as refused:
            act()
        assert refused.value.code == "own_account"


def test_a_superuser_is_not_closed_from_within_the_roles(keeper: User) -> None:
    root = User.objects.create_superuser("root")

    with pytest.raises(AccountConflict) as refused:
        staffing.close_account(user=root, by=keeper)

    assert refused.value.code == "superuser"


def test_a_role_changes_the_version_and_a_sign_in_does_not(author: User) -> None:
    before = User.objects.get(pk=author.pk).version
    User.objects.filter(pk=author.pk).update(last_login=timezone.now())
    assert User.objects.get(pk=author.pk).version == before

    assert staffing.change_role(user=author, role="reviewer").version == before + 1
