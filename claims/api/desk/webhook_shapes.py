"""Webhooks and their deliveries as the desk sees and writes them."""

from rest_framework import serializers

from claims.models import Attempt, Delivery, EventType, Webhook
from sources.api.strictness import StrictSerializer


def _words(named: str, longest: int = 100) -> serializers.ListField:
    return serializers.ListField(
        child=serializers.CharField(max_length=longest),
        required=False,
        max_length=50,
        help_text=f"Let through what has one of these {named}; all when empty.",
    )


class WebhookChange(StrictSerializer):
    """What is set on a webhook; each filter names what it lets through, all when empty."""

    url = serializers.CharField(max_length=2000)
    description = serializers.CharField(required=False, allow_blank=True, max_length=500)
    event_types = serializers.ListField(
        child=serializers.ChoiceField(EventType.choices), min_length=1, max_length=len(EventType)
    )
    topics = _words("topics, by slug")
    sources = _words("sources, by slug")
    publishers = _words("publishers, by slug")
    ratings = _words("ratings, by code")
    languages = _words("languages, as BCP 47 tags", 35)
    active = serializers.BooleanField(required=False)


class WebhookSerializer(serializers.ModelSerializer):
    """A webhook; its secret is not among what is shown."""

    author = serializers.CharField(source="author.username")

    class Meta:
        model = Webhook
        fields = [
            "id", "url", "description", "event_types", "topics", "sources", "publishers", "ratings",
            "languages", "active", "disabled_at", "disabled_reason", "author", "created_at",
            "version",
        ]  # fmt: skip


class SubscribedSerializer(WebhookSerializer):
    """A webhook at its creation, the only time that its secret is shown."""

    secret = serializers.SerializerMethodField()

    class Meta(WebhookSerializer.Meta):
        fields = [*WebhookSerializer.Meta.fields, "secret"]

    def get_secret(self, webhook: Webhook) -> str:
        return str(self.context["secret"])


class SecretSerializer(serializers.Serializer):
    """A secret, shown only this once; the one before it signs beside it until then."""

    secret = serializers.CharField()
    previous_valid_until = serializers.DateTimeField()


class ReplayRequest(StrictSerializer):
    """From where to send again: the last `sequence` that is known."""

    after = serializers.IntegerField(min_value=0, max_value=2**63 - 1)


class ReplaySerializer(serializers.Serializer):
    """How many events were queued; with `more`, go on after `through`."""

    queued = serializers.IntegerField()
    through = serializers.IntegerField()
    more = serializers.BooleanField()


class AttemptSerializer(serializers.ModelSerializer):
    """One try: `status_code` is null when there was no answer, and `error` says why."""

    class Meta:
        model = Attempt
        fields = ["started_at", "milliseconds", "status_code", "answer", "error"]


class DeliveryLineSerializer(serializers.ModelSerializer):
    """An event for a webhook; `due_at` is its next attempt, null when it is finished."""

    attempts = AttemptSerializer(many=True)

    class Meta:
        model = Delivery
        fields = [
            "id", "webhook", "event", "type", "status", "tries", "created_at", "due_at",
            "finished_at", "attempts",
        ]  # fmt: skip


class DeliverySerializer(DeliveryLineSerializer):
    """The same with `body`, the very text that is signed and sent."""

    class Meta(DeliveryLineSerializer.Meta):
        fields = [*DeliveryLineSerializer.Meta.fields, "body"]
