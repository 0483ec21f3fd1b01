"""Answers are compressed as the client asks, and tags go round: out, in If-Match, in a 304."""

import gzip
import json
import sys
import zlib
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from config.compression import LEAST, Compress, pieces, whole
from tests.factories import make_claim, make_user, published_claim

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

PUBLIC, DESK = "/api/v1/claims/", "/api/v1/desk/claims/"
TEXT = ("words, and words again; " * 100).encode()
UNPACK = {"gzip": gzip.decompress, "zstd": zstd.decompress}


def ask(answer, path=PUBLIC, method="GET", **headers):
    """The answer that goes out where a view answers so."""
    request = RequestFactory().generic(method, path, headers=headers)
    return Compress(lambda request: answer)(request)


def plain(body=TEXT, content_type="application/json", **more):
    return HttpResponse(body, content_type=content_type, headers={"ETag": '"a"'}, **more)


@pytest.mark.parametrize("coding", ["gzip", "zstd"])
def test_an_answer_is_compressed_and_says_so(coding):
    answer = ask(plain(), **{"Accept-Encoding": coding})

    assert answer.headers["Content-Encoding"] == coding
    assert answer.headers["ETag"] == f'"a--{coding}"'
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert UNPACK[coding](answer.content) == TEXT


@pytest.mark.parametrize("coding", ["gzip", "zstd"])
def test_the_same_content_is_the_same_bytes(coding):
    assert whole(TEXT, coding) == whole(TEXT, coding)


@pytest.mark.parametrize(
    "kind",
    [
        "application/json", "application/problem+json; charset=utf-8", "text/csv; charset=utf-8",
        "text/plain", "application/jsonl", "application/x-ndjson", "application/atom+xml",
        'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"', "application/yaml",
        "application/vnd.oai.openapi", "application/vnd.oai.openapi+json",
    ],
)  # fmt: skip
def test_text_is_compressed(kind):
    answer = ask(plain(content_type=kind), **{"Accept-Encoding": "gzip"})

    assert answer.headers["Content-Encoding"] == "gzip"


@pytest.mark.parametrize("kind", ["text/html; charset=utf-8", "image/png", "application/zip", ""])
def test_pages_and_what_is_compressed_by_itself_are_not(kind):
    answer = ask(plain(content_type=kind or None), **{"Accept-Encoding": "gzip"})

    assert "Content-Encoding" not in answer.headers
    assert "Vary" not in answer.headers


def test_who_takes_plain_bytes_is_told_that_there_are_others():
    answer = ask(plain())

    assert (answer.content, answer.headers["ETag"]) == (TEXT, '"a"')
    assert answer.headers["Vary"] == "Accept-Encoding"


def test_what_an_answer_varied_by_already_stays():
    answer = plain()
    answer.headers["Vary"] = "Accept, Prefer"

    assert ask(answer).headers["Vary"] == "Accept, Prefer, Accept-Encoding"


def test_a_short_answer_stays_plain_unless_plain_is_refused():
    short = TEXT[: LEAST - 1]

    assert ask(plain(short), **{"Accept-Encoding": "gzip"}).content == short
    refused = ask(plain(short), **{"Accept-Encoding": "gzip, identity;q=0"})
    assert gzip.decompress(refused.content) == short


def test_what_has_a_coding_already_gets_no_other():
    answer = plain(gzip.compress(TEXT))
    answer.headers["Content-Encoding"] = "gzip"

    done = ask(answer, **{"Accept-Encoding": "zstd"})

    assert done.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(done.content) == TEXT


def test_head_has_the_headers_of_get():
    asked = {"Accept-Encoding": "gzip"}

    assert ask(plain(), **asked).headers == ask(plain(), method="HEAD", **asked).headers


def test_a_stated_length_is_that_of_what_is_sent():
    answer = plain()
    answer.headers["Content-Length"] = str(len(TEXT))

    done = ask(answer, **{"Accept-Encoding": "gzip"})

    assert int(done.headers["Content-Length"]) == len(done.content) < len(TEXT)


@given(st.lists(st.binary(max_size=300)), st.sampled_from(["gzip", "zstd"]))
def test_a_stream_unpacks_to_what_was_put_in(body, coding):
    assert UNPACK[coding](b"".join(pieces(body, coding))) == b"".join(body)


@pytest.mark.parametrize("coding", ["gzip", "zstd"])
def test_a_stream_can_be_read_piece_by_piece(coding):
    unpacker = zstd.ZstdDecompressor() if coding == "zstd" else zlib.decompressobj(wbits=31)
    sent = [b"first line\n", b"", b"second line\n"]

    read = [unpacker.decompress(piece) for piece in pieces(sent, coding)]

    assert read[:2] == [b"first line\n", b"second line\n"]


@pytest.mark.django_db
def test_a_stream_is_made_as_it_is_sent_and_closed_with_it():
    done = []

    def lines():
        try:
            for number in range(1000):
                done.append(number)
                yield b"a line\n"
        finally:
            done.append("closed")

    stream = StreamingHttpResponse(lines(), content_type="application/jsonl")
    stream.headers["Content-Length"] = "7000"
    answer = ask(stream, **{"Accept-Encoding": "zstd"})
    first = next(iter(answer))
    answer.close()

    assert first
    assert "Content-Length" not in answer.headers
    assert done == [0, "closed"]


@pytest.mark.django_db
def test_head_of_a_stream_makes_nothing_of_it():
    made = []

    def lines():
        made.append("a line")
        yield b"a line\n"

    stream = StreamingHttpResponse(lines(), content_type="text/csv")
    answer = ask(stream, method="HEAD", **{"Accept-Encoding": "gzip"})
    answer.close()

    assert answer.headers["Content-Encoding"] == "gzip"
    assert made == []


@pytest.mark.parametrize(
    ("headers", "compressed"),
    [
        ({"Authorization": "Bearer stet_x"}, True),
        ({"Authorization": "bearer stet_x", "Cookie": "sessionid=x"}, True),
        ({"Cookie": "sessionid=x"}, False),
        ({"Authorization": "Basic eDp5", "Cookie": "sessionid=x"}, False),
        ({}, False),
    ],
)
def test_at_the_desk_only_whoever_sends_a_token_gets_it_compressed(headers, compressed):
    answer = ask(plain(), DESK, **{"Accept-Encoding": "gzip"}, **headers)

    assert ("Content-Encoding" in answer.headers) is compressed
    assert answer.headers["Vary"] == "Accept-Encoding"


def test_the_admin_is_never_compressed_for_a_browser():
    answer = ask(
        plain(), "/admin/autocomplete/", Cookie="sessionid=x", **{"Accept-Encoding": "gzip"}
    )

    assert answer.content == TEXT


@pytest.fixture
def claim(ratings):
    author, publisher = make_user("publisher", "author"), make_user("publisher", "publisher")
    return published_claim(author, publisher)


@pytest.mark.django_db
@pytest.mark.parametrize("coding", ["gzip", "zstd", "identity"])
def test_what_a_reader_holds_is_confirmed_under_its_own_tag(claim, reader, coding):
    path, accept = f"{PUBLIC}{claim.pk}/", {"Accept-Encoding": coding}
    first = reader.get(path, headers=accept)

    again = reader.get(path, headers={**accept, "If-None-Match": first.headers["ETag"]})

    assert first.headers.get("Content-Encoding", "identity") == coding
    assert (again.status_code, again.content) == (304, b"")
    assert "Content-Encoding" not in again.headers
    for name in ("ETag", "Vary", "Cache-Control"):
        assert again.headers[name] == first.headers[name]


@pytest.mark.django_db
def test_a_reader_of_plain_bytes_is_not_told_that_packed_ones_hold(claim, reader):
    path = f"{PUBLIC}{claim.pk}/"
    tag = reader.get(path, headers={"Accept-Encoding": "gzip"}).headers["ETag"]

    assert reader.get(path, headers={"If-None-Match": tag}).status_code == 200
    both = {"If-None-Match": tag, "Accept-Encoding": "zstd, gzip"}
    assert reader.get(path, headers=both).headers["ETag"] == tag


@pytest.mark.django_db
@pytest.mark.parametrize("coding", ["gzip", "zstd"])
def test_a_change_may_name_the_tag_of_a_packed_answer(as_author, author, coding):
    path = f"{DESK}{make_claim(author).pk}/"
    read = as_author.get(path, headers={"Accept-Encoding": coding})

    changed = as_author.patch(path, {"language": "de"}, headers={"If-Match": read.headers["ETag"]})
    stale = as_author.patch(path, {"language": "fr"}, headers={"If-Match": read.headers["ETag"]})

    assert read.headers["ETag"].endswith(f'--{coding}"')
    assert changed.status_code == 200, changed.content
    assert (stale.status_code, stale.headers["ETag"]) == (412, changed.headers["ETag"])
    assert json.loads(UNPACK[coding](read.content))["language"] == "en"


def test_threads_pack_beside_each_other():
    bodies = [TEXT * number for number in range(1, 60)]

    with ThreadPoolExecutor(8) as threads:
        packed = list(threads.map(lambda body: whole(body, "zstd"), bodies))

    assert [zstd.decompress(each) for each in packed] == bodies
