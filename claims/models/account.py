"""Who works at the desk: people, and the tokens their programs sign in with."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from knox.models import AbstractAuthToken


class User(AbstractUser):  # type: ignore[django-manager-missing]  # knox is not typed
    """A person at the desk; what they may do follows from their groups (the roles)."""

    class Meta(AbstractUser.Meta):
        ordering = ["username"]


class Token(AbstractAuthToken):  # type: ignore[misc]  # knox is not typed
    """A bearer token: only its SHA-512 is stored; it expires, and may be for reading only."""

    name = models.CharField(max_length=100, blank=True, help_text="What it is for.")
    read_only = models.BooleanField(default=False, help_text="Reads; every change is refused.")

    class Meta:
        ordering = ["-created"]

    def __str__(self) -> str:
        return f"{self.token_key}… of {self.user}"
