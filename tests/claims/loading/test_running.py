"""Loading beside others: what readers get is what was loaded, whoever else writes."""

import json
import threading
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rest_framework.test import APIClient

from claims.models import Claim, Edition, Publication, User
from claims.recording import recorded
from sources.locks import Lock, hold
from sources.models import sha256_of
from tests.claims.loading.corpora import changed, documents, load, write
from tests.world import World

OWN = {"edition", "sequence", "sha256", "previous_sha256"}
ADDED = "{} editions added, {} known already, {} lines refused.\n"
# What a line of text may be: no control characters, and no bracket that would be a marker.
words = st.text(
    st.characters(
        exclude_categories=["Cs", "Cc", "Zl", "Zp", "Zs"], exclude_characters="[]【】［］"
    ),
    min_size=1,
    max_size=30,
)
anything = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60)


def said(document: str | dict[str, Any]) -> dict[str, Any]:
    content = json.loads(document) if isinstance(document, str) else document
    return {name: value for name, value in content.items() if name not in OWN}


def exported(client: APIClient) -> list[dict[str, Any]]:
    """What readers get, in the order of the log."""
    found = client.get("/api/v1/claims/?page_size=200").json()["results"]
    return sorted(found, key=lambda row: row["sequence"])


def empty() -> None:
    """As a new database: nothing but the people and the scale."""
    kept = {"claims_user", "claims_rating", "claims_userevent", "claims_ratingevent"}
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' "
            "AND tablename ~ '^(claims|sources)_' AND tablename !~ '_user|_rating'"
        )
        names = {row[0] for row in cursor.fetchall()} - kept
        assert {each.table for each in recorded()} & names
        cursor.execute(f"TRUNCATE {', '.join(sorted(names))} CASCADE")


def test_what_is_exported_can_be_loaded_and_exported_again(
    ratings: None, reader: APIClient, tmp_path: Path
) -> None:
    World()
    before = exported(reader)
    path = write(tmp_path / "c.jsonl", before)
    assert load(path) == ADDED.format(0, len(before), 0)
    empty()

    assert load(path) == ADDED.format(len(before), 0, 0)

    assert [said(row) for row in exported(reader)] == [said(row) for row in before]


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=words, title=words, paragraph=anything, label=words)
def test_any_words_come_out_as_they_went_in(
    ratings: None, tmp_path: Path, text: str, title: str, paragraph: str, label: str
) -> None:
    # Another claim for each example, also when one is tried again.
    pk = uuid4()
    row = documents(1)[0]
    cited = row["citations"][0]
    number, slug = cited["paragraph"], f"s-{pk}"
    row = changed(
        row,
        id=str(pk),
        text=text,
        text_with_references=f"{text} 【{number}】",
        figures=[],
        cited_sources=[],
        topics=[{"slug": "any", "label": label}],
        source={**row["source"], "slug": slug, "title": f"{title} {pk}"},
        citations=[
            {
                **cited,
                "source": slug,
                "text": paragraph,
                "quote": "",
                "text_sha256": sha256_of(paragraph),
            }
        ],
    )

    told = load(write(tmp_path / "c.jsonl", [row]), restart=True)

    assert told == ADDED.format(1, 0, 0)
    shown = Publication.objects.get(pk=row["id"])
    assert said(shown.document) == said(row)
    assert Claim.objects.get(pk=row["id"]).text == text


@pytest.mark.django_db(transaction=True)
def test_two_loads_and_a_publisher_wait_for_each_other(ratings: None, tmp_path: Path) -> None:
    rows = documents(60, sources=4)
    files = [write(tmp_path / f"{name}.jsonl", rows) for name in "ab"]
    told: dict[str, str] = {}

    def run(path: Path) -> None:
        try:
            told[path.name] = load(path, batch=7)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[path]) for path in files]
    with transaction.atomic():
        hold(Lock.LOG)
        hold(Lock.NAMING)
        for thread in threads:
            thread.start()
    for thread in threads:
        thread.join()

    added = [int(words.split()[0]) for words in told.values()]
    assert sum(added) == len(rows), told
    assert Edition.objects.count() == len(rows)
    assert User.objects.filter(username="load-claims").count() == 1
