"""A line that cannot be read says where, and what is wrong."""

import json
from collections.abc import Callable
from typing import Any

import pytest
import rfc8785

from claims.loading.errors import Refused
from claims.loading.reading import read_entry
from tests.claims.loading.corpora import changed, documents

ROW = next(row for row in documents(40) if row["figures"] and len(row["citations"]) > 1)
CITED = ROW["citations"][0]


def refusals(data: dict[str, Any] | bytes, *, editions: bool = True) -> dict[str, str]:
    line = data if isinstance(data, bytes) else json.dumps(data).encode()
    with pytest.raises(Refused) as refused:
        read_entry(1, line, editions=editions)
    return dict(refused.value.faults)


def test_a_line_is_read_in_canonical_form_or_in_any_other() -> None:
    canonical = read_entry(3, rfc8785.dumps(ROW) + b"\n", editions=True)
    other = read_entry(3, json.dumps(ROW, indent=None).encode(), editions=True)

    assert canonical.content == other.content == ROW
    assert [each.number for each in canonical.references] == [
        cited["paragraph"] for cited in ROW["citations"]
    ]


@pytest.mark.parametrize(
    ("line", "pointer", "detail"),
    [
        (b"{", "", "The body is not JSON"),
        (b"\xff{}", "", "The body is not UTF-8"),
        (b"[]", "", "This is an object."),
        (b'{"text": "a", "text": "b"}', "", 'The key "text" is given twice.'),
        (b'{"text": NaN}', "/text", "NaN is not JSON."),
        (b'{"text": "\\u0000"}', "/text", "The text has a NUL character."),
        (b'{"text": "\\ud800"}', "/text", "The text has half a surrogate pair."),
        (b"[" * 40 + b" " + b"]" * 40, "", "The body is nested more than 32 deep."),
        (b"[" * 100_000, "", "The body is nested more than 32 deep."),
    ],
)
def test_json_is_read_strictly(line: bytes, pointer: str, detail: str) -> None:
    assert refusals(line)[pointer].startswith(detail)


@pytest.mark.parametrize(
    ("members", "pointer", "detail"),
    [
        ({"txet": ""}, "/txet", "There is no such field"),
        ({"status": "draft"}, "/status", "This is one of: published, withdrawn."),
        ({"edition": 0}, "/edition", "This is a whole number from 1"),
        ({"edition": True}, "/edition", "This is a whole number from 1"),
        ({"position": 1.5}, "/position", "This is a whole number from 0"),
        ({"claimed_on": "2025-02-30"}, "/claimed_on", "This is a date"),
        ({"published_at": "2025-02-03"}, "/published_at", "This is a time in UTC"),
        ({"published_at": "2019-01-01T00:00:00Z"}, "/first_published_at", "This is later"),
        ({"id": "7"}, "/id", "This is a UUID"),
        ({"topics": {}}, "/topics", "This is a list."),
        ({"topics": [{"slug": "a b", "label": "A"}]}, "/topics/0/slug", "This is a slug"),
        ({"topics": [{"slug": "a", "label": "A"}] * 2}, "/topics", "A topic is named twice."),
        ({"language": ""}, "/language", "What is published names its language."),
        ({"text": "Else"}, "/text", "This is not text_with_references"),
        ({"text_with_references": f"{ROW['text']} [1][0]"}, "/text_with_references", ""),
        ({"citations": []}, "/citations", ""),
        ({"citations": [CITED, CITED]}, "/citations", "A paragraph is cited twice."),
        ({"withdrawal": "Gone."}, "/withdrawal", "A withdrawal says why"),
        ({"status": "withdrawn"}, "/withdrawal", "A withdrawal says why"),
    ],
)
def test_an_edition_is_whole_and_true_to_itself(
    members: dict[str, Any], pointer: str, detail: str
) -> None:
    assert refusals(changed(ROW, **members))[pointer].startswith(detail)


@pytest.mark.parametrize(
    ("name", "value", "detail"),
    [
        ("marker", "[99]", "This is not the marker of the paragraph."),
        ("reference", 99, "This is not the number of the paragraph."),
        ("source", "elsewhere", "Neither source nor cited_sources describes this source."),
        ("text_sha256", "0" * 64, "This is not the SHA-256 of the paragraph's text."),
        ("quote", "never said", "The paragraph has no such words."),
        ("paragraph", "1", "This is a whole number from 1 to 99999."),
    ],
)
def test_a_citation_is_true_to_itself(name: str, value: Any, detail: str) -> None:
    citations = [{**CITED, name: value}, *ROW["citations"][1:]]

    assert refusals(changed(ROW, citations=citations))[f"/citations/0/{name}"] == detail


@pytest.mark.parametrize(
    ("name", "value", "detail"),
    [
        ("text", "never said", "These are not the words from start to end."),
        ("value", "1e3", 'This is a decimal number in a text, as "3.5"'),
        ("value", 3, 'This is a decimal number in a text, as "3.5"'),
        ("status", "proposed", "This is one of: confirmed, edited."),
        ("unit", "x" * 41, "This has more than 40 characters."),
        ("unit_inferred", 0, "This is true or false."),
    ],
)
def test_a_figure_is_true_to_itself(name: str, value: Any, detail: str) -> None:
    figures = [{**ROW["figures"][0], name: value}, *ROW["figures"][1:]]

    assert refusals(changed(ROW, figures=figures))[f"/figures/0/{name}"].startswith(detail)


def test_what_was_changed_since_it_was_sealed_is_told() -> None:
    assert refusals({**ROW, "reviewed_by": "Somebody"}) == {
        "/sha256": "This is not the SHA-256 of the document: it was changed since."
    }


def test_everything_wrong_is_told_at_once() -> None:
    assert set(refusals({**ROW, "edition": -1, "text": 5, "status": None})) == {
        "/edition",
        "/text",
        "/status",
    }


@pytest.mark.parametrize("drop", [lambda row: row.pop("id"), lambda row: row.clear()])
def test_what_is_missing_is_told(drop: Callable[[dict[str, Any]], object]) -> None:
    row = dict(ROW)
    drop(row)

    assert refusals(row)["/id"] == "This is missing."


def test_a_draft_needs_little() -> None:
    names = ("source", "text_with_references", "citations")
    lean = {name: ROW[name] for name in names} | {"cited_sources": ROW["cited_sources"]}

    entry = read_entry(1, json.dumps(lean).encode(), editions=False)

    assert entry.content["text"] == ROW["text"]
    assert len(entry.fingerprint) == 64
    assert refusals({}, editions=False).keys() == {f"/{name}" for name in names}
