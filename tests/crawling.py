"""Ask for everything that a reader can reach, and keep every answer to the byte."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import product
from typing import Any
from urllib.parse import quote, urlencode

from drf_spectacular.generators import SchemaGenerator
from rest_framework.test import APIClient

from claims.models import (
    Edition,
    FigureConflict,
    Publication,
    PublishedFigure,
    PublishedSource,
)
from tests.routes import routes
from tests.who_may import doors

# What of an answer is its own: the request's name, and times (there are none in the others).
OWN_HEADERS = {"X-Request-Id"}
OWN_WORDS = re.compile(rb'csrfmiddlewaretoken" value="[^"]+"|"csrfToken": *"[^"]+"')
SITE = "http://testserver"
HOME = re.compile(r"http://testserver(/[^\s\"<>]*)")
UNKNOWN = "0199a000-0000-7000-8000-000000000000"
ORDINARY = ("no-such-thing", "1", "2", "2025-06-02", "2025-06-02T10:00:00Z", "en", "", "x" * 200)

# A public POST needs its bodies here, each with the word that is probed for.
BODIES: dict[str, Callable[[str], Iterable[object]]] = {
    "/api/v1/references/resolve/": lambda word: (
        {"text": f"So it is [1], [2] and [{word}:1]", "source": ""},
        {"text": "So it is [1], [2] and [7]", "source": word},
        {"text": word, "sorce": word},
    ),
}
ACCEPTS = ("*/*", "application/json", "application/ld+json", "text/csv", "text/html")
JSON = {"application/json", "application/json; charset=utf-8"}


class Crawl:
    """A reader who tries every public route with every word, and follows every link."""

    def __init__(self, client: APIClient, probes: Sequence[str] = ()) -> None:
        self.client = client
        self.probes = [*dict.fromkeys(probes)]
        self.answers: dict[str, tuple[object, ...]] = {}
        self.known = [*published_words(), UNKNOWN]

    def run(self) -> dict[str, tuple[object, ...]]:
        """Each request, as a line, with its status, headers and bytes."""
        parameters = documented()
        for route in public_routes("GET"):
            for path in self.addresses(route):
                found = self.read(path)
                for query in self.queries(parameters.get(route, {})) if found else ():
                    self.read(f"{path}?{query}", deep=False)
        for route in public_routes("POST"):
            for word in [*self.known, *self.probes]:
                for body in BODIES[route](word):
                    self.keep(f"POST {route} {json.dumps(body)}", "POST", route, body=body)
        return self.answers

    def addresses(self, route: str) -> Iterator[str]:
        """The route with every word in the place of its parameters."""
        names = re.findall(r"<\w+>", route)
        words = [
            ("1", "2", "3", "7")
            if name in {"<number>", "<sequence>"}
            else [*self.known, *self.probes]
            for name in names
        ]
        for chosen in product(*words):
            path = route
            for name, word in zip(names, chosen, strict=True):
                path = path.replace(name, quote(word, safe=""))
            yield path

    def queries(self, parameters: dict[str, list[str]]) -> Iterator[str]:
        """Each documented parameter with every value it may have, and with every word."""
        if not parameters:
            return
        for name, values in parameters.items():
            for value in [*values, *ORDINARY, *self.known, *self.probes]:
                yield urlencode({name: value})
        for ordering, count in product(parameters.get("ordering", []), parameters.get("count", [])):
            yield urlencode({"ordering": ordering, "page_size": 2, "count": count})
        if "paragraph" in parameters:
            for word, number in product([*self.known, *self.probes], ("1", "2", "7")):
                yield urlencode({"source": word, "paragraph": number})
        yield "ratng=supported"

    def read(self, path: str, *, deep: bool = True) -> bool:
        """Whether something is there: GET, and if `deep` every other way of reading it; then on."""
        if f"GET {path}" in self.answers:
            return self.answers[f"GET {path}"][0] == 200
        answer = self.keep(f"GET {path}", "GET", path)
        if deep:
            self.keep(f"HEAD {path}", "HEAD", path)
            self.keep(f"OPTIONS {path}", "OPTIONS", path)
            if tag := answer.headers.get("ETag"):
                self.keep(f"again {path}", "GET", path, **{"If-None-Match": tag})
            for accept in ACCEPTS[1:] if answer.status_code == 200 else ():
                self.keep(f"{accept} {path}", "GET", path, Accept=accept)
        if not answer.streaming and answer.headers.get("Content-Type", "") in JSON:
            for link in dict.fromkeys(HOME.findall(answer.content.decode())):
                if "/desk/" not in link:
                    self.read(link, deep=False)
        return bool(answer.status_code == 200)

    def keep(self, line: str, method: str, path: str, body: object = None, **headers: str) -> Any:
        data = ("",) if body is None else (json.dumps(body), "application/json")
        headers = {"Accept": "*/*"} | headers
        answer = self.client.generic(method, path, *data, headers=headers)
        content = b"".join(answer) if answer.streaming else answer.content
        shown = sorted(item for item in answer.headers.items() if item[0] not in OWN_HEADERS)
        self.answers[line] = (answer.status_code, shown, OWN_WORDS.sub(b"", content))
        return answer


def public_routes(method: str) -> list[str]:
    """The routes of the API, its schema, its docs and its health that anyone may use."""
    known = set(routes())
    return [
        route
        for route, rules in doors().items()
        if rules.get(method) == "anyone" and route in known
    ]


def published_words() -> list[str]:
    """Every id, slug and code by which something published is found."""
    words: list[str] = []
    for row in Publication.objects.order_by("sequence"):
        words += [str(row.claim_id), row.publisher, row.claimant, row.rating, row.language]
        words += [topic.slug for topic in row.topics.order_by("slug")]
    words += map(
        str, PublishedFigure.objects.order_by("sequence", "pk").values_list("pk", flat=True)[:2]
    )
    words += map(str, FigureConflict.objects.order_by("pk").values_list("pk", flat=True)[:1])
    words += Edition.objects.order_by("sequence").values_list("sha256", flat=True)[:1]
    words += PublishedSource.objects.order_by("slug").values_list("slug", flat=True)
    return [*dict.fromkeys(word for word in words if word)]


def documented() -> dict[str, dict[str, list[str]]]:
    """The query parameters of each route that the schema tells of, with their enumerated values."""
    schema: Any = SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    found: dict[str, dict[str, list[str]]] = {}
    for path, operations in schema["paths"].items():
        named = operations.get("get", {}).get("parameters", [])
        found[path.replace("{", "<").replace("}", ">")] = {
            each["name"]: [str(value) for value in each["schema"].get("enum", [])]
            for each in named
            if each["in"] == "query"
        }
    return found
