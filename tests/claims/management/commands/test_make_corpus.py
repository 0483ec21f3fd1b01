"""manage.py make_corpus: invented claims that are as a log has them, and can be loaded."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from claims import chain
from claims.loading.reading import read_entry
from tests.claims.loading.corpora import load

ROOT = Path(__file__).parents[4]


def made(path: Path, **options: Any) -> list[bytes]:
    call_command("make_corpus", **{"claims": 900, "output": str(path), **options})
    return path.read_bytes().splitlines()


def test_it_is_a_log_of_claims_in_the_public_shape(tmp_path: Path) -> None:
    lines = made(tmp_path / "c.jsonl")

    previous = head = ""
    for number, line in enumerate(lines, start=1):
        entry = read_entry(number, line, editions=True)
        assert entry.content["sequence"] == number
        content = {k: v for k, v in entry.content.items() if k not in {"sha256", "previous_sha256"}}
        sealed = chain.seal(content, previous_sha256=previous, previous_log_sha256=head)
        assert sealed.document == line
        previous, head = sealed.sha256, sealed.log_sha256


def test_the_same_seed_makes_the_same_claims(tmp_path: Path) -> None:
    path = tmp_path / "c.jsonl"
    lines = made(path)

    assert made(path) == lines
    assert made(path, seed=2) != lines
    assert made(path, claims=0) == []


def test_it_has_what_readers_find_hard(tmp_path: Path) -> None:
    rows = [json.loads(line) for line in made(tmp_path / "c.jsonl")]

    assert {row["language"] for row in rows} == {"en", "zh", "ru"}
    assert len({row["id"] for row in rows}) == 900 < len(rows)
    assert {row["status"] for row in rows} == {"published", "withdrawn"}
    assert max(Counter(row["published_at"] for row in rows).values()) >= 3
    assert [row["id"] for row in rows] != sorted(row["id"] for row in rows)
    assert {row["claimed_on"] for row in rows} >= {None}
    assert {(row["rating"] or {}).get("value") for row in rows} >= {None, 1, 5}
    assert {len(row["citations"]) for row in rows} == {1, 2, 3, 4}
    assert {len(row["figures"]) for row in rows} == {0, 1, 2, 3, 4}
    assert len({figure["unit"] for row in rows for figure in row["figures"]}) > 8
    assert any(row["cited_sources"] for row in rows)
    topics = Counter(topic["slug"] for row in rows for topic in row["topics"])
    assert topics.most_common()[0][1] > 150
    assert topics.most_common()[-1][1] == 1


def test_it_can_be_loaded(ratings: None, tmp_path: Path) -> None:
    path = tmp_path / "c.jsonl"
    lines = made(path, claims=150, sources=9)

    assert load(path) == f"{len(lines)} editions added, 0 known already, 0 lines refused.\n"
    call_command("verify")


def test_it_writes_to_standard_output() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "manage.py", "make_corpus", "--claims", "4000"],
        capture_output=True,
        check=True,
    )

    assert done.stdout.count(b"\n") >= 4000
    assert done.stderr == b""


def test_whoever_reads_may_stop() -> None:
    process = subprocess.Popen(
        [sys.executable, ROOT / "manage.py", "make_corpus", "--claims", "4000"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    process.stdout.readline()
    process.stdout.close()

    assert process.stderr is not None
    assert process.stderr.read() == b""
    process.stderr.close()
    process.wait()


@pytest.mark.parametrize("options", [{"claims": -1}, {"sources": -1}, {"output": "/none/c.jsonl"}])
def test_what_cannot_be_made_is_refused(options: dict[str, Any]) -> None:
    with pytest.raises(CommandError):
        call_command("make_corpus", **{"claims": 5, **options})
