"""Files of claims to load: invented ones, and what readers get of those that are here."""

import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import rfc8785
from django.core.management import CommandError, call_command

from claims.loading.corpus import Corpus, write_corpus
from claims.loading.quickly import sha256_of_content

RATINGS = [
    {"code": "supported", "label": "Supported", "value": 5, "best": 5, "worst": 1},
    {"code": "mixed", "label": "Mixed", "value": 3, "best": 5, "worst": 1},
    {"code": "unverifiable", "label": "Unverifiable", "value": None, "best": None, "worst": None},
]


def documents(claims: int, *, sources: int = 3, seed: int = 1) -> list[dict[str, Any]]:
    """The documents of a small corpus, in the order of its log."""
    out = io.BytesIO()
    for _ in write_corpus(Corpus(claims, sources, seed, RATINGS), out):
        pass
    return [json.loads(line) for line in out.getvalue().splitlines()]


def changed(document: dict[str, Any], **members: Any) -> dict[str, Any]:
    """The document with other members, sealed as its own log would have it."""
    made = {**document, **members}
    return {**made, "sha256": sha256_of_content(made)}


def next_edition(document: dict[str, Any], **members: Any) -> dict[str, Any]:
    """An edition a day later."""
    later = f"2031-{document['published_at'][5:]}"
    number = document["edition"] + 1
    note = {"correction": "A word was wrong."} if "withdrawal" not in members else {}
    return changed(document, edition=number, published_at=later, **note, **members)


def write(path: Path, rows: Iterable[dict[str, Any] | str | bytes]) -> Path:
    """A file with these lines: documents, or lines as they are."""
    lines = []
    for row in rows:
        made = rfc8785.dumps(row) if isinstance(row, dict) else row
        lines.append(made.encode() if isinstance(made, str) else made)
    path.write_bytes(b"".join(line + b"\n" for line in lines))
    return path


def load(path: Path, **options: Any) -> str:
    """Load the file; what the command says in the end."""
    out = io.StringIO()
    options.setdefault("editions", True)
    try:
        call_command("load_claims", str(path), stdout=out, stderr=out, **options)
    except CommandError as error:
        out.write(f"{error} [{error.returncode}]\n")
    return out.getvalue().replace(str(path.parent), "")
