"""Bodies are read strictly; each refusal says what and where."""

import gzip
import json
import time
from contextlib import suppress
from decimal import Decimal
from io import BytesIO

import pytest
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st
from rest_framework.exceptions import ParseError

from sources.api.parsing import StrictJSONParser

pytestmark = pytest.mark.urls("tests.config.api.endpoints")

BAD = [
    (b"[" * 5000, "too_deep", ""),
    (b"[" * 33 + b"]" * 33, "too_deep", ""),
    (b'{"a":' * 33 + b"1" + b"}" * 33, "too_deep", ""),
    (b'{"slug":"a","slug":"b"}', "repeated_key", ""),
    (b'{"items":[{},{"a":1,"a":1}]}', "repeated_key", "/items/1"),
    (b'{"a": NaN}', "not_json", "/a"),
    (b'{"a": [1, -Infinity]}', "not_json", "/a/1"),
    (b'{"a/b": "x\\u0000"}', "nul", "/a~1b"),
    (b'{"a": {"x\\u0000": 1}}', "nul", "/a"),
    (b'["\\ud800"]', "lone_surrogate", "/0"),
    (b'["\\udc00\\ud800"]', "lone_surrogate", "/0"),
    (b'{"a": 1e400}', "out_of_range", "/a"),
    (b'{"a": 1e-400}', "out_of_range", "/a"),
    (b'{"a": ' + b"9" * 5000 + b"}", "out_of_range", "/a"),
    (b"\xff", "not_utf8", ""),
    ("{}".encode("utf-16"), "not_utf8", ""),
    (b'"\xc0\x80"', "not_utf8", ""),
    (b'"\xed\xa0\x80"', "not_utf8", ""),
    (b"\xef\xbb\xbf{}", "not_json", ""),
    (b'"a\x00b"', "not_json", ""),
    (b"{'a': 1}", "not_json", ""),
    (b'{"a": 1,}', "not_json", ""),
    (b"01", "not_json", ""),
    (b" ", "not_json", ""),
    (b"{} {}", "not_json", ""),
    (b"]" * 40, "not_json", ""),
    (b'"' + b'\\"' * 100_000, "not_json", ""),
]


def post(client, body, **headers):
    return client.post(
        "/api/try/echo/", body, content_type="application/json", headers=headers or None
    )


@pytest.mark.parametrize(("body", "code", "pointer"), BAD, ids=lambda value: str(value)[:30])
def test_what_is_not_plain_json_is_refused_where_it_stands(client, body, code, pointer):
    started = time.perf_counter()
    answer = post(client, body)

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["code"] == code
    assert answer.json()["errors"][0]["pointer"] == pointer
    assert time.perf_counter() - started < 1


@pytest.mark.parametrize(
    ("body", "value"),
    [
        (b"[" * 32 + b"]" * 32, json.loads("[" * 32 + "]" * 32)),
        (b'{"a": "[[[[[{{{{{' + b"[" * 40 + b'"}', {"a": "[[[[[{{{{{" + "[" * 40}),
        (b'["\\"[", "\\\\", 1]', ['"[', "\\", 1]),
        (b'{"a": 0.10, "b": 1E+2, "c": 7}', {"a": Decimal("0.10"), "b": Decimal("1E+2"), "c": 7}),
        (b'"\\ud83d\\ude00"', "😀"),
        ('["稀土"]'.encode(), ["稀土"]),
    ],
)
def test_plain_json_is_read_exactly(client, body, value):
    assert post(client, body).json() == {"read": repr(value)}


@given(
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers(-(10**300), 10**300)
        | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(
                st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), inner
            )
        ),
        max_leaves=20,
    )
)
def test_whatever_json_can_say_comes_back(value):
    body = json.dumps(value).encode()

    assert StrictJSONParser().parse(BytesIO(body)) == value


@given(st.binary(max_size=200) | st.text('{}[]":,\\u0d8 1eN.-').map(str.encode))
def test_no_bytes_are_a_fault(body):
    with suppress(ParseError):
        StrictJSONParser().parse(BytesIO(body))


@pytest.mark.parametrize("content_type", ["application/json", "text/plain"])
def test_the_size_that_counts_is_that_of_the_bytes(client, content_type):
    with override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=1000):
        fits = client.post("/api/try/echo/", b'"%s"' % (b"x" * 998), content_type=content_type)
        answer = client.post("/api/try/echo/", b'"%s"' % (b"x" * 999), content_type=content_type)

    assert fits.status_code == 200
    assert answer.status_code == 413
    assert answer.json()["title"] == "Request Entity Too Large"


def test_a_compressed_body_is_not_unpacked(client):
    answer = post(client, gzip.compress(b"{}"), **{"Content-Encoding": "gzip"})

    assert answer.status_code == 415
    assert "Content-Encoding" in answer.json()["detail"]


@pytest.mark.parametrize("charset", ["latin-1", '"utf-16"', "bz2_codec"])
def test_another_charset_is_not_guessed(client, charset):
    content_type = f"application/json; charset={charset}"

    answer = client.generic("POST", "/api/try/echo/", b"{}", content_type=content_type)

    assert answer.status_code == 415


def test_text_is_read_as_text(client):
    answer = client.post("/api/try/echo/", "稀土 [1]\n", content_type="text/plain; charset=UTF-8")

    assert answer.json() == {"read": repr("稀土 [1]\n")}


@pytest.mark.parametrize(("body", "code"), [(b"a\0", "nul"), (b"\xff", "not_utf8")])
def test_text_that_cannot_be_stored_is_refused(client, body, code):
    answer = client.post("/api/try/echo/", body, content_type="text/plain")

    assert (answer.status_code, answer.json()["code"]) == (400, code)


def test_another_media_type_is_refused(client):
    for body in ({"a": 1}, b""):
        answer = client.post("/api/try/echo/", body, content_type="multipart/form-data; boundary=b")

        assert answer.status_code == (415 if body else 200)
