"""The bodies of events, and which filters an edition passes."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.webhooks.events import MOST_BYTES, body_of, cut, passes, type_of

CONTENT: dict[str, Any] = {
    "id": "0199aaaa-0000-7000-8000-000000000000",
    "edition": 2,
    "sequence": 418,
    "status": "published",
    "text": "It grew 8%",
    "language": "en-GB",
    "rating": {"code": "supported"},
    "correction": None,
    "withdrawal": None,
    "published_at": "2025-06-02T09:30:00Z",
    "topics": [{"slug": "ports", "label": "Ports"}],
    "source": {"slug": "harbour", "publisher": {"slug": "gazette", "name": "Gazette"}},
    "cited_sources": [{"slug": "cranes", "publisher": {"slug": "bulletin", "name": "B"}}],
}


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        ({"edition": 1}, "claim.published"),
        ({}, "claim.updated"),
        ({"correction": "It was May."}, "claim.corrected"),
        ({"status": "withdrawn", "withdrawal": "Retracted."}, "claim.withdrawn"),
    ],
)
def test_the_type_follows_from_the_edition(own: dict[str, Any], expected: str) -> None:
    assert type_of(CONTENT | own) == expected


def test_the_body_says_what_readers_see() -> None:
    body = json.loads(body_of(CONTENT | {"correction": "May."}, url="https://x/e/2/", sha256="ab"))

    assert (body["type"], body["timestamp"]) == ("claim.corrected", "2025-06-02T09:30:00Z")
    assert body["data"] == {
        "claim": CONTENT["id"], "edition": 2, "sequence": 418, "status": "published",
        "rating": "supported", "text": "It grew 8%", "language": "en-GB", "source": "harbour",
        "note": "May.", "url": "https://x/e/2/", "sha256": "ab",
    }  # fmt: skip


@given(st.text(min_size=0, max_size=50), st.text(max_size=30), st.integers(1, 400))
def test_no_text_makes_a_body_too_long(text: str, note: str, times: int) -> None:
    try:
        f"{text}{note}".encode()
    except UnicodeEncodeError:
        return
    content = CONTENT | {"text": text * times, "correction": note * times or None}

    body = body_of(content, url="https://x.example/" + "y" * 500, sha256="0" * 64)

    assert len(body.encode()) < MOST_BYTES
    assert json.loads(body)["data"]["text"].removesuffix("…") in text * times


@pytest.mark.parametrize("character", ["x", "界", "😀", '"', "\n", "\u0001", "\\"])
def test_a_long_text_is_cut_at_a_character(character: str) -> None:
    shown = cut(character * 20_000)

    assert shown == character * (len(shown) - 1) + "…"
    assert 5_900 <= len(json.dumps(shown, ensure_ascii=False).encode()) <= 6_000


@pytest.mark.parametrize(
    ("filters", "through"),
    [
        ({}, True),
        ({"topics": []}, True),
        ({"topics": ["ports", "trade"]}, True),
        ({"topics": ["trade"]}, False),
        ({"sources": ["harbour"]}, True),
        ({"sources": ["cranes"]}, True),
        ({"sources": ["other"]}, False),
        ({"publishers": ["bulletin"]}, True),
        ({"publishers": ["other"]}, False),
        ({"ratings": ["supported"]}, True),
        ({"ratings": ["refuted"]}, False),
        ({"languages": ["en"]}, True),
        ({"languages": ["en-GB"]}, True),
        ({"languages": ["en-US"]}, False),
        ({"topics": ["ports"], "languages": ["zh"]}, False),
    ],
)
def test_every_filter_has_to_be_met(filters: dict[str, list[str]], through: bool) -> None:
    assert passes(CONTENT, filters) is through


def test_a_claim_without_a_rating_passes_no_filter_of_ratings() -> None:
    assert not passes(CONTENT | {"rating": None}, {"ratings": ["supported"]})
