"""A public answer that says nothing of caching is kept for a moment, and has a tag."""

import pytest
from django.http import HttpResponse, JsonResponse, StreamingHttpResponse
from django.test import RequestFactory

from claims.api.public.stored import FOR_NOW
from config.caching import TellHowLongItKeeps

PUBLIC = "/api/v1/topics/"


def ask(answer, path=PUBLIC, method="GET", **headers):
    request = RequestFactory().generic(method, path, headers=headers)
    return TellHowLongItKeeps(lambda request: answer)(request)


def test_a_silent_answer_can_be_kept_and_asked_for_again():
    first = ask(JsonResponse({"a": 1}))

    again = ask(JsonResponse({"a": 1}), **{"If-None-Match": first.headers["ETag"]})
    changed = ask(JsonResponse({"a": 2}), **{"If-None-Match": first.headers["ETag"]})

    assert first.headers["Cache-Control"] == FOR_NOW
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert changed.status_code == 200


def test_what_an_answer_says_itself_stands():
    own = {"Cache-Control": "no-store", "ETag": '"own"'}

    answer = ask(JsonResponse({}, headers=own))

    assert {name: answer.headers[name] for name in own} == own


@pytest.mark.parametrize(
    ("answer", "path", "method"),
    [
        (JsonResponse({}), "/api/v1/desk/claims/", "GET"),
        (JsonResponse({}), PUBLIC, "POST"),
        (JsonResponse({}, status=404), PUBLIC, "GET"),
        (HttpResponse(status=204), PUBLIC, "OPTIONS"),
    ],
)
def test_other_answers_are_left_alone(answer, path, method):
    assert not {"ETag", "Cache-Control"} & set(ask(answer, path, method).headers)


def test_a_stream_has_no_tag_but_its_time():
    answer = ask(StreamingHttpResponse(iter([b"a"]), content_type="text/csv"))

    assert answer.headers["Cache-Control"] == FOR_NOW
    assert "ETag" not in answer.headers
