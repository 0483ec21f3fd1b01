"""How some work grows with its text: in time, and in calls."""

import gc
import sys
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


def assert_calls_linear(
    work: Callable[[str], object], text_of: Callable[[int], str], size: int
) -> None:
    """Compare the calls that a text of `size` takes with those of one four times as long, which
    are the same on every machine and every run."""
    work(text_of(size))  # what is remembered is remembered for both
    small, large = calls(work, text_of(size)), calls(work, text_of(TIMES * size))

    assert large < 1.5 * TIMES * small, f"{small} calls grew to {large} for {TIMES} times the text"


def calls(work: Callable[[str], object], text: str) -> int:
    """How many functions, generators and methods are entered while `work` is done on a text."""
    count = 0

    def entered(frame: object, event: str, arg: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(entered)
    try:
        work(text)
    finally:
        sys.setprofile(before)
    return count


def _seconds(work: Callable[[str], object], text: str) -> float:
    # What other tests left behind is collected at its own time.
    gc.disable()
    try:
        began = process_time()
        work(text)
        return process_time() - began
    finally:
        gc.enable()
