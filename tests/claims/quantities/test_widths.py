"""Signs written wide or small mean what the plain ones mean."""

import pytest

from claims.quantities import propose


@pytest.mark.parametrize("sign", ["%", "％", "﹪"])
@pytest.mark.parametrize(
    "text", ["产量增长{}。", "Growth of {} of exports.", "Уровень {} в регионе."]
)
@pytest.mark.parametrize("number", ["12.5", "１２．５"])
def test_a_percent_sign_is_one_however_wide(text, number, sign):
    (found,) = propose(text.format(number + sign))

    assert (found.text, str(found.value), found.unit) == (number + sign, "12.5", "%")


@pytest.mark.parametrize("text", ["It weighs 5 ｋｇ.", "这箱重约5ｋｇ。", "Вес 5 ｋｇ."])
def test_a_sign_of_letters_is_one_however_wide(text):
    assert [one.unit for one in propose(text)] == ["kg"]
