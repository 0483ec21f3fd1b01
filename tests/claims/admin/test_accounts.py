"""People and tokens."""

import pytest

from claims.accounts.staffing import role_of
from claims.models import User
from tests import factories

USERS = "/admin/claims/user/"
PASSWORD = "seven wet cranes"


def test_an_administrator_adds_somebody_with_a_role(admin_browser):
    form = {"username": "nina", "role": "reviewer", "usable_password": "true",
            "password1": PASSWORD, "password2": PASSWORD}  # fmt: skip

    answer = admin_browser.post(f"{USERS}add/", form)

    nina = User.objects.get(username="nina")
    assert answer.status_code == 302
    assert (role_of(nina), nina.is_staff, nina.is_superuser) == ("reviewer", True, False)
    assert nina.check_password(PASSWORD)


def test_an_account_without_a_password_only_uses_tokens(admin_browser):
    form = {"username": "robot", "role": "contributor", "usable_password": "false"}

    admin_browser.post(f"{USERS}add/", form)

    assert not User.objects.get(username="robot").has_usable_password()


def test_a_weak_password_is_refused(admin_browser):
    form = {"username": "nina", "role": "reviewer", "usable_password": "true",
            "password1": "short", "password2": "short"}  # fmt: skip

    answer = admin_browser.post(f"{USERS}add/", form)

    assert answer.status_code == 200
    assert not User.objects.filter(username="nina").exists()


def test_an_administrator_changes_role_and_name(admin_browser, contributor):
    form = {"role": "publisher", "first_name": "Carla", "last_name": "", "email": ""}

    answer = admin_browser.post(f"{USERS}{contributor.pk}/change/", form)

    contributor.refresh_from_db()
    assert answer.status_code == 302
    assert (role_of(contributor), contributor.first_name) == ("publisher", "Carla")
    assert contributor.is_active


def test_an_administrator_closes_and_reopens_an_account(admin_browser, contributor):
    asked = admin_browser.get(f"{USERS}{contributor.pk}/close/")
    admin_browser.post(f"{USERS}{contributor.pk}/close/")
    contributor.refresh_from_db()
    assert "their open work stays theirs" in asked.content.decode()
    assert not contributor.is_active

    admin_browser.post(f"{USERS}{contributor.pk}/reopen/")
    contributor.refresh_from_db()
    assert contributor.is_active


def test_administrators_do_not_close_their_own_account(admin_browser):
    person = User.objects.get(username="administrator")

    answer = admin_browser.post(f"{USERS}{person.pk}/close/")

    assert answer.status_code == 400
    assert "Somebody else changes your role" in answer.content.decode()


def test_what_is_forged_into_the_form_changes_no_rights(admin_browser, contributor):
    form = {"role": "contributor", "is_active": "on", "username": "root", "is_superuser": "on",
            "user_permissions": "1", "groups": "4"}  # fmt: skip

    admin_browser.post(f"{USERS}{contributor.pk}/change/", form)

    contributor.refresh_from_db()
    assert (contributor.username, contributor.is_superuser) == ("contributor", False)
    assert role_of(contributor) == "contributor"
    assert not contributor.user_permissions.exists()


def test_administrators_do_not_change_their_own_standing(admin_browser):
    person = User.objects.get(username="administrator")

    answer = admin_browser.post(
        f"{USERS}{person.pk}/change/", {"role": "contributor", "is_active": "on"}
    )

    assert "Somebody else changes your role" in answer.content.decode()
    assert role_of(User.objects.get(pk=person.pk)) == "administrator"


@pytest.mark.parametrize(
    "address",
    ["add/", "{pk}/change/", "{pk}/delete/", "{pk}/password/", "{pk}/close/", "{pk}/reopen/"],
)
def test_others_change_no_accounts_their_own_included(author_browser, author, address):
    form = {
        "role": "administrator",
        "is_active": "on",
        "password1": PASSWORD,
        "password2": PASSWORD,
    }

    answer = author_browser.post(USERS + address.format(pk=author.pk), form)

    author.refresh_from_db()
    assert answer.status_code == 403
    assert role_of(author) == "publisher"


def test_accounts_are_closed_and_not_deleted(admin_browser, contributor):
    answer = admin_browser.post(f"{USERS}{contributor.pk}/delete/", {"post": "yes"})

    assert answer.status_code == 403
    assert User.objects.filter(pk=contributor.pk).exists()


def test_a_superuser_is_not_changed_by_administrators(admin_browser):
    root = User.objects.create_superuser("root", password=PASSWORD)

    role = admin_browser.post(f"{USERS}{root.pk}/change/", {"role": "contributor"})
    password = admin_browser.post(
        f"{USERS}{root.pk}/password/", {"password1": "x" * 20, "password2": "x" * 20}
    )

    root.refresh_from_db()
    assert (role.status_code, password.status_code) == (403, 403)
    assert root.check_password(PASSWORD)


def test_a_superuser_needs_no_role(client, ratings):
    root = User.objects.create_superuser("root", password=PASSWORD)
    client.force_login(root)

    client.post(f"{USERS}{root.pk}/change/", {"role": "", "is_active": "on", "first_name": "Rut"})

    root.refresh_from_db()
    assert (root.first_name, root.is_superuser, role_of(root)) == ("Rut", True, "")


def test_the_list_of_people_costs_the_same_for_many(admin_browser, django_assert_max_num_queries):
    for _ in range(5):
        factories.make_user("contributor")

    with django_assert_max_num_queries(9):
        page = admin_browser.get(USERS)

    assert page.status_code == 200
