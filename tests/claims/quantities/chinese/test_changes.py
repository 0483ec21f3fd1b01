"""What Chinese words say of a figure: changes, comparators, hedges, tone, modality."""

from datetime import date

import pytest

from claims.quantities import propose


def told(text, *fields):
    return [
        tuple(getattr(one, field) for field in fields)
        for one in propose(text, "zh", date(2025, 11, 10))
    ]


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("进口增加6%。", [("delta", "up")]),
        ("费率从9%降到了6%。", [("from", "down"), ("to", "down")]),
        ("由三年前的40所减至22所。", [("level", ""), ("from", "down"), ("to", "down")]),
        ("跌幅为3%。", [("delta", "down")]),
        ("租金由40元涨到52元。", [("from", "up"), ("to", "up")]),
        ("利率下调15个基点至2.1%。", [("delta", "down"), ("to", "down")]),
        ("下调住房贷款利率0.2个百分点。", [("delta", "down")]),
        ("价格和销量分别增长3%和7%。", [("delta", "up"), ("delta", "up")]),
        ("预估值上调至90吨，此前为70吨。", [("to", "up"), ("from", "up")]),
        ("里拉贬至1美元兑41里拉。", [("level", ""), ("level", "")]),
        ("欧元升至1欧元兑1.2美元。", [("level", ""), ("to", "up")]),
        ("经济增速为4%。", [("level", "")]),
        ("新增病例9例。", [("level", "")]),
    ],
)
def test_a_change_has_its_role_and_direction(text, roles):
    assert told(text, "role", "direction") == roles


@pytest.mark.parametrize(
    ("text", "bent"),
    [
        ("至少30人受伤。", ("ge", "", "")),
        ("超过30人受伤。", ("gt", "", "")),
        ("不到30人到场。", ("lt", "", "")),
        ("不得超过30人。", ("le", "", "")),
        ("30人以上到场。", ("ge", "", "")),
        ("大约30人到场。", ("eq", "about", "")),
        ("近30人到场。", ("eq", "under", "")),
        ("30人左右到场。", ("eq", "about", "")),
        ("仅30人到场。", ("eq", "", "minimizing")),
        ("高达30米。", ("eq", "", "maximizing")),
        ("30多人到场。", ("gt", "", "")),
        ("身高比170低。", ("lt", "", "")),
    ],
)
def test_a_figure_is_bent_by_the_words_around_it(text, bent):
    assert told(text, "op", "hedge", "tone") == [bent]


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("公司计划投资9亿元。", "target"),
        ("预计销量为60万辆。", "forecast"),
        ("销量将超过60万辆。", "forecast"),
        ("医生将体温降低2℃。", ""),
        ("去年销量为60万辆。", ""),
    ],
)
def test_a_target_is_no_fact(text, modality):
    assert told(text, "modality") == [(modality,)]


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("同比增长4%。", "yoy"),
        ("环比增长4%。", "mom"),
        ("较上季度增长4%。", "qoq"),
        ("增长4%。", ""),
    ],
)
def test_a_change_is_measured_against_something(text, basis):
    assert told(text, "basis") == [(basis,)]


@pytest.mark.parametrize(
    ("text", "unit", "ends"),
    [
        ("出口从85增至91亿元。", "CNY", [("85", 8), ("91", 8)]),
        ("出口从85亿增至91亿元。", "CNY", [("85", 8), ("91", 8)]),
        ("出口由85降至约61亿美元。", "USD", [("85", 8), ("61", 8)]),
        ("用户从85增加到91万人。", "1", [("85", 4), ("91", 4)]),
        ("用户从200增至1.5亿。", "1", [("200", 0), ("1.5", 8)]),
    ],
)
def test_the_start_of_a_change_has_the_unit_and_scale_of_its_end(text, unit, ends):
    found = propose(text, "zh")

    assert [(str(one.mantissa), one.scale) for one in found] == ends
    assert [(one.role, one.unit, one.group) for one in found] == [
        ("from", unit, "g1"),
        ("to", unit, "g1"),
    ]
