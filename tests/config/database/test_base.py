"""Django's connections start the server, and start it again."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    given = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return subprocess.run(
        [sys.executable, *arguments],
        env=given | {"STET_DATA_DIR": str(folder), "STET_DB_DURABLE": "0"},
        cwd=ROOT,
        capture_output=True,
        text=True,
    )


def test_a_command_that_needs_no_data_starts_nothing(tmp_path):
    done = run(tmp_path, "manage.py", "migrate", "--help")

    assert done.returncode == 0
    assert not (tmp_path / "throw-away").exists()


def test_a_server_and_a_guard_that_were_killed_come_back_with_the_next_connection(tmp_path):
    script = """
import os, signal, sys
from pathlib import Path
import django
django.setup()
from django.db import connection

def ask():
    with connection.cursor() as cursor:
        cursor.execute("select 1")
        return cursor.fetchone()

def guards():
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            text = path.read_bytes()
        except OSError:
            continue
        if b"guard.py\\0" + os.fsencode(sys.argv[1]) in text:
            found.append(int(path.parent.name))
    return found

first = ask()
pid = Path(sys.argv[1], "throw-away", "pg18", "postmaster.pid")
for process in [*guards(), int(pid.read_text().split()[0])]:
    os.kill(process, signal.SIGKILL)
connection.close()
print(first, ask(), len(guards()))
"""
    done = run(tmp_path, "-c", script, str(tmp_path))

    assert done.stderr == ""
    assert done.stdout == "(1,) (1,) 1\n"
