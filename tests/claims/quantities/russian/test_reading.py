"""Russian sentences and their figures."""

from datetime import date

import pytest

from claims.quantities import propose


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Урожай яблок вырос на 12%.", [("12%", "12", "%", "up")]),
        ("Мост стоил 4,5 млрд рублей.", [("4,5 млрд рублей", "4500000000", "RUB", "")]),
        ("В городе живут 1 200 000 человек.", [("1 200 000", "1200000", "1", "")]),
    ],
)
def test_a_sentence_has_its_figures(text, figures):
    found = propose(text, "ru", date(2025, 11, 10))

    assert [(one.text, str(one.value), one.unit, one.direction) for one in found] == figures
