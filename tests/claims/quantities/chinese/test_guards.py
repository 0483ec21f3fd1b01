"""What is no figure in Chinese text."""

import pytest

from claims.quantities import propose


@pytest.mark.parametrize(
    "text",
    [
        "下午三点开会。",
        "列车8时15分到站。",
        "乘坐7号线到21号楼。",
        "歼-10和直-20亮相。",
        "请致电96110。",
        "“十四五”规划的收官之年。",
        "90后成为主力。",
        "世界500强企业。",
        "依照第21条规定。",
        "千万别信。",
        "使用Python 3开发。",
        "航班CZ3101延误。",
        "见文献[4]。",
        "2、施工单位。",
    ],
)
def test_names_times_and_labels_are_no_figures(text):
    assert propose(text, "zh") == []
