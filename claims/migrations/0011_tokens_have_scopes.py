"""Tokens keep what they could do: reading, or all that their owner's role allows."""

from django.db import migrations

from sources.models import new_id

PUBLISHING = {"publisher", "administrator"}


def to_scopes(apps, schema_editor):
    for token in apps.get_model("claims", "Token").objects.select_related("user"):
        scopes = ["read"]
        if not token.read_only:
            scopes.append("desk")
            groups = set(token.user.groups.values_list("name", flat=True))
            if token.user.is_superuser or groups & PUBLISHING:
                scopes.append("publish")
        token.id, token.scopes = new_id(), scopes
        token.save(update_fields=["id", "scopes"])


def to_read_only(apps, schema_editor):
    for token in apps.get_model("claims", "Token").objects.all():
        token.read_only = not {"desk", "publish"} & set(token.scopes)
        token.save(update_fields=["read_only"])


class Migration(migrations.Migration):
    dependencies = [("claims", "0010_accounts_can_be_closed")]

    operations = [migrations.RunPython(to_scopes, to_read_only)]
