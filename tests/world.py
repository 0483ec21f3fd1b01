"""A world with one of everything: a claim in each state, people of each role, and strangers."""

import json
from collections.abc import Callable
from datetime import timedelta
from itertools import count
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.test import Client
from rest_framework.test import APIClient

from claims import drafting
from claims.accounts import issuing
from claims.annotating import annotate
from claims.assigning import assign_claim
from claims.models import (
    Claim,
    FigureConflict,
    HistoryEntry,
    State,
    Token,
    User,
)
from claims.webhooks import subscribing
from tests import factories

PARAGRAPHS = ("In May we moved 412 containers.", "The cranes are new.", "A year ago 8% fewer.")


class World:
    """One source, a claim of it in each state, and everybody who may come to the door."""

    def __init__(self) -> None:
        self.author = factories.make_user("publisher", "author")
        self.changer = factories.make_user("publisher", "changer")
        self.reviewer = factories.make_user("reviewer", "reviewer")
        self.publisher = factories.make_user("publisher", "publisher")
        self.source = factories.make_source("Harbour report")
        factories.capture(self.source, *PARAGRAPHS, by=self.author)
        self.claims = {state: self._claim_in(state) for state in State}
        self.claim = self.claims[State.PUBLISHED]
        self.citation = factories.citation_of(self.claim, 1)
        self.figure = self.claim.figures.get(text="8%")
        self.remark = annotate(
            by=self.reviewer, claim=self.claim, body="Which May?", visibility="public"
        )
        self.assignment = assign_claim(
            claim=self.claim, assignee=self.reviewer, by=self.publisher, note="Again, please."
        )
        self.webhook = factories.make_webhook(self.publisher)
        self.delivery = subscribing.send_test(webhook=self.webhook)
        self.rivals = [self._rival(share) for share in ("30", "45")]
        self.conflict = FigureConflict.objects.get(
            left__publication__claim__in=self.rivals,
            right__publication__claim__in=self.rivals,
        )
        issuing.issue_token(user=self.author, name="pipeline")
        self.token = Token.objects.get(name="pipeline")

    def _claim_in(self, state: State) -> Claim:
        """A claim that two people have written, with a figure that waits for a decision."""
        claim = factories.make_claim(
            self.author,
            source=self.source,
            topics=[drafting.topic_called("Harbours")],
            claimant=drafting.claimant_named("Harbour Authority"),
            section=drafting.section_titled(self.source, "Core Viewpoint"),
        )
        figure = factories.figure_of(claim)
        factories.decide(factories.figure_of(claim, "412"), self.author)
        factories.edit(claim, self.changer, claimed_on="2025-06-02")
        if state == State.DRAFT:
            return factories.fresh(claim)
        factories.submit(claim, self.author, settled=False)
        if state == State.IN_REVIEW:
            return factories.fresh(claim)
        if state == State.CHANGES_REQUESTED:
            return factories.send_back(claim, self.reviewer)
        factories.approve(claim, self.reviewer)
        factories.decide(figure, self.reviewer)
        if state != State.APPROVED:
            factories.publish(claim, self.publisher)
        if state == State.WITHDRAWN:
            factories.withdraw(claim, self.publisher)
        return factories.fresh(claim)

    def _rival(self, share: str) -> Claim:
        """A published claim whose figure is in conflict with those of the others."""
        text = factories.TEXT.replace("8%", f"{share}%")
        claim = factories.make_claim(self.author, source=self.source, text=text)
        factories.add_figure(claim, self.author, f"{share}%", value=share)
        factories.approve(factories.submit(claim, self.author), self.reviewer)
        factories.publish(claim, self.publisher)
        return factories.fresh(claim)

    def places(self) -> dict[str, object]:
        """What stands in an address after a word: after `claims/` the id of a claim.

        A route with another parameter gets its line here.
        """
        return {
            "claim": self.claim.pk,
            "claims": self.claim.pk,
            "citations": self.citation.pk,
            "figures": self.figure.pk,
            "token": self.token.pk,
            "sources": self.source.slug,
            "paragraphs": 1,
            "editions": 1,
            "log": 1,
            "topics": "harbours",
            "publishers": "harbour-gazette",
            "ratings": "supported",
            "annotations": self.remark.pk,
            "assignments": self.assignment.pk,
            "revisions": 1,
            "history": HistoryEntry.objects.latest("pk").pk,
            "tokens": self.token.pk,
            "accounts": self.changer.username,
            "webhooks": self.webhook.pk,
            "deliveries": self.delivery.pk,
            "app_label": "claims",
            "/api/v1/figures": self.conflict.left_id,
            "conflicts": self.conflict.pk,
            "/api/v1/figures/series/": "?measure=containers",
            "url": "no/such/page/",
            "r": ContentType.objects.get_for_model(Claim).pk,
            "object_id": self.claim.pk,
            "/api/v1/desk/claims/<claim>/revisions/<number>/differences/": "?from=1",
            "/admin/autocomplete/": "?app_label=claims&model_name=claim&field_name=source&term=",
        }


ADDRESSES = count()


class Caller:
    """Somebody who asks: at the API with a token, or with none; at the admin in a browser."""

    def __init__(self, api: APIClient, browser: Client) -> None:
        self.api, self.browser = api, browser

    def ask(self, method: str, path: str, body: object = None, **headers: str) -> Any:
        """Ask as JSON at the API, as a form elsewhere."""
        if path.startswith(("/api/", "/healthz/")):
            # From one address, many bad tokens would be told to wait.
            where = {"REMOTE_ADDR": f"192.0.2.{next(ADDRESSES) % 256}"}
            return self.api.generic(
                method, path, *_json(body), headers={**headers, "Accept": "*/*"}, **where
            )
        if method == "POST":
            return self.browser.post(path, body or {}, headers=headers)
        return self.browser.generic(method, path, headers=headers)


def _json(body: object) -> tuple[Any, ...]:
    return ("", "application/json") if body is None else (json.dumps(body), "application/json")


def by_token(secret: str) -> APIClient:
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {secret}")
    return client


def signed_in(user: User) -> Caller:
    browser = Client()
    browser.force_login(user)
    return Caller(by_token(issuing.issue_token(user=user)), browser)


def with_role(role: str) -> Caller:
    return signed_in(factories.make_user(role))


def superuser() -> Caller:
    return signed_in(User.objects.create_superuser("root"))


def guest() -> Caller:
    """An account without a role."""
    return signed_in(User.objects.create_user("guest"))


def anonymous() -> Caller:
    return Caller(APIClient(), Client())


def suspended() -> Caller:
    """Signed in while the account is closed."""
    user = factories.make_user("administrator")
    caller = signed_in(user)
    user.is_active = False
    user.save()
    return caller


def with_token(**token: Any) -> Caller:
    """A token of an administrator, and no browser: a token opens no page of the admin."""
    secret = issuing.issue_token(user=factories.make_user("administrator"), **token)
    return Caller(by_token(secret), by_token(secret))


def expired_token() -> Caller:
    caller = with_token(name="expired")
    row = Token.objects.get(name="expired")
    Token.objects.filter(pk=row.pk).update(expiry=row.created - timedelta(seconds=1))
    return caller


def revoked_token() -> Caller:
    caller = with_token(name="revoked")
    issuing.revoke_token(token=Token.objects.get(name="revoked"))
    return caller


def read_only_token() -> Caller:
    return with_token(scopes=["read"])


def forged() -> Caller:
    """The browser of an administrator, sent by another site's page: without the CSRF token."""
    browser = APIClient(enforce_csrf_checks=True)
    browser.force_login(factories.make_user("administrator"))
    return Caller(browser, browser)


CALLERS: dict[str, Callable[[], Caller]] = {
    "anonymous": anonymous,
    "guest": guest,
    "contributor": lambda: with_role("contributor"),
    "reviewer": lambda: with_role("reviewer"),
    "publisher": lambda: with_role("publisher"),
    "administrator": lambda: with_role("administrator"),
    "superuser": superuser,
    "suspended": suspended,
    "expired token": expired_token,
    "revoked token": revoked_token,
    "read-only token": read_only_token,
    "forged": forged,
}
