import django.contrib.postgres.fields
import django.db.models
from django.db import migrations, models

import sources.models


class Migration(migrations.Migration):
    dependencies = [("claims", "0009_writes_can_be_retried")]

    operations = [
        migrations.AddField(
            "user", "version", models.PositiveIntegerField(default=1, editable=False)
        ),
        migrations.AddField(
            "token", "version", models.PositiveIntegerField(default=1, editable=False)
        ),
        migrations.AddField(
            "token",
            "id",
            models.UUIDField(default=sources.models.new_id, editable=False, null=True),
        ),
        migrations.AddField(
            "token",
            "scopes",
            django.contrib.postgres.fields.ArrayField(
                models.CharField(max_length=10), default=list, help_text="What it may be used for."
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            "token", "last_used_at", models.DateTimeField(editable=False, null=True)
        ),
        migrations.AddField("token", "revoked_at", models.DateTimeField(editable=False, null=True)),
    ]
