"""/desk/annotations/: remarks in plain JSON and as Web Annotations."""

import json
from typing import Any

import pytest
from rest_framework.test import APIClient

from claims.formats.web_annotation import PROFILE
from claims.models import Annotation, Claim, User
from tests import factories

LIST = "/api/v1/desk/annotations/"


@pytest.fixture
def claim(author: User) -> Claim:
    return factories.make_claim(author)


def leave(client: APIClient, **body: Any) -> Any:
    return client.post(LIST, {"body": "Boxes?"} | body, format="json")


def test_a_remark_is_left_changed_resolved_reopened_and_taken_back(
    claim: Claim, as_author: APIClient
) -> None:
    made = leave(as_author, claim=str(claim.pk), quote="412 containers")
    assert made.status_code == 201, made.json()
    assert (made.json()["anchor"], made.json()["words"]) == ("exact", "412 containers")
    where = made["Location"]
    changed = as_author.patch(
        where, {"body": "Boxes, surely."}, format="json", HTTP_IF_MATCH=made["ETag"]
    )
    assert (changed.status_code, changed.json()["body"]) == (200, "Boxes, surely.")
    done = as_author.post(f"{where}resolutions/", {}, format="json", HTTP_IF_MATCH=changed["ETag"])
    assert (done.status_code, done.json()["outcome"]) == (201, "resolved")
    assert as_author.get(where).json()["resolved_by"] == "author"
    again = as_author.post(f"{where}reopenings/", {}, format="json", HTTP_IF_MATCH=done["ETag"])
    assert (again.status_code, again.json()["outcome"]) == (201, "reopened")
    assert len(as_author.get(f"{where}resolutions/").json()["results"]) == 2
    assert len(as_author.get(f"{where}reopenings/").json()["results"]) == 1

    assert as_author.delete(where, HTTP_IF_MATCH=again["ETag"]).status_code == 204
    assert as_author.get(where).status_code == 410
    assert as_author.get(LIST).json()["results"] == []
    assert len(as_author.get(f"{LIST}?deleted=true").json()["results"]) == 1


def test_nobody_remarks_without_signing_in(claim: Claim, reader: APIClient) -> None:
    assert leave(reader, claim=str(claim.pk)).status_code == 401


def test_a_change_names_its_version(claim: Claim, as_author: APIClient) -> None:
    where = leave(as_author, claim=str(claim.pk))["Location"]

    assert as_author.patch(where, {"body": "x"}, format="json").status_code == 428
    stale = as_author.patch(where, {"body": "x"}, format="json", HTTP_IF_MATCH='"9"')
    assert stale.status_code == 412
    assert as_author.post(f"{where}resolutions/", {}, format="json").status_code == 428


def test_somebody_elses_remark_is_not_changed(
    claim: Claim, as_author: APIClient, as_reviewer: APIClient
) -> None:
    made = leave(as_author, claim=str(claim.pk))

    for act in (as_reviewer.patch, as_reviewer.delete):
        response = act(made["Location"], {"body": "x"}, format="json", HTTP_IF_MATCH=made["ETag"])
        assert response.status_code == 403


@pytest.mark.parametrize(
    ("given", "pointer"),
    [
        ({"claim": "0199a000-0000-7000-8000-000000000000"}, "/claim"),
        ({"claim": 5}, "/claim"),
        ({"quote": "no such"}, "/quote"),
        ({"motivation": "boasting"}, "/motivation"),
        ({"body": ""}, "/body"),
        ({"boddy": "x"}, "/boddy"),
        ({"claim": None}, ""),
        ({"paragraph": 9}, "/paragraph"),
        ({"start": -1}, "/start"),
    ],
)
def test_a_remark_without_sense_is_refused_at_its_place(
    claim: Claim, as_author: APIClient, given: dict[str, Any], pointer: str
) -> None:
    response = leave(as_author, **{"claim": str(claim.pk)} | given)

    assert response.status_code == 400
    assert pointer in [error.get("pointer") for error in response.json()["errors"]]
    assert not Annotation.objects.exists()


def test_the_list_is_filtered(claim: Claim, as_author: APIClient, as_reviewer: APIClient) -> None:
    root = leave(as_author, claim=str(claim.pk), body="@reviewer, sure?").json()
    leave(as_reviewer, parent=root["id"], body="Yes.")
    leave(as_reviewer, source=claim.source.slug, paragraph=1, motivation="questioning")

    def count(query: str, client: APIClient = as_author) -> int:
        return len(client.get(f"{LIST}?{query}").json()["results"])

    assert count("mentioned=me", as_reviewer) == count("mentioned=reviewer") == 1
    assert count(f"thread={root['id']}") == count(f"claim={claim.pk}") == 2
    assert count(f"parent={root['id']}") == count("author=author") == 1
    assert count(f"source={claim.source.slug}&paragraph=1") == count("motivation=questioning") == 1
    assert (count("resolved=true"), count("resolved=false"), count("anchor=orphan")) == (0, 3, 0)


def test_a_web_annotation_goes_in_and_comes_out(claim: Claim, as_author: APIClient) -> None:
    sent = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "Annotation",
        "id": "https://elsewhere.example/1",
        "motivation": "questioning",
        "body": {"type": "TextualBody", "value": "Boxes?", "language": "en"},
        "target": {
            "source": f"http://testserver/api/v1/claims/{claim.pk}/",
            "selector": {"type": "TextQuoteSelector", "exact": "412 containers"},
        },
    }

    response = as_author.generic(
        "POST", LIST, json.dumps(sent), PROFILE, HTTP_ACCEPT="application/ld+json"
    )

    assert response.status_code == 201, response.content
    assert response["Content-Type"] == PROFILE
    found = response.json()
    assert found["via"] == ["https://elsewhere.example/1"]
    assert found["target"]["source"] == sent["target"]["source"]  # type: ignore[index]
    assert {"type": "TextPositionSelector", "start": 18, "end": 32} in found["target"]["selector"]
    assert Annotation.objects.get().motivation == "questioning"


@pytest.mark.parametrize("count", [1, 20])
def test_the_list_costs_the_same_for_many(
    claim: Claim, as_author: APIClient, django_assert_num_queries: Any, count: int
) -> None:
    for _ in range(count):
        leave(as_author, claim=str(claim.pk), body="@author")

    with django_assert_num_queries(6):
        as_author.get(LIST)


def post_linked(client: APIClient, target: Any, **more: Any) -> Any:
    sent = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "Annotation",
        "bodyValue": "Boxes?",
        "target": target,
    }
    return client.generic("POST", LIST, json.dumps(sent | more), "application/ld+json")


def test_targets_are_named_by_our_own_addresses(claim: Claim, as_author: APIClient) -> None:
    figure = factories.add_figure(claim, claim.author)
    root = leave(as_author, claim=str(claim.pk))
    desk = f"/api/v1/desk/claims/{claim.pk}"
    paragraph = claim.source.paragraphs.get(number=3)
    source = f"/api/v1/sources/{claim.source.slug}"

    for target, name, wanted in (
        (f"{desk}/", "claim", str(claim.pk)),
        (f"{desk}/figures/{figure.pk}/", "figure", str(figure.pk)),
        (f"/api/v1/claims/{claim.pk}/#/figures/1", "figure", str(figure.pk)),
        (f"/api/v1/claims/{claim.pk}/#/citations/1", "part_words", "[3]"),
        (f"{source}/paragraphs/3/", "paragraph", paragraph.number),
        (f"{source}/#p3", "paragraph", paragraph.number),
        (root["Location"], "parent", root.json()["id"]),
    ):
        made = post_linked(as_author, target)
        assert made.status_code == 201, made.json()
        assert made.json()[name] == wanted


@pytest.mark.parametrize(
    "target",
    [
        "https://elsewhere.example/api/v1/claims/0199a000-0000-7000-8000-000000000000/",
        "/api/v1/topics/",
        "nowhere",
        "http://[",
    ],
)
def test_other_peoples_addresses_are_refused(
    claim: Claim, as_author: APIClient, target: str
) -> None:
    response = post_linked(as_author, target)

    assert response.status_code == 400
    assert response.json()["errors"][0]["pointer"] == "/target"


def test_what_is_no_annotation_is_refused_at_its_place(claim: Claim, as_author: APIClient) -> None:
    for more, pointer in (
        ({"motivation": "boasting"}, "/motivation"),
        ({"motivation": {"id": "oa:commenting"}}, "/motivation"),
        ({"created": "0001-01-01T00:00:00+14:00"}, "/created"),
        ({"modified": "9999-12-31T23:59:59-14:00"}, "/modified"),
    ):
        response = post_linked(as_author, f"/api/v1/claims/{claim.pk}/", **more)

        assert (response.status_code, response.json()["errors"][0]["pointer"]) == (400, pointer)


def test_a_list_is_a_page_of_annotations(claim: Claim, as_author: APIClient) -> None:
    leave(as_author, claim=str(claim.pk))

    page = as_author.get(LIST, HTTP_ACCEPT="application/ld+json").json()

    assert (page["type"], page["items"][0]["type"]) == ("AnnotationPage", "Annotation")


@pytest.mark.parametrize(
    ("selector", "pointer"),
    [
        ({"type": "TextQuoteSelector", "exact": "no such"}, "/target/selector/exact"),
        ([{"type": "TextPositionSelector", "start": 5, "end": 999}], "/target/selector/0/start"),
        ({"type": "FragmentSelector", "value": "char=900,999"}, "/target/selector/value"),
    ],
)
def test_a_span_that_is_not_there_is_refused_where_it_was_sent(
    claim: Claim, as_author: APIClient, selector: Any, pointer: str
) -> None:
    target = {"source": f"/api/v1/claims/{claim.pk}/", "selector": selector}

    response = post_linked(as_author, target)

    assert (response.status_code, response.json()["errors"][0]["pointer"]) == (400, pointer)


def test_other_refusals_point_to_where_it_was_sent(claim: Claim, as_author: APIClient) -> None:
    for target, more, pointer in (
        ("/api/v1/claims/0199a000-0000-7000-8000-000000000000/", {}, "/target"),
        (
            {"id": "/api/v1/desk/annotations/0199a000-0000-7000-8000-000000000000/"},
            {},
            "/target/id",
        ),
        ({"source": "nowhere"}, {}, "/target/source"),
        (f"/api/v1/claims/{claim.pk}/", {"bodyValue": ""}, "/bodyValue"),
        (f"/api/v1/claims/{claim.pk}/", {"canonical": "javascript:1"}, "/canonical"),
    ):
        response = post_linked(as_author, target, **more)

        assert response.status_code == 400, target
        assert response.json()["errors"][0]["pointer"] == pointer


def patch_linked(client: APIClient, made: Any, **sent: Any) -> Any:
    where = made["Location"]
    tag = client.get(where)["ETag"]
    return client.generic(
        "PATCH", where, json.dumps(sent), "application/ld+json", HTTP_IF_MATCH=tag
    )


CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def test_an_annotation_as_a_patch_keeps_what_it_does_not_name(
    claim: Claim, as_author: APIClient
) -> None:
    made = leave(
        as_author, claim=str(claim.pk), quote="412 containers", motivation="questioning",
        language="en",
    )  # fmt: skip
    body = {"type": "TextualBody", "value": "Which?"}
    whole = as_author.get(made["Location"], HTTP_ACCEPT="application/ld+json").json()

    for sent, wanted in (
        ({"body": body}, ("Which?", "questioning", "en")),
        ({"bodyValue": "Boxes."}, ("Boxes.", "questioning", "en")),
        ({"@context": CONTEXT, "motivation": "editing"}, ("Boxes.", "editing", "en")),
        (whole, ("Boxes?", "questioning", "en")),
        ({"body": {"language": None}}, ("Boxes?", "questioning", "")),
        (
            {
                "target": {
                    "source": f"/api/v1/claims/{claim.pk}/",
                    "selector": {"type": "TextQuoteSelector", "exact": "412 containers"},
                }
            },
            ("Boxes?", "questioning", ""),
        ),
        ({"target": f"/api/v1/claims/{claim.pk}/"}, None),
    ):
        changed = patch_linked(as_author, made, **sent)
        if wanted is None:
            assert (changed.status_code, changed.json()["errors"][0]["pointer"]) == (400, "/target")
            continue
        assert changed.status_code == 200, changed.json()
        shown = changed.json()
        assert (shown["body"], shown["motivation"], shown["language"]) == wanted
        assert shown["quote"] == "412 containers"


@pytest.mark.parametrize(
    ("sent", "pointer"),
    [
        ({"target": {"source": "/api/v1/claims/0199a000-0000-7000-8000-000000000000/"}},
         "/target/source"),
        ({"target": {"selector": {"type": "TextQuoteSelector", "exact": "May"}}},
         "/target/selector/exact"),
        ({"id": "https://elsewhere.example/1"}, "/id"),
        ({"canonical": "https://elsewhere.example/1"}, "/canonical"),
        ({"motivation": {"id": "editing"}}, "/motivation"),
    ],
)  # fmt: skip
def test_an_annotation_as_a_patch_is_refused_what_it_cannot_change(
    claim: Claim, as_author: APIClient, sent: dict[str, Any], pointer: str
) -> None:
    made = leave(as_author, claim=str(claim.pk), quote="412 containers")

    refused = patch_linked(as_author, made, **sent)

    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (400, pointer)
    assert Annotation.objects.get().version == 1


def test_null_takes_the_language_of_a_remark_away(claim: Claim, as_author: APIClient) -> None:
    made = leave(as_author, claim=str(claim.pk), language="en")

    changed = as_author.patch(
        made["Location"], {"language": None}, format="json", HTTP_IF_MATCH=made["ETag"]
    )

    assert (changed.status_code, changed.json()["language"]) == (200, "")
