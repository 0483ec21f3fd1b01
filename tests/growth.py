"""How the time of some work grows with its text."""

import gc
from collections.abc import Callable
from time import process_time

# Four times the text may take ten times the time, for the noise of a busy machine; quadratic work
# takes sixteen times.
TIMES = 4
MOST = 10
# Below this, the clock and the machine are measured rather than the work.
GRAIN = 0.05


def assert_linear(work: Callable[[str], object], text_of: Callable[[int], str], size: int) -> None:
    """Compare the best of a few runs on a text of `size` and on one four times as long."""
    for _ in range(3):
        small = min(_seconds(work, text_of(size)) for _ in range(2))
        large = _seconds(work, text_of(TIMES * size))
        if large < MOST * max(small, GRAIN):
            return
    raise AssertionError(f"{small:.2f} s grew to {large:.2f} s for {TIMES} times the text")


def _seconds(work: Callable[[str], object], text: str) -> float:
    # What other tests left behind is collected at its own time.
    gc.disable()
    try:
        began = process_time()
        work(text)
        return process_time() - began
    finally:
        gc.enable()
