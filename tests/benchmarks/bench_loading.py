"""Loading editions, against a plain COPY of the very rows into the same tables.

Run by `make bench`. Both write the same rows through the same indexes, constraints and triggers
(the history's events among them), in turn, so that the ratio is of the work that loading adds:
reading, checking, sealing. At least 0.7 of the speed of COPY is the goal. There are claims
already, so that the plans of triggers and foreign keys are not those for empty tables.
"""

import io
import re
import statistics
import time
from pathlib import Path
from typing import TypeAlias

import pghistory
import pytest
from django.core.management import call_command
from django.db import connection, models, transaction

from claims.models import (
    Citation,
    Claim,
    Claimant,
    ClaimTopic,
    Edition,
    Figure,
    FormerPublication,
    Publication,
    PublishedCitation,
    PublishedFigure,
    PublishedParagraph,
    PublishedSource,
    PublishedTerm,
    PublishedTopic,
    Revision,
    Section,
    Topic,
)
from sources.models import Paragraph, Publisher, Source

BASE, CLAIMS, ROUNDS, GOAL = 2_000, 6_000, 3, 0.7
# What loading writes itself, in the order of what refers to what; the rest is the triggers' work.
WRITTEN: tuple[type[models.Model], ...] = (
    Publisher, Topic, Claimant, Source, Section, Paragraph, Claim, Revision, ClaimTopic, Citation,
    Figure, Edition, PublishedSource, PublishedParagraph, Publication, FormerPublication,
    PublishedTopic, PublishedCitation, PublishedFigure, PublishedTerm,
)  # fmt: skip


Rows: TypeAlias = dict[type[models.Model], bytes]


def columns(model: type[models.Model]) -> str:
    """The primary key comes first, so that rows are known by it."""
    fields = sorted(model._meta.concrete_fields, key=lambda field: not field.primary_key)
    names = [str(field.column) for field in fields]
    return ", ".join(f'"{name}"' for name in names)


def rebuilt(base: Rows) -> None:
    emptied()
    copied_in(base)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def copied_out() -> Rows:
    """Every table's rows in the text format of COPY, in the order they were written."""
    made = {}
    with connection.cursor() as cursor:
        for model in WRITTEN:
            order = "ORDER BY sequence" if model is Edition else ""
            query = f"SELECT {columns(model)} FROM {model._meta.db_table} {order}"
            with cursor.copy(f"COPY ({query}) TO STDOUT") as rows:
                made[model] = b"".join(bytes(piece) for piece in rows)
    return made


def emptied() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT string_agg(format('%I', tablename), ', ') FROM pg_tables "
            "WHERE schemaname = 'public' AND tablename ~ '^(claims|sources|pghistory)_' "
            "AND tablename !~ '_(rating|user|housekeeping)'"
        )
        tables = cursor.fetchone()[0]
        cursor.execute(f"TRUNCATE {tables}")
        cursor.execute("VACUUM ANALYZE")


def copied_in(rows: Rows) -> float:
    began = time.perf_counter()
    with pghistory.context(command="copy"), transaction.atomic(), connection.cursor() as cursor:
        # The context is told with a statement that writes; without one the triggers take longer.
        cursor.execute("UPDATE claims_topic SET label = label WHERE false")
        cursor.execute("SET LOCAL statement_timeout = 0")
        for model, data in rows.items():
            table = f"{model._meta.db_table} ({columns(model)})"
            with cursor.copy(f"COPY {table} FROM STDIN") as into:
                into.write(data)
    return time.perf_counter() - began


def loaded(path: Path) -> float:
    out = io.StringIO()
    began = time.perf_counter()
    call_command("load_claims", str(path), editions=True, restart=True, stdout=out)
    seconds = time.perf_counter() - began
    assert " 0 lines refused" in out.getvalue()
    return seconds


def memory(name: str) -> int:
    """Of this process, in MB."""
    found = re.search(rf"{name}:\s+(\d+)", Path("/proc/self/status").read_text())
    return int(found[1]) // 1024 if found else 0


def besides(rows: Rows, base: Rows) -> Rows:
    """The rows whose keys are not in the base."""
    made = {}
    for model, data in rows.items():
        keys = {line.split(b"\t", 1)[0] for line in base[model].splitlines()}
        lines = data.splitlines(keepends=True)
        made[model] = b"".join(line for line in lines if line.split(b"\t", 1)[0] not in keys)
    return made


@pytest.mark.django_db(transaction=True)
def test_loading_is_nearly_as_fast_as_copying(ratings: None, tmp_path: Path) -> None:
    first, path = tmp_path / "base.jsonl", tmp_path / "corpus.jsonl"
    call_command("make_corpus", claims=BASE, seed=2, output=str(first))
    call_command("make_corpus", claims=CLAIMS, output=str(path))
    lines = sum(1 for _ in path.open("rb"))
    loading, copying = [], []
    emptied()
    loaded(first)
    base = copied_out()
    for _ in range(ROUNDS):
        rebuilt(base)
        Path("/proc/self/clear_refs").write_text("5")  # the peak begins anew
        before = memory("VmRSS")
        loading.append(loaded(path))
        grown = memory("VmHWM") - before
        rows = besides(copied_out(), base)
        number = sum(data.count(b"\n") for data in rows.values())
        rebuilt(base)
        editions = Edition.objects.count()
        copying.append(copied_in(rows))
        assert Edition.objects.count() == editions + lines
        print(
            f"\n{lines} editions, {number} rows: loaded in {loading[-1]:.1f} s "
            f"({lines / loading[-1]:.0f} editions/s, {number / loading[-1]:.0f} rows/s), "
            f"copied in {copying[-1]:.1f} s; loading took {grown} MB more at its peak",
            flush=True,
        )
    ratio = statistics.median(copying) / statistics.median(loading)
    print(f"loading is {ratio:.2f} of the speed of COPY; the goal is {GOAL}")
    assert ratio >= GOAL
