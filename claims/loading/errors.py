"""What can be wrong with a line, or with the file as a whole."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one line: where in its document (a JSON pointer), and what."""

    line: int
    pointer: str
    detail: str

    def __str__(self) -> str:
        return f"{self.detail} ({self.pointer})" if self.pointer else self.detail


class Unloadable(Exception):
    """The file cannot be loaded at all; the message says what to do about it."""


class Refused(Exception):
    """A line cannot be read: everything that is wrong with it, as pointers with sentences."""

    def __init__(self, *faults: tuple[str, str]) -> None:
        super().__init__(*faults)
        self.faults = faults
