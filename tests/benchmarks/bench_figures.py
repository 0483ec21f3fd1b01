"""Reading figures out of claims, against finding the bare numbers in them with one expression.

Run by `make bench`. Both read the same texts in turn, so that the ratio is of CPU time and a busy
machine does not decide it; texts a second and the slowest of a hundred are printed beside it.
"""

import re
import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from claims.quantities import propose

ROUNDS, REPEATS = 5, 200
AS_OF = date(2025, 6, 2)
TEXTS = (
    "The harbour moved 412 containers in May, 8% more than a year before",
    "Spending is to rise from 1.2 billion euros in 2023 to at least 1.5 billion euros by 2027",
    "About one in four nurses left within the first two years, the union says",
    "5月港口吞吐量达412万吨，同比增长近两成",
    "到2030年，可再生能源装机容量将从1.2亿千瓦增至2亿千瓦以上",
    "В мае порт обработал 412 тыс. тонн грузов, на 8,5% больше, чем годом ранее",
    "К 2030 году расходы вырастут с 1,2 млрд до 1,5 млрд рублей",
)
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def bare(text: str) -> list[Decimal]:
    """The digits alone: no words, units, periods or guards."""
    return [Decimal(found.replace(",", "")) for found in NUMBER.findall(text)]


def cpu(read: Callable[[str], object]) -> list[float]:
    """CPU seconds for each text, sorted."""
    taken = []
    for text in TEXTS * REPEATS:
        start = time.process_time()
        read(text)
        taken.append(time.process_time() - start)
    return sorted(taken)


def test_figures_of_claims() -> None:
    def figures(text: str) -> object:
        return propose(text, as_of=AS_OF)

    for read in (figures, bare):
        cpu(read)  # tables are made once
    ratios, rates, slow = [], [], []
    for _ in range(ROUNDS):
        mine, plain = cpu(figures), cpu(bare)
        ratios.append(sum(mine) / sum(plain))
        rates.append(len(mine) / sum(mine))
        slow.append(mine[len(mine) * 95 // 100])
    print(
        f"\nfigures of a claim: {sorted(rates)[ROUNDS // 2]:,.0f} texts/s of CPU, "
        f"p95 {sorted(slow)[ROUNDS // 2] * 1000:.2f} ms, "
        f"{sorted(ratios)[ROUNDS // 2]:.0f} times the bare numbers"
    )
