"""People: create accounts, give them a role, close and reopen them."""

from django.contrib.auth.models import Group, Permission
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q

from claims import roles
from claims.accounts.enrolling import remove_second_factor
from claims.accounts.issuing import revoke_tokens
from claims.errors import AccountConflict, Stale
from claims.models import User
from sources.locks import Lock, hold

ROLES = roles.NAMES


@transaction.atomic
def set_up_roles() -> None:
    """Make the groups of the roles hold the permissions that `claims.roles` gives them.

    The groups are brought in line on every migration; other groups are left alone.
    """
    for role in ROLES:
        group, _ = Group.objects.get_or_create(name=role)
        group.permissions.set(_permissions(roles.permissions_of(role)))


def role_of(user: User) -> str:
    """The role that this account has, "" without one."""
    held = {group.name for group in user.groups.all()}
    return next((role for role in reversed(ROLES) if role in held), "")


@transaction.atomic
def set_up_account(
    *, name: str, role: str, password: str | None = None, by: User | None = None
) -> User:
    """Create the account, or give an existing one this role (instead of the one it had).

    Without a password a new account cannot sign in to the admin, only use tokens; an existing
    one keeps its password. `by` is None for the operator of the machine. Raises ValidationError
    for a bad name or a weak password, AccountConflict for a closed account and as `change_role`.
    """
    _known(role)
    hold(Lock.STAFFING)
    user = User.objects.filter(username=name).first() or User(username=name)
    if user._state.adding:
        user.is_staff = True
        user.set_unusable_password()
    elif not user.is_active:
        raise AccountConflict("account_closed", f"The account {name} is closed: reopen it first.")
    if password is not None:
        validate_password(password, user)
        user.set_password(password)
    user.full_clean()
    user.save()
    return change_role(user=user, role=role, by=by)


@transaction.atomic
def create_account(*, name: str, role: str, by: User, **names: str) -> User:
    """A new account without a password; raises ValidationError for a name that is taken."""
    _known(role)
    user = User(username=name, is_staff=True, **names)
    user.set_unusable_password()
    user.full_clean()
    user.save()
    return change_role(user=user, role=role, by=by)


@transaction.atomic
def edit_account(
    *, user: User, version: int, by: User, role: str | None = None, **names: str
) -> User:
    """Change role and names. Raises Stale when it was changed since, else as `change_role`."""
    user = _locked(user, version)
    for name, value in names.items():
        setattr(user, name, value)
    user.full_clean()
    if names:
        user.save(update_fields=list(names))
    return change_role(user=user, role=role, by=by) if role else User.objects.get(pk=user.pk)


@transaction.atomic
def change_role(*, user: User, role: str, by: User | None = None) -> User:
    """Give the account this role instead of the one it has; it holds from the next request on.

    Raises ValidationError for an unknown role; AccountConflict for one's own account, for a
    superuser's (by anybody else), and for the last administrator's.
    """
    _known(role)
    user = _locked(user)
    if role == role_of(user):
        return user
    _may_be_changed(user, by=by, leaves=True)
    user.groups.remove(*user.groups.filter(name__in=ROLES))
    user.groups.add(Group.objects.get(name=role))
    # The role stands in another table: without this the ETag would not tell of the change.
    User.objects.filter(pk=user.pk).update(version=F("version") + 1)
    return User.objects.get(pk=user.pk)


@transaction.atomic
def close_account(*, user: User, by: User | None = None, version: int | None = None) -> User:
    """End somebody's access at once; their name stays under what they did.

    Their tokens are revoked, their sessions end, their password and second factor are removed,
    and what they were asked to review waits for others. Claims stay theirs until somebody takes
    them over. Closing a closed account changes nothing. Raises AccountConflict as `change_role`
    does.
    """
    user = _locked(user, version)
    if not user.is_active:
        return user
    _may_be_changed(user, by=by, leaves=True)
    user.is_active = False
    # Sessions carry a digest of the password: another one ends them.
    user.set_unusable_password()
    user.save(update_fields=["is_active", "password"])
    revoke_tokens(user=user)
    remove_second_factor(user=user)
    user.assignments.all().delete()
    return User.objects.get(pk=user.pk)


@transaction.atomic
def reopen_account(*, user: User, by: User | None = None, version: int | None = None) -> User:
    """Let somebody in again, in the role they had; password and tokens have to be made anew."""
    user = _locked(user, version)
    if user.is_active:
        return user
    _may_be_changed(user, by=by)
    user.is_active = True
    user.save(update_fields=["is_active"])
    return User.objects.get(pk=user.pk)


def _locked(user: User, version: int | None = None) -> User:
    """The account as it is; nobody else changes a standing until the transaction ends."""
    hold(Lock.STAFFING)
    user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if version is not None and user.version != version:
        raise Stale("The account", seen=version, version=user.version)
    return user


def _known(role: str) -> None:
    if role not in ROLES:
        raise ValidationError(
            {"role": ValidationError(f"role is one of: {', '.join(ROLES)}.", code="unknown_role")}
        )


def _may_be_changed(user: User, *, by: User | None, leaves: bool = False) -> None:
    """Nobody changes their own standing or that of a superuser, and somebody keeps the door.

    Called under the lock, so that of the last two administrators only one can leave.
    """
    if by is not None and by.pk == user.pk:
        raise AccountConflict(
            "own_account", "Somebody else changes your role, or closes your account."
        )
    if user.is_superuser and by is not None and not by.is_superuser:
        raise AccountConflict("superuser", "A superuser is changed by superusers only.")
    keepers = User.objects.filter(is_active=True).filter(
        Q(groups__name=roles.ADMINISTRATOR) | Q(is_superuser=True)
    )
    if leaves and keepers.filter(pk=user.pk).exists() and not keepers.exclude(pk=user.pk).exists():
        raise AccountConflict(
            "last_administrator", "This is the last administrator: make another one first."
        )


def _permissions(names: tuple[str, ...]) -> list[Permission]:
    wanted = Q(pk__in=[])
    for name in names:
        app, codename = name.split(".")
        wanted |= Q(content_type__app_label=app, codename=codename)
    return list(Permission.objects.filter(wanted))
