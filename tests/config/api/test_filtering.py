"""What a filter does not understand is refused at its parameter, never ignored."""

import pytest

from sources.models import Publisher

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.config.api.endpoints")]

URL = "/api/try/publishers/"


@pytest.fixture(autouse=True)
def publishers():
    Publisher.objects.create(slug="cn", name="Chinese", country="CN", url="https://a.example")
    Publisher.objects.create(slug="de", name="German", country="DE")
    Publisher.objects.create(slug="no", name="Nowhere")


def found(client, query):
    answer = client.get(f"{URL}?{query}")
    assert answer.status_code == 200, answer.json()
    return [row["slug"] for row in answer.json()["results"]]


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ("", ["cn", "de", "no"]),
        ("country=CN", ["cn"]),
        ("country=CN&country=DE", ["cn", "de"]),
        ("country=&named=&version_min=", ["cn", "de", "no"]),
        ("named=German&named=", ["de"]),
        ("linked=true", ["cn"]),
        ("linked=false", ["de", "no"]),
        ("version_min=1&version_max=1", ["cn", "de", "no"]),
        ("version_min=2", []),
    ],
)
def test_filters_narrow_the_list_and_empty_ones_are_absent(client, query, slugs):
    assert found(client, query) == slugs


@pytest.mark.parametrize(
    ("query", "parameter", "code"),
    [
        ("country=XX", "country", "invalid_choice"),
        ("country=CN&country=XX", "country", "invalid_choice"),
        ("linked=maybe", "linked", "invalid"),
        ("named=%20", "named", "invalid"),
        ("version_min=x", "version_min", "invalid"),
        ("version_max=1e999999999", "version_max", "invalid"),
        ("version_min=1e-999999999", "version_min", "invalid"),
        ("named=a&named=b", "named", "repeated"),
        ("nmaed=a", "nmaed", "unknown_parameter"),
        ("name__startswith=a", "name__startswith", "unknown_parameter"),
        ("version=1", "version", "unknown_parameter"),
        ("unknown=", "unknown", "unknown_parameter"),
        ("%F0%9F%98%80=1", "😀", "unknown_parameter"),
    ],
)
def test_what_is_not_understood_is_refused(client, query, parameter, code):
    answer = client.get(f"{URL}?{query}")

    assert answer.status_code == 400
    assert [(e["parameter"], e["code"]) for e in answer.json()["errors"]] == [(parameter, code)]


def test_a_value_beyond_every_number_is_no_fault(client):
    assert client.get(f"{URL}?version_min={'9' * 40}").status_code in {200, 400}
    assert client.get(f"{URL}?version_min={'9' * 400}").status_code == 400


def test_everything_wrong_is_told_at_once(client):
    errors = client.get(f"{URL}?nmaed=a&cuontry=b&named=1&named=2").json()["errors"]

    assert [error["parameter"] for error in errors] == ["nmaed", "cuontry", "named"]
    assert errors[0]["detail"] == 'There is no parameter "nmaed"; did you mean "named"?'
    assert errors[1]["detail"] == 'There is no parameter "cuontry"; did you mean "country"?'
