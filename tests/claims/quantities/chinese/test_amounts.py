"""What Chinese numerals measure and count."""

from datetime import date

import pytest

from claims.quantities import propose
from tests.growth import assert_linear


def told(text):
    return [
        (
            one.text,
            f"{one.lower}..{one.upper}" if one.value is None else f"{one.value.normalize():f}",
            one.unit,
        )
        for one in propose(text, "zh", date(2025, 11, 10))
    ]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("三个人和两位居民。", [("三", "3", "1"), ("两", "2", "1")]),
        ("他上了三节课。", [("三", "3", "1")]),
        ("他还欠两万三。", [("两万三", "23000", "1")]),
        ("水库有12座。", [("12", "12", "1")]),
        ("电站装机300千瓦。", [("300千瓦", "300", "kW")]),
        ("票价四元五角。", [("四元五角", "4.5", "CNY")]),
        ("书价五美元又十美分。", [("五美元又十美分", "5.1", "USD")]),
        ("他身高一米七二。", [("一米七二", "1.72", "m")]),
        ("飞行了3小时20分钟。", [("3小时20分钟", "200", "min")]),
        ("排队两个半小时。", [("两个半小时", "2.5", "h")]),
        ("会议持续三天半。", [("三天半", "3.5", "d")]),
        ("每亩收成六百斤。", [("六百斤", "600", "x:jin/x:mu")]),
        ("矿区年产70万吨煤。", [("70万吨", "700000", "t/a")]),
        ("雨量40至60毫米。", [("40至60毫米", "40..60", "mm")]),
        ("投资20至30亿元。", [("20至30亿元", "2000000000..3000000000", "CNY")]),
        ("温度在零下7℃以下。", [("零下7℃", "-7", "Cel")]),
        ("这批货值人民币 6千元。", [("人民币 6千元", "6000", "CNY")]),
        ("售价￥45。", [("￥45", "45", "CNY")]),
        ("上万名学生报名。", [("万", "10000", "1")]),
        ("五六十人到场。", [("五六十", "50..60", "1")]),
        ("气温大于10度且小于20度。", [("10度且小于20度", "10..20", "Cel")]),
        ("发生5.4级地震。", [("5.4级地震", "5.4", "{magnitude}")]),
    ],
)
def test_an_amount_has_its_number_and_unit(text, figures):
    assert told(text) == figures


@pytest.mark.parametrize(
    "text",
    [
        "三峡大坝。",
        "这是一个好办法。",
        "一方面要稳。",
        "万元户。",
        "他在2008年毕业。",
        "五角大楼。",
    ],
)
def test_words_with_numerals_in_them_are_no_figures(text):
    assert told(text) == []


@pytest.mark.parametrize("piece", ["一万三", "3至", "半", "米九", "每吨", "增长5%、", "1 "])
def test_the_work_is_in_proportion_to_the_text(piece):
    assert_linear(lambda text: propose(text, "zh"), lambda size: piece * size, 1_000)
