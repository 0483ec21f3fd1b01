"""Shares, multiples and ranks in Chinese."""

import pytest

from claims.quantities import propose


def told(text):
    return [
        (
            one.text,
            f"{one.lower}..{one.upper}" if one.value is None else f"{one.value.normalize():f}",
            one.unit,
            one.op,
        )
        for one in propose(text, "zh")
    ]


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("百分之三十五的人反对。", ("百分之三十五", "35", "%", "eq")),
        ("占全年的四成半。", ("四成半", "45", "%", "eq")),
        ("约六七成顾客满意。", ("六七成", "60..70", "%", "range")),
        ("雨水偏少两至三成。", ("两至三成", "20..30", "%", "range")),
        ("不足往年的三分之一。", ("三分之一", "33.333333", "%", "lt")),
        ("全场打七五折。", ("七五折", "75", "%", "eq")),
        ("过半居民同意。", ("半", "50", "%", "gt")),
        ("五分之二的农田受灾。", ("五分之二", "40", "%", "eq")),
        ("四分之三公升牛奶。", ("四分之三公升", "0.75", "L", "eq")),
        ("价格翻两番。", ("翻两番", "4", "x", "eq")),
        ("产量增长了两倍。", ("两倍", "3", "x", "eq")),
        ("面积是原来的两倍。", ("两倍", "2", "x", "eq")),
        ("股价腰斩。", ("腰斩", "0.5", "x", "eq")),
        ("配比为3比2。", ("3比2", "1.5", "1", "eq")),
        ("产量居全省第四。", ("第四", "4", "rank", "eq")),
        ("进入前八名。", ("前八名", "8", "rank", "le")),
        ("第三大出口国。", ("第三", "3", "rank", "eq")),
    ],
)
def test_a_share_a_multiple_or_a_rank(text, figure):
    assert told(text) == [figure]


@pytest.mark.parametrize(
    "text", ["第五次会议。", "他们一举成为冠军。", "主队3比2获胜。", "七折屏手机。"]
)
def test_what_looks_like_one_and_is_none(text):
    assert told(text) == []
