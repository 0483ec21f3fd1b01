"""The second factor: codes are good once, wrong ones make it wait."""

import time
from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from claims.accounts import enrolling
from claims.models import User
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def code_of(device: TOTPDevice, steps: int = 0) -> str:
    """What the app shows now, or some steps of 30 seconds later."""
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits)
    totp.time = time.time() + 30 * steps
    return f"{totp.token():06}"


@pytest.fixture
def user() -> User:
    return make_user("publisher", "ada")


@pytest.fixture
def enrolled(user: User) -> tuple[TOTPDevice, list[str]]:
    done = enrolling.confirm_enrolment(by=user, code=code_of(enrolling.begin_enrolment(by=user)))
    assert done is not None
    return done


def test_a_device_counts_once_its_code_was_given(user: User) -> None:
    device = enrolling.begin_enrolment(by=user)
    assert not enrolling.has_second_factor(user)

    assert enrolling.confirm_enrolment(by=user, code="000000") is None
    TOTPDevice.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)
    assert enrolling.confirm_enrolment(by=user, code=code_of(device)) is not None

    assert enrolling.has_second_factor(user)


def test_a_code_is_not_used_twice(user: User, enrolled: tuple[TOTPDevice, list[str]]) -> None:
    device, _ = enrolled
    assert enrolling.verify_code(user=user, code=code_of(device)) is None  # it confirmed

    TOTPDevice.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)
    later = code_of(device, steps=1)
    assert enrolling.verify_code(user=user, code=later) == device
    assert enrolling.verify_code(user=user, code=later) is None


def test_five_wrong_codes_make_even_a_right_one_wait(
    user: User, enrolled: tuple[TOTPDevice, list[str]]
) -> None:
    device, _ = enrolled
    for _ in range(5):
        enrolling.verify_code(user=user, code="000000")
        TOTPDevice.objects.update(throttling_failure_timestamp=None)
    TOTPDevice.objects.update(throttling_failure_count=5)
    enrolling.verify_code(user=user, code="000000")

    assert enrolling.verify_code(user=user, code=code_of(device, steps=1)) is None
    allowed, told = TOTPDevice.objects.get().verify_is_allowed()
    assert not allowed
    assert told["locked_until"] - TOTPDevice.objects.get().throttling_failure_timestamp > timedelta(
        seconds=15
    )


def test_a_recovery_code_lets_in_once_and_is_not_stored(
    user: User, enrolled: tuple[TOTPDevice, list[str]]
) -> None:
    _, codes = enrolled
    assert len(set(codes)) == enrolling.CODES
    with connection.cursor() as cursor:
        cursor.execute("select string_agg(t::text, ' ') from otp_static_statictoken t")
        stored = cursor.fetchone()[0]
    assert not any(code in stored or code.replace("-", "") in stored for code in codes)

    assert isinstance(enrolling.verify_code(user=user, code=codes[0].upper()), StaticDevice)
    assert enrolling.verify_code(user=user, code=codes[0]) is None
    assert enrolling.codes_left(user) == enrolling.CODES - 1


def test_what_is_stored_of_a_recovery_code_is_no_code(
    user: User, enrolled: tuple[TOTPDevice, list[str]]
) -> None:
    stored = StaticToken.objects.values_list("token", flat=True)[0]

    assert enrolling.verify_code(user=user, code=stored) is None


def test_new_codes_void_the_old_ones(user: User, enrolled: tuple[TOTPDevice, list[str]]) -> None:
    _, old = enrolled
    new = enrolling.renew_codes(by=user)

    assert enrolling.verify_code(user=user, code=new[0]) is not None
    assert enrolling.verify_code(user=user, code=old[0]) is None


def test_nobody_gets_in_with_the_code_of_another(enrolled: tuple[TOTPDevice, list[str]]) -> None:
    other = make_user("publisher")
    device, codes = enrolled

    assert enrolling.verify_code(user=other, code=code_of(device, steps=1)) is None
    assert enrolling.verify_code(user=other, code=codes[0]) is None


@pytest.mark.parametrize(
    ("asked", "found"), [([], "open"), (["publisher"], "enrol"), (["administrator"], "open")]
)
def test_a_setting_demands_it_of_roles(
    user: User, settings: object, asked: list[str], found: str
) -> None:
    settings.STET_SECOND_FACTOR = asked  # type: ignore[attr-defined]

    assert enrolling.standing(user, verified=False) == found


def test_who_has_one_gives_it_whatever_the_setting(
    user: User, enrolled: tuple[TOTPDevice, list[str]]
) -> None:
    assert enrolling.standing(user, verified=False) == "verify"
    assert enrolling.standing(user, verified=True) == "open"

    enrolling.remove_second_factor(user=user)
    assert enrolling.standing(user, verified=False) == "open"


def test_the_history_tells_of_enrolling_renewing_and_removing_and_holds_no_code(
    user: User, enrolled: tuple[TOTPDevice, list[str]]
) -> None:
    device, codes = enrolled
    version = User.objects.get(pk=user.pk).version
    renewed = enrolling.renew_codes(by=user)
    enrolling.remove_second_factor(user=user)
    enrolling.remove_second_factor(user=user)

    events = User.pgh_event_models["update"].objects.filter(pgh_obj=user).order_by("pgh_id")

    seen = [(e.second_factor_at is not None, e.recovery_codes_at) for e in events]
    assert [has for has, _ in seen[-4:]] == [True, True, True, False]
    assert seen[-4][1] is None
    assert None is not seen[-3][1] != seen[-2][1] is not None
    assert seen[-1][1] is None
    assert User.objects.get(pk=user.pk).version == version
    kept = str(list(events.values()))
    assert not [code for code in (*codes, *renewed, device.key) if code in kept]


def test_whoever_had_a_second_factor_has_it_since_its_device_was_made(
    user: User, enrolled: tuple[TOTPDevice, list[str]]
) -> None:
    migration = import_module("claims.migrations.0020_second_factors_have_a_date")
    User.objects.update(second_factor_at=None, recovery_codes_at=None)
    other = make_user()

    migration.date(apps, None)

    device, _ = enrolled
    user.refresh_from_db()
    assert user.second_factor_at == user.recovery_codes_at == device.created_at
    assert User.objects.get(pk=other.pk).second_factor_at is None
