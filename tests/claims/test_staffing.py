"""Accounts, roles and tokens."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.utils import timezone

from claims import staffing
from claims.models import Token, User
from tests.factories import make_user

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


@pytest.mark.django_db
def test_only_the_hash_of_a_token_is_stored() -> None:
    secret = staffing.issue_token(
        user=make_user(), name="laptop", read_only=True, lifetime=timedelta(days=2)
    )

    token = Token.objects.get()
    stored = " ".join(str(value) for value in vars(token).values())
    assert secret not in stored
    assert secret.startswith("stet_")
    assert (token.name, token.read_only) == ("laptop", True)
    assert timedelta(days=1) < token.expiry - timezone.now() <= timedelta(days=2)


@pytest.mark.django_db
def test_a_token_lasts_some_time() -> None:
    with pytest.raises(ValidationError):
        staffing.issue_token(user=make_user(), lifetime=timedelta(0))
