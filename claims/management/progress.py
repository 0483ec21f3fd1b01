"""How far a command is, on one line of a terminal that is written over; silent elsewhere."""

import sys
import time

_SECONDS = 0.2


class Progress:
    """What is written on the terminal of standard error, at most five times a second."""

    def __init__(self) -> None:
        self._stream = sys.stderr if sys.stderr.isatty() else None
        self._began = time.monotonic()
        self._written = 0.0

    def show(
        self, done: int, words: str, *, share: float = 0.0, counted: int | None = None
    ) -> None:
        """So much is done: `words` say of what. `share` is of the whole, where it is known, and
        `counted` what has been done since the start, if that is not all."""
        moment = time.monotonic()
        if self._stream is None or moment - self._written < _SECONDS:
            return
        self._written = moment
        seconds = max(moment - self._began, 0.001)
        rate = (done if counted is None else counted) / seconds
        parts = [f"{done:,} {words}", f"{rate:,.0f}/s"]
        if share:
            parts += [f"{share:.0%}", f"{_clock(seconds * (1 - share) / share)} left"]
        self._stream.write(f"\r\x1b[K{', '.join(parts)}")
        self._stream.flush()

    def clear(self) -> None:
        """Leave the line to what is written next."""
        if self._stream is not None and self._written:
            self._stream.write("\r\x1b[K")
            self._stream.flush()


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}"
