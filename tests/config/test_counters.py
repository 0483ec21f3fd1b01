"""Counts are those of every process of the machine, and of one that was killed."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from config.counters import PLACES, Counters

ROOT = Path(__file__).parents[2]
# So long that no test meets the end of one.
AGES = 10**9
COUNTING = """
import sys
from pathlib import Path
from config.counters import Counters

counters = Counters(Path(sys.argv[1]), secret=b"s")
print(counters._place, flush=True)
for line in sys.stdin:
    for _ in range(int(line)):
        used, _ = counters.add("key", window=10**9)
    print(used, flush=True)
"""


class Process:
    """Another process that counts, when it is told to."""

    def __init__(self, path: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", COUNTING, str(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
        )

    def tell(self, times: int) -> None:
        assert self.process.stdin
        self.process.stdin.write(f"{times}\n")
        self.process.stdin.flush()

    def says(self) -> int:
        assert self.process.stdout
        return int(self.process.stdout.readline())

    def end(self) -> None:
        self.process.kill()
        self.process.communicate()


@pytest.fixture
def path(tmp_path):
    return tmp_path / "counters"


@pytest.fixture
def process(path):
    started = []

    def start():
        started.append(Process(path))
        return started[-1]

    yield start
    for each in started:
        each.end()


def test_each_key_is_counted_for_itself(path):
    counters = Counters(path, secret=b"s")

    assert [counters.add("a", window=AGES)[0] for _ in range(3)] == [1, 2, 3]
    assert counters.add("b", window=AGES)[0] == 1


def test_a_window_ends_within_its_length(path):
    counters = Counters(path, secret=b"s")

    lefts = [counters.add(str(number), window=60)[1] for number in range(200)]

    assert all(0 < left <= 60 for left in lefts)
    assert len(set(lefts)) > 20


def test_a_window_that_has_passed_counts_no_more(path):
    counters = Counters(path, secret=b"s")
    counters.add("a", window=AGES)

    # Another number of the window: what a later time is to the same length.
    assert counters.add("a", window=AGES // 7)[0] == 1


def test_two_processes_in_turn_count_as_one(path, process):
    one, two = process(), process()
    assert sorted([one.says(), two.says()]) == [0, 1]

    said = []
    for each in (one, two, one, two):
        each.tell(3)
        said.append(each.says())

    assert said == [3, 6, 9, 12]


def test_two_processes_at_once_lose_no_count(path, process):
    one, two = process(), process()
    assert one.says() != two.says()

    one.tell(20_000)
    two.tell(20_000)
    last = max(one.says(), two.says())

    assert last == 40_000
    one.tell(1)
    assert one.says() == 40_001


def test_threads_lose_no_count(path):
    counters = Counters(path, secret=b"s")

    with ThreadPoolExecutor(8) as threads:
        seen = list(threads.map(lambda _: counters.add("a", window=AGES)[0], range(4000)))

    assert max(seen) == counters.add("a", window=AGES)[0] - 1 == 4000


def test_a_killed_process_leaves_its_counts_and_its_place(path, process):
    one, other = process(), process()
    place = one.says()
    other.says()
    one.tell(5)
    assert one.says() == 5
    one.end()

    successor = process()

    assert successor.says() == place
    successor.tell(1)
    assert successor.says() == 6


def test_a_process_without_a_place_counts_by_itself(path, process):
    crowd = [process() for _ in range(PLACES)]
    assert sorted(each.says() for each in crowd) == [*range(PLACES)]
    crowd[0].tell(3)
    assert crowd[0].says() == 3

    late = process()

    late.says()
    late.tell(2)
    assert late.says() == 2


def test_where_no_file_can_be_made_counting_goes_on(tmp_path):
    counters = Counters(tmp_path / "nowhere" / "counters", secret=b"s")

    assert [counters.add("a", window=AGES)[0] for _ in range(2)] == [1, 2]


def test_the_file_is_for_its_owner_and_does_not_grow(path):
    counters = Counters(path, secret=b"s")
    before = path.stat()
    for number in range(1000):
        counters.add(str(number), window=60)

    assert before.st_mode & 0o777 == 0o600
    assert path.stat().st_size == before.st_size
