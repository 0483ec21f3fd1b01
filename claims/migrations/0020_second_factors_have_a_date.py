from django.db import migrations
from django.utils import timezone


def date(apps, schema_editor):
    """Whoever has a second factor has it since its device was made."""
    users = apps.get_model("claims", "User").objects
    devices = apps.get_model("otp_totp", "TOTPDevice").objects.filter(confirmed=True)
    for device in devices.order_by("pk"):
        since = device.created_at or timezone.now()
        users.filter(pk=device.user_id).update(second_factor_at=since, recovery_codes_at=since)


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0019_secrets_leave_a_trace"),
        ("otp_totp", "0003_add_timestamps"),
    ]

    operations = [migrations.RunPython(date, migrations.RunPython.noop)]
