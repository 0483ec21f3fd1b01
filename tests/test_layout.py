"""The promises that the layout makes, checked."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("config", "claims", "sources")
MODULES = sorted(
    path.relative_to(ROOT)
    for room in ROOMS
    for path in (ROOT / room).rglob("*.py")
    if "migrations" not in path.parts
)
# Declarations without a rule of their own: tested by whatever uses them.
UNTESTED_ALONE = {"__init__.py", "apps.py", "errors.py", "settings.py", "urls.py", "wsgi.py"}
PUBLIC = sorted((ROOT / "claims" / "api" / "public").glob("*.py"))
WORKING_COPY = {"Citation", "Claim", "Figure", "Review", "Annotation", "Section", "Submission"}


def places_of(module: Path) -> list[Path]:
    """Where a module may be tested: its mirror, or its package's when several share a subject."""
    mirror = ROOT / "tests" / module.with_name(f"test_{module.name}")
    package = ROOT / "tests" / module.parent
    return [mirror, package.with_name(f"test_{module.parent.name}.py"), *package.glob("test_*.py")]


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_a_module_is_short_and_says_what_lives_there(module: Path) -> None:
    lines = (ROOT / module).read_text(encoding="utf-8").splitlines()

    if lines:
        assert lines[0].startswith('"""')
    assert len(lines) <= 300


@pytest.mark.parametrize("module", [m for m in MODULES if m.name not in UNTESTED_ALONE], ids=str)
def test_a_room_has_its_tests(module: Path) -> None:
    assert any(path.exists() for path in places_of(module))


@pytest.mark.parametrize("module", PUBLIC, ids=lambda path: path.name)
def test_the_public_api_names_no_model_of_the_working_copy(module: Path) -> None:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    imported = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("claims.models")
        for alias in node.names
    }

    assert imported.isdisjoint(WORKING_COPY)


@pytest.mark.django_db
def test_models_and_migrations_agree() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_the_rooms_import_each_other_in_one_direction() -> None:
    linter = Path(sys.executable).with_name("lint-imports")

    done = subprocess.run([linter, "--no-logo"], cwd=ROOT, capture_output=True, text=True)

    assert done.returncode == 0, done.stdout


def test_the_readme_is_short_enough_to_read() -> None:
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) < 200
