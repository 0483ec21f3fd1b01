"""People and tokens."""

import pytest

from claims.admin.accounts import role_of
from claims.models import Token, User
from claims.staffing import issue_token
from tests import factories

USERS = "/admin/claims/user/"
TOKENS = "/admin/claims/token/"
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


def test_an_administrator_changes_role_and_name_and_closes_an_account(admin_browser, contributor):
    form = {"role": "publisher", "first_name": "Carla", "last_name": "", "email": ""}

    answer = admin_browser.post(f"{USERS}{contributor.pk}/change/", form)

    contributor.refresh_from_db()
    assert answer.status_code == 302
    assert (role_of(contributor), contributor.first_name) == ("publisher", "Carla")
    assert not contributor.is_active


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


@pytest.mark.parametrize("address", ["add/", "{pk}/change/", "{pk}/delete/", "{pk}/password/"])
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

    with django_assert_max_num_queries(8):
        page = admin_browser.get(USERS)

    assert page.status_code == 200


def test_a_token_is_shown_once_and_works(author_browser, author, client):
    answer = author_browser.post(f"{TOKENS}issue/", {"name": "pipeline", "days": 7})
    secret = answer.context["secret"]

    used = client.get("/api/v1/desk/claims/", headers={"Authorization": f"Bearer {secret}"})

    assert used.status_code == 200
    assert secret in answer.content.decode()
    assert secret not in author_browser.get(TOKENS).content.decode()
    assert Token.objects.get().user == author


def test_a_token_lasts_a_year_at_most(author_browser):
    answer = author_browser.post(f"{TOKENS}issue/", {"name": "pipeline", "days": 3650})

    assert answer.status_code == 400
    assert not Token.objects.exists()


def test_people_see_and_revoke_their_own_tokens(author_browser, author, reviewer):
    for person in (author, reviewer):
        issue_token(user=person, name=f"of {person}")
    own, other = Token.objects.get(user=author), Token.objects.get(user=reviewer)

    listed = author_browser.get(TOKENS).content.decode()
    author_browser.post(f"{TOKENS}{own.pk}/delete/", {"post": "yes"})
    author_browser.post(f"{TOKENS}{other.pk}/delete/", {"post": "yes"})

    assert "of author" in listed
    assert "of reviewer" not in listed
    assert list(Token.objects.all()) == [other]


def test_administrators_see_and_revoke_every_token(admin_browser, author):
    issue_token(user=author, name="of author")
    token = Token.objects.get()

    listed = admin_browser.get(TOKENS).content.decode()
    admin_browser.post(f"{TOKENS}{token.pk}/delete/", {"post": "yes"})

    assert "of author" in listed
    assert not Token.objects.exists()


@pytest.mark.parametrize("address", ["add/", "{pk}/change/"])
def test_tokens_have_no_stock_form(admin_browser, author, address):
    issue_token(user=author, name="of author")
    token = Token.objects.get()

    answer = admin_browser.post(TOKENS + address.format(pk=token.pk), {"name": "x"})

    assert answer.status_code == 403
    assert Token.objects.get().name == "of author"
