"""English sentences and their figures."""

from datetime import date

import pytest

from claims.quantities import propose

AS_OF = date(2025, 11, 10)


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("The ferry carries 900 cars.", [("900", "900", "1", "car")]),
        ("Bread costs €2.40 a loaf.", [("€2.40", "2.40", "EUR", "")]),
        ("About two thirds of pupils walk.", [("two thirds", "66.666667", "%", "")]),
        ("They meet on 5 May 2026 in Room 12.", []),
        ("The F-16 and the A320 took off at 6:30 pm.", []),
    ],
)
def test_a_sentence_has_its_figures(text, figures):
    found = propose(text, "en", AS_OF)

    assert [(one.text, str(one.value), one.unit, one.counted) for one in found] == figures


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Rents rose 4% to £900 in May.", [("delta", "up", "2025-05"), ("to", "up", "2025-05")]),
        ("Sales fell from 40 tonnes in 2023 to 30 tonnes in 2024.",
         [("from", "down", "2023"), ("to", "down", "2024")]),
        ("The herd halved.", [("delta", "down", "")]),
        ("The lake is 12 km long.", [("level", "", "")]),
    ],
)  # fmt: skip
def test_a_change_has_roles_directions_and_periods(text, roles):
    found = propose(text, "en", AS_OF)

    assert [(one.role, one.direction, one.period) for one in found] == roles


@pytest.mark.parametrize(
    ("text", "bent"),
    [
        ("More than 30 boats sank.", ("gt", "", "")),
        ("Only about 30 boats sank.", ("eq", "about", "minimizing")),
        ("At least 30 boats sank.", ("ge", "", "")),
        ("30 boats or fewer sank.", ("le", "", "")),
        ("A whopping 30 boats sank.", ("eq", "", "maximizing")),
    ],
)
def test_words_around_a_number_bend_it(text, bent):
    found = propose(text, "en", AS_OF)[0]

    assert (found.op, found.hedge, found.tone) == bent
