"""What readers ask for, against a plain REST framework view and pgbench, at any number of claims.

Run by `make bench`; STET_BENCH_CLAIMS names the sizes, as `10000,100000,1000000`. A corpus is made
and loaded once for each size, in .stet/bench-N, and kept. Every pair is asked in turn, round by
round, and compared by CPU a request: the server's processes and PostgreSQL's together.
"""

import json
import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from config.database.binaries import Account, programs_for
from tests.benchmarks.measuring import Cost, family_of, measured, text_of
from tests.served import ROOT, Served, run, serving

SIZES = [int(each) for each in os.environ.get("STET_BENCH_CLAIMS", "10000").split(",")]
ROUNDS, SECONDS = 3, float(os.environ.get("STET_BENCH_SECONDS", "4"))
SAMPLES = """
import json
from claims.models import Publication, PublishedTopic
from config.api.cursors import Cursor, binding_of
from django.db.models import Count
rows = Publication.objects.standing()
picked = list(rows.order_by("sha256").values_list("published_at", "claim_id")[:400])
binding = binding_of("/api/v1/claims/", "-published_at", {})
topics = PublishedTopic.objects.values("slug").annotate(n=Count("id")).order_by("-n")
print(json.dumps({
    "cursors": [Cursor(at, pk).token(binding) for at, pk in picked],
    "times": [str(at) for at, pk in picked],
    "ids": [str(pk) for at, pk in picked],
    "topics": [row["slug"] for row in topics[:20]],
    "rare": [row["slug"] for row in topics.reverse()[:20]],
    "ratings": list(rows.values_list("rating", flat=True).distinct()),
    "sources": list(rows.values_list("source_id", flat=True).distinct()[:200]),
    "last": rows.order_by("-sequence").values_list("sequence", flat=True)[0],
}))
"""


@pytest.fixture(scope="module", params=SIZES)
def served(request: pytest.FixtureRequest) -> Iterator[Served]:
    """Stet, serving that many claims."""
    base = ROOT / ".stet" / f"bench-{request.param}"
    base.mkdir(parents=True, exist_ok=True)
    with serving(base / "data", STET_RATE_LIMIT="100000000/minute") as server:
        if json.loads(server.ask("GET", "/api/v1/claims/?count=capped")[2])["count"] == 0:
            corpus = base / "corpus.jsonl"
            run(server, "make_corpus", "--claims", str(request.param), "--output", str(corpus))
            began = time.monotonic()
            run(server, "load_claims", str(corpus), "--editions")
            print(f"\nloaded {request.param:,} claims in {time.monotonic() - began:.0f} s")
            corpus.unlink()
        run(server, "shell", "-c", "from django.db import connection as c; "
            "c.ensure_connection(); c.connection.execute('vacuum analyze')")  # fmt: skip
        print(f"\n=== {request.param:,} claims")
        yield server


@pytest.fixture(scope="module")
def sample(served: Served) -> dict[str, Any]:
    lines = run(served, "shell", "--no-imports", "-c", SAMPLES).splitlines()
    found: dict[str, Any] = json.loads(lines[-1])
    return found


@pytest.fixture(scope="module")
def plain(served: Served) -> Iterator[tuple[int, int]]:
    """The baseline on the same rows: its port and its process."""
    port = served.port + 1
    environment = served.environment() | {
        "DJANGO_SETTINGS_MODULE": "tests.benchmarks.plain_settings"
    }
    with subprocess.Popen(
        [sys.executable, "-m", "granian", "--interface", "wsgi", "--factory", "--workers", "2",
         "--blocking-threads", "4", "--port", str(port), "django.core.wsgi:get_wsgi_application"],
        env=environment, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    ) as process:  # fmt: skip
        time.sleep(6)
        yield port, process.pid
        process.terminate()


def get(path: str, **headers: str) -> bytes:
    lines = [f"GET {path} HTTP/1.1", "Host: localhost", "Accept: application/json"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode()


def postmaster(served: Served) -> int:
    return int((served.folder / "throw-away/pg18/postmaster.pid").read_text().split()[0])


def ours(served: Served, requests: list[bytes]) -> Cost:
    return measured(
        served.port, requests, server=served.process.pid, database=postmaster(served),
        seconds=SECONDS,
    )  # fmt: skip


def compare(name: str, served: Served, requests: list[bytes], other: Any, *, goal: float) -> None:
    """Print what each costs, round by round, and the ratio of both."""
    ratios = []
    for _ in range(ROUNDS):
        base, cost = other(), ours(served, requests)
        ratios.append(base.cpu / cost.cpu)
        print(f"{name}: {told(cost)} | baseline {told(base)} | {ratios[-1]:.1f} x")
    print(f"{name}: median {statistics.median(ratios):.1f} x, goal {goal:g} x")


def told(cost: Cost) -> str:
    return (
        f"{cost.server:6.0f} + {cost.database:5.0f} us, {1e6 / cost.cpu:6.0f} a CPU second, "
        f"{cost.rate:5.0f}/s, {cost.size / 1000:5.1f} kB"
    )


def plainly(served: Served, plain: tuple[int, int], requests: list[bytes]) -> Any:
    port, pid = plain
    return lambda: measured(
        port, requests, server=pid, database=postmaster(served), seconds=SECONDS
    )


def test_list(served: Served, plain: tuple[int, int], sample: dict[str, Any]) -> None:
    from base64 import b64encode
    from urllib.parse import quote, urlencode

    pages = [
        get(f"/plain/claims/?cursor={quote(b64encode(urlencode({'p': at}).encode()))}")
        for at in sample["times"]
    ]
    requests = [get(f"/api/v1/claims/?cursor={quote(each)}") for each in sample["cursors"]]

    compare("list", served, requests, plainly(served, plain, pages), goal=20)


def test_filtered_list(served: Served, plain: tuple[int, int], sample: dict[str, Any]) -> None:
    queries = [
        f"rating={rating}&topic={topic}"
        for rating in sample["ratings"] for topic in sample["topics"][:10]
    ]  # fmt: skip
    base = plainly(served, plain, [get(f"/plain/claims/?{query}") for query in queries])

    compare("filtered", served, [get(f"/api/v1/claims/?{q}") for q in queries], base, goal=20)


def test_detail(served: Served, plain: tuple[int, int], sample: dict[str, Any]) -> None:
    base = plainly(served, plain, [get(f"/plain/claims/{pk}/") for pk in sample["ids"]])

    compare("detail", served, [get(f"/api/v1/claims/{p}/") for p in sample["ids"]], base, goal=10)


def test_not_modified(served: Served, sample: dict[str, Any]) -> None:
    paths = [f"/api/v1/claims/?source={source}" for source in sample["sources"][:50]]
    whole = [f"/api/v1/claims/?cursor={each}" for each in sample["cursors"][:50]]
    tagged = [
        get(path, If_None_Match=served.ask("GET", path, Host="localhost")[1]["etag"])
        for path in (*paths, *whole)
    ]

    compare("304", served, tagged, lambda: ours(served, [get(p) for p in whole]), goal=4)


@pytest.mark.parametrize("coding", ["gzip", "zstd"])
def test_compressed_list(served: Served, sample: dict[str, Any], coding: str) -> None:
    paths = [f"/api/v1/claims/?cursor={each}" for each in sample["cursors"]]
    requests = [get(path, Accept_Encoding=coding) for path in paths]

    compare(coding, served, requests, lambda: ours(served, [get(p) for p in paths]), goal=0.5)


def test_the_rest(served: Served, sample: dict[str, Any]) -> None:
    last = sample["last"]
    for name, paths in {
        "changes": [f"/api/v1/changes/?page_size=25&after={n * last // 100}" for n in range(100)],
        "facets": [f"/api/v1/facets/?source={source}" for source in sample["sources"][:50]],
        "facets of all": ["/api/v1/facets/"],
        "rare topic": [f"/api/v1/claims/?topic={topic}" for topic in sample["rare"]],
    }.items():
        print(f"{name}: {told(ours(served, [get(path) for path in paths]))}")


def test_pgbench_of_the_page(served: Served, sample: dict[str, Any], tmp_path: Path) -> None:
    """The same statement from pgbench: what is left of it for everything else."""
    times = ", ".join(f"'{at}'" for at in sample["times"][:100])
    script = tmp_path / "page.sql"
    script.write_text(
        "\\set n random(1, 100)\n"
        "select p.document, p.published_at, p.claim_id from claims_publication p "
        f"where p.status = 'published' and p.published_at < (array[{times}]::timestamptz[])[:n] "
        "order by p.published_at desc, p.claim_id desc limit 26;\n"
    )
    rate = pgbench(served, script)
    cost = ours(served, [get(f"/api/v1/claims/?cursor={each}") for each in sample["cursors"]])
    print(f"pgbench: {rate:,.0f} pages/s; over HTTP {cost.rate:,.0f}/s: {cost.rate / rate:.2f}")


def pgbench(served: Served, script: Path) -> float:
    socket = Path(served.folder / "throw-away/run")
    folder = socket if socket.exists() else next(Path("/tmp").glob("stet-*"))
    done = subprocess.run(
        [programs() / "pgbench", "-n", "-M", "prepared", "-c", "4", "-j", "2",
         "-T", str(int(SECONDS) + 1), "-f", script, "-h", folder, "-U", "stet", "stet"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    found = re.search(r"tps = ([\d.]+)", done.stdout)
    assert found, done.stdout
    return float(found[1])


def programs() -> Path:
    """PostgreSQL's own programs, psql and pgbench among them."""
    return programs_for(Account(os.geteuid(), os.getegid()))


def test_export(served: Served) -> None:
    """All claims as JSON Lines over HTTP, against psql's COPY of the same rows into nothing."""
    folder = served.folder / "throw-away/run"
    copy = (
        "\\copy (select document from claims_publication where status = 'published' "
        "order by sequence) to '/dev/null' (format csv, quote e'\\x01', delimiter e'\\x02')"
    )
    for _ in range(ROUNDS):
        began = time.monotonic()
        subprocess.run(
            [programs() / "psql", "-q", "-h", folder, "-U", "stet", "-c", copy, "stet"], check=True
        )
        base = time.monotonic() - began
        with peak_of(served) as peak:
            began = time.monotonic()
            rows = downloaded(served.port)
            lasted = time.monotonic() - began
        print(
            f"export: {rows / lasted:,.0f} claims/s, psql {rows / base:,.0f}/s: "
            f"{base / lasted:.2f} of it, goal 0.5; {max(peak):.0f} MiB above idle, goal 64"
        )


def downloaded(port: int) -> int:
    done = subprocess.run(
        ["curl", "-sS", f"http://127.0.0.1:{port}/api/v1/export/claims.jsonl"],
        capture_output=True, check=True,
    )  # fmt: skip
    end = json.loads(done.stdout[done.stdout.rstrip().rfind(b"\n") :])
    assert end["end"] is True
    rows: int = end["claims"]
    return rows


@contextmanager
def peak_of(served: Served) -> Iterator[list[float]]:
    """How much each process of the server grew at its peak, in MiB."""
    pids = set(family_of(served.process.pid)) - set(family_of(postmaster(served)))
    for pid in pids:
        with suppress(OSError):  # it has ended
            Path(f"/proc/{pid}/clear_refs").write_text("5")
    before = {pid: memory(pid) for pid in pids}
    grown: list[float] = []
    yield grown
    grown += [memory(pid) - size for pid, size in before.items()]


def memory(pid: int) -> float:
    found = re.search(r"VmHWM:\s+(\d+)", text_of(Path(f"/proc/{pid}/status")))
    return int(found[1]) / 1024 if found else 0.0
