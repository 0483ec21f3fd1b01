"""The schema and the page to try it are served from here, to anyone."""

import pytest
import yaml

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.config.api.endpoints")]


@pytest.mark.parametrize(
    ("query", "accept", "content_type"),
    [
        ("", "*/*", "application/vnd.oai.openapi+json"),
        ("", "application/json", "application/json"),
        ("", "application/yaml", "application/yaml"),
        ("?format=yaml", "*/*", "application/vnd.oai.openapi"),
        ("?format=json", "application/json", "application/json"),
    ],
)
def test_the_schema_comes_as_json_or_yaml(client, query, accept, content_type):
    answer = client.get(f"/api/schema/{query}", headers={"Accept": accept})

    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith(content_type)
    assert yaml.safe_load(answer.content)["openapi"] == "3.1.1"


def test_the_schema_is_not_sent_twice(client):
    first = client.get("/api/schema/")

    again = client.get("/api/schema/", headers={"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, again.content) == (304, b"")


def test_another_format_is_refused(client):
    answer = client.get("/api/schema/?format=xml")

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["parameter"] == "format"


def test_the_page_runs_scripts_of_ours_only(client):
    page = client.get("/api/docs/", headers={"Accept": "text/html"})
    script = client.get("/api/docs/?script=", headers={"Accept": "*/*"})

    assert page.status_code == script.status_code == 200
    assert "://" not in page.text.replace("http://www.w3.org", "")
    assert script.headers["Content-Type"].startswith("application/javascript")
    assert client.get("/api/docs/?scrpt=").status_code == 400


def test_the_page_answers_options_without_a_template(client):
    answer = client.options("/api/docs/")

    assert (answer.status_code, answer.content) == (204, b"")
    assert "GET" in answer.headers["Allow"]
