"""The README's walk works as printed: run in bash against a real server, and compared."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import get_commands

from tests.served import ROOT, serving

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(sh|text|json)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# What differs from run to run, as the printed answers show it.
VOLATILE = [
    (re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}"), "<id>"),
    (re.compile(r"\b[0-9a-f]{64}\b"), "<sha256>"),
    (re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z"), "<time>"),
]


def walk() -> list[tuple[str, str]]:
    """The commands of the walk, each with what the README prints as their answer."""
    section = README.split("## A walk", 1)[1].split("\n## ", 1)[0]
    steps: list[tuple[str, str]] = []
    for kind, text in BLOCK.findall(section):
        if kind == "sh":
            steps.append((text, ""))
        else:
            steps[-1] = (steps[-1][0], text)
    return steps


def steady(text: str) -> str:
    for pattern, name in VOLATILE:
        text = pattern.sub(name, text)
    return text.strip()


def test_the_walk_works_as_printed(tmp_path: Path) -> None:
    steps = walk()
    assert len(steps) > 4
    mark = "=====next====="
    with serving(tmp_path / "data", STET_DEMO="1") as served:
        script = f"\necho {mark}\n".join(commands for commands, _ in steps)
        script = script.replace("127.0.0.1:8000", f"127.0.0.1:{served.port}")
        manage = shlex.join([sys.executable, str(ROOT / "manage.py")])
        script = script.replace(".venv/bin/python manage.py", manage)
        done = subprocess.run(
            ["bash", "-eu", "-o", "pipefail", "-c", script],
            cwd=tmp_path,
            env=served.environment(),
            capture_output=True,
            text=True,
        )

        said = served.said()

    assert done.returncode == 0, done.stderr
    printed = README.split("```text\n$ make serve\n", 1)[1].split("```", 1)[0]
    started = said.split(" (shown only", 1)[0].replace(str(served.port), "8000")
    for line in started.splitlines():
        assert line.split(" password ")[0] in printed
    answers = [steady(answer) for answer in done.stdout.split(mark)]
    assert answers == [steady(printed) for _, printed in steps]


@pytest.mark.parametrize("name", ["serve", "editor", "import_digest", "verify"])
def test_a_command_that_the_readme_names_is_there(name: str) -> None:
    assert f"`{name}" in README
    assert name in get_commands()


@pytest.mark.parametrize(
    "name", ["PORT", "STET_DATA_DIR", "STET_DEMO", "DATABASE_URL", "SECRET_KEY", "ALLOWED_HOSTS"]
)
def test_a_setting_is_told(name: str) -> None:
    assert f"`{name}`" in README
