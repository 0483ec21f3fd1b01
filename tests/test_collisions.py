"""Two editors on one claim at one version: one wins, the other is told, nothing is lost.

Real HTTP, real connections: `live_server` answers each request in a thread of its own. A lock
on the claim lets both come past the first look at the version before either may go on.
"""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from itertools import combinations_with_replacement
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.db import connection, transaction

from claims import workflow
from claims.accounts import issuing
from claims.models import Claim, State, User
from tests import factories
from tests.served import ROOT, serving

pytestmark = pytest.mark.django_db(transaction=True)

EDITORS = 12
DIGEST = """\
Harbour moves more containers
Harbour Gazette · 2025-06-02 09:30 UTC
Core Viewpoint
- The harbour moved 412 containers in May [1]
"""
ACTS: dict[str, tuple[str, str, dict[str, str]]] = {
    "edit": ("PATCH", "", {"text": "In May 421 containers, 8% more [1][3]"}),
    "submit": ("POST", "submissions/", {}),
    "approve": (
        "POST", "reviews/", {"decision": "approve", "rating": "supported", "rationale": "So."}
    ),
    "request_changes": ("POST", "reviews/", {"decision": "request_changes", "rationale": "No."}),
    "publish": ("POST", "editions/", {}),
    "withdraw": ("POST", "withdrawals/", {"reason": "Retracted."}),
}  # fmt: skip
PAIRS = list(combinations_with_replacement(ACTS, 2))


class Person:
    """Somebody with a token, who keeps nothing between two requests."""

    def __init__(self, url: str, token: str) -> None:
        self.at, self.token = urlsplit(url), token

    def ask(
        self, method: str, path: str, body: object = None, tag: str = ""
    ) -> tuple[int, Any, Any]:
        link = HTTPConnection(self.at.hostname or "", self.at.port, timeout=60)
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        try:
            link.request(
                method,
                urljoin("/api/v1/desk/claims/", path),
                None if body is None else json.dumps(body),
                headers | ({"If-Match": tag} if tag else {}),
            )
            answer = link.getresponse()
            return answer.status, answer.headers, json.loads(answer.read() or b"null")
        finally:
            link.close()


def at_once(acts: list[Callable[[], Any]]) -> tuple[list[threading.Thread], list[Any]]:
    """Start the acts in threads; what each returns, once they are joined."""
    results: list[Any] = [None] * len(acts)

    def run(index: int) -> None:
        results[index] = acts[index]()

    threads = [threading.Thread(target=run, args=(index,)) for index in range(len(acts))]
    for thread in threads:
        thread.start()
    return threads, results


@contextmanager
def held(claim: Claim, *, waiting: int) -> Iterator[None]:
    """Hold the claim until so many others wait for it."""
    with transaction.atomic():
        Claim.objects.select_for_update().get(pk=claim.pk)
        yield
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline and _waiting() < waiting:
            time.sleep(0.02)
        assert _waiting() == waiting


def _waiting() -> int:
    with connection.cursor() as cursor:
        # A transaction is shown the activity of its first look, unless it looks afresh.
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
            "AND wait_event_type = 'Lock'"
        )
        return int(cursor.fetchone()[0])


def state_for(acts: tuple[str, str]) -> State:
    """A state in which as many of the acts as can be are open; all can from some state."""
    sources = {each.name: each.sources for each in workflow.TRANSITIONS}
    sources["edit"] = frozenset(State)
    usual = (State.APPROVED, State.IN_REVIEW, State.DRAFT)
    return max(usual, key=lambda state: sum(state in sources[act] for act in acts))


def claim_in(state: State, author: User, reviewer: User) -> Claim:
    """A published claim that was edited since, and went as far as `state` again."""
    claim = factories.published_claim(author, reviewer)
    factories.edit(claim, author, text="In May 413 containers, 8% more [1][3]")
    if state != State.DRAFT:
        factories.submit(claim, author)
    if state == State.APPROVED:
        factories.approve(claim, reviewer)
    return factories.fresh(claim)


def people(acts: tuple[str, str]) -> list[User]:
    """Two people who may do these, and who have neither written nor changed the claim."""
    roles = {"edit": "contributor", "submit": "contributor"}
    return [factories.make_user(roles.get(act, "publisher")) for act in acts]


@pytest.mark.parametrize("acts", PAIRS, ids=" and ".join)
def test_of_two_acts_on_one_version_one_is_done_and_the_other_refused(
    live_server: Any, author: User, reviewer: User, acts: tuple[str, str]
) -> None:
    claim = claim_in(state_for(acts), author, reviewer)
    tag = f'"{claim.version}"'
    askers = [Person(live_server.url, issuing.issue_token(user=user)) for user in people(acts)]
    before = counts(claim)

    def act(asker: Person, name: str) -> Callable[[], Any]:
        method, path, body = ACTS[name]
        return lambda: asker.ask(method, f"{claim.pk}/{path}", body, tag)

    with held(claim, waiting=2):
        threads, answers = at_once([act(a, name) for a, name in zip(askers, acts, strict=True)])
    for thread in threads:
        thread.join(timeout=60)

    statuses = [answer[0] for answer in answers]
    won = [index for index, status in enumerate(statuses) if status in {200, 201}]
    assert len(won) == 1, statuses
    status, headers, told = answers[1 - won[0]]
    assert status in {409, 412}
    current = askers[0].ask("GET", f"{claim.pk}/")[1]["etag"]
    if status == 412:
        assert (told["code"], headers["etag"]) == ("stale", current)
    assert counts(claim) == expected(before, acts[won[0]])


def counts(claim: Claim) -> dict[str, int]:
    """How much of each kind has been done to the claim."""
    return {
        "edit": claim.revisions.count(),
        "submit": claim.submissions.count(),
        "approve": claim.reviews.filter(decision="approve").count(),
        "request_changes": claim.reviews.filter(decision="request_changes").count(),
        "publish": claim.editions.filter(status="published").count(),
        "withdraw": claim.editions.filter(status="withdrawn").count(),
    }


def expected(before: dict[str, int], winner: str) -> dict[str, int]:
    return before | {winner: before[winner] + 1}


def count_up(asker: Person, claim: object) -> Callable[[], int]:
    """Read the claim, add one to its position and write it back, until nobody came between."""

    def act() -> int:
        while True:
            _, headers, seen = asker.ask("GET", f"{claim}/")
            body = {"position": seen["position"] + 1}
            status, _, told = asker.ask("PATCH", f"{claim}/", body, headers["etag"])
            if status == 200:
                return int(told["position"])
            assert (status, told["code"]) == (412, "stale")

    return act


def test_nobodys_change_is_lost_when_many_read_modify_and_write(
    live_server: Any, author: User
) -> None:
    claim = factories.make_claim(author)
    users = [factories.make_user("contributor") for _ in range(EDITORS)]
    tokens = [issuing.issue_token(user=user) for user in users]

    acts = [count_up(Person(live_server.url, token), claim.pk) for token in tokens]
    threads, reached = at_once(acts)
    for thread in threads:
        thread.join(timeout=120)

    assert sorted(reached) == list(range(1, EDITORS + 1))
    assert factories.fresh(claim).position == EDITORS
    assert claim.revisions.count() == EDITORS + 1


def test_nobodys_change_is_lost_between_the_processes_of_a_server(tmp_path: Path) -> None:
    with serving(tmp_path / "data") as served:
        token = subprocess.run(
            [sys.executable, ROOT / "manage.py", "editor", "nora", "--role", "contributor", "--token"],
            env=served.environment(), capture_output=True, text=True, check=True,
        ).stdout.strip()  # fmt: skip
        nora = Person(f"http://127.0.0.1:{served.port}", token)
        claim = nora.ask("POST", "/api/v1/desk/digests/", {"text": DIGEST})[2]["claims"][0]["id"]

        threads, reached = at_once([count_up(nora, claim) for _ in range(EDITORS)])
        for thread in threads:
            thread.join(timeout=120)

        assert sorted(reached) == list(range(1, EDITORS + 1))
        assert nora.ask("GET", f"{claim}/")[2]["revision"] == EDITORS + 1
