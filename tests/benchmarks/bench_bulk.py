"""Ten thousand claims in one request: time, and the peak memory of the process that serves it."""

import json
import re
import time
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.served import run, serving

CLAIMS = 10_000
SOURCES = 20


def peak(pid: int) -> int:
    """Peak resident memory in MB."""
    status = Path(f"/proc/{pid}/status").read_text()
    found = re.search(r"VmHWM:\s+(\d+)", status)
    return int(found[1]) // 1024 if found else 0


def body() -> bytes:
    operations = [
        {"type": "source", "data": {"slug": f"s-{n}", "title": f"S {n}", "publisher": "Gazette"}}
        for n in range(SOURCES)
    ]
    operations += [
        {
            "type": "claim",
            "data": {
                "source": f"s-{n % SOURCES}",
                "key": f"k-{n}",
                "text": f"The harbour moved {n} containers in May, more than before [1][3]",
                "language": "en",
            },
        }
        for n in range(CLAIMS - SOURCES)
    ]
    return b"".join(json.dumps(each).encode() + b"\n" for each in operations)


@pytest.mark.parametrize("query", ["", "?all_or_none=true"])
def test_ten_thousand_claims(tmp_path: Path, query: str) -> None:
    with serving(tmp_path / "data") as served:
        token = run(served, "editor", "nora", "--role", "contributor", "--token").strip()
        before = {pid: peak(pid) for pid in served.workers()}
        for turn in ("added", "again"):
            began = time.monotonic()
            connection = HTTPConnection("127.0.0.1", served.port, timeout=900)
            headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/jsonl"}
            connection.request("POST", f"/api/v1/desk/bulk/{query}", body(), headers)
            answer = connection.getresponse()
            rows = [json.loads(line) for line in answer.read().splitlines()]
            connection.close()
            seconds = time.monotonic() - began
            after = {pid: peak(pid) for pid in served.workers()}
            print(f"\n{query} {turn}: {seconds:.0f} s, {rows[-1]['summary']}")
            print("peak memory of the processes (MB), before and after:", before, after)
            assert answer.status == 200
            assert len(rows) == CLAIMS + 1
            assert rows[-1]["summary"]["done"] == CLAIMS
