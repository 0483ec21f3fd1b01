"""The claims app; after every migration it makes sure that the roles exist."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


def _set_up_roles(**kwargs: Any) -> None:
    from claims.staffing import set_up_roles

    set_up_roles()


class ClaimsConfig(AppConfig):
    name = "claims"

    def ready(self) -> None:
        # Permissions are made after migrating, so the roles that hold them can only follow.
        post_migrate.connect(_set_up_roles, sender=self, dispatch_uid="claims.roles")
