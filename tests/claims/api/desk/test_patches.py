"""PATCH is a merge patch; what no field takes is refused on every endpoint that writes."""

import json
from typing import Any

import pytest
from rest_framework.test import APIClient

from claims.drafting import claimant_named, section_titled, topic_called
from claims.models import Claim, Claimant, User
from sources.api.patching import ACCEPTED, MERGE_PATCH
from tests import factories
from tests.routes import address
from tests.rows import changed, everything
from tests.who_may import doors
from tests.world import World


@pytest.fixture
def claim(author: User) -> Claim:
    source = factories.make_source(url="https://gazette.example/1", language="en")
    claim = factories.make_claim(
        author,
        source=source,
        topics=[topic_called("Ports")],
        claimant=claimant_named("Ann Lee", type="Person", url="https://ann.example/"),
        section=section_titled(source, "Core Viewpoint"),
        claimed_on="2025-06-02",
        key="k-1",
    )
    factories.add_figure(claim, author)
    return factories.fresh(claim)


def places(claim: Claim) -> dict[str, tuple[str, int]]:
    """What can be patched, each with its address and the version that it asks for."""
    desk, version = "/api/v1/desk/", factories.fresh(claim).version
    here = f"{desk}claims/{claim.pk}/"
    claim.source.refresh_from_db()
    return {
        "claim": (here, version),
        "source": (f"{desk}sources/{claim.source.slug}/", claim.source.version),
        "citation": (f"{here}citations/{claim.citations.first().pk}/", version),  # type: ignore[union-attr]
        "figure": (f"{here}figures/{factories.figure_of(claim).pk}/", version),
    }


def patch(client: APIClient, claim: Claim, what: str, body: Any, kind: str = MERGE_PATCH) -> Any:
    url, version = places(claim)[what]
    return client.generic("PATCH", url, json.dumps(body), kind, HTTP_IF_MATCH=f'"{version}"')


@pytest.mark.parametrize("kind", [MERGE_PATCH, "application/json"])
@pytest.mark.parametrize(
    ("what", "name", "absent"),
    [
        ("claim", "claimant", None),
        ("claim", "section", None),
        ("claim", "claimed_on", None),
        ("claim", "language", ""),
        ("claim", "key", ""),
        ("claim", "topics", []),
        ("source", "url", ""),
        ("source", "language", ""),
        ("source", "retrieved_at", None),
        ("citation", "quote", ""),
        ("figure", "period", None),
        ("figure", "hedge", None),
    ],
)
def test_null_takes_away_what_may_be_absent(
    as_author: APIClient, claim: Claim, what: str, name: str, absent: Any, kind: str
) -> None:
    response = patch(as_author, claim, what, {name: None}, kind)

    assert response.status_code == 200, response.content
    assert response.json()[name] == absent


@pytest.mark.parametrize(
    ("what", "body", "pointer"),
    [
        ("claim", {"text": None}, "/text"),
        ("claim", {"position": None}, "/position"),
        ("claim", {"claimant": {"name": None}}, "/claimant/name"),
        ("claim", {"section": {"title": None}}, "/section/title"),
        ("claim", {"claimant": {"url": "https://other.example/"}}, "/claimant/url"),
        ("claim", {"claimant": {"name": "x" * 201}}, "/claimant/name"),
        ("claim", {"section": {"title": "x" * 501}}, "/section/title"),
        ("source", {"title": None}, "/title"),
        ("source", {"publisher": None}, "/publisher"),
        ("source", {"kind": None}, "/kind"),
        ("citation", {"stance": None}, "/stance"),
        ("figure", {"unit": None}, "/unit"),
        ("figure", {"status": None}, "/status"),
        ("claim", ["text"], ""),
    ],
)
def test_null_where_something_must_be_is_refused(
    as_author: APIClient, claim: Claim, what: str, body: Any, pointer: str
) -> None:
    version = claim.version

    response = patch(as_author, claim, what, body)

    assert response.status_code == 400, response.content
    assert [error["pointer"] for error in response.json()["errors"]] == [pointer]
    assert factories.fresh(claim).version == version


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({}, ("Person", "Ann Lee", "https://ann.example/")),
        ({"name": "Bea Kim"}, ("Person", "Bea Kim", "")),
        ({"type": "Organization"}, ("Organization", "Ann Lee", "")),
        ({"type": None}, ("Organization", "Ann Lee", "")),
        ({"url": None}, ("Person", "Ann Lee", "https://ann.example/")),
        (
            {"name": "Bea Kim", "url": "https://bea.example/"},
            ("Person", "Bea Kim", "https://bea.example/"),
        ),
    ],
)
def test_a_claimant_merges_by_what_names_it(
    as_author: APIClient, claim: Claim, given: Any, found: tuple[str, ...]
) -> None:
    response = patch(as_author, claim, "claim", {"claimant": given})

    assert response.status_code == 200, response.content
    shown = response.json()["claimant"]
    assert (shown["type"], shown["name"], shown["url"]) == found
    assert Claimant.objects.get(name="Ann Lee", type="Person").url == "https://ann.example/"


def test_a_part_of_a_claimant_that_is_not_there_is_not_enough(
    as_author: APIClient, author: User
) -> None:
    claim = factories.make_claim(author)
    response = as_author.patch(
        f"/api/v1/desk/claims/{claim.pk}/",
        {"claimant": {"type": "Person"}},
        format="json",
        HTTP_IF_MATCH=f'"{claim.version}"',
    )

    assert response.json()["errors"][0]["pointer"] == "/claimant/name"


@pytest.mark.parametrize("what", ["claim", "source", "citation", "figure"])
def test_options_and_a_refused_type_tell_what_a_patch_may_be(
    as_author: APIClient, claim: Claim, what: str
) -> None:
    asked = as_author.options(places(claim)[what][0])
    refused = patch(as_author, claim, what, {}, "application/json-patch+json")

    assert asked["Accept-Patch"] == ACCEPTED
    assert (refused.status_code, refused["Accept-Patch"]) == (415, ACCEPTED)


def test_a_merge_patch_is_no_way_to_post(as_author: APIClient, claim: Claim) -> None:
    url = "/api/v1/desk/claims/"
    assert as_author.generic("POST", url, "{}", MERGE_PATCH).status_code == 415
    assert "Accept-Patch" not in as_author.options(url)


# Every endpoint that writes: method, address, and where the names of its answer are read.
WRITES = [
    ("post", "bulk/", None),
    ("post", "digests/", None),
    ("post", "sources/", "sources/{source}/"),
    ("patch", "sources/{source}/", "sources/{source}/"),
    ("put", "sources/{source}/paragraphs/", None),
    ("post", "claims/", "claims/{claim}/"),
    ("patch", "claims/{claim}/", "claims/{claim}/"),
    ("post", "claims/{claim}/citations/", "claims/{claim}/citations/{citation}/"),
    ("patch", "claims/{claim}/citations/{citation}/", "claims/{claim}/citations/{citation}/"),
    ("post", "claims/{claim}/figures/", "claims/{claim}/figures/{figure}/"),
    ("patch", "claims/{claim}/figures/{figure}/", "claims/{claim}/figures/{figure}/"),
    ("post", "claims/{claim}/submissions/", None),
    ("post", "claims/{claim}/reviews/", None),
    ("post", "claims/{claim}/editions/", None),
    ("post", "claims/{claim}/withdrawals/", None),
]
# What mass assignment tries (RELIABILITY §3.4), and names of answers that are read nowhere else.
FORBIDDEN = [
    "no_such_field", "id", "pk", "author", "state", "approved_by", "version", "revision",
    "created_at", "updated_at", "is_staff", "imported_as", "submitter", "reviewer", "claim",
    "number", "sequence", "sha256", "previous_sha256", "published_by", "decided_by",
]  # fmt: skip


@pytest.mark.parametrize(("method", "path", "shown"), WRITES, ids=lambda v: str(v))
def test_what_no_field_takes_is_refused_and_changes_nothing(
    as_author: APIClient, claim: Claim, method: str, path: str, shown: str | None
) -> None:
    names = {
        "source": claim.source.slug,
        "claim": claim.pk,
        "citation": claim.citations.first().pk,  # type: ignore[union-attr]
        "figure": claim.figures.get(text="8%").pk,
    }
    url = f"/api/v1/desk/{path.format(**names)}"
    version = places(claim)["source"][1] if path.startswith("sources") else claim.version
    answer = as_author.get(f"/api/v1/desk/{shown.format(**names)}").json() if shown else {}
    counted = Claim.objects.count()

    taken = set()
    for name in dict.fromkeys([*FORBIDDEN, *answer]):
        response = getattr(as_author, method)(
            url, {name: answer.get(name, "x")}, format="json", HTTP_IF_MATCH=f'"{version}"'
        )
        found = {
            (e["pointer"], e["code"]) for e in response.json().get("errors", []) if "pointer" in e
        }
        if {(f"/{name}", "unknown_field"), (f"/{name}", "read_only")} & found:
            assert response.status_code == 400
        else:
            taken.add(name)

    assert taken <= set(answer), "a name that no answer has was taken"
    assert not taken & set(FORBIDDEN)
    assert factories.fresh(claim).state == claim.state
    assert Claim.objects.count() == counted


def changing_routes() -> list[tuple[str, str]]:
    """What of the desk is changed by PATCH or PUT; PUT of a presence takes no body."""
    return [
        (method, route)
        for route, rules in doors().items()
        for method in ("PATCH", "PUT")
        if route.startswith("/api/v1/desk/") and method in rules and "presence" not in route
    ]


@pytest.mark.parametrize(("method", "route"), changing_routes())
def test_every_change_refuses_what_it_does_not_know(
    ratings: None, client_of: Any, method: str, route: str
) -> None:
    world = World()
    url = address(route, world.places())
    remark = route == "/api/v1/desk/annotations/<pk>/"  # changed by those alone who wrote it
    client = client_of(world.reviewer if remark else factories.make_user("administrator"))
    before = everything()

    body = json.dumps({"no_such_field": 1, "id": "x"})
    answer = client.generic(method, url, body, "application/json", HTTP_IF_MATCH="*")

    assert answer.status_code == 400
    pointers = {error["pointer"] for error in answer.json()["errors"]}
    assert pointers >= {"/no_such_field", "/id"}
    assert changed(before, everything()) == []
