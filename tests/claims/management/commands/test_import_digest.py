"""manage.py import_digest."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from claims.models import Claim, User
from tests.claims.test_importing import DIGEST


def run(*args: str) -> tuple[str, str]:
    out, err = io.StringIO(), io.StringIO()
    call_command("import_digest", *args, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "digest.txt"
    path.write_text(DIGEST, encoding="utf-8")
    return path


def test_a_file_is_imported_and_twice_is_once(author: User, file: Path) -> None:
    first, warnings = run(str(file), "--by", "author")
    again, _ = run(str(file), "--by", "author")

    assert "3 claims drafted, 0 known already" in first
    assert "language" in warnings.lower()
    assert "0 claims drafted, 3 known already" in again
    assert Claim.objects.filter(author=author).count() == 3


def test_a_dry_run_stores_nothing(author: User, file: Path) -> None:
    out, _ = run(str(file), "--by", "author", "--dry-run")

    assert "3 claims would be drafted" in out
    assert not Claim.objects.exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"\xff", "not UTF-8"), (b"", "no text"), (b"nothing\n", "by-line"), (None, "cannot be read")],
)
def test_what_cannot_be_imported_is_a_sentence(
    author: User, tmp_path: Path, content: bytes | None, words: str
) -> None:
    path = tmp_path / "digest.txt"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(CommandError, match=words):
        run(str(path), "--by", "author")


@pytest.mark.django_db
def test_somebody_who_may_not_import_is_told_so(file: Path) -> None:
    with pytest.raises(CommandError, match="nobody is no account"):
        run(str(file), "--by", "nobody")
