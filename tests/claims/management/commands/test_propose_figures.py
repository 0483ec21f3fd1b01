"""manage.py propose_figures."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command


def run(path: Path, *lines: object) -> list[dict[str, Any]]:
    path.write_text("\n".join(map(str, lines)), encoding="utf-8")
    out = io.StringIO()
    try:
        call_command("propose_figures", str(path), stdout=out)
    finally:
        told = [json.loads(line) for line in out.getvalue().splitlines()]
    return told


def test_each_line_is_answered_in_order(tmp_path: Path) -> None:
    first, second = run(
        tmp_path / "texts",
        json.dumps({"id": 7, "text": "Up 8% last year", "lang": "en", "as_of": "2025-11-07"}),
        "",
        json.dumps({"text": "Выросло на 8%", "language": "ru"}),
    )

    assert (first["id"], second["id"]) == (7, None)
    assert (first["figures"][0]["value"], first["figures"][0]["period"]) == ("8", "2024")
    assert first["periods"] == [{"span": [6, 15], "edtf": "2024"}]
    assert second["figures"][0]["direction"] == "up"


def test_lines_that_cannot_be_read_are_answered_and_counted(tmp_path: Path) -> None:
    path, out = tmp_path / "texts", io.StringIO()
    path.write_text('{"text": 5}\n[]\n{"text": "8%", "as_of": "soon"}\n{"text": "8%"}\n{')

    with pytest.raises(CommandError, match="4 of 5 lines"):
        call_command("propose_figures", str(path), stdout=out)

    told = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [each.get("line") for each in told] == [1, 2, 3, None, 5]
    assert told[3]["figures"][0]["value"] == "8"


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("propose_figures", str(tmp_path / "nowhere"))
