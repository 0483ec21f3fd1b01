"""The OpenAPI document tells of refusals, preconditions, pages and tokens."""

import pytest
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.validation import validate_schema

from config.api.meanings import MEANINGS
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


@pytest.fixture(scope="module")
def whole():
    """The document of the site."""
    return SchemaGenerator().get_schema(request=None, public=True)


def operations(whole):
    return [
        (f"{method} {path}", operation)
        for path, methods in whole["paths"].items()
        for method, operation in methods.items()
    ]


def test_every_parameter_says_what_it_is_for_and_what_it_takes(whole):
    silent = [
        f"{where}: {each['in']} {each['name']}"
        for where, operation in operations(whole)
        for each in operation.get("parameters", ())
        if not each.get("description") or not each["schema"]
    ]

    assert silent == []


def test_every_meaning_is_that_of_a_parameter(whole):
    named = {
        (each["in"], each["name"])
        for _, operation in operations(whole)
        for each in operation.get("parameters", ())
    }

    assert set(MEANINGS) <= named


def test_what_was_taken_back_and_who_guesses_too_often_are_told_of(whole):
    gone = {where for where, operation in operations(whole) if "410" in operation["responses"]}
    remark = whole["paths"]["/api/v1/desk/annotations/{id}/"]

    assert "get /api/v1/annotations/{annotation}/" in gone
    assert {f"{method} /api/v1/desk/annotations/{{id}}/" for method in remark} <= gone
    assert not [where for where in gone if "annotations/" not in where]
    assert "Retry-After" in remark["get"]["responses"]["429"]["headers"]


def test_what_was_made_tells_its_version_and_its_place(whole):
    made = whole["paths"]["/api/v1/desk/claims/"]["post"]["responses"]["201"]
    step = whole["paths"]["/api/v1/desk/claims/{claim}/reviews/"]["post"]["responses"]["201"]

    assert set(made["headers"]) == {"ETag", "Location"}
    assert set(step["headers"]) == {"ETag"}


def test_operations_tell_the_shapes_of_their_data(whole):
    shapes = whole["components"]["schemas"]

    data = shapes["OperationRequest"]["properties"]["data"]["$ref"].rpartition("/")[2]
    assert len(shapes[data]["anyOf"]) == 10
    assert shapes["Result"]["properties"]["problem"]["$ref"].endswith("/Problem")
