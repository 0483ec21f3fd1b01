"""The periods that Chinese text names."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.quantities import find_periods, propose

AS_OF = date(2025, 11, 12)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("二〇二三年", "2023"),
        ("去年9月", "2024-09"),
        ("12月", "2024-12"),
        ("今年前三季度", "2025-01/2025-09"),
        ("2022年下半年", "2022-41"),
        ("第二季度", "2025-34"),
        ("2021-2023年", "2021/2023"),
        ("3月5日至8日", "2025-03-05/2025-03-08"),
        ("2024年3月1日至5月2日", "2024-03-01/2024-05-02"),
        ("2023年1至4月", "2023-01/2023-04"),
        ("截至6月底", "2025-06-30"),
        ("9月末", "2025-09"),
        ("到2030年底", "../2030"),
        ("自2012年以来", "2012/.."),
        ("2019/7/3", "2019-07-03"),
        ("上周五", "2025-11-07"),
        ("九十年代", "199X"),
        ("20世纪60年代", "196X"),
        ("光绪二十四年", "1898"),
        ("民国八年五月", "1919-05"),
        ("三天前", "2025-11-09"),
        ("过去两周", "2025-10-29/2025-11-12"),
        ("最后3个月", "2025-10/2025-12"),
    ],
)
def test_a_time_is_dated(text, edtf):
    found = list(find_periods(text, AS_OF, "zh"))

    assert found[0].stretch is not None
    assert found[0].stretch.edtf == edtf


@pytest.mark.parametrize("text", ["2月30日", "正月初三", "近年来"])
def test_what_no_calendar_dates_is_left_out(text):
    assert list(find_periods(text, AS_OF, "zh")) == []


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("从2020年的3%升至2023年的5%。", [("2020", "in"), ("2023", "in")]),
        ("从上月的6%降至5%。", [("2025-10", "in"), ("", "")]),
        ("到2035年达到8%。", [("2035", "by")]),
        ("截至10月底共有9家。", [("2025-10-31", "as_of")]),
        ("出口比2022年增长4%。", [("", "")]),
    ],
)
def test_a_figure_has_the_period_before_it(text, periods):
    found = propose(text, "zh", AS_OF)

    assert [(one.period, one.period_rel) for one in found] == periods


@given(
    st.text(alphabet="0123456789年月日一二三十前后上下半周个至到-/去今世纪季度底末", max_size=40)
)
def test_no_text_raises(text):
    list(find_periods(text, AS_OF, "zh"))
    list(find_periods(text, None, "zh"))
