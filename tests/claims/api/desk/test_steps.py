"""/desk/claims/{id}/submissions/, reviews/, editions/, withdrawals/: the way over HTTP."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from claims.models import Claim, Edition, Review, User
from tests import factories

APPROVAL = {"decision": "approve", "rating": "supported", "rationale": "Both say so."}


def take(client: APIClient, claim: Claim, step: str, body: Any = None) -> Any:
    where = f"/api/v1/desk/claims/{claim.pk}/{step}/"
    tag = f'"{factories.fresh(claim).version}"'
    return client.post(where, body or {}, format="json", HTTP_IF_MATCH=tag)


def test_a_claim_goes_its_way(
    author: User, as_author: APIClient, as_reviewer: APIClient, reader: APIClient
) -> None:
    claim = factories.make_claim(author)
    factories.settle_figures(claim, author)

    submitted = take(as_author, claim, "submissions", {"comment": "Please look."})
    reviewed = take(as_reviewer, claim, "reviews", APPROVAL)
    published = take(as_reviewer, claim, "editions")
    withdrawn = take(as_reviewer, claim, "withdrawals", {"reason": "Retracted."})

    assert [r.status_code for r in (submitted, reviewed, published, withdrawn)] == [201] * 4
    assert submitted.json()["claim"]["state"] == "in_review"
    assert reviewed.json()["claim"]["state"] == "approved"
    assert published.json()["sequence"] == 1
    assert published["ETag"] == f'"{published.json()["claim"]["version"]}"'
    assert withdrawn.json()["claim"]["state"] == "withdrawn"
    assert reader.get(f"/api/v1/claims/{claim.pk}/").json()["withdrawal"] == "Retracted."


@pytest.mark.parametrize("step", ["submissions", "reviews", "editions", "withdrawals"])
def test_a_step_needs_a_token_a_version_and_the_right_version(
    author: User, as_author: APIClient, reader: APIClient, step: str
) -> None:
    claim = factories.make_claim(author)
    where = f"/api/v1/desk/claims/{claim.pk}/{step}/"
    body = {"reviews": APPROVAL, "withdrawals": {"reason": "x"}}.get(step, {})

    assert reader.post(where, body, format="json").status_code == 401
    assert as_author.post(where, body, format="json").status_code == 428
    stale = as_author.post(where, body, format="json", HTTP_IF_MATCH='"stale"')
    assert stale.status_code == 412
    assert stale["ETag"] == f'"{claim.version}"'
    weak = f'W/"{claim.version}"'
    assert as_author.post(where, body, format="json", HTTP_IF_MATCH=weak).status_code == 412
    assert factories.fresh(claim).state == "draft"


@pytest.mark.parametrize(
    ("step", "body", "code"),
    [
        ("reviews", APPROVAL, "own_claim"),
        ("editions", {}, "no_approval"),
        ("withdrawals", {"reason": "x"}, "never_published"),
    ],
)
def test_a_step_at_the_wrong_time_is_refused_with_all_reasons(
    author: User, as_author: APIClient, step: str, body: dict[str, str], code: str
) -> None:
    claim = factories.submit(factories.make_claim(author), author)

    response = take(as_author, claim, step, body)

    assert response.status_code == 409
    problem = response.json()
    assert problem["code"] == "not_ready"
    assert code in [error["code"] for error in problem["errors"]]


@pytest.mark.parametrize(
    ("given", "pointer"),
    [
        ({"rating": "suported"}, "/rating"),
        ({"rating": 5}, "/rating"),
        ({"decision": "perhaps"}, "/decision"),
        ({"verdict": "true"}, "/verdict"),
        ({"rationale": ""}, "/rationale"),
    ],
)
def test_a_review_without_sense_is_refused_at_its_place(
    author: User, as_reviewer: APIClient, given: dict[str, Any], pointer: str
) -> None:
    claim = factories.submit(factories.make_claim(author), author)

    response = take(as_reviewer, claim, "reviews", APPROVAL | given)

    assert response.status_code == 400, response.json()
    assert pointer in [e.get("pointer") for e in response.json()["errors"]]
    assert not Review.objects.exists()


@pytest.mark.parametrize(
    ("role", "step", "status"),
    [
        ("contributor", "reviews", 403),
        ("contributor", "editions", 403),
        ("contributor", "withdrawals", 403),
        ("reviewer", "editions", 403),
        ("reviewer", "withdrawals", 403),
        ("reviewer", "reviews", 201),
        ("publisher", "reviews", 201),
        ("administrator", "reviews", 201),
    ],
)
def test_roles_at_the_door(author: User, client_of: Any, role: str, step: str, status: int) -> None:
    claim = factories.submit(factories.make_claim(author), author)
    client = client_of(factories.make_user(role))
    body = {"reviews": APPROVAL, "withdrawals": {"reason": "x"}}.get(step, {})

    assert take(client, claim, step, body).status_code == status
    assert not Edition.objects.exists()


def test_a_correction_is_public(
    author: User, reviewer: User, as_reviewer: APIClient, reader: APIClient
) -> None:
    claim = factories.published_claim(author, reviewer)
    factories.edit(claim, author, text="The harbour moved 421 containers [1]")
    factories.approve(factories.submit(claim, author), reviewer)

    take(as_reviewer, claim, "editions", {"correction": "Two digits had changed places."})

    document = reader.get(f"/api/v1/claims/{claim.pk}/").json()
    assert document["correction"] == "Two digits had changed places."
    assert document["edition"] == 2


@pytest.mark.parametrize("step", ["submissions", "reviews", "editions", "withdrawals"])
def test_the_steps_taken_are_listed(
    author: User, reviewer: User, as_author: APIClient, step: str
) -> None:
    claim = factories.published_claim(author, reviewer)
    factories.withdraw(claim, reviewer)

    listed = as_author.get(f"/api/v1/desk/claims/{claim.pk}/{step}/").json()["results"]

    assert len(listed) == (2 if step == "editions" else 1)


def test_the_list_of_editions_does_not_read_documents(
    author: User, reviewer: User, as_author: APIClient, django_assert_num_queries: Any
) -> None:
    claim = factories.published_claim(author, reviewer)
    where = f"/api/v1/desk/claims/{claim.pk}/editions/"
    as_author.get(where)

    with django_assert_num_queries(5) as queries:
        as_author.get(where)

    assert not any('"document"' in query["sql"] for query in queries.captured_queries)


def test_a_reviewer_confirms_that_changed_evidence_still_bears_the_claim(
    author: User, reviewer: User, contributor: User, as_author: APIClient, as_reviewer: APIClient
) -> None:
    source = factories.make_source()
    factories.capture(source, "It moved 412 containers in all of May.", by=contributor)
    claim = factories.approved_claim(author, reviewer, source=source, text="It moved 412 [1]")
    factories.capture(source, "It moved 413 containers in all of May.", by=contributor)
    [stale] = as_reviewer.get(f"/api/v1/desk/claims/{claim.pk}/").json()["citations"]
    step = f"citations/{stale['id']}/confirmations"

    assert stale["stale"] is True
    assert stale["previous_text"] == "It moved 412 containers in all of May."
    assert [(d["operation"], d["text"]) for d in stale["differences"]][1:3] == [
        ("delete", "412"),
        ("insert", "413"),
    ]
    refused = take(as_author, claim, step)
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (409, "own_claim")
    confirmed = take(as_reviewer, claim, step, {"comment": "A misprint."})
    assert confirmed.status_code == 201
    assert confirmed["ETag"] == f'"{factories.fresh(claim).version}"'
    again = take(as_reviewer, claim, step)
    assert (again.status_code, again.json()["errors"][0]["code"]) == (409, "not_stale")
    where = f"/api/v1/desk/claims/{claim.pk}/"
    [kept] = as_author.get(f"{where}{step}/").json()["results"]
    assert (kept["confirmer"], kept["comment"]) == ("reviewer", "A misprint.")
    [citation] = as_reviewer.get(f"{where}citations/").json()["results"]
    assert (citation["stale"], citation["previous_text"], citation["differences"]) == (
        False,
        None,
        None,
    )


def test_confirming_takes_a_reviewer_a_version_and_a_citation(
    author: User, contributor: User, client_of: Any, as_reviewer: APIClient, reader: APIClient
) -> None:
    claim = factories.make_claim(author)
    citation = factories.citation_of(claim, 1)
    where = f"/api/v1/desk/claims/{claim.pk}/citations/{citation.pk}/confirmations/"
    elsewhere = where.replace(str(claim.pk), str(factories.make_claim(author).pk))

    assert reader.post(where).status_code == 401
    assert client_of(contributor).post(where, {}).status_code == 403
    assert as_reviewer.post(where, {}).status_code == 428
    assert as_reviewer.post(where, {"rating": "x"}, HTTP_IF_MATCH="*").status_code == 400
    assert as_reviewer.get(elsewhere).status_code == 404
    assert as_reviewer.post(elsewhere, {}, HTTP_IF_MATCH="*").status_code == 404


def test_changes_are_requested_with_remarks_on_spans(
    author: User, as_reviewer: APIClient, as_author: APIClient
) -> None:
    claim = factories.submit(factories.make_claim(author), author)
    body: dict[str, Any] = {"decision": "request_changes", "rationale": "Two things."}

    remarks: list[Any] = [
        {"body": "Boxes?", "quote": "412 containers"},
        {"body": "Hm.", "paragraph": 3},
    ]
    refused = take(as_reviewer, claim, "reviews", body | {"remarks": [*remarks, {"quote": "no"}]})
    assert refused.status_code == 400
    assert refused.json()["errors"][0]["pointer"] == "/remarks/2/quote"
    assert not Review.objects.exists()
    made = take(as_reviewer, claim, "reviews", body | {"remarks": remarks})
    assert made.status_code == 201, made.json()
    assert [remark["words"] for remark in made.json()["remarks"]] == ["412 containers", None]
    listed = as_author.get(f"/api/v1/desk/claims/{claim.pk}/reviews/").json()["results"]
    assert len(listed[0]["remarks"]) == 2


@pytest.mark.parametrize("count", [1, 4])
def test_the_list_of_reviews_costs_the_same_for_many(
    author: User, as_author: APIClient, django_assert_num_queries: Any, count: int
) -> None:
    claim = factories.submit(factories.make_claim(author), author)
    for _ in range(count):
        factories.send_back(claim, factories.make_user())
        factories.submit(claim, author)

    with django_assert_num_queries(6):
        as_author.get(f"/api/v1/desk/claims/{claim.pk}/reviews/")
