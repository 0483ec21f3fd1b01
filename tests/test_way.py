"""The contract, walked on the real digest against a real server, where both lie beside us."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.served import ROOT, Served, serving

SHARED = ROOT.parent / "shared"
WALK = SHARED / "tools" / "contract_walk.py"
DIGEST = SHARED / "data" / "digests" / "rare_earths.txt"


def manage(served: Served, *args: str) -> str:
    done = subprocess.run(
        [sys.executable, ROOT / "manage.py", *args],
        env=served.environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


@pytest.mark.skipif(
    not (WALK.exists() and DIGEST.exists()),
    reason="the contract's walk and the real digest lie in ../shared, which is not here",
)
def test_the_contract_holds_on_the_real_digest(tmp_path: Path) -> None:
    with serving(tmp_path / "data") as served:
        author = manage(served, "editor", "ines", "--role", "publisher", "--token")
        publisher = manage(served, "editor", "marek", "--role", "publisher", "--token")

        walk = subprocess.run(
            [
                sys.executable, WALK, "--base", f"http://127.0.0.1:{served.port}",
                "--author", author, "--publisher", publisher, "--digest", DIGEST,
            ],
            capture_output=True,
            text=True,
        )  # fmt: skip

        assert walk.returncode == 0, walk.stdout + walk.stderr
        assert "1 editions hold" in manage(served, "verify")
