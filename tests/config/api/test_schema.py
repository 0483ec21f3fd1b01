"""The OpenAPI document tells of refusals, preconditions, pages and tokens."""

import pytest
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.validation import validate_schema

from tests.config.api import endpoints


@pytest.fixture(scope="module")
def schema():
    GENERATOR_STATS.reset()
    return SchemaGenerator(patterns=endpoints.urlpatterns).get_schema(request=None, public=True)


def parameters(operation, place):
    return {each["name"]: each for each in operation["parameters"] if each["in"] == place}


def test_it_is_valid_openapi(schema):
    assert schema["openapi"] == "3.1.1"
    validate_schema(schema)


@pytest.mark.parametrize(
    ("path", "method", "statuses"),
    [
        ("/api/try/publishers/", "get", {"200", "400", "406"}),
        ("/api/try/publishers/", "post", {"201", "400", "406", "409", "413", "415"}),
        (
            "/api/try/publishers/{slug}/",
            "patch",
            {"200", "400", "404", "406", "409", "412", "413", "415", "428"},
        ),
    ],
)
def test_every_refusal_is_declared_as_a_problem(schema, path, method, statuses):
    responses = schema["paths"][path][method]["responses"]

    assert set(responses) == statuses
    for status in statuses - {"200", "201"}:
        content = responses[status]["content"]
        assert content == {
            "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
        }


def test_changes_ask_for_if_match(schema):
    operation = schema["paths"]["/api/try/publishers/{slug}/"]["patch"]

    assert parameters(operation, "header")["If-Match"]["required"]


def test_lists_take_pages_orderings_and_filters(schema):
    operation = schema["paths"]["/api/try/sources/"]["get"]
    query = parameters(operation, "query")

    assert set(query) == {"cursor", "page_size", "ordering", "count"}
    assert "-published_at" in query["ordering"]["schema"]["enum"]
    assert query["page_size"]["schema"]["maximum"] == 200


def test_a_page_has_its_neighbours(schema):
    page = schema["components"]["schemas"]["PaginatedSourceList"]

    assert page["required"] == ["results", "next", "previous"]


def test_posts_tell_of_idempotency_keys(schema):
    operation = schema["paths"]["/api/try/publishers/"]["post"]

    assert "Idempotency-Key" in parameters(operation, "header")
