"""The second factor of people who sign in to the desk: TOTP (RFC 6238) and recovery codes.

A code is good once. Wrong ones make the device wait, twice as long each time: django-otp's rule.
The account says since when it has the factor and its codes, so that its history tells of changes.
"""

import secrets

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from claims import roles
from claims.models import User

CODES = 10
OPEN, VERIFY, ENROL = "open", "verify", "enrol"
# Nothing that is mistaken for another: 50 bits in ten characters.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def has_second_factor(user: User) -> bool:
    """Whether the password alone is not enough for this person."""
    return bool(TOTPDevice.objects.filter(user=user, confirmed=True).exists())


def standing(user: User, *, verified: bool) -> str:
    """What still stands between somebody who gave their password and the desk."""
    if verified:
        return OPEN
    if has_second_factor(user):
        return VERIFY
    asked = settings.STET_SECOND_FACTOR
    if not asked:
        return OPEN
    held = {group.name for group in user.groups.all()}
    demanded = held & set(asked) or (user.is_superuser and roles.ADMINISTRATOR in asked)
    return ENROL if demanded else OPEN


@transaction.atomic
def begin_enrolment(*, by: User) -> TOTPDevice:
    """A device with a new secret; it counts once a code of it was given (`confirm_enrolment`)."""
    TOTPDevice.objects.filter(user=by, confirmed=False).delete()
    return TOTPDevice.objects.create(user=by, name="app", confirmed=False)


def pending_enrolment(*, by: User) -> TOTPDevice | None:
    """The device that waits for its first code."""
    return TOTPDevice.objects.filter(user=by, confirmed=False).first()


@transaction.atomic
def confirm_enrolment(*, by: User, code: str) -> tuple[TOTPDevice, list[str]] | None:
    """The device and its recovery codes, to be shown once; None when the code is wrong.

    It takes the place of the device that the person had.
    """
    devices = TOTPDevice.objects.select_for_update()
    device = devices.filter(user=by, confirmed=False).first()
    if device is None or not device.verify_token(_plain(code)):
        return None
    devices.filter(user=by, confirmed=True).delete()
    device.confirmed = True
    device.save()
    User.objects.filter(pk=by.pk).update(second_factor_at=timezone.now())
    return device, renew_codes(by=by)


@transaction.atomic
def renew_codes(*, by: User) -> list[str]:
    """Ten new recovery codes, to be shown once; the old ones are void."""
    StaticDevice.objects.filter(user=by).delete()
    device = StaticDevice.objects.create(user=by, name="recovery")
    codes = ["".join(secrets.choice(_LETTERS) for _ in range(10)) for _ in range(CODES)]
    StaticToken.objects.bulk_create(
        StaticToken(device=device, token=_digest(code)) for code in codes
    )
    User.objects.filter(pk=by.pk).update(recovery_codes_at=timezone.now())
    return [f"{code[:5]}-{code[5:]}" for code in codes]


@transaction.atomic
def verify_code(*, user: User, code: str) -> TOTPDevice | StaticDevice | None:
    """The device that this code is good for, and never again; None when it is good for none.

    The rows are locked: of two requests with one code, one gets in.
    """
    given = _plain(code)
    if given.isdigit():
        kind, given = TOTPDevice, given
    else:
        kind, given = StaticDevice, _digest(given)
    for device in kind.objects.select_for_update().filter(user=user, confirmed=True):
        if device.verify_token(given):
            return device
    return None


@transaction.atomic
def remove_second_factor(*, user: User) -> None:
    """The password alone is enough again, unless the role asks for more."""
    for kind in (TOTPDevice, StaticDevice):
        kind.objects.filter(user=user).delete()
    had = User.objects.filter(pk=user.pk).exclude(second_factor_at=None, recovery_codes_at=None)
    had.update(second_factor_at=None, recovery_codes_at=None)


def codes_left(user: User) -> int:
    """How many recovery codes were not used."""
    return int(StaticToken.objects.filter(device__user=user).count())


def _plain(code: str) -> str:
    return code.replace(" ", "").replace("-", "").lower()[:40]


def _digest(code: str) -> str:
    """What is stored: without the site's key it tells nothing; as long as the column takes."""
    return salted_hmac("stet.recovery", code, algorithm="sha256").hexdigest()[:16]
