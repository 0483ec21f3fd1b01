"""manage.py load_claims: claims from a file, each line once, bad ones by their number."""

import gzip
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.core.management import call_command
from django.db import connection

from claims.models import (
    Claim,
    Edition,
    Figure,
    HistoryEntry,
    Load,
    Publication,
    Revision,
    State,
    Topic,
    User,
)
from sources.models import Paragraph, Source
from tests import factories
from tests.claims.loading.corpora import changed, documents, load, next_edition, write

ROOT = Path(__file__).parents[4]
ADDED = "{} editions added, {} known already, {} lines refused.\n"


@pytest.fixture
def file(ratings: None, tmp_path: Path) -> Path:
    return write(tmp_path / "c.jsonl", documents(12))


def test_a_file_becomes_editions_that_readers_see(file: Path) -> None:
    assert load(file, batch=5) == ADDED.format(13, 0, 0)

    call_command("verify")
    rows = documents(12)
    assert [edition.content["text"] for edition in Edition.objects.all()] == [
        row["text"] for row in rows
    ]
    claim = Claim.objects.get(pk=rows[0]["id"])
    assert (claim.state, claim.revision, claim.author.username) == ("published", 1, "load-claims")
    assert [str(citation.paragraph.number) for citation in claim.citations.all()] == [
        str(cited["paragraph"]) for cited in rows[0]["citations"]
    ]
    assert factories.drafting.text_with_references(claim) == rows[0]["text_with_references"]
    assert not User.objects.get(username="load-claims").is_active


def test_twice_is_once(file: Path) -> None:
    load(file)
    before = list(Edition.objects.values()), list(Claim.objects.values())

    assert load(file) == ADDED.format(0, 13, 0)
    assert load(write(file, [documents(12)[0]] * 3)) == ADDED.format(0, 3, 0)
    assert (list(Edition.objects.values()), list(Claim.objects.values())) == before


def test_the_history_tells_of_it(file: Path, author: User) -> None:
    load(file, author="author")

    entry = HistoryEntry.objects.filter(command="load_claims").latest("pk")
    assert (entry.who, entry.reason) == (author, "Loaded from c.jsonl.")
    operations = entry.operations.filter(subject=documents(12)[0]["id"])
    assert {"claims.claim", "claims.citation", "claims.edition", "claims.revision"} <= {
        operation.resource for operation in operations
    }
    assert Edition.objects.filter(publisher=author).count() == 13


def test_a_further_edition_takes_the_place_of_the_last(file: Path) -> None:
    load(file)
    first = documents(12)[0]
    text = f"Else altogether {first['text_with_references']}"
    later = next_edition(
        first, text=f"Else altogether {first['text']}", text_with_references=text, figures=[]
    )

    assert load(write(file, [later])) == ADDED.format(1, 0, 0)

    claim = Claim.objects.get(pk=first["id"])
    assert (claim.text, claim.revision, claim.state) == (later["text"], 2, State.PUBLISHED)
    assert Revision.objects.filter(claim=claim).count() == 2
    publication = Publication.objects.get(claim=claim)
    assert json.loads(publication.document)["edition"] == 2
    assert claim.former_publications.get().until == publication.published_at
    call_command("verify")


def test_an_export_of_last_editions_is_numbered_anew(file: Path) -> None:
    third = changed(documents(12)[0], edition=3, correction="Twice.")

    assert load(write(file, [third])) == ADDED.format(1, 0, 0)
    assert load(write(file, [third])) == ADDED.format(0, 1, 0)
    assert Edition.objects.get().number == 1
    assert load(write(file, [next_edition(third)])) == ADDED.format(1, 0, 0)
    assert list(Edition.objects.values_list("number", flat=True)) == [1, 2]


def test_the_desk_goes_on_from_what_was_loaded(file: Path, author: User, reviewer: User) -> None:
    first = changed(
        documents(12)[0], edition=4, published_at="2031-02-03T04:05:06Z", correction="A word."
    )
    load(write(file, [first]))
    claim = Claim.objects.get(pk=first["id"])
    factories.edit(claim, author, text=f"Now {first['text_with_references']}")
    factories.approve(factories.submit(claim, author), reviewer)

    edition = factories.publish(claim, reviewer)

    assert (edition.number, edition.content["first_published_at"]) == (
        2,
        first["first_published_at"],
    )
    call_command("verify")


def test_an_edition_with_other_content_is_refused(file: Path) -> None:
    load(file)
    other = changed(documents(12)[0], reviewed_by="Somebody else")

    said = load(write(file, [other, documents(12)[1]]))

    assert said == (
        "/c.jsonl:1: This edition of the claim is here with other content. (/edition)\n"
        + ADDED.format(0, 1, 1)
        + "1 lines are wrong. [1]\n"
    )


def test_what_the_desk_works_on_is_left_to_it(file: Path, author: User) -> None:
    load(file)
    first = documents(12)[0]
    claim = Claim.objects.get(pk=first["id"])
    factories.edit(claim, author, text="Something else [1]")

    assert "/c.jsonl:1: The desk is working on this claim: it is draft here. (/id)" in load(
        write(file, [next_edition(first)])
    )


def test_bad_lines_are_told_and_good_ones_stored(file: Path) -> None:
    rows: list[Any] = documents(12)[:6]
    rows[1] = changed(rows[1], rating={**rows[0]["rating"], "code": "splendid"})
    rows[2] = changed(rows[2], source={**rows[2]["source"], "kind": "gossip"})
    rows[3] = b"{}}"
    rows[4] = changed(rows[4], language="English")
    lines = [rows[0], b"", *rows[1:]]

    said = load(write(file, lines)).splitlines()

    assert said[0].startswith("/c.jsonl:3: There is no rating splendid here")
    assert said[1].startswith("/c.jsonl:4: kind is one of: article")
    assert said[1].endswith("(/source/kind)")
    assert said[2].startswith("/c.jsonl:5: The body is not JSON")
    assert said[3].startswith("/c.jsonl:6: language is a BCP 47 tag")
    assert said[4:] == [
        "2 editions added, 0 known already, 4 lines refused.",
        "4 lines are wrong. [1]",
    ]
    assert Edition.objects.count() == Claim.objects.count() == 2


def test_a_source_by_another_slug_is_told(file: Path) -> None:
    rows = documents(12)
    twin = changed(
        rows[1],
        source={**rows[0]["source"], "slug": "twin"},
        citations=[{**cited, "source": "twin"} for cited in rows[1]["citations"]],
        cited_sources=[],
    )

    said = load(write(file, [rows[0], twin]))

    assert "/c.jsonl:2: This publisher has a source of this title and time: corpus-0." in said
    load(write(file, [rows[0]]))
    assert "/c.jsonl:1: This publisher has a source of this title" in load(write(file, [twin]))


def test_nothing_is_stored_by_a_dry_run(file: Path) -> None:
    said = load(write(file, [*documents(12), b"[]"]), dry_run=True)

    assert "13 editions would be added, 0 known already, 1 lines refused." in said
    assert "/c.jsonl:14: This is an object." in said
    assert not Edition.objects.exists()
    assert not Load.objects.exists()
    assert not User.objects.filter(username="load-claims").exists()


def test_one_bad_line_undoes_all_when_asked_for(file: Path) -> None:
    said = load(write(file, [*documents(12), b"[]"]), all_or_nothing=True, batch=4)

    assert said.endswith("1 lines are wrong: nothing was stored. [1]\n")
    assert not Claim.objects.exists()
    assert load(write(file, documents(12)), all_or_nothing=True, batch=4) == ADDED.format(13, 0, 0)


def test_names_that_are_here_keep_their_words(file: Path) -> None:
    topic = Topic.objects.create(slug=documents(12)[0]["topics"][0]["slug"], label="Here before")

    load(file)

    assert Topic.objects.get(pk=topic.pk).label == "Here before"


def test_words_that_the_desk_has_otherwise_make_a_stale_citation(file: Path, author: User) -> None:
    row = documents(12)[0]
    cited = row["citations"][0]
    source = factories.make_source(slug=cited["source"])
    Paragraph.objects.create(source=source, number=cited["paragraph"], text="Other words.")

    load(file)

    citation = Claim.objects.get(pk=row["id"]).citations.first()
    assert citation is not None
    assert citation.is_stale
    assert citation.paragraph.text == "Other words."


def test_a_text_that_was_not_captured_is_filled_in(file: Path) -> None:
    cited = documents(12)[0]["citations"][0]
    source = factories.make_source(slug=cited["source"])
    empty = Paragraph.objects.create(source=source, number=cited["paragraph"])

    load(file)

    assert Paragraph.objects.get(pk=empty.pk).text == cited["text"]
    assert Source.objects.get(pk=source.pk).version > source.version


def test_gzip_and_standard_input(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = file.read_bytes()
    packed = file.with_suffix(".jsonl.gz")
    packed.write_bytes(gzip.compress(data))

    assert load(packed) == ADDED.format(13, 0, 0)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    out = io.StringIO()
    call_command("load_claims", "-", editions=True, stdout=out)
    assert out.getvalue() == ADDED.format(0, 13, 0)


@pytest.mark.parametrize("batch", [2, 1000])
def test_what_cannot_be_read_is_no_traceback(file: Path, batch: int) -> None:
    packed = file.with_suffix(".jsonl.gz")
    packed.write_bytes(gzip.compress(file.read_bytes())[:-2_000])

    assert "the compressed data cannot be read further" in load(packed, batch=batch)
    assert 0 < Edition.objects.count() < 13
    assert "cannot be read: No such file" in load(file.with_name("none"))
    assert "cannot be read: Is a directory" in load(file.parent)
    assert "There is no account nobody-here" in load(file, author="nobody-here")
    assert "A batch has at least one line." in load(file, batch=0)
    file.with_suffix(".gz").write_bytes(b"not gzip")
    assert "the compressed data cannot be read further" in load(file.with_suffix(".gz"))


def test_the_end_of_a_file_may_be_missing(file: Path) -> None:
    data = b"\xef\xbb\xbf" + file.read_bytes()
    file.write_bytes(data.rstrip(b"\n"))
    assert load(file) == ADDED.format(13, 0, 0)
    file.write_bytes(data[:-500])

    said = load(file)

    assert said.startswith("/c.jsonl:13: The body is not JSON")
    assert ADDED.format(0, 12, 1) in said


def test_a_file_that_was_changed_is_not_gone_on_with(file: Path) -> None:
    load(file)
    Load.objects.update(ended_at=None, line=5, offset=100, digest="0" * 64)

    assert "was changed above line 6" in load(file)
    assert load(file, restart=True) == ADDED.format(0, 13, 0)


def test_drafts_wait_for_the_desk(file: Path) -> None:
    names = ("source", "text_with_references", "citations", "cited_sources", "figures", "topics")
    lean = [{name: row[name] for name in names} for row in documents(12)[:4]]
    keyed = {**lean[2], "key": "ours-7"}
    rows = [lean[0], documents(12)[1], keyed, keyed, lean[0]]

    said = load(write(file, rows), editions=False)

    assert said == "3 drafts added, 2 known already, 0 lines refused.\n"
    assert load(file, editions=False) == "0 drafts added, 5 known already, 0 lines refused.\n"
    assert {claim.state for claim in Claim.objects.all()} == {"draft"}
    assert Claim.objects.get(key="ours-7").citations.count() == len(keyed["citations"])
    assert {figure.status for figure in Figure.objects.all()} <= {"proposed"}
    assert not Edition.objects.exists()
    assert not Publication.objects.exists()


def test_a_draft_does_not_take_the_key_of_another(file: Path) -> None:
    row = {**documents(12)[0], "key": "ours-7"}
    other = {**documents(12)[1], "key": "ours-7", "source": row["source"]}
    other["citations"] = [
        {**cited, "source": row["source"]["slug"]} for cited in other["citations"]
    ]
    load(write(file, [row]), editions=False)

    said = load(write(file, [{**other, "cited_sources": []}]), editions=False)

    assert (
        said.startswith("0 drafts added, 1 known") or "/c.jsonl:1: The source has a claim" in said
    )


@pytest.mark.django_db(transaction=True)
def test_a_load_that_was_killed_goes_on_where_it_was(ratings: None, tmp_path: Path) -> None:
    rows = documents(400, sources=5)
    file = write(tmp_path / "c.jsonl", rows)
    given = connection.settings_dict
    host = quote(given["HOST"], safe="")
    address = f"postgresql://{given['USER']}@/{given['NAME']}?host={host}"
    command = [sys.executable, str(ROOT / "manage.py"), "load_claims", str(file), "--editions"]
    process = subprocess.Popen(
        [*command, "--batch", "5"],
        env={**os.environ, "DATABASE_URL": address},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    deadline = time.monotonic() + 60
    while not Load.objects.filter(line__gte=5).exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.wait()
    stopped = Load.objects.get()
    there = Edition.objects.count()
    assert 0 < there < len(rows)

    said = load(file)

    # What is stored is what the record says, whenever it was killed.
    assert there in {stopped.line, Load.objects.get().line}
    assert said == f"Going on behind line {stopped.line:,}.\n" + ADDED.format(len(rows), 0, 0)
    assert Edition.objects.count() == len(rows)
    call_command("verify")
