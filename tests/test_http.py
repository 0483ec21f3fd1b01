"""Every public address keeps the rules of HTTP: HEAD, OPTIONS, Vary, caching, tags, no cookies."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from config.places import is_for_readers
from tests.crawling import public_routes
from tests.routes import address
from tests.world import World

# What each answer has of its own.
OWN = {"X-Request-Id"}
REPEATED = ("ETag", "Cache-Control", "Content-Location", "Vary")
CODINGS = ("identity", "gzip", "zstd")


@pytest.fixture
def world(ratings: None) -> World:
    return World()


def readable(world: World) -> dict[str, str]:
    """An address of something at each public route."""
    return {route: address(route, world.places()) for route in public_routes("GET")}


def ask(client: APIClient, method: str, path: str, **headers: str) -> Any:
    return client.generic(method, path, headers=headers)


def shown(answer: Any) -> dict[str, str]:
    return {name: value for name, value in answer.headers.items() if name not in OWN}


def of_all(world: World, wrong: Any) -> dict[str, Any]:
    """What is wrong at which address, asked once for each."""
    found = {path: wrong(path) for path in readable(world).values()}
    return {path: said for path, said in found.items() if said}


def test_each_address_is_there(world: World, reader: APIClient) -> None:
    assert of_all(world, lambda path: reader.get(path).status_code != 200) == {}


@pytest.mark.parametrize("coding", CODINGS)
def test_head_says_what_get_says(world: World, reader: APIClient, coding: str) -> None:
    def wrong(path: str) -> Any:
        got = ask(reader, "GET", path, **{"Accept-Encoding": coding})
        head = ask(reader, "HEAD", path, **{"Accept-Encoding": coding})
        same = (head.status_code, shown(head)) == (got.status_code, shown(got))
        return not same and (shown(head), shown(got))

    assert of_all(world, wrong) == {}


def test_options_tells_the_methods(world: World, reader: APIClient) -> None:
    def wrong(path: str) -> Any:
        answer = ask(reader, "OPTIONS", path)
        allowed = set(answer.headers.get("Allow", "").split(", "))
        return answer.status_code != 204 or answer.content or not {"GET", "HEAD"} <= allowed

    assert of_all(world, wrong) == {}


def test_readers_get_no_cookie_and_no_session(world: World, reader: APIClient) -> None:
    reader.cookies["sessionid"] = "of-nobody"

    def wrong(path: str) -> Any:
        methods = ["GET", "HEAD", "OPTIONS", *(["POST"] if is_for_readers(path) else [])]
        answers = [ask(reader, method, path) for method in methods]
        return any(
            answer.cookies or "Cookie" in answer.headers.get("Vary", "") for answer in answers
        )

    assert of_all(world, wrong) == {}


def test_every_answer_says_how_long_it_keeps(world: World, reader: APIClient) -> None:
    def wrong(path: str) -> Any:
        caching = reader.get(path).headers.get("Cache-Control", "")
        return "private" in caching or not any(
            word in caching for word in ("max-age", "no-store", "no-cache")
        )

    assert of_all(world, wrong) == {}


def test_what_depends_on_a_header_says_so(world: World, reader: APIClient) -> None:
    """Asked with each header, an answer that differs names the header; others name none in vain."""
    tried = {
        "Accept-Encoding": ("zstd, identity;q=0", "gzip, identity;q=0"),
        "Accept": ("application/json", "application/ld+json", "application/yaml", "text/html"),
        "Accept-Language": ("de",),
        "Origin": ("https://newsroom.example",),
        "Cookie": ("sessionid=of-nobody",),
        "Authorization": ("Bearer stet_nobody",),
    }

    def wrong(path: str) -> Any:
        plain = ask(reader, "GET", path, Accept="*/*")
        named = {each.strip() for each in plain.headers.get("Vary", "").split(",")}
        differing = {
            header
            for header, values in tried.items()
            for value in values
            if _differs(plain, ask(reader, "GET", path, **{"Accept": "*/*", header: value}))
        }
        return differing - named

    assert of_all(world, wrong) == {}


def _differs(one: Any, other: Any) -> bool:
    # A refusal to negotiate is no representation that a cache would hand on.
    return other.status_code == 200 and _body(one) != _body(other)


def _body(answer: Any) -> bytes:
    """What was sent; a stream can be read only once."""
    if "body" not in vars(answer):
        answer.body = answer.getvalue()
    body: bytes = answer.body
    return body


# Nobody knows what a stream will have been before it has ended.
STREAMS = "/api/v1/export/"


@pytest.mark.parametrize("coding", CODINGS)
def test_what_a_reader_holds_is_confirmed(world: World, reader: APIClient, coding: str) -> None:
    tagged = []

    def wrong(path: str) -> Any:
        asked = {"Accept-Encoding": f"{coding}, identity;q={int(coding == 'identity')}"}
        first = ask(reader, "GET", path, **asked)
        tag = first.headers.get("ETag")
        if tag is None:
            return None
        tagged.append(path)
        for method in ("GET", "HEAD"):
            again = ask(reader, method, path, **asked, **{"If-None-Match": tag})
            if (again.status_code, again.content) != (304, b""):
                return again.status_code
            for name in REPEATED:
                if again.headers.get(name) != first.headers.get(name):
                    return name, again.headers.get(name), first.headers.get(name)
        other = ask(reader, "GET", path, **asked, **{"If-None-Match": '"other"'})
        return other.status_code != 200

    assert of_all(world, wrong) == {}
    public = {path for path in readable(world).values() if is_for_readers(path)}
    assert set(tagged) >= {path for path in public if not path.startswith(STREAMS)}


def test_an_answer_has_a_tag_of_its_own_in_each_coding(world: World, reader: APIClient) -> None:
    def wrong(path: str) -> Any:
        answers = [
            ask(reader, "GET", path, **{"Accept-Encoding": f"{coding}, identity;q=0"})
            for coding in ("gzip", "zstd")
        ]
        tags = [each.headers["ETag"] for each in [*answers, reader.get(path)] if "ETag" in each]
        return len(set(tags)) != len(tags)

    assert of_all(world, wrong) == {}
