"""Progress is shown on a terminal, and nowhere else."""

import io
import sys

import pytest

from claims.management.progress import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_is_told_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    progress = Progress()

    progress.show(1_500, "lines", share=0.5)
    progress.show(1_501, "lines", share=0.5)
    progress.clear()

    assert terminal.getvalue().startswith("\r\x1b[K1,500 lines, ")
    assert "/s, 50%, 0:00:0" in terminal.getvalue()
    assert "1,501" not in terminal.getvalue()
    assert terminal.getvalue().endswith("\r\x1b[K")


def test_elsewhere_it_is_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    progress = Progress()

    progress.show(1_500, "lines")
    progress.clear()

    assert stream.getvalue() == ""
