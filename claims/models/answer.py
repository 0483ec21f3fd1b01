"""Answers to keyed requests, kept so that a request that is sent again is answered again."""

from django.conf import settings
from django.db import models

from sources.models import new_id, now


class Answer(models.Model):
    """What a POST with an Idempotency-Key was answered: the key's only effect, ready to repeat.

    `fingerprint` is the SHA-256 of the request, so that a key used for another one is noticed.
    It is written in the transaction of what the request did: both are there, or neither. The body
    is sealed (`claims.sealing`): a new token's answer holds its secret.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="answers", editable=False
    )
    key = models.CharField(max_length=255)
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    headers = models.JSONField(default=dict)
    body = models.BinaryField()
    created_at = models.DateTimeField(default=now, editable=False)

    class Meta:
        ordering = ["created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["account", "key"],
                name="answer_key_is_unique",
                violation_error_code="key_exists",
                violation_error_message="The account has an answer of this key.",
            )
        ]
        indexes = [models.Index(fields=["created_at"], name="answer_age")]

    def __str__(self) -> str:
        return f"{self.status} to {self.key}"
