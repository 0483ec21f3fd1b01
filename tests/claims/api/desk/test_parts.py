"""/desk/claims/{id}/citations/ and /figures/."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from claims.models import Claim, User
from tests import factories


def url(claim: Claim, part: str, row: Any = None) -> str:
    return f"/api/v1/desk/claims/{claim.pk}/{part}/" + (f"{row.pk}/" if row else "")


def act(client: APIClient, method: str, where: str, claim: Claim, body: Any = None) -> Any:
    return getattr(client, method)(
        where, body, format="json", HTTP_IF_MATCH=f'"{factories.fresh(claim).version}"'
    )


def test_a_figure_is_added_corrected_rejected_and_removed(
    author: User, as_author: APIClient
) -> None:
    claim = factories.make_claim(author)

    added = act(
        as_author,
        "post",
        url(claim, "figures"),
        claim,
        {"text": "8%", "value": "8.50", "unit": "%", "hedge": None},
    )
    assert added.status_code == 201, added.json()
    assert (added.json()["value"], added.json()["hedge"]) == ("8.5", None)
    assert added["ETag"] == f'"{factories.fresh(claim).version}"'
    where = url(claim, "figures", factories.figure_of(claim))
    corrected = act(as_author, "patch", where, claim, {"value": "8", "period": "2025-05"})
    assert (corrected.json()["status"], corrected.json()["period_end"]) == ("edited", "2025-05-31")
    rejected = act(as_author, "patch", where, claim, {"status": "rejected"})
    assert rejected.json()["status"] == "rejected"
    assert act(as_author, "delete", where, claim).status_code == 204

    assert [figure.text for figure in claim.figures.all()] == ["412"]
    assert factories.fresh(claim).revision == 5


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"text": "9%", "value": "9", "unit": "%"}, "/text"),
        ({"text": "8%", "value": "eight", "unit": "%"}, "/value"),
        ({"text": "8%", "value": "8", "unit": "per cent"}, "/unit"),
        ({"text": "8%", "value": "8", "unit": "%", "period": "lately"}, "/period"),
        ({"text": "8%", "value": "8", "unit": "%", "op": "about"}, "/op"),
        ({"text": "8%", "unit": "%"}, "/value"),
        ({"text": "8%", "value": "8", "unit": "%", "kind": "money"}, "/kind"),
        ({"text": "8%", "value": "1e400", "unit": "%"}, "/value"),
        ({"text": "8%", "value": "NaN", "unit": "%"}, "/value"),
    ],
)
def test_a_figure_that_cannot_be_is_refused_at_its_place(
    author: User, as_author: APIClient, body: dict[str, Any], pointer: str
) -> None:
    claim = factories.make_claim(author)

    response = act(as_author, "post", url(claim, "figures"), claim, body)

    assert response.status_code == 400
    assert pointer in [e.get("pointer") for e in response.json()["errors"]]
    assert not claim.figures.exclude(status="proposed").exists()


def test_deciding_and_correcting_are_two_acts(author: User, as_author: APIClient) -> None:
    claim = factories.make_claim(author)
    figure = factories.add_figure(claim, author)

    response = act(
        as_author,
        "patch",
        url(claim, "figures", figure),
        claim,
        {"status": "confirmed", "value": "9"},
    )

    assert response.status_code == 400
    assert response.json()["errors"][0]["pointer"] == "/status"


def test_a_quote_must_occur(author: User, as_author: APIClient) -> None:
    claim = factories.make_claim(author)
    factories.capture(claim.source, "In May.", "Cranes.", "Up 8 percent.", by=author)
    where = url(claim, "citations", factories.citation_of(claim, 3))

    right = act(as_author, "patch", where, claim, {"quote": "Up 8 percent", "stance": "refutes"})
    wrong = act(as_author, "patch", where, claim, {"quote": "Down 8 percent"})

    assert (right.status_code, right.json()["stance"]) == (200, "refutes")
    assert (wrong.status_code, wrong.json()["errors"][0]["code"]) == (400, "quote_not_found")


def test_a_citation_is_added_at_the_end_and_taken_away(author: User, as_author: APIClient) -> None:
    claim = factories.make_claim(author, text="It grew [1]")

    added = act(as_author, "post", url(claim, "citations"), claim, {"paragraph": 2})
    removed = act(
        as_author, "delete", url(claim, "citations", factories.citation_of(claim, 1)), claim
    )

    assert (added.status_code, added.json()["marker"]) == (201, "[2]")
    assert removed.status_code == 204
    shown = as_author.get(f"/api/v1/desk/claims/{claim.pk}/").json()
    assert shown["text_with_references"] == "It grew [2]"


@pytest.mark.parametrize("part", ["citations", "figures"])
def test_parts_are_read_and_changed_under_the_claims_etag(
    author: User, as_author: APIClient, reader: APIClient, part: str
) -> None:
    claim = factories.make_claim(author)
    where = url(claim, part)

    listed = as_author.get(where)
    without = as_author.post(where, {"paragraph": 9}, format="json")

    assert listed["ETag"] == f'"{claim.version}"'
    assert reader.get(where).status_code == 401
    assert without.status_code in {400, 428}
    stale = as_author.post(
        where,
        {"paragraph": 9} if part == "citations" else {"text": "8%", "value": "8"},
        format="json",
        HTTP_IF_MATCH='"77"',
    )
    assert stale.status_code == 412


def test_a_part_of_another_claim_is_not_there(author: User, as_author: APIClient) -> None:
    claim, other = factories.make_claim(author), factories.make_claim(author)
    figure = factories.add_figure(other, author)

    response = act(as_author, "patch", url(claim, "figures", figure), claim, {"value": "1"})

    assert response.status_code == 404


def test_the_list_costs_the_same_for_one_and_for_many(
    author: User, as_author: APIClient, django_assert_num_queries: Any
) -> None:
    claim = factories.make_claim(author, text="All of them [1][2][3][4][5][6][7]")
    as_author.get(url(claim, "citations"))

    with django_assert_num_queries(5):
        as_author.get(url(claim, "citations"))


@pytest.mark.parametrize("count", [1, 6])
def test_figures_cost_the_same_for_one_and_for_many(
    author: User, as_author: APIClient, django_assert_num_queries: Any, count: int
) -> None:
    many = ", ".join(f"{number}%" for number in range(1, count + 1))
    claim = factories.make_claim(author, text=f"It was {many} [1]")

    with django_assert_num_queries(5):
        assert len(as_author.get(url(claim, "figures")).json()["results"]) == count
