"""A token goes by an id: its digest, which it went by, is for nobody's eyes."""

from django.db import migrations, models

import sources.models


class Migration(migrations.Migration):
    dependencies = [("claims", "0011_tokens_have_scopes")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    """
                    alter table claims_token alter column id set not null;
                    alter table claims_token drop constraint claims_token_pkey;
                    alter table claims_token add constraint claims_token_pkey primary key (id);
                    alter table claims_token
                        add constraint claims_token_digest_key unique (digest);
                    """,
                    """
                    alter table claims_token drop constraint claims_token_digest_key;
                    alter table claims_token drop constraint claims_token_pkey;
                    alter table claims_token add constraint claims_token_pkey primary key (digest);
                    alter table claims_token alter column id drop not null;
                    """,
                )
            ],
            state_operations=[
                migrations.AlterField(
                    "token",
                    "digest",
                    models.CharField(editable=False, max_length=128, unique=True),
                ),
                migrations.AlterField(
                    "token",
                    "id",
                    models.UUIDField(
                        default=sources.models.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
            ],
        ),
        migrations.RemoveField("token", "read_only"),
    ]
