"""Bodies say what they mean: known names, writable ones, values of their own type."""

import pytest
from rest_framework import serializers

from sources.api.strictness import StrictSerializer
from sources.models import Publisher


class Part(StrictSerializer):
    label = serializers.CharField()


class Whole(StrictSerializer):
    text = serializers.CharField(required=False, allow_null=True)
    number = serializers.IntegerField(required=False)
    amount = serializers.DecimalField(10, 2, required=False)
    confirmed = serializers.BooleanField(required=False)
    on = serializers.DateField(required=False)
    key = serializers.UUIDField(required=False)
    words = serializers.ListField(child=serializers.CharField(), required=False)
    parts = Part(many=True, required=False)
    made = serializers.DateTimeField(read_only=True)


def errors(data):
    serializer = Whole(data=data)
    assert not serializer.is_valid()
    return serializer.errors


def codes(data):
    serializer = Whole(data=data)
    serializer.is_valid()
    return {name: found[0].code for name, found in serializer.errors.items()}


@pytest.mark.parametrize(
    ("data", "found"),
    [
        ({"text": 5}, {"text": "not_text"}),
        ({"text": True}, {"text": "not_text"}),
        ({"text": ["a"]}, {"text": "not_text"}),
        ({"number": "5"}, {"number": "not_integer"}),
        ({"number": True}, {"number": "not_integer"}),
        ({"number": 5.0}, {"number": "not_integer"}),
        ({"confirmed": "true"}, {"confirmed": "not_boolean"}),
        ({"confirmed": 1}, {"confirmed": "not_boolean"}),
        ({"on": 20260101}, {"on": "not_text"}),
        ({"key": 7}, {"key": "not_text"}),
        ({"txt": "a"}, {"txt": "unknown_field"}),
        ({"made": "2026-01-01T00:00:00Z"}, {"made": "read_only"}),
        ({"number": None}, {"number": "null"}),
    ],
)
def test_a_value_of_another_type_is_refused(data, found):
    assert codes(data) == found


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"text": "5", "number": 5, "confirmed": False, "on": "2026-01-01"},
        {"text": None, "amount": "0.50", "words": ["a"], "parts": [{"label": "b"}]},
    ],
)
def test_a_value_of_its_own_type_is_taken(data):
    assert Whole(data=data).is_valid(raise_exception=True)


def test_items_are_looked_at_one_by_one():
    assert errors({"words": ["a", 5]}) == {"words": {1: ["Send text, in quotes."]}}
    assert errors({"parts": [{"label": "a"}, {"label": 5, "x": 1}]}) == {
        "parts": {
            1: {
                "label": ["Send text, in quotes."],
                "x": ['There is no field "x"; known here: label.'],
            }
        }
    }


def test_everything_wrong_is_told_at_once():
    found = errors({"txt": "a", "number": "5", "on": "never"})

    assert set(found) == {"txt", "number", "on"}
    assert found["txt"] == ['There is no field "txt"; did you mean "text"?']


@pytest.mark.django_db
@pytest.mark.urls("tests.config.api.endpoints")
@pytest.mark.parametrize("body", ["[]", '"a"', "5", "null", "true"])
def test_a_body_that_is_no_object_is_refused_as_a_whole(client, body):
    answer = client.post("/api/try/publishers/", body, content_type="application/json")

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["pointer"] == ""


@pytest.mark.django_db
@pytest.mark.urls("tests.config.api.endpoints")
def test_thousands_of_unknown_fields_cost_nothing(client):
    body = {f"field{i}": i for i in range(50_000)}

    answer = client.post("/api/try/publishers/", body, content_type="application/json")

    assert answer.status_code == 400
    assert len(answer.json()["errors"]) == 50
    assert Publisher.objects.count() == 0
