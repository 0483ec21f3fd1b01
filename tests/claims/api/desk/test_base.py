"""Idempotency-Key: a POST that is sent again is answered again, and done once."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from rest_framework.test import APIClient

from claims.models import Answer, Claim, User
from sources.models import Source
from tests import factories
from tests.routes import address
from tests.who_may import doors
from tests.world import World

CLAIMS = "/api/v1/desk/claims/"
SOURCES = "/api/v1/desk/sources/"


def post(client: APIClient, url: str, body: Any, key: str = "k-1", **headers: Any) -> Any:
    return client.post(url, body, format="json", HTTP_IDEMPOTENCY_KEY=key, **headers)


def draft(**fields: Any) -> dict[str, Any]:
    return {"source": factories.make_source().slug, "text": "It grew [1]", **fields}


def seen(answer: Any) -> tuple[Any, ...]:
    return (
        answer.status_code,
        answer.content,
        *(answer.get(name) for name in ("Content-Type", "Location", "ETag")),
    )


def test_the_same_request_gets_the_first_answer_again(as_author: APIClient) -> None:
    body = draft()

    first = post(as_author, CLAIMS, body)
    again = post(as_author, CLAIMS, body, key='"k-1"')

    assert first.status_code == 201, first.content
    assert seen(again) == seen(first)
    assert "Idempotency-Replayed" not in first
    assert again["Idempotency-Replayed"] == "true"
    assert again["Cache-Control"] == "private, no-store"
    assert Claim.objects.count() == 1


@pytest.mark.parametrize("other", ["body", "path", "type", "version"])
def test_a_key_of_another_request_is_refused(
    author: User, as_author: APIClient, other: str
) -> None:
    claim = factories.make_claim(author)
    url = f"{CLAIMS}{claim.pk}/submissions/"
    post(as_author, url, {}, HTTP_IF_MATCH=f'"{claim.version}"')

    asked = {
        "body": lambda: post(
            as_author, url, {"comment": "So."}, HTTP_IF_MATCH=f'"{claim.version}"'
        ),
        "path": lambda: post(as_author, SOURCES, {}, HTTP_IF_MATCH=f'"{claim.version}"'),
        "type": lambda: as_author.generic(
            "POST",
            url,
            "{}",
            content_type="application/json; charset=utf-8",
            HTTP_IDEMPOTENCY_KEY="k-1",
            HTTP_IF_MATCH=f'"{claim.version}"',
        ),
        "version": lambda: post(as_author, url, {}, HTTP_IF_MATCH='"*"'),
    }[other]()

    assert asked.status_code == 422
    assert asked.json()["code"] == "idempotency_mismatch"
    assert asked["Content-Type"] == "application/problem+json"
    assert claim.submissions.count() == 1


def test_keys_are_each_accounts_own(as_author: APIClient, as_reviewer: APIClient) -> None:
    body = draft()

    answers = [post(client, CLAIMS, body).json()["id"] for client in (as_author, as_reviewer)]

    assert len(set(answers)) == 2


def test_a_refusal_is_answered_again_too(author: User, as_author: APIClient) -> None:
    body = draft(source="not-yet")

    first = post(as_author, CLAIMS, body)
    factories.make_source(slug="not-yet")
    again = post(as_author, CLAIMS, body)
    other = post(as_author, CLAIMS, body, key="k-2")

    assert (first.status_code, other.status_code) == (400, 201)
    assert seen(again) == seen(first)
    assert again["Idempotency-Replayed"] == "true"


def test_a_refusal_leaves_nothing_but_itself(as_author: APIClient) -> None:
    body = draft(claimant={"name": "Somebody"}, section={"title": "One"}, text="So [1][1]")

    assert post(as_author, CLAIMS, body).status_code == 400

    assert not Source.objects.get(slug=body["source"]).sections.exists()
    assert Answer.objects.get().status == 400


def test_what_is_refused_only_at_the_commit_is_refused_and_kept(
    author: User, as_author: APIClient
) -> None:
    body = draft(section={"title": "One"}, position=0)
    post(as_author, CLAIMS, body, key="first")

    second = post(as_author, CLAIMS, body, key="second")

    assert second.status_code == 400
    assert second.json()["errors"][0]["code"] == "position_taken"
    assert seen(post(as_author, CLAIMS, body, key="second")) == seen(second)
    assert Claim.objects.count() == 1


def test_who_may_is_asked_again(author: User, as_author: APIClient) -> None:
    body = draft()
    post(as_author, CLAIMS, body)
    author.groups.clear()

    assert post(as_author, CLAIMS, body).status_code == 403


def test_a_refusal_of_permission_is_not_kept(client_of: Any, ratings: None) -> None:
    contributor = factories.make_user("contributor", "contributor")
    claim = factories.make_claim(contributor)
    refused = post(client_of(contributor), f"{CLAIMS}{claim.pk}/editions/", {})

    assert refused.status_code == 403
    assert not Answer.objects.exists()


def test_after_a_day_a_key_is_unknown_again(author: User, as_author: APIClient) -> None:
    body = draft()
    post(as_author, CLAIMS, body)
    answer = Answer.objects.get()
    answer.created_at -= timedelta(hours=24)
    answer.save()

    assert post(as_author, CLAIMS, body | {"text": "It fell [1]"}).status_code == 201
    assert Claim.objects.count() == 2
    assert Answer.objects.count() == 1


@pytest.mark.parametrize(
    "key", ["", '""', " ", '"open', "x" * 256, "caf\u00e9", "tab\there", '"a"b"']
)
def test_a_key_that_cannot_be_one_is_refused(as_author: APIClient, key: str) -> None:
    answer = post(as_author, CLAIMS, draft(), key=key)

    assert answer.status_code == 400
    assert answer.json()["code"] == "idempotency_key_invalid"
    assert not Claim.objects.exists()


@pytest.mark.parametrize(
    "key", ["a", "x" * 255, '"with \\"quotes\\" and \\\\"', "a b", "8e03978e-40d5"]
)
def test_a_key_that_can_be_one_is_taken(as_author: APIClient, key: str) -> None:
    assert post(as_author, CLAIMS, draft(), key=key).status_code == 201
    assert Answer.objects.get().key == key.strip('"').replace('\\"', '"').replace("\\\\", "\\")


def test_a_body_that_is_too_large_is_refused_as_without_a_key(as_author: APIClient) -> None:
    answer = post(as_author, CLAIMS, {"text": "x" * 1_100_000})

    assert answer.status_code == 413
    assert not Answer.objects.exists()


def test_a_dry_run_is_answered_again_and_leaves_nothing(as_author: APIClient) -> None:
    text = "Title\nHarbour Gazette · 2025-06-02 09:30 UTC\nCore Viewpoint\n- It moved [1]\n"
    url = "/api/v1/desk/digests/?dry_run=true"

    first = as_author.generic("POST", url, text, "text/plain", HTTP_IDEMPOTENCY_KEY="d")
    again = as_author.generic("POST", url, text, "text/plain", HTTP_IDEMPOTENCY_KEY="d")

    assert first.status_code == 200
    assert seen(again) == seen(first)
    assert not Claim.objects.exists()
    for_real = url.partition("?")[0]
    other = as_author.generic("POST", for_real, text, "text/plain", HTTP_IDEMPOTENCY_KEY="d")
    assert other.status_code == 422


def test_reading_takes_no_notice_of_a_key(as_author: APIClient, reader: APIClient) -> None:
    assert as_author.get(CLAIMS, HTTP_IDEMPOTENCY_KEY='"').status_code == 200
    body = {"text": "So [1]"}
    resolved = reader.post(
        "/api/v1/references/resolve/", body, format="json", HTTP_IDEMPOTENCY_KEY="k"
    )
    assert resolved.status_code == 200


@pytest.mark.django_db(transaction=True)
def test_a_key_in_progress_is_told_to_wait(client_of: Any) -> None:
    author = factories.make_user("publisher", "author")
    source = factories.make_source()
    body = {"source": source.slug, "text": "It grew [1]"}
    answers: list[Any] = []

    def first() -> None:
        try:
            answers.append(post(client_of(author), CLAIMS, body))
        finally:
            connection.close()

    with transaction.atomic():
        Source.objects.select_for_update().get(pk=source.pk)  # the first one waits for this
        thread = threading.Thread(target=first)
        thread.start()
        while not waits_for_a_row():
            assert thread.is_alive()
        meanwhile = post(client_of(author), CLAIMS, body)
    thread.join()

    assert meanwhile.status_code == 409
    assert meanwhile.json()["code"] == "idempotency_in_progress"
    assert meanwhile["Retry-After"] == "1"
    assert answers[0].status_code == 201
    assert seen(post(client_of(author), CLAIMS, body)) == seen(answers[0])
    assert Claim.objects.count() == 1


def waits_for_a_row() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return bool(cursor.fetchone()[0])


def posting_routes() -> list[str]:
    """Every route of the desk that takes POST, as the table of who may says."""
    return [
        route
        for route, rules in doors().items()
        if route.startswith("/api/v1/desk/") and "POST" in rules
    ]


@pytest.mark.parametrize("route", posting_routes())
def test_every_post_of_the_desk_honours_the_key(ratings: None, client_of: Any, route: str) -> None:
    url = address(route, World().places())
    client = client_of(factories.make_user("administrator"))

    body = {"no_such_field": 1}
    first = post(client, url, body, HTTP_IF_MATCH="*")
    again = post(client, url, body, HTTP_IF_MATCH="*")
    other = post(client, url, body | {"another": 2}, HTTP_IF_MATCH="*")

    assert first.status_code == 400, first.content
    assert again["Idempotency-Replayed"] == "true"
    assert other.status_code == 422
