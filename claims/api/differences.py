"""How a text changed, as both the desk and readers are shown it."""

from rest_framework import serializers


class DifferenceSerializer(serializers.Serializer):
    """A stretch of text that stayed (equal), came (insert) or went (delete)."""

    operation = serializers.ChoiceField(["equal", "insert", "delete"])
    text = serializers.CharField()
