"""Publishing a claim, against pgbench of the very statements that it runs.

Run by `make bench`. Both are undone by a rollback each time, so that the same claim is published
again and again, with its history, its place in the log and everything that readers find it by.
"""

import re
import statistics
import subprocess
import time
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from claims.models import Claim, User
from claims.publishing import publish_claim
from tests import factories
from tests.benchmarks.bench_serving import programs

ROUNDS, SECONDS, GOAL = 5, 4, 0.3


def publish_and_undo(claim: Claim, by: User) -> None:
    with transaction.atomic():
        publish_claim(claim=claim, version=claim.version, by=by)
        transaction.set_rollback(True)


def rate_of(claim: Claim, by: User) -> float:
    began, count = time.perf_counter(), 0
    while time.perf_counter() - began < SECONDS:
        publish_and_undo(claim, by)
        count += 1
    return count / (time.perf_counter() - began)


@pytest.mark.django_db(transaction=True)
def test_publishing(author: User, reviewer: User, tmp_path: Path) -> None:
    for _ in range(50):
        factories.published_claim(author, reviewer)
    claim = factories.fresh(factories.approved_claim(author, reviewer))
    with CaptureQueriesContext(connection) as captured:
        publish_and_undo(claim, reviewer)
    script = tmp_path / "publish.sql"
    lines = ["begin;"]
    for query in captured.captured_queries:
        sql = str(query["sql"]).strip().rstrip(";")
        if not re.match(r"(?i)(begin|commit|rollback)\b(?! to)", sql):
            lines.append(one_line(sql))
    lines.append("rollback;")
    script.write_text("\n".join(lines))
    settings = connection.settings_dict
    ratios = []
    for _ in range(ROUNDS):
        done = subprocess.run(
            [programs() / "pgbench", "-n", "-c", "1", "-T", str(SECONDS), "-f", script,
             "-h", settings["HOST"], "-U", settings["USER"], settings["NAME"]],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        found = re.search(r"tps = ([\d.]+)", done.stdout)
        assert found, done.stdout
        base, ours = float(found[1]), rate_of(claim, reviewer)
        ratios.append(ours / base)
        print(f"publish: {ours:.0f}/s, pgbench {base:.0f}/s: {ratios[-1]:.2f}")
    print(
        f"publish: {len(lines) - 2} statements, median {statistics.median(ratios):.2f}, goal {GOAL}"
    )


def one_line(sql: str) -> str:
    """A statement as pgbench reads it: on one line."""
    return re.sub(r"\s*\n\s*", " ", sql) + ";"
