import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0018_account_names_are_one"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="user",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="user",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="user",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="webhook",
            name="version_rises",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="webhook",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="webhook",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="webhook",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="user",
            name="recovery_codes_at",
            field=models.DateTimeField(
                editable=False, help_text="When recovery codes were last made.", null=True
            ),
        ),
        migrations.AddField(
            model_name="user",
            name="second_factor_at",
            field=models.DateTimeField(
                editable=False,
                help_text="When the second factor was enrolled, if there is one.",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="userevent",
            name="recovery_codes_at",
            field=models.DateTimeField(
                editable=False, help_text="When recovery codes were last made.", null=True
            ),
        ),
        migrations.AddField(
            model_name="userevent",
            name="second_factor_at",
            field=models.DateTimeField(
                editable=False,
                help_text="When the second factor was enrolled, if there is one.",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="webhook",
            name="secret_rotated_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="webhookevent",
            name="secret_rotated_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="user",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "claims_userevent" ("date_joined", "email", "first_name", "id", "is_active", "is_staff", "is_superuser", "last_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recovery_codes_at", "second_factor_at", "username", "version") VALUES (NEW."date_joined", NEW."email", NEW."first_name", NEW."id", NEW."is_active", NEW."is_staff", NEW."is_superuser", NEW."last_name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recovery_codes_at", NEW."second_factor_at", NEW."username", NEW."version"); RETURN NULL;',
                    hash="440b0cdd2c67ce01d4f96db09e57b949362c12d7",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_822fa",
                    table="claims_user",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="user",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."date_joined" IS DISTINCT FROM (NEW."date_joined") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."first_name" IS DISTINCT FROM (NEW."first_name") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."is_staff" IS DISTINCT FROM (NEW."is_staff") OR OLD."is_superuser" IS DISTINCT FROM (NEW."is_superuser") OR OLD."last_name" IS DISTINCT FROM (NEW."last_name") OR OLD."recovery_codes_at" IS DISTINCT FROM (NEW."recovery_codes_at") OR OLD."second_factor_at" IS DISTINCT FROM (NEW."second_factor_at") OR OLD."username" IS DISTINCT FROM (NEW."username") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                    func='INSERT INTO "claims_userevent" ("date_joined", "email", "first_name", "id", "is_active", "is_staff", "is_superuser", "last_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recovery_codes_at", "second_factor_at", "username", "version") VALUES (NEW."date_joined", NEW."email", NEW."first_name", NEW."id", NEW."is_active", NEW."is_staff", NEW."is_superuser", NEW."last_name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recovery_codes_at", NEW."second_factor_at", NEW."username", NEW."version"); RETURN NULL;',
                    hash="5025c37feb4a145b5acf8d6c72aeff023a87bc43",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_955a1",
                    table="claims_user",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="user",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "claims_userevent" ("date_joined", "email", "first_name", "id", "is_active", "is_staff", "is_superuser", "last_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recovery_codes_at", "second_factor_at", "username", "version") VALUES (OLD."date_joined", OLD."email", OLD."first_name", OLD."id", OLD."is_active", OLD."is_staff", OLD."is_superuser", OLD."last_name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recovery_codes_at", OLD."second_factor_at", OLD."username", OLD."version"); RETURN NULL;',
                    hash="364ddabf44d4e54ef34cc22b211b17c8de370637",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_b8837",
                    table="claims_user",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="webhook",
            trigger=pgtrigger.compiler.Trigger(
                name="version_rises",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."active" IS DISTINCT FROM (NEW."active") OR OLD."author_id" IS DISTINCT FROM (NEW."author_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."description" IS DISTINCT FROM (NEW."description") OR OLD."disabled_at" IS DISTINCT FROM (NEW."disabled_at") OR OLD."disabled_reason" IS DISTINCT FROM (NEW."disabled_reason") OR OLD."event_types" IS DISTINCT FROM (NEW."event_types") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."languages" IS DISTINCT FROM (NEW."languages") OR OLD."publishers" IS DISTINCT FROM (NEW."publishers") OR OLD."ratings" IS DISTINCT FROM (NEW."ratings") OR OLD."sources" IS DISTINCT FROM (NEW."sources") OR OLD."topics" IS DISTINCT FROM (NEW."topics") OR OLD."url" IS DISTINCT FROM (NEW."url") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                    func="NEW.version = OLD.version + 1; RETURN NEW;",
                    hash="2380404d0c24d4b4b03cb76d975dc0fdeb1783b3",
                    operation="UPDATE",
                    pgid="pgtrigger_version_rises_82a8c",
                    table="claims_webhook",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="webhook",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "claims_webhookevent" ("active", "author_id", "created_at", "description", "disabled_at", "disabled_reason", "event_types", "id", "languages", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publishers", "ratings", "secret_rotated_at", "sources", "topics", "url", "version") VALUES (NEW."active", NEW."author_id", NEW."created_at", NEW."description", NEW."disabled_at", NEW."disabled_reason", NEW."event_types", NEW."id", NEW."languages", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."publishers", NEW."ratings", NEW."secret_rotated_at", NEW."sources", NEW."topics", NEW."url", NEW."version"); RETURN NULL;',
                    hash="f9c112beb6e7406a75fd51d85332e329534f1b87",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_e3f07",
                    table="claims_webhook",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="webhook",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "claims_webhookevent" ("active", "author_id", "created_at", "description", "disabled_at", "disabled_reason", "event_types", "id", "languages", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publishers", "ratings", "secret_rotated_at", "sources", "topics", "url", "version") VALUES (NEW."active", NEW."author_id", NEW."created_at", NEW."description", NEW."disabled_at", NEW."disabled_reason", NEW."event_types", NEW."id", NEW."languages", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."publishers", NEW."ratings", NEW."secret_rotated_at", NEW."sources", NEW."topics", NEW."url", NEW."version"); RETURN NULL;',
                    hash="3b7e9f6214476c5da0cd436c85545a3dbdfb43c6",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_57384",
                    table="claims_webhook",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="webhook",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "claims_webhookevent" ("active", "author_id", "created_at", "description", "disabled_at", "disabled_reason", "event_types", "id", "languages", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publishers", "ratings", "secret_rotated_at", "sources", "topics", "url", "version") VALUES (OLD."active", OLD."author_id", OLD."created_at", OLD."description", OLD."disabled_at", OLD."disabled_reason", OLD."event_types", OLD."id", OLD."languages", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."publishers", OLD."ratings", OLD."secret_rotated_at", OLD."sources", OLD."topics", OLD."url", OLD."version"); RETURN NULL;',
                    hash="f3883b1ee9039cc672572892e1e8139d51bf2472",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_c756d",
                    table="claims_webhook",
                    when="AFTER",
                ),
            ),
        ),
    ]
