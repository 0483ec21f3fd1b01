"""Accounts: create or update people, give them a role, issue their tokens."""

from datetime import timedelta

from django.contrib.auth.models import Group, Permission
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from claims.models import Token, User

# Each role may do what the one before it may, and more. Named by app label and codename.
_VIEW = [
    f"{app}.view_{model}"
    for app, models in {
        "sources": ["publisher", "source", "paragraph"],
        "claims": [
            "annotation", "citation", "claim", "claimant", "claimtopic", "edition", "figure",
            "rating", "review", "revision", "section", "submission", "topic",
        ],
    }.items()
    for model in models
]  # fmt: skip
_STEPS: dict[str, list[str]] = {
    "contributor": [*_VIEW, "claims.draft_claim", "claims.add_annotation"],
    "reviewer": ["claims.review_claim"],
    "publisher": ["claims.publish_claim"],
    "administrator": [
        *(f"sources.{verb}_publisher" for verb in ("add", "change", "delete")),
        *(
            f"claims.{verb}_{model}"
            for model in ("topic", "claimant", "rating")
            for verb in ("add", "change", "delete")
        ),
        *(f"claims.{verb}_user" for verb in ("view", "add", "change")),
        *(f"claims.{verb}_token" for verb in ("view", "delete")),
        "claims.manage_webhook",
    ],
}
ROLES = tuple(_STEPS)


@transaction.atomic
def set_up_roles() -> None:
    """Make the groups of the roles hold the permissions that the table above gives them.

    The groups are brought in line on every migration; other groups are left alone.
    """
    held: list[str] = []
    for role, more in _STEPS.items():
        held += more
        group, _ = Group.objects.get_or_create(name=role)
        group.permissions.set(_permissions(held))


@transaction.atomic
def set_up_account(*, name: str, role: str, password: str | None = None) -> User:
    """Create the account, or give an existing one this role (instead of the one it had).

    Without a password a new account cannot sign in to the admin, only use tokens; an existing
    one keeps its password. Raises ValidationError for a bad name or a weak password.
    """
    if role not in _STEPS:
        raise ValidationError(
            {"role": ValidationError(f"role is one of: {', '.join(ROLES)}.", code="unknown_role")}
        )
    user = User.objects.filter(username=name).first() or User(username=name)
    user.is_staff = user.is_active = True
    if password is not None:
        validate_password(password, user)
        user.set_password(password)
    elif not user.password:
        user.set_unusable_password()
    user.full_clean()
    user.save()
    user.groups.remove(*user.groups.filter(name__in=ROLES))
    user.groups.add(Group.objects.get(name=role))
    return user


def issue_token(
    *,
    user: User,
    name: str = "",
    read_only: bool = False,
    lifetime: timedelta = timedelta(days=90),
) -> str:
    """A new bearer token, to be shown once: only its hash is stored."""
    if lifetime <= timedelta(0):
        raise ValidationError(
            {"lifetime": ValidationError("A token lasts some time.", code="no_lifetime")}
        )
    _, token = Token.objects.create(
        user=user, expiry=lifetime, name=name[:100], read_only=read_only
    )
    return str(token)


def _permissions(names: list[str]) -> list[Permission]:
    wanted = Q(pk__in=[])
    for name in names:
        app, codename = name.split(".")
        wanted |= Q(content_type__app_label=app, codename=codename)
    return list(Permission.objects.filter(wanted))
