"""Every route, every method, everybody: the tables of tests/who_may.py, asked over HTTP."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from claims.models import Claim, State
from tests import factories
from tests.routes import address, routes
from tests.rows import changed, everything
from tests.who_may import ROLES, acts_when_empty, doors, steps
from tests.world import CALLERS, Caller, World, signed_in

METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")
SAFE = {"GET", "HEAD", "OPTIONS"}
# Tells everybody on the desk that there is nothing, or all but its owner.
NOT_THERE = {
    "/admin/<url>",
    "/admin/r/<content_type_id>/<object_id>/",
    "/api/v1/desk/tokens/<pk>/",
    "/admin/claims/token/<pk>/revoke/",
}
STRANGERS = {"anonymous", "suspended", "expired token", "revoked token"}


def role_of(name: str) -> str:
    """The role that a caller has, "" without one."""
    above = {"superuser", "read-only token", "forged"}
    return "administrator" if name in above else name if name in ROLES else ""


def admits(who: str, role: str) -> bool:
    """Whether `role` is let in where `who` may enter."""
    least = {"anyone": -1, "desk": 0, "nobody": len(ROLES)}
    rank = ROLES.index(role) if role else -1
    return rank >= (least[who] if who in least else ROLES.index(who))


def outcome(answer: Any) -> str:
    """What became of the request: in, or why not."""
    refused = {401: "unknown", 403: "forbidden", 405: "no such verb"}
    if answer.status_code == 302 and answer["Location"].startswith("/admin/login/"):
        return "unknown"
    assert answer.status_code < 500, answer.content
    return refused.get(answer.status_code, "in")


def expected(rules: dict[str, str], route: str, method: str, name: str) -> set[str]:
    """What may become of the request."""
    inside = route.startswith("/admin")
    who = rules.get(method) or rules.get("ANY", "")
    role = role_of(name)
    if name == "forged" and method not in SAFE and (inside or "/desk/" in route):
        return {"forbidden"}
    if name == "read-only token" and inside:
        role = ""
    if who == "anyone":
        # A page that anyone sees may still have verbs that it does not know.
        return {"in", "no such verb"} if "ANY" in rules else {"in"}
    if not who and "anyone" in rules.values():
        return {"no such verb"}
    if name in STRANGERS or (inside and not role):
        return {"unknown"}
    if name == "read-only token" and method not in SAFE:
        return {"forbidden"}
    if not who:
        # Who may not write here is told that first.
        strict = admits("administrator", role)
        return {"no such verb"} if strict else {"no such verb", "forbidden"}
    if not admits(who, role):
        return {"forbidden"}
    return {"in", "no such verb"} if "ANY" in rules else {"in"}


def verbs(route: str, name: str) -> tuple[str, ...]:
    """Django's own pages take every verb but POST for a GET: shown with two roles, and by all
    who get no page drawn."""
    drawn = role_of(name) and name not in {"contributor", "administrator", "read-only token"}
    return ("GET", "POST") if drawn and route.startswith("/admin") else METHODS


def test_the_table_names_every_route_and_no_other() -> None:
    known, named = set(routes()), set(doors())

    assert known - named == set(), "give these a line in tests/who_may.py"
    assert named - known == set(), "there is no such route"


@pytest.mark.parametrize("name", CALLERS)
def test_every_door_opens_to_whom_the_table_says(ratings: None, name: str) -> None:
    places = World().places()
    caller = CALLERS[name]()
    before = everything()

    wrong = []
    for route, rules in doors().items():
        if route == "/admin/logout/":
            continue
        for method in verbs(route, name):
            with transaction.atomic():
                answer = caller.ask(method, address(route, places))
                found, wanted = outcome(answer), expected(rules, route, method, name)
                if (route, method) in acts_when_empty() and found == "in":
                    if route not in NOT_THERE and changed(before, everything()) == []:
                        wrong.append(f"{method} {route} needs no place in ACTS_WHEN_EMPTY")
                    transaction.set_rollback(True)
            if found not in wanted:
                wrong.append(f"{method} {route}: {found}, not {' or '.join(sorted(wanted))}")
            if found == "in" and method in SAFE and route not in NOT_THERE:
                assert answer.status_code < 400, (method, route, answer.status_code)

    assert not wrong, "\n".join(wrong)
    assert changed(before, everything()) == [], (
        "what only reads, asks or is refused changed something"
    )


def test_whoever_signs_out_is_out(ratings: None) -> None:
    caller = CALLERS["administrator"]()

    assert caller.ask("POST", "/admin/logout/").status_code == 200
    assert outcome(caller.ask("GET", "/admin/")) == "unknown"


ACTS: dict[str, Callable[[Claim], tuple[str, str, object]]] = {
    "read": lambda claim: ("GET", "", None),
    "edit": lambda claim: ("PATCH", "", {"text": "412 boxes, 8% more than a year before [1][3]"}),
    "delete": lambda claim: ("DELETE", "", None),
    "cite": lambda claim: ("POST", "citations/", {"paragraph": 2}),
    "edit citation": lambda claim: (
        "PATCH", f"citations/{factories.citation_of(claim, 1).pk}/", {"quote": "412 containers"}
    ),
    "uncite": lambda claim: ("DELETE", f"citations/{factories.citation_of(claim, 3).pk}/", None),
    "add figure": lambda claim: (
        "POST", "figures/", {"text": "May", "value": "5", "unit": "1"}
    ),
    "reject figure": lambda claim: (
        "PATCH", f"figures/{factories.figure_of(claim).pk}/", {"status": "rejected"}
    ),
    "remove figure": lambda claim: ("DELETE", f"figures/{factories.figure_of(claim).pk}/", None),
    "submit": lambda claim: ("POST", "submissions/", {}),
    "approve": lambda claim: (
        "POST", "reviews/", {"decision": "approve", "rating": "supported", "rationale": "So."}
    ),
    "request changes": lambda claim: (
        "POST", "reviews/", {"decision": "request_changes", "rationale": "Which May?"}
    ),
    "publish": lambda claim: ("POST", "editions/", {}),
    "withdraw": lambda claim: ("POST", "withdrawals/", {"reason": "Retracted."}),
}  # fmt: skip


def take(caller: Caller, act: str, claim: Claim) -> Any:
    """Ask for the act as the API wants it, on the version that the claim is at."""
    if act == "read edition":
        return caller.ask("GET", f"/api/v1/claims/{claim.pk}/")
    method, path, body = ACTS[act](claim)
    where = f"/api/v1/desk/claims/{claim.pk}/{path}"
    return caller.ask(method, where, body, **{"If-Match": f'"{claim.version}"'})


def gets_through(who: str, act: str, name: str, role: str) -> bool:
    if name in {"read-only token", "forged"} and not act.startswith("read"):
        return False
    if who == "judges":
        return name not in {"author", "changer"} and admits("reviewer", role)
    least = {"writers": "contributor", "publishers": "publisher"}
    return admits(least.get(who, who), role)


@pytest.mark.parametrize("name", ["author", "changer", *CALLERS])
def test_every_step_is_open_to_whom_the_table_says(ratings: None, name: str) -> None:
    world = World()
    own = {"author": world.author, "changer": world.changer}
    caller = signed_in(own[name]) if name in own else CALLERS[name]()
    role = "publisher" if name in own else role_of(name)
    before = everything()

    wrong = []
    for (act, state), who in steps().items():
        claim = world.claims[State(state)]
        with transaction.atomic():
            answer = take(caller, act, claim)
            through = gets_through(who, act, name, role)
            if (answer.status_code < 300) != through:
                wrong.append(f"{act} when {state}: {answer.status_code} {answer.content!r:.200}")
            if not through or act.startswith("read"):
                assert answer.status_code in {200, 401, 403, 404, 409}, (act, state)
                assert changed(before, everything()) == [], (act, state)
            transaction.set_rollback(True)

    assert wrong == []
