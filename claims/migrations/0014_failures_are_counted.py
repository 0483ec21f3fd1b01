"""Failures by key: unlogged, for nothing is lost when a crash empties it."""

import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("claims", "0013_tokens_have_rules")]

    operations = [
        migrations.CreateModel(
            name="Failures",
            fields=[
                ("key", models.CharField(max_length=100, primary_key=True, serialize=False)),
                (
                    "since",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("count", models.PositiveIntegerField(default=0, editable=False)),
            ],
            options={"verbose_name_plural": "failures"},
        ),
        migrations.RunSQL(
            "alter table claims_failures set unlogged", "alter table claims_failures set logged"
        ),
    ]
