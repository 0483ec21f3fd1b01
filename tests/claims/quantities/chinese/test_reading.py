"""Chinese sentences and their figures."""

from datetime import date

import pytest

from claims.quantities import propose


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("今年苹果产量同比增长12%。", [("12%", "12", "%", "up")]),
        (
            "桥长约3.6公里，投资8亿元。",
            [("3.6公里", "3.6", "km", ""), ("8亿元", "800000000", "CNY", "")],
        ),
        ("三成居民不吃早餐。", [("三成", "30", "%", "")]),
        ("利率下调0.5个百分点。", [("0.5个百分点", "0.5", "pp", "down")]),
    ],
)
def test_a_sentence_has_its_figures(text, figures):
    found = propose(text, "zh", date(2025, 11, 10))

    assert [(one.text, str(one.value), one.unit, one.direction) for one in found] == figures
