"""/desk/webhooks/ and what is below it."""

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient
from standardwebhooks.webhooks import Webhook as Verifier

from claims.models import Delivery, Topic, User, Webhook
from claims.webhooks.delivering import deliver_next
from tests import factories
from tests.receiver import Receiver

ALL = "/api/v1/desk/webhooks/"
BODY = {"url": "https://hook.example/in", "event_types": ["claim.published", "claim.corrected"]}


@pytest.fixture
def administrator(ratings: None) -> User:
    return factories.make_user("administrator", "administrator")


@pytest.fixture
def as_admin(administrator: User, client_of: Callable[..., APIClient]) -> APIClient:
    return client_of(administrator)


@pytest.fixture
def webhook(administrator: User) -> Webhook:
    return factories.make_webhook(administrator)


def url(webhook: Webhook, *more: Any) -> str:
    return f"{ALL}{webhook.pk}/" + "".join(f"{part}/" for part in more)


def test_a_webhook_is_made_and_its_secret_shown_once(as_admin: APIClient) -> None:
    Topic.objects.create(slug="ports", label="Ports")

    made = as_admin.post(ALL, BODY | {"topics": ["ports"], "description": "Site"})

    assert made.status_code == 201, made.json()
    shown = made.json()
    assert shown["secret"].startswith("whsec_")
    assert (shown["topics"], shown["sources"], shown["active"]) == (["ports"], [], True)
    assert (shown["author"], made["ETag"]) == ("administrator", '"1"')
    again = as_admin.get(made["Location"])
    assert again.json() == {name: shown[name] for name in shown if name != "secret"}
    assert as_admin.get(ALL).json()["results"] == [again.json()]


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"url": "http://hook.example/"}, "/url"),
        ({"url": "https://me:pw@hook.example/"}, "/url"),
        ({"url": "nowhere"}, "/url"),
        ({"url": 5}, "/url"),
        ({"url": None}, "/url"),
        ({"event_types": []}, "/event_types"),
        ({"event_types": ["claim.drafted"]}, "/event_types/0"),
        ({"event_types": "claim.published"}, "/event_types"),
        ({"url": "https://169.254.169.254/latest/"}, "/url"),
        ({"url": "https://localhost/"}, "/url"),
        ({"topics": [5]}, "/topics/0"),
        ({"topics": ["nope"]}, "/topics/0"),
        ({"languages": ["zz zz"]}, "/languages/0"),
        ({"active": "yes"}, "/active"),
        ({"secret": "whsec_mine"}, "/secret"),
        ({"version": 3}, "/version"),
    ],
)
def test_a_wrong_webhook_is_refused_at_its_place(
    as_admin: APIClient, body: dict[str, Any], pointer: str
) -> None:
    response = as_admin.post(ALL, BODY | body)

    assert response.status_code == 400
    assert pointer in [each.get("pointer") for each in response.json()["errors"]]
    assert not Webhook.objects.exists()


def test_only_administrators_see_or_change_anything(
    webhook: Webhook, reader: APIClient, as_author: APIClient
) -> None:
    for method, where in [
        ("get", ALL), ("post", ALL), ("get", url(webhook)), ("patch", url(webhook)),
        ("delete", url(webhook)), ("post", url(webhook, "secrets")),
        ("post", url(webhook, "tests")), ("post", url(webhook, "replays")),
        ("get", url(webhook, "deliveries")),
        ("post", url(webhook, "deliveries", webhook.pk, "redeliveries")),
    ]:  # fmt: skip
        assert getattr(reader, method)(where, {}).status_code == 401, where
        assert getattr(as_author, method)(where, {}).status_code == 403, where
    assert Webhook.objects.get().secrets.count() == 1


def test_a_change_asks_for_the_version(as_admin: APIClient, webhook: Webhook) -> None:
    without = as_admin.patch(url(webhook), {"description": "x"})
    stale = as_admin.patch(url(webhook), {"description": "x"}, HTTP_IF_MATCH='"9"')
    right = as_admin.patch(url(webhook), {"active": False}, HTTP_IF_MATCH='"1"')

    assert [each.status_code for each in (without, stale, right)] == [428, 412, 200]
    assert right.json()["disabled_reason"] == "Switched off by hand."
    assert right["ETag"] == '"2"'
    on = as_admin.patch(url(webhook), {"active": True}, HTTP_IF_MATCH='"2"')
    assert (on.json()["disabled_reason"], on.json()["disabled_at"]) == ("", None)
    assert as_admin.delete(url(webhook)).status_code == 428
    assert as_admin.delete(url(webhook), HTTP_IF_MATCH='"3"').status_code == 204
    assert as_admin.get(url(webhook)).status_code == 404


def test_a_rotation_shows_the_new_secret_once(as_admin: APIClient, webhook: Webhook) -> None:
    response = as_admin.post(url(webhook, "secrets"), {})

    assert response.status_code == 201
    assert set(response.json()) == {"secret", "previous_valid_until"}
    assert webhook.secrets.valid().count() == 2
    assert as_admin.post(url(webhook, "secrets"), {"secret": "mine"}).status_code == 400
    assert as_admin.get(url(webhook, "secrets")).status_code == 405


def test_a_test_event_arrives_and_is_told_of(as_admin: APIClient, receiver: Receiver) -> None:
    made = as_admin.post(ALL, BODY | {"url": receiver.url}).json()
    hook = Webhook.objects.get()

    queued = as_admin.post(url(hook, "tests"), {})
    deliver_next()

    assert queued.status_code == 201, queued.json()
    assert queued.json()["event"].startswith("test_")
    headers, body = receiver.got[0]
    assert Verifier(made["secret"]).verify(body, headers)["type"] == "webhook.test"
    shown = as_admin.get(url(hook, "deliveries", queued.json()["id"])).json()
    assert (shown["status"], shown["body"]) == ("delivered", body.decode())
    assert shown["attempts"][0]["status_code"] == 204
    again = as_admin.post(url(hook, "deliveries", shown["id"], "redeliveries"), {})
    assert (again.status_code, again.json()["status"]) == (201, "pending")
    deliver_next()
    assert len({headers["webhook-id"] for headers, _ in receiver.got}) == 1
    assert len(receiver.got) == 2


def test_a_replay_is_asked_for_by_sequence(
    as_admin: APIClient, webhook: Webhook, author: User, reviewer: User
) -> None:
    factories.published_claim(author, reviewer)
    Delivery.objects.all().delete()

    done = as_admin.post(url(webhook, "replays"), {"after": 0})

    assert (done.status_code, done.json()) == (201, {"queued": 1, "through": 1, "more": False})
    for wrong in ({}, {"after": -1}, {"after": "0"}, {"after": 0, "until": 3}, {"after": 2**63}):
        assert as_admin.post(url(webhook, "replays"), wrong).status_code == 400


@pytest.mark.parametrize("what", ["tests", "replays"])
def test_nothing_is_sent_to_a_webhook_that_is_off(
    as_admin: APIClient, webhook: Webhook, what: str
) -> None:
    as_admin.patch(url(webhook), {"active": False}, HTTP_IF_MATCH="*")

    response = as_admin.post(url(webhook, what), {"after": 0} if what == "replays" else {})

    assert (response.status_code, response.json()["code"]) == (409, "switched_off")


def test_deliveries_are_filtered_ordered_and_those_of_others_are_not_there(
    as_admin: APIClient, webhook: Webhook, administrator: User, author: User, reviewer: User
) -> None:
    other = factories.make_webhook(administrator, event_types=["claim.withdrawn"])
    factories.published_claim(author, reviewer)
    as_admin.post(url(webhook, "tests"), {})
    row = webhook.deliveries.first()
    assert row is not None

    def events(query: str) -> list[str]:
        found = as_admin.get(url(webhook, "deliveries") + query)
        assert found.status_code == 200, found.json()
        return [each["type"] for each in found.json()["results"]]

    assert events("") == ["webhook.test", "claim.published"]
    assert events("?ordering=created_at") == ["claim.published", "webhook.test"]
    assert events("?type=webhook.test") == ["webhook.test"]
    assert events("?event=1") == ["claim.published"]
    assert events("?status=failed") == []
    for wrong in ("?status=lost", "?ordering=tries", "?state=failed"):
        assert as_admin.get(url(webhook, "deliveries") + wrong).status_code == 400
    assert as_admin.get(url(other, "deliveries", row.pk)).status_code == 404
    missing = as_admin.post(url(other, "deliveries", row.pk, "redeliveries"), {})
    assert missing.status_code == 404


@pytest.mark.parametrize("count", [1, 6])
def test_lists_cost_the_same_for_one_and_for_many(
    as_admin: APIClient, webhook: Webhook, administrator: User,
    django_assert_num_queries: Any, count: int,
) -> None:  # fmt: skip
    for _ in range(count):
        as_admin.post(url(webhook, "tests"), {})
    for _ in range(count - 1):
        factories.make_webhook(administrator)

    with django_assert_num_queries(4):
        assert len(as_admin.get(ALL).json()["results"]) == count
    with django_assert_num_queries(6):
        shown = as_admin.get(url(webhook, "deliveries")).json()["results"]
    assert len(shown) == count
