"""Who works at the desk: people, and the tokens their programs sign in with."""

from datetime import datetime
from functools import partial
from typing import Self

import pghistory
from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Now
from django.utils import timezone
from knox.models import AbstractAuthToken, AuthTokenManager

from claims.roles import SCOPES
from sources.constraints import FieldCheck, FieldUnique, one_line, version_rises
from sources.models import new_id, track


@partial(track, but=["password", "last_login"])
class User(AbstractUser):  # type: ignore[django-manager-missing]  # knox is not typed
    """A person at the desk; what they may do follows from their groups (the roles).

    Whoever leaves is closed (`is_active` is false), not deleted: their name stays under their work.
    """

    version = models.PositiveIntegerField(default=1, editable=False)
    second_factor_at = models.DateTimeField(
        null=True, editable=False, help_text="When the second factor was enrolled, if there is one."
    )
    recovery_codes_at = models.DateTimeField(
        null=True, editable=False, help_text="When recovery codes were last made."
    )

    class Meta(AbstractUser.Meta):
        ordering = ["username"]
        constraints = [
            # A remark mentions people in any case.
            FieldUnique(
                Lower("username"),
                field="username",
                name="user_name_is_taken_once",
                violation_error_code="unique",
                violation_error_message="There is an account of this name, in whatever case.",
            ),
            FieldCheck(
                field="username",
                # The first two are steps in an address, the others words of filters.
                condition=~Q(username__iregex=r"^(\.|\.\.|me|nobody)$"),
                name="user_name_names_somebody",
                violation_error_code="reserved",
                violation_error_message='An account is not called ".", "..", "me" or "nobody".',
            ),
            one_line("first_name", "user_first_name_is_a_line"),
            one_line("last_name", "user_last_name_is_a_line"),
        ]
        triggers = [version_rises(but=["last_login", "second_factor_at", "recovery_codes_at"])]


@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent(), append_only=True)
class RoleHeld(User.groups.through):  # type: ignore[name-defined,misc]  # made by Django
    """That an account has a role; its history tells who gave it, who took it, and why."""

    class Meta:
        proxy = True


class TokenState(models.TextChoices):
    """Whether a token opens the door."""

    ACTIVE = "active"
    EXPIRED = "expired"
    REVOKED = "revoked"


class TokenQuerySet(models.QuerySet["Token"]):
    def in_state(self, state: str, at: datetime | None = None) -> Self:
        """Tokens that are active, expired or revoked."""
        ended = Q(expiry__lte=at or timezone.now())
        if state == TokenState.REVOKED:
            return self.filter(revoked_at__isnull=False)
        return self.filter(ended if state == TokenState.EXPIRED else ~ended, revoked_at=None)


@partial(track, but=["digest", "token_key", "last_used_at"])
class Token(AbstractAuthToken):  # type: ignore[misc]  # knox is not typed
    """A bearer token: only its SHA-512 is stored. It ends by itself, or is revoked and kept."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    digest = models.CharField(max_length=128, unique=True, editable=False)
    name = models.CharField(max_length=100, blank=True, help_text="What it is for.")
    scopes = ArrayField(models.CharField(max_length=10), help_text="What it may be used for.")
    version = models.PositiveIntegerField(default=1, editable=False)
    last_used_at = models.DateTimeField(null=True, editable=False)
    revoked_at = models.DateTimeField(null=True, editable=False)

    objects = AuthTokenManager.from_queryset(TokenQuerySet)()

    class Meta:
        ordering = ["-created"]
        constraints = [
            FieldCheck(
                field="scopes",
                condition=Q(scopes__contained_by=list(SCOPES)) & Q(scopes__len__gte=1),
                name="token_scopes_are_known",
                violation_error_code="unknown_scope",
                violation_error_message=f"scopes are one or more of: {', '.join(SCOPES)}.",
            ),
            one_line("name", "token_name_is_a_line"),
        ]
        triggers = [version_rises(but=["last_used_at"])]

    def __str__(self) -> str:
        return f"{self.token_key}… of {self.user}"

    @property
    def state(self) -> TokenState:
        if self.revoked_at is not None:
            return TokenState.REVOKED
        ended = self.expiry is not None and self.expiry <= timezone.now()
        return TokenState.EXPIRED if ended else TokenState.ACTIVE


class Failures(models.Model):
    """How often something failed since a moment, as bad tokens from one address."""

    key = models.CharField(max_length=100, primary_key=True)
    since = models.DateTimeField(db_default=Now(), editable=False)
    count = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name_plural = "failures"

    def __str__(self) -> str:
        return f"{self.count} of {self.key}"
