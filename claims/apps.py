"""The claims app; every migration ends with the roles there and the history guarded."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


def _set_up_roles(**kwargs: Any) -> None:
    from claims.accounts.staffing import set_up_roles

    set_up_roles()


def _guard_history(**kwargs: Any) -> None:
    from claims.recording import install

    install()


class ClaimsConfig(AppConfig):
    name = "claims"

    def ready(self) -> None:
        # Permissions are made after migrating, so the roles that hold them can only follow.
        post_migrate.connect(_set_up_roles, sender=self, dispatch_uid="claims.roles")
        # Tables of all apps are there by then.
        post_migrate.connect(_guard_history, sender=self, dispatch_uid="claims.history")
